"""The picture that messengers show for a page's address: its title on our paper, drawn from words that we signed.

1200 × 630 as Open Graph asks for. `companies.card` draws the richer one of a company.
"""

from django.core import signing
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from PIL import Image, ImageDraw, ImageFont

from portal.core.fonts import font_for
from portal.core.pictures import encoded

SIZE = (1200, 630)
EDGE = 80
PAPER, INK, MUTED, RULE, INDIGO = "#fbf9f4", "#1b1f24", "#5a6068", "#e4dfd3", "#1f3a5f"
# The strip of the masthead (30-masthead.css): colour, and where it ends in percent.
SEAM = (
    *(("#1f3a5f", 18), ("#27613f", 27), ("#825208", 33), ("#e8edf4", 46), ("#1f3a5f", 61), ("#f8eed9", 69)),
    *(("#27613f", 84), ("#825208", 88), ("#1f3a5f", 100)),
)
SIZES = range(76, 43, -4)  # of the title's letters: the largest with which it fits
LINES, LONGEST = 4, 160
LAYOUT = 1  # of the drawing: another one gives all pictures new addresses
BROWSERS_KEEP = 365 * 24 * 60 * 60  # seconds: the words are in the address
WE_KEEP = 24 * 60 * 60
SIGNER = signing.Signer(salt="portal.posters")


def signed(title: str, kicker: str = "") -> str:
    """The name of the picture: nobody else can have words drawn in our name."""
    return SIGNER.sign_object([LAYOUT, title[:LONGEST], kicker[:60]], compress=True)


def poster(request: HttpRequest, name: str) -> HttpResponse:
    try:
        _layout, title, kicker = SIGNER.unsign_object(name)
    except (signing.BadSignature, ValueError) as problem:
        raise Http404 from problem
    picture = cache.get_or_set(f"poster.{name[-43:]}", lambda: encoded(draw(title, kicker), "PNG"), WE_KEEP)
    headers = {"Cache-Control": f"public, max-age={BROWSERS_KEEP}, immutable"}
    return HttpResponse(picture, content_type="image/png", headers=headers)


def draw(title: str, kicker: str) -> Image.Image:
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    seam(pen)
    put(pen, (EDGE, 106), kicker, 30, INDIGO)
    write_title(pen, title, 160 if kicker else 120)
    foot(image, pen)
    return image


def seam(pen: ImageDraw.ImageDraw) -> None:
    start = 0.0
    for colour, percent in SEAM:
        end = SIZE[0] * percent / 100
        pen.rectangle((start, 0, end - (5 if percent < 100 else 0), 17), fill=colour)
        start = end


def foot(image: Image.Image, pen: ImageDraw.ImageDraw) -> None:
    """The double rule of the masthead, our mark and our name."""
    for top in (512, 518):
        pen.line((EDGE, top, SIZE[0] - EDGE, top), fill=INK, width=2)
    image.paste(mark(48), (EDGE, 540))
    put(pen, (EDGE + 66, 564), "Jangteo", 34, INK)
    put(pen, (SIZE[0] - EDGE, 564), "장터", 30, MUTED, "rm")


def mark(size: int) -> Image.Image:
    """The sign of `img/favicon.svg`, drawn on its grid of 32 and larger than it is wanted, as Pillow leaves steps."""
    step = 16

    def at(*numbers: float) -> list[tuple[float, float]]:
        return [(x * step, y * step) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]

    image = Image.new("RGB", (32 * step, 32 * step), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle(at(0, 0, 32, 32), 6 * step, fill=INDIGO)
    for line in (at(7, 7.5, 25, 7.5), at(16, 7.8, 14, 12.6, 7.5, 16.5), at(16, 7.8, 18, 12.6, 24.5, 16.5)):
        pen.line(line, fill=PAPER, width=round(2.6 * step), joint="curve")
        for x, y in (line[0], line[-1]):
            pen.ellipse((x - 1.3 * step, y - 1.3 * step, x + 1.3 * step, y + 1.3 * step), fill=PAPER)
    pen.ellipse(at(10.9, 17.1, 21.1, 27.3), outline="#e9c46a", width=round(2.6 * step))
    return image.resize((size, size), Image.Resampling.LANCZOS)


def put(pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, size: int, colour: str, anchor: str = "lm") -> None:
    """Nothing where the machine has no font with these letters: no empty boxes."""
    font = font_for(text, size) if text else None
    if font:
        pen.text(at, text, font=font, fill=colour, anchor=anchor)


def write_title(pen: ImageDraw.ImageDraw, title: str, top: int) -> None:
    biggest = font_for(title, SIZES[0]) if title else None
    if biggest is None:
        return
    for size in SIZES:
        font = biggest.font_variant(size=size)
        lines = wrapped(title, font)
        if len(lines) * size * 1.3 <= 490 - top and len(lines) <= LINES:
            break
    for number, line in enumerate(lines[:LINES]):
        pen.text((EDGE, top + number * size * 1.3), line, font=font, fill=INK, anchor="la")


def wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Broken between words; a word that is wider than the paper (and Chinese, which has no spaces) between letters."""
    room, lines = SIZE[0] - 2 * EDGE, [""]
    for word in text.split():
        for place, piece in enumerate([word] if font.getlength(word) <= room else word):
            longer = f"{lines[-1]}{'' if place or not lines[-1] else ' '}{piece}"
            if font.getlength(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(piece)
    return lines
