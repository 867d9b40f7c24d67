"""Papers that people hand in: recognised by what is in them, pictures drawn anew, PDF files looked through."""

from dataclasses import dataclass
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.core.pdfs import check_pdf
from portal.core.pictures import encoded, open_picture, read_limited
from portal.core.texts import clean_line

WIDEST = 2400  # pixels: small print of an A4 page photographed with a phone stays readable

SENTENCES = {
    "type": _("“%(name)s” is neither a PDF nor a picture. Send a PDF, JPEG, PNG or WebP file."),
}
PICTURE_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")


@dataclass(frozen=True)
class Upload:
    """A file that may be kept: its bytes as we write them, its type as we found it."""

    name: str
    data: bytes
    media_type: str
    suffix: str


def read_upload(file: IO[bytes], name: str) -> Upload:
    """The file, if it is a paper within the limits (15 MB; pictures as in portal.core.pictures).

    Raises ValidationError with a sentence naming the file.
    """
    name = clean_line(name.replace("\\", "/").rpartition("/")[2]) or "document"
    data = read_limited(file, name)
    if data.startswith(b"%PDF-"):
        check_pdf(data, name)
        return Upload(name, data, "application/pdf", ".pdf")
    if not data.startswith(PICTURE_STARTS):
        raise refusal("type", name)
    file.seek(0)
    image = open_picture(file, name)
    image.thumbnail((WIDEST, WIDEST))
    return Upload(name, encoded(image, "JPEG", quality=88, optimize=True), "image/jpeg", ".jpg")


def refusal(code: str, name: str) -> ValidationError:
    values: dict[str, Any] = {"name": name}
    return ValidationError(SENTENCES[code], code=code, params=values)
