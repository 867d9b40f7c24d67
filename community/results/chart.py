"""A figure of a community as a drawing, month by month."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format

from community.results.page import Result
from portal.core.charts import Bar, Frame, Mark, bar_of, ceiling_of, levels_of

FRAME = Frame(width=360, height=170, left=44, right=6, top=14, bottom=24)
LINES = 3  # horizontal ones above the ground line
LABELS = 6  # months that are named below


@dataclass
class Chart:
    """`is_line` for stocks: a line from point to point; else bars from the ground."""

    result: Result
    bars: list[Bar]
    levels: list[Mark]
    months: list[Mark]
    is_line: bool
    width: int = FRAME.width
    height: int = FRAME.height
    left: int = FRAME.left
    right: int = FRAME.end
    ground: int = FRAME.ground
    name_at: int = FRAME.height - 8
    peak: Bar | None = field(default=None)

    @property
    def points(self) -> str:
        return " ".join(f"{bar.middle},{bar.y}" for bar in self.bars)


def chart_of(result: Result) -> Chart:
    numbers, months = result.plain, result.period.months
    scale = (Decimal(0), ceiling_of(max(numbers, default=Decimal(0))))
    step = (FRAME.end - FRAME.left) / max(1, len(numbers))
    bars = []
    for place, (number, month) in enumerate(zip(numbers, months, strict=True)):
        name, value = date_format(month, "YEAR_MONTH_FORMAT"), result.shown(number)
        bars.append(bar_of(FRAME, (FRAME.left + place * step, step), number, scale, name=name, value=value))
    every = max(1, -(-len(months) // LABELS))
    named = [
        Mark(bars[place].middle, f"{month.month}/{month.year % 100:02d}")
        for place, month in enumerate(months)
        if place % every == 0
    ]
    peak = max(bars, key=lambda bar: bar.height, default=None)
    levels = levels_of(FRAME, scale, LINES)
    return Chart(result, bars, levels, named, result.figure.is_stock, peak=peak if peak and peak.height else None)


def charts_of(results: list[Result]) -> list[Any]:
    return [chart_of(result) for result in results]
