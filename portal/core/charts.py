"""Drawings of figures: where bars, points and words stand. A template makes the SVG of it, CSS gives the colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from django.utils.formats import number_format


@dataclass(frozen=True)
class Frame:
    """A drawing's size, and the room it leaves for words beside its axes; all in units of its own view box."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int

    @property
    def end(self) -> int:
        return self.width - self.right

    @property
    def ground(self) -> int:
        return self.height - self.bottom

    @property
    def room(self) -> int:
        """How high the highest bar may be."""
        return self.height - self.top - self.bottom

    def at(self, number: Decimal, low: Decimal, top: Decimal) -> float:
        """How far down the value stands on a scale from `low` at the ground to `top`."""
        return round(self.ground - float((number - low) / (top - low)) * self.room, 1)


@dataclass(frozen=True)
class Bar:
    """One value: its bar, the middle of its place, its name and the value in words."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    name: str
    value: str


@dataclass(frozen=True)
class Mark:
    at: float
    label: str


def scale_of(numbers: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """The lowest and the highest of the axis; it always has zero in it."""
    low = min(numbers, default=Decimal(0))
    return (-ceiling_of(-low) if low < 0 else Decimal(0)), ceiling_of(max(numbers, default=Decimal(0)))


def bar_of(
    frame: Frame, span: tuple[float, float], number: Decimal, scale: tuple[Decimal, Decimal], **words: str
) -> Bar:
    """A bar from zero to the number; `span` is the place it has from left to right, of which it fills 70 %."""
    start, width = span
    zero, end = frame.at(Decimal(0), *scale), frame.at(number, *scale)
    x = round(start + width * 0.15, 1)
    middle = round(start + width / 2, 1)
    return Bar(x, min(zero, end), round(width * 0.7, 1), round(abs(zero - end), 1), middle, **words)


def levels_of(frame: Frame, scale: tuple[Decimal, Decimal], lines: int) -> list[Mark]:
    """The lines across, from the ground to the top; where there are values below zero: ground, zero and top."""
    low, top = scale
    shown = [low, Decimal(0), top] if low else [top * n / lines for n in range(lines + 1)]
    return [Mark(frame.at(number, *scale), short(number)) for number in shown]


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
    if number < 0:
        return f"−{short(-number)}"
    for size, sign in ((10**9, "G"), (10**6, "M"), (10**3, "k")):
        if number >= size:
            part = (number / size).quantize(Decimal("0.1"), ROUND_CEILING)
            return f"{number_format(part.normalize() if part != part.to_integral() else part.to_integral())} {sign}"
    return number_format(number, 0)
