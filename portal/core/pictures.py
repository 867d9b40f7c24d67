"""Pictures that people send: recognised by their content, kept within limits, and always re-encoded by us.

What is stored was written by our own encoder from bare pixels: no place names of the camera (EXIF, GPS), no
scripts, nothing that a reader's decoder could trip over. Names and content types given by the sender count for
nothing.
"""

import warnings
from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 40_000_000  # a 40-megapixel photograph: 120 MB once decoded, the most that one request may take
MAX_SIDE = 16_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
BLUR_SIDE, BLUR_MOST = 16, 400  # pixels, signs
PAPER = (255, 255, 255)

SENTENCES = {
    "unknown": _("“%(name)s” is not a picture we can read. Send a JPEG, PNG, WebP, AVIF or GIF file."),
    "drawing": _("“%(name)s” is an SVG drawing. Send it as PNG or JPEG: drawings can carry programs."),
    "heavy": _("“%(name)s” is too large: up to 15 MB are taken."),
    "vast": _("“%(name)s” has too many pixels: up to 40 megapixels and 16,000 to a side are taken."),
    "damaged": _("“%(name)s” is damaged or incomplete and could not be read to its end."),
    "empty": _("“%(name)s” is empty."),
}


def refusal(code: str, name: str) -> ValidationError:
    return ValidationError(SENTENCES[code], code=code, params={"name": name})


@dataclass(frozen=True)
class Rendition:
    """One width of a picture, in the format every reader knows and in the smaller one."""

    width: int
    height: int
    jpeg: bytes
    webp: bytes

    def files(self, stem: str) -> "tuple[ContentFile[bytes], ContentFile[bytes]]":
        return ContentFile(self.jpeg, f"{stem}.jpg"), ContentFile(self.webp, f"{stem}.webp")


def open_picture(file: IO[bytes], name: str = "") -> Image.Image:
    """The upright sRGB pixels of `file`, without transparency and without anything the sender wrote beside them.

    Raises ValidationError, with a sentence naming the file, for whatever is not a picture within the limits.
    """
    data = read_limited(file, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=FORMATS)
            if max(image.size) > MAX_SIDE or image.width * image.height > MAX_PIXELS:
                raise refusal("vast", name)
            with suppress(EOFError):
                image.seek(1)  # we keep the first frame only, but a bomb in the second betrays the sender
            image.seek(0)
            image.load()
            return plain(image)
    except UnidentifiedImageError:
        raise refusal("drawing" if looks_like_svg(data) else "unknown", name) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise refusal("vast", name) from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, MemoryError) as problem:
        raise refusal("damaged", name) from problem


def read_limited(file: IO[bytes], name: str) -> bytes:
    file.seek(0)
    data = file.read(MAX_BYTES + 1)
    if not data:
        raise refusal("empty", name)
    if len(data) > MAX_BYTES:
        raise refusal("heavy", name)
    return data


def looks_like_svg(data: bytes) -> bool:
    return b"<svg" in data[:4096].lower()


def plain(image: Image.Image) -> Image.Image:
    """Turned as the camera meant it, in sRGB, on white where it was transparent."""
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image) or image
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        see_through = upright.convert("RGBA")
        upright = Image.new("RGB", see_through.size, PAPER)
        upright.paste(see_through, mask=see_through.getchannel("A"))
    elif profile and upright.mode in {"RGB", "CMYK"}:
        upright = in_srgb(upright, profile)
    bare = upright.convert("RGB")
    bare.info.clear()
    return bare


def in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The colours as the profile means them; a broken profile is ignored, as browsers do."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted or image


def render(image: Image.Image, width: int, quality: int = 82) -> Rendition:
    """The picture at most `width` wide (never enlarged)."""
    scaled = fitted(image, width)
    return Rendition(
        *scaled.size,
        jpeg=encoded(scaled, "JPEG", quality=quality, progressive=True, optimize=True),
        webp=encoded(scaled, "WEBP", quality=quality - 4, method=4),
    )


def avif(image: Image.Image, width: int, quality: int = 58) -> bytes:
    """The picture at most `width` wide as AVIF, a third smaller than WebP: a third of a second of one core for 1280."""
    return encoded(fitted(image, width), "AVIF", quality=quality, speed=8, max_threads=1)


def blur(image: Image.Image) -> str:
    """A preview of a few pixels as a `data:` address (RFC 2397) of at most 400 signs, until it is there."""
    tiny = image.copy()
    tiny.thumbnail((BLUR_SIDE, BLUR_SIDE), Image.Resampling.BOX)
    address = f"data:image/webp;base64,{b64encode(encoded(tiny, 'WEBP', quality=20, method=4)).decode()}"
    return address if len(address) <= BLUR_MOST else ""


def fitted(image: Image.Image, width: int) -> Image.Image:
    """At most `width` wide, never enlarged."""
    if image.width <= width:
        return image
    return image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Any number of pictures up to `most`; cleans to a list of images already decoded and bare.

    All files are looked at, so that one refused among twelve is named and the others need no second look.
    """

    widget = ManyFilesInput({"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif"})
    too_many: ClassVar[Any] = _("Up to %(most)s pictures at a time, please.")

    def __init__(self, *, most: int = 12, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> Any:
        files: Sequence[Any] = (
            [one for one in data if one] if isinstance(data, list | tuple) else [data] if data else []
        )
        if len(files) > self.most:
            raise ValidationError(self.too_many, params={"most": self.most})
        good, problems = [], []
        for file in files:
            try:
                good.append(open_picture(file, file.name))
            except ValidationError as problem:
                problems.append(problem)
        if problems:
            raise PicturesRefused(problems, good)
        return good


class PicturesRefused(ValidationError):
    """Some files were refused; `good` holds the others, so that the form can keep them."""

    def __init__(self, problems: list[ValidationError], good: list[Image.Image]) -> None:
        super().__init__(problems)
        self.good = good
