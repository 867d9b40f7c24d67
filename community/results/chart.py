"""A figure as a drawing: where bars, points and words stand. A template makes the SVG of it, CSS gives the colours."""

from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from typing import Any

from django.utils.formats import date_format, number_format

from community.results.page import Result

WIDTH, HEIGHT = 360, 170
LEFT, RIGHT, TOP, BOTTOM = 44, 6, 14, 24  # room for the words at the axes
LINES = 3  # horizontal ones above the ground line
LABELS = 6  # months that are named below


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    middle: float
    month: str
    value: str


@dataclass(frozen=True)
class Mark:
    at: float
    label: str


@dataclass
class Chart:
    """`is_line` for stocks: a line from point to point; else bars from the ground."""

    result: Result
    bars: list[Bar]
    levels: list[Mark]
    months: list[Mark]
    is_line: bool
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    ground: int = HEIGHT - BOTTOM
    name_at: int = HEIGHT - 8
    peak: Bar | None = field(default=None)

    @property
    def points(self) -> str:
        return " ".join(f"{bar.middle},{bar.y}" for bar in self.bars)


def chart_of(result: Result) -> Chart:
    numbers, months = result.plain, result.period.months
    top = ceiling_of(max(numbers, default=Decimal(0)))
    step = (WIDTH - LEFT - RIGHT) / max(1, len(numbers))
    room = HEIGHT - TOP - BOTTOM
    bars = []
    for place, (number, month) in enumerate(zip(numbers, months, strict=True)):
        height = round(float(number / top) * room, 1)
        x = round(LEFT + place * step + step * 0.15, 1)
        bars.append(
            Bar(
                x,
                round(HEIGHT - BOTTOM - height, 1),
                round(step * 0.7, 1),
                height,
                round(LEFT + (place + 0.5) * step, 1),
                date_format(month, "YEAR_MONTH_FORMAT"),
                result.shown(number),
            )
        )
    levels = [Mark(round(HEIGHT - BOTTOM - room * n / LINES, 1), short(top * n / LINES)) for n in range(LINES + 1)]
    every = max(1, -(-len(months) // LABELS))
    named = [
        Mark(bars[place].middle, f"{month.month}/{month.year % 100:02d}")
        for place, month in enumerate(months)
        if place % every == 0
    ]
    peak = max(bars, key=lambda bar: bar.height, default=None)
    return Chart(result, bars, levels, named, result.figure.is_stock, peak=peak if peak and peak.height else None)


def ceiling_of(most: Decimal) -> Decimal:
    """The top of the axis: 3, 6, 15, 30, 60, 150 …, so that thirds of it are whole numbers."""
    unit = Decimal(1)
    while True:
        for factor in (3, 6, 15):
            if most <= factor * unit:
                return factor * unit
        unit *= 10


def short(number: Decimal) -> str:
    """`1.5 M` in little room; exact values stand at the bars and in the table."""
    for size, sign in ((10**9, "G"), (10**6, "M"), (10**3, "k")):
        if number >= size:
            part = (number / size).quantize(Decimal("0.1"), ROUND_CEILING)
            return f"{number_format(part.normalize() if part != part.to_integral() else part.to_integral())} {sign}"
    return number_format(number, 0)


def charts_of(results: list[Result]) -> list[Any]:
    return [chart_of(result) for result in results]
