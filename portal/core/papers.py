"""Files beside words, looked through before they are kept: a PDF that cannot act, or a picture written anew by us.

What its sender calls a file, and of what type, counts for nothing but the name that others read.
"""

import secrets
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.pictures import ManyFilesInput, encoded, fitted, open_picture
from portal.core.texts import clean_line
from portal.core.uploads import MAGIC, as_pdf

MOST_FILES = 5
MOST_BYTES = 10 * 1024 * 1024
LARGE, SMALL = 2000, 480  # pixels wide
ACCEPTED = "application/pdf,image/jpeg,image/png,image/webp,image/avif,image/gif"
HEAVY = _("“%(name)s” is too large: up to 10 MB are taken.")
UNKNOWN = _("“%(name)s” is neither a PDF nor a picture we can read.")
TOO_MANY = _("Up to %(most)s files at a time, please.")


@dataclass(frozen=True)
class Paper:
    """A checked file on its way in; `name` is what its sender called it, `small` a picture's version for the page."""

    name: str
    kind: str
    content: Any
    small: Any = None
    width: int = 0
    height: int = 0


class PaperRow(models.Model):
    """What was a Paper, kept beside the words it came with: each kind of words adds its reference and its two places.

    A row without a key is written (`take`) before anything is locked, since storage may be slow.
    """

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        PICTURE = "picture", _("Picture")

    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=120)
    size = models.PositiveIntegerField()  # bytes
    width = models.PositiveIntegerField(default=0)  # pixels of the small picture
    height = models.PositiveIntegerField(default=0)

    kept_for: int | None = None  # the company, while the file is written before its words

    file: Any
    small: Any

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.kind == self.Kind.PICTURE

    def take(self, paper: Paper, company: int | None) -> None:
        """Write the paper's files, counted as this company's. Raises Refused where there is no room for them."""
        self.kind, self.name, self.size, self.kept_for = paper.kind, paper.name, paper.content.size, company
        self.file.save(paper.content.name, paper.content, save=False)
        if paper.small:
            self.small.save(paper.small.name, paper.small, save=False)
            self.width, self.height = paper.width, paper.height


class FilesField(forms.FileField):
    """Up to five files; cleans to a list of Paper. All are looked at, so that each that is refused is named."""

    widget = ManyFilesInput({"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> list[Paper]:
        files = [one for one in data if one] if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MOST_FILES:
            raise ValidationError(TOO_MANY, params={"most": MOST_FILES})
        good, problems = [], []
        for file in files:
            try:
                good.append(as_paper(file))
            except ValidationError as problem:
                problems.append(problem)
        if problems:
            raise ValidationError(problems)
        return good


def as_paper(file: Any) -> Paper:
    """Raises ValidationError, naming the file, for whatever is neither a PDF nor a picture within the limits."""
    name = clean_line(PurePath(file.name).name)
    if file.size > MOST_BYTES:
        raise ValidationError(HEAVY, code="heavy", params={"name": name})
    stored = secrets.token_hex(12)
    file.seek(0)
    if file.read(len(MAGIC)) == MAGIC:
        content = as_pdf(file, name)
        return Paper(named(name, ".pdf"), "pdf", ContentFile(content.read(), f"{stored}.pdf"))
    try:
        image = open_picture(file, name)
    except ValidationError as problem:
        if getattr(problem, "code", "") == "unknown":
            raise ValidationError(UNKNOWN, code="unknown", params={"name": name}) from None
        raise
    large, small = fitted(image, LARGE), fitted(image, SMALL)
    return Paper(
        named(name, ".jpg"),
        "picture",
        ContentFile(encoded(large, "JPEG", quality=85, optimize=True), f"{stored}.jpg"),
        ContentFile(encoded(small, "JPEG", quality=80, optimize=True), f"{stored}-small.jpg"),
        *small.size,
    )


def named(name: str, ending: str) -> str:
    """The sender's name with the ending of what it is."""
    return f"{clean_line(PurePath(name).stem)[:110] or 'file'}{ending}"
