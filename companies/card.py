"""The picture that messengers and social networks show for a company's address: 1200 × 630, as Open Graph asks for.

Drawn from cover, logo and name when first asked for and kept under a name made of what it was drawn from, so that
a change of any of them makes a new one.
"""

import hashlib
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageOps

from companies.models import Company
from portal.core.fonts import font_for
from portal.core.pictures import encoded

SIZE = (1200, 630)
COVER_HEIGHT = 330
PAPER, INK, MUTED, RULE = "#fbf9f4", "#1b1f24", "#5a6068", "#1b1f24"
SEAM = ("#1f3a5f", "#2f6b4f", "#b7791f", "#e8edf4", "#1f3a5f", "#f8eed9", "#2f6b4f", "#b7791f")
TILE = 170
LAYOUT = "1"  # of the drawing: another one makes all cards anew


def card_version(company: Company) -> str:
    """Changes with whatever the card shows."""
    text = company.text
    parts = (LAYOUT, company.name, company.local_name, text.tagline, company.logo.name, company.cover.name)
    return hashlib.sha256("\0".join(part or "" for part in parts).encode()).hexdigest()[:16]


def card(company: Company) -> bytes:
    """The JPEG, from storage or drawn now."""
    name = f"companies/cards/{company.ref}-{card_version(company)}.jpg"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            return bytes(file.read())
    data = encoded(draw(company), "JPEG", quality=84, optimize=True)
    default_storage.save(name, ContentFile(data))
    return data


def draw(company: Company) -> Image.Image:
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    if cover := opened(company.cover):
        image.paste(ImageOps.fit(cover, (SIZE[0], COVER_HEIGHT), Image.Resampling.LANCZOS), (0, 0))
    else:
        pen.rectangle((0, 0, SIZE[0], COVER_HEIGHT), fill="#e8edf4")
    seam(pen)
    pen.line((0, COVER_HEIGHT, SIZE[0], COVER_HEIGHT), fill=RULE, width=3)
    tile(image, pen, company)
    words(pen, company)
    return image


def opened(file: object) -> Image.Image | None:
    """A picture that we wrote ourselves; None where there is none or the file has gone."""
    if not file:
        return None
    try:
        with file.open("rb") as content:  # type: ignore[attr-defined]  # a field's file
            return Image.open(BytesIO(content.read())).convert("RGB")
    except (OSError, ValueError):
        return None


def seam(pen: ImageDraw.ImageDraw) -> None:
    """The portal's own mark: a seam of patchwork along the top."""
    width = SIZE[0] // len(SEAM) + 1
    for place, colour in enumerate(SEAM):
        pen.rectangle((place * width, 0, (place + 1) * width - 4, 13), fill=colour)


def tile(image: Image.Image, pen: ImageDraw.ImageDraw, company: Company) -> None:
    left, top = 64, COVER_HEIGHT - TILE // 2 - 20
    pen.rounded_rectangle((left - 8, top - 8, left + TILE + 8, top + TILE + 8), 18, fill="#ffffff", outline="#e4dfd3")
    if logo := opened(company.logo):
        image.paste(ImageOps.pad(logo, (TILE, TILE), Image.Resampling.LANCZOS, color="#ffffff"), (left, top))
        return
    first = company.name[:1].upper()
    pen.rounded_rectangle((left, top, left + TILE, top + TILE), 12, fill="#e8edf4")
    if font := font_for(first, 96):
        pen.text((left + TILE / 2, top + TILE / 2), first, font=font, fill="#1f3a5f", anchor="mm")


def words(pen: ImageDraw.ImageDraw, company: Company) -> None:
    """Name and sentence in the letters that this machine can draw; none at all rather than empty boxes."""
    name = company.name if font_for(company.name, 60) else ""
    if company.local_name and font_for(f"{company.name}{company.local_name}", 60):
        name = f"{company.name}  {company.local_name}"
    if name:
        line(pen, name, (64, 470), 62, INK)
    if sentence := company.text.tagline:
        line(pen, sentence, (64, 545), 32, MUTED)
    line(pen, "Jangteo", (SIZE[0] - 64, 385), 30, "#1f3a5f", anchor="rm")


def line(pen: ImageDraw.ImageDraw, text: str, at: tuple[int, int], size: int, colour: str, anchor: str = "lm") -> None:
    """One line, smaller where it is long, cut with … where it is too long even so."""
    room = SIZE[0] - 2 * 64
    font = font_for(text, size)
    if font is None:
        return
    while font.getlength(text) > room and font.size > size * 2 // 3:
        font = font.font_variant(size=font.size - 2)
    while font.getlength(text) > room and len(text) > 1:
        text = text[:-2].rstrip(" ,.") + "…"
    pen.text(at, text, font=font, fill=colour, anchor=anchor)
