"""Logos as simple geometric marks, and covers made of the same marks on a large scale."""

import io
import math
from collections.abc import Callable

from PIL import Image, ImageDraw

SIZE = 256
FINE = 4
Draw = ImageDraw.ImageDraw
Mark = Callable[[Draw, float, float, float, str, str], None]
MARKS: list[Mark] = []

# two colours and the ground of the tile: ink on paper, or paper on ink
PALETTES = [
    ("#1F3A5F", "#C2402A", "#FFFFFF"),
    ("#2F6B4F", "#B7791F", "#FFFFFF"),
    ("#FBF9F4", "#E0B25A", "#1F3A5F"),
    ("#7A3B2E", "#2B2D30", "#F4EEE2"),
    ("#FBF9F4", "#A9D3BC", "#2F6B4F"),
    ("#2B4C7E", "#6FA3A0", "#FFFFFF"),
    ("#FBF9F4", "#F0C9B8", "#A9402C"),
    ("#4A3B66", "#C98A2B", "#FFFFFF"),
    ("#1B1F24", "#C2402A", "#F1ECE0"),
    ("#FBF9F4", "#D9C27A", "#23403A"),
    ("#0F5E73", "#E08A3C", "#FFFFFF"),
    ("#5A6B2F", "#8A5A2B", "#F7F4EA"),
]


def mark(function: Mark) -> Mark:
    MARKS.append(function)
    return function


def disc(draw: Draw, x: float, y: float, r: float, fill: str) -> None:
    draw.ellipse((x - r, y - r, x + r, y + r), fill=fill)


def corners(x: float, y: float, r: float, count: int, turn: float = 0.0) -> list[tuple[float, float]]:
    return [
        (x + r * math.cos(turn + 2 * math.pi * i / count), y + r * math.sin(turn + 2 * math.pi * i / count))
        for i in range(count)
    ]


@mark
def orbit(draw: Draw, x: float, y: float, r: float, one: str, two: str) -> None:
    draw.ellipse((x - r, y - r, x + r, y + r), outline=one, width=int(r * 0.26))
    disc(draw, x + r * 0.62, y - r * 0.62, r * 0.36, two)


@mark
def bars(draw: Draw, x: float, y: float, r: float, one: str, two: str) -> None:
    for i, height in enumerate((0.8, 1.5, 2.0)):
        left = x - r + i * r * 0.7
        fill = two if i == 1 else one
        draw.rounded_rectangle((left, y + r - r * height, left + r * 0.56, y + r), r * 0.1, fill=fill)


@mark
def quarters(draw: Draw, x: float, y: float, r: float, one: str, two: str) -> None:
    for dx, dy, start, fill in ((-1, -1, 0, one), (0, -1, 90, two), (0, 0, 180, one), (-1, 0, 270, two)):
        cx, cy = x + dx * r, y + dy * r
        corner = {0: (cx, cy), 90: (cx + r, cy), 180: (cx + r, cy + r), 270: (cx, cy + r)}[start]
        draw.pieslice((corner[0] - r, corner[1] - r, corner[0] + r, corner[1] + r), start, start + 90, fill=fill)


@mark
def hexagon(draw: Draw, x: float, y: float, r: float, one: str, two: str) -> None:
    draw.polygon(corners(x, y, r * 1.06, 6, math.pi / 6), fill=one)
    draw.polygon(corners(x, y, r * 0.52, 6, math.pi / 6), fill=two)


@mark
def peaks(draw: Draw, x: float, y: float, r: float, one: str, two: str) -> None:
    draw.polygon([(x - r, y + r * 0.8), (x - r * 0.2, y - r * 0.85), (x + r * 0.6, y + r * 0.8)], fill=one)
    draw.polygon([(x - r * 0.05, y + r * 0.8), (x + r * 0.5, y - r * 0.25), (x + r * 1.05, y + r * 0.8)], fill=two)


@mark
def leaf(draw: Draw, x: float, y: float, r: float, one: str, two: str) -> None:
    left = [(x + r * (-1 + 1.0 * t), y + r * (1 - 2 * t) - r * 0.75 * math.sin(math.pi * t)) for t in steps()]
    right = [(x + r * (0.0 - 1.0 * t), y + r * (-1 + 2 * t) + r * 0.55 * math.sin(math.pi * t)) for t in steps()]
    draw.polygon([*left, *right], fill=one)
    draw.polygon([(2 * x - px, py) for px, py in (*left, *right)], fill=two)


def steps(count: int = 24) -> list[float]:
    return [i / count for i in range(count + 1)]


@mark
def waves(draw: Draw, x: float, y: float, r: float, one: str, two: str) -> None:
    for row, fill in enumerate((one, two, one)):
        middle = y + (row - 1) * r * 0.68
        top = [(x + r * (2 * t - 1), middle - r * 0.17 + r * 0.2 * math.sin(t * 2 * math.pi)) for t in steps(40)]
        draw.polygon([*top, *((px, py + r * 0.36) for px, py in reversed(top))], fill=fill)


@mark
def weave(draw: Draw, x: float, y: float, r: float, one: str, two: str) -> None:
    for row in range(3):
        for column in range(3):
            cx, cy = x + (column - 1) * r * 0.68, y + (row - 1) * r * 0.68
            wide, high = (r * 0.3, r * 0.15) if (row + column) % 2 else (r * 0.15, r * 0.3)
            fill = two if (row + column) % 2 else one
            draw.rounded_rectangle((cx - wide, cy - high, cx + wide, cy + high), r * 0.06, fill=fill)


@mark
def sunrise(draw: Draw, x: float, y: float, r: float, one: str, two: str) -> None:
    draw.pieslice((x - r * 0.7, y - r * 0.5, x + r * 0.7, y + r * 0.9), 180, 360, fill=two)
    for row in range(3):
        wide = r * (1 - row * 0.22)
        top = y + r * 0.3 + row * r * 0.24
        draw.rounded_rectangle((x - wide, top, x + wide, top + r * 0.13), r * 0.06, fill=one)


@mark
def chevrons(draw: Draw, x: float, y: float, r: float, one: str, two: str) -> None:
    for i, fill in enumerate((one, two)):
        left = x - r * 0.9 + i * r * 0.8
        draw.polygon(
            [
                (left, y - r),
                (left + r * 0.5, y - r),
                (left + r, y),
                (left + r * 0.5, y + r),
                (left, y + r),
                (left + r * 0.5, y),
            ],
            fill=fill,
        )


@mark
def links(draw: Draw, x: float, y: float, r: float, one: str, two: str) -> None:
    width = int(r * 0.24)
    draw.rounded_rectangle((x - r, y - r, x + r * 0.3, y + r * 0.3), r * 0.3, outline=one, width=width)
    draw.rounded_rectangle((x - r * 0.3, y - r * 0.3, x + r, y + r), r * 0.3, outline=two, width=width)


@mark
def petals(draw: Draw, x: float, y: float, r: float, one: str, two: str) -> None:
    for i, (px, py) in enumerate(corners(x, y, r * 0.55, 6)):
        disc(draw, px, py, r * 0.4, one if i % 2 else two)


@mark
def diamond(draw: Draw, x: float, y: float, r: float, one: str, two: str) -> None:
    draw.polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], fill=one)
    draw.polygon([(x, y - r), (x + r, y), (x, y)], fill=two)


@mark
def drop(draw: Draw, x: float, y: float, r: float, one: str, two: str) -> None:
    draw.polygon([(x, y - r), (x + r * 0.6, y + r * 0.1), (x - r * 0.6, y + r * 0.1)], fill=one)
    disc(draw, x, y + r * 0.3, r * 0.68, one)
    draw.pieslice((x - r * 0.4, y - r * 0.1, x + r * 0.4, y + r * 0.7), 20, 200, fill=two)


@mark
def gate(draw: Draw, x: float, y: float, r: float, one: str, two: str) -> None:
    draw.rectangle((x - r, y - r * 0.9, x + r, y - r * 0.55), fill=two)
    for side in (-1, 1):
        left = x + side * r * 0.6 - r * 0.17
        draw.rectangle((left, y - r * 0.4, left + r * 0.34, y + r), fill=one)
    draw.rectangle((x - r * 0.82, y - r * 0.4, x + r * 0.82, y - r * 0.12), fill=one)


@mark
def spiral(draw: Draw, x: float, y: float, r: float, one: str, two: str) -> None:
    for i, share in enumerate((1.0, 0.7, 0.4)):
        q = r * share
        draw.arc(
            (x - q, y - q, x + q, y + q), 30 + i * 70, 300 + i * 70, fill=two if i == 1 else one, width=int(r * 0.2)
        )


def palette(number: int) -> tuple[str, str, str]:
    return PALETTES[(number * 5) % len(PALETTES)]


def logo(number: int) -> bytes:
    """The mark of the company with that number, as a square PNG."""
    one, two, ground = palette(number)
    side = SIZE * FINE
    sheet = Image.new("RGB", (side, side), ground)
    MARKS[number % len(MARKS)](ImageDraw.Draw(sheet), side / 2, side / 2, side * 0.3, one, two)
    buffer = io.BytesIO()
    sheet.reduce(FINE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def cover(number: int, size: tuple[int, int] = (1200, 300)) -> bytes:
    """A quiet band of the same mark, large and small, in neighbouring tones."""
    one, two, ground = palette(number)
    base = ground if ground not in {"#FFFFFF"} else tint(one, 0.88)
    wide, high = size[0] * 2, size[1] * 2
    sheet = Image.new("RGB", (wide, high), base)
    draw = ImageDraw.Draw(sheet)
    soft, bold = blend(base, one, 0.2), blend(base, two, 0.3)
    step = high * 0.56
    for column in range(int(wide / step) + 2):
        for row in range(-1, 3):
            x = column * step + (row % 2) * step / 2
            radius = step * (0.1 + 0.22 * column * step / wide)
            MARKS[number % len(MARKS)](draw, x, row * step + step * 0.42, radius, soft, bold)
    buffer = io.BytesIO()
    sheet.reduce(2).save(buffer, "WEBP", quality=82, method=3)
    return buffer.getvalue()


def tint(colour: str, share: float) -> str:
    return blend(colour, "#FFFFFF", share)


def blend(one: str, two: str, share: float) -> str:
    pairs = [(int(one[i : i + 2], 16), int(two[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)
