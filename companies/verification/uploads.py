"""Papers that people hand in: recognised by what is in them, pictures drawn anew, PDF files looked through.

A PDF is kept as it came, because its bytes are the evidence, so one that could act is refused: with scripts, files
inside, or commands that start programs. Names may be written in hexadecimal (ISO 32000-1, 7.3.5) and objects may
be packed into streams (7.5.7); both are undone before looking.
"""

import re
import zlib
from dataclasses import dataclass
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.core.pictures import encoded, open_picture, read_limited
from portal.core.texts import clean_line

WIDEST = 2400  # pixels: small print of an A4 page photographed with a phone stays readable
MOST_INFLATED = 48 * 1024 * 1024

SENTENCES = {
    "type": _("“%(name)s” is neither a PDF nor a picture. Send a PDF, JPEG, PNG or WebP file."),
    "active": _("“%(name)s” carries a program or another file inside. Print it to a new PDF and send that."),
    "locked": _("“%(name)s” is protected by a password. Save it without one, so that we can read it."),
    "broken": _("“%(name)s” is damaged or incomplete. Save it again and send that."),
}
ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|AA|ImportData|SubmitForm|GoToE|Sound|Movie)(?=[\s/<>\[\]()]|$)"
)
LOCKED = re.compile(rb"/Encrypt(?=[\s/<\[]|$)")
HEX_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"(<<(?:(?!stream\b).){0,4096}?>>)\s*stream\r?\n(.*?)endstream", re.DOTALL)
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


def check_pdf(data: bytes, name: str) -> None:
    if b"%%EOF" not in data[-2048:]:
        raise refusal("broken", name)
    outside = STREAM.sub(rb"\1", data)
    packed = inflated(data, name)
    for part in (outside, *packed):
        text = HEX_NAME.sub(lambda match: bytes([int(match[1], 16)]), part)
        if LOCKED.search(text):
            raise refusal("locked", name)
        if ACTIVE.search(text):
            raise refusal("active", name)


def inflated(data: bytes, name: str) -> list[bytes]:
    """The object streams in plain; refused when they swell beyond any honest paper."""
    parts, total = [], 0
    for match in STREAM.finditer(data):
        head = HEX_NAME.sub(lambda found: bytes([int(found[1], 16)]), match[1])
        if b"/ObjStm" not in head:
            continue
        try:
            part = zlib.decompressobj().decompress(match[2], MOST_INFLATED - total + 1)
        except zlib.error:
            raise refusal("broken", name) from None
        total += len(part)
        if total > MOST_INFLATED:
            raise refusal("broken", name)
        parts.append(part)
    return parts


def refusal(code: str, name: str) -> ValidationError:
    values: dict[str, Any] = {"name": name}
    return ValidationError(SENTENCES[code], code=code, params=values)
