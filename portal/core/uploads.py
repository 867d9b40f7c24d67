"""Documents that people hand in: a PDF as it is, if it cannot act, or a picture re-encoded by us; nothing else."""

from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.core.pdfs import check_pdf
from portal.core.pictures import open_picture, render

MAX_PDF = 10 * 1024 * 1024  # bytes
WIDE = 2000  # pixels: an A4 page can still be read
MAGIC = b"%PDF-"  # ISO 32000-1, 7.5.2: at the very beginning

SENTENCES = {
    "heavy": _("“%(name)s” is too large: a PDF of up to 10 MB is taken."),
    "cut": _("“%(name)s” is cut off: its end is missing. Save it again and send that."),
    "unknown": _("“%(name)s” is neither a PDF nor a picture we can read."),
}


def refusal(code: str, name: str) -> ValidationError:
    return ValidationError(SENTENCES[code], code=code, params={"name": name})


class DocumentField(forms.FileField):
    """Cleans to a ContentFile named `.pdf` or `.jpg` by what it is; what its sender calls it counts for nothing."""

    widget = forms.FileInput({"accept": "application/pdf,image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        return as_document(file) if file and file is not initial else None


def as_document(file: Any) -> "ContentFile[bytes]":
    """Raises ValidationError, naming the file, for whatever is neither a PDF nor a picture within the limits."""
    name = PurePath(file.name).name
    file.seek(0)
    if file.read(len(MAGIC)) == MAGIC:
        return as_pdf(file, name)
    try:
        image = open_picture(file, name)
    except ValidationError as problem:
        raise refusal("unknown", name) if getattr(problem, "code", "") == "unknown" else problem from None
    return ContentFile(render(image, WIDE).jpeg, "document.jpg")


def as_pdf(file: Any, name: str) -> "ContentFile[bytes]":
    file.seek(0)
    data = file.read(MAX_PDF + 1)
    if len(data) > MAX_PDF:
        raise refusal("heavy", name)
    if b"%%EOF" not in data[-2048:]:
        raise refusal("cut", name)
    check_pdf(data, name)
    return ContentFile(data, "document.pdf")


def validate_https(address: str) -> None:
    if urlsplit(address).scheme != "https":
        raise ValidationError(_("Give an address that begins with https://."), code="https")


def forget_file(file: Any) -> None:
    """Delete a stored file once the change that put it out of use is kept."""
    if file:
        storage, name = file.storage, file.name
        transaction.on_commit(lambda: storage.delete(name))
