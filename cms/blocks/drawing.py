"""From cells to a drawing: bars lying, columns standing, or lines, up to three of them side by side."""

from dataclasses import dataclass
from decimal import Decimal

from cms.blocks.cells import Cells, number_of
from portal.core.charts import Bar, Frame, Mark, bar_of, levels_of, scale_of

MOST_SERIES, MOST_POINTS = 3, 60
STANDING = Frame(width=480, height=260, left=52, right=8, top=14, bottom=30)
LABELS = 8  # names below the columns; more would run into each other
ROW, THIN, GAP = 22, 14, 12  # of lying bars: the line of the name, a bar, the space after it
END = 400  # where the longest bar ends; its value stands behind it
LETTERS = "abc"  # their classes give colour and pattern


@dataclass(frozen=True)
class Series:
    name: str
    numbers: list[Decimal | None]
    words: list[str]


@dataclass(frozen=True)
class Tip(Bar):
    """A bar that knows where its value is: at its upper end, or at the lower one when below zero."""

    tip: float = 0


@dataclass(frozen=True)
class Lane:
    """The bars of one series, with the letter of its colour."""

    name: str
    letter: str
    bars: list[Tip]

    @property
    def points(self) -> str:
        return " ".join(f"{bar.middle},{bar.tip}" for bar in self.bars)


@dataclass(frozen=True)
class Drawing:
    kind: str
    width: int
    height: int
    lanes: list[Lane]
    levels: list[Mark]
    names: list[Mark]
    left: int = 0
    right: int = 0
    name_at: int = 0


def series_of(cells: Cells) -> list[Series]:
    """Each column after the first that holds nothing but numbers (and gaps)."""
    found = []
    for place, name in enumerate(cells.names[1:], start=1):
        if cells.numeric[place]:
            words = [row[place] for row in cells.body]
            found.append(Series(name, [number_of(word) for word in words], words))
    return found


def draw(cells: Cells, kind: str) -> Drawing | None:
    """None where there is nothing to draw; the table below it still stands then."""
    series = [Series(one.name, one.numbers[:MOST_POINTS], one.words[:MOST_POINTS]) for one in series_of(cells)]
    names = [row[0] for row in cells.body[:MOST_POINTS]]
    if not series:
        return None
    return lying(series[:MOST_SERIES], names) if kind == "bars" else standing(series[:MOST_SERIES], names, kind)


def standing(series: list[Series], names: list[str], kind: str) -> Drawing:
    scale = scale_of([number for one in series for number in one.numbers if number is not None])
    step = (STANDING.end - STANDING.left) / max(1, len(names))
    share = step if kind == "line" else step * 0.86 / len(series)
    lanes = []
    for order, one in enumerate(series):
        offset = 0 if kind == "line" else step * 0.07 + order * share
        bars: list[Tip] = []
        for place, number in enumerate(one.numbers):
            if number is not None:
                span = (STANDING.left + place * step + offset, share)
                bar = bar_of(STANDING, span, number, scale, name=names[place], value=one.words[place])
                bars.append(Tip(**vars(bar), tip=STANDING.at(number, *scale)))
        lanes.append(Lane(one.name, LETTERS[order], bars))
    every = max(1, -(-len(names) // LABELS))
    below = [
        Mark(round(STANDING.left + (place + 0.5) * step, 1), name[:14])
        for place, name in enumerate(names)
        if place % every == 0
    ]
    levels = levels_of(STANDING, scale, 3)
    frame = STANDING
    return Drawing(kind, frame.width, frame.height, lanes, levels, below, frame.left, frame.end, frame.height - 8)


def lying(series: list[Series], names: list[str]) -> Drawing:
    """The name above its bars, so that a long one is read whole; bars below zero run to the left of it."""
    numbers = [number for one in series for number in one.numbers if number is not None]
    low, top = min([Decimal(0), *numbers]), max([Decimal(0), *numbers])
    unit = END / float(top - low or 1)
    zero = round(float(-low) * unit, 1)
    height = ROW + THIN * len(series) + GAP
    lanes = []
    for order, one in enumerate(series):
        bars: list[Tip] = []
        for place, number in enumerate(one.numbers):
            if number is not None:
                length = round(abs(float(number)) * unit, 1)
                y = place * height + ROW + order * THIN
                x = zero if number >= 0 else zero - length
                bars.append(Tip(x, y, max(length, 1), THIN - 2, x + max(length, 1) + 6, names[place], one.words[place]))
        lanes.append(Lane(one.name, LETTERS[order], bars))
    marks = [Mark(place * height + ROW - 6, name[:60]) for place, name in enumerate(names)]
    return Drawing("bars", STANDING.width, height * len(names), lanes, [], marks)
