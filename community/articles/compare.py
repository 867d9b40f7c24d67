"""Two texts side by side, line by line, with the words that differ marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

AROUND = 3  # lines shown before and after a change
MOST_WORDS = 400  # in a line, beyond which it is marked as a whole: comparing words takes time by their square
MOST_LINES = 4000
WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    text: str
    differs: bool = False


@dataclass(frozen=True)
class Side:
    number: int
    pieces: list[Piece]


@dataclass(frozen=True)
class Row:
    """`kind` is same, changed, added, removed, or gap (lines left out, `count` of them)."""

    kind: str
    left: Side | None = None
    right: Side | None = None
    count: int = 0


@dataclass
class Comparison:
    rows: list[Row] = field(default_factory=list)
    added: int = 0
    removed: int = 0

    @property
    def differs(self) -> bool:
        return bool(self.added or self.removed)


def compared(old: str, new: str) -> Comparison:
    left, right = old.split("\n")[:MOST_LINES], new.split("\n")[:MOST_LINES]
    result = Comparison()
    blocks = SequenceMatcher(None, left, right).get_opcodes()
    for place, (kind, a, b, c, d) in enumerate(blocks):
        if kind == "equal":
            result.rows.extend(unchanged(left, a, b, c, is_first=place == 0, is_last=place == len(blocks) - 1))
        else:
            result.rows.extend(changed(left[a:b], right[c:d], a, c))
            result.removed += b - a
            result.added += d - c
    return result


def unchanged(lines: list[str], a: int, b: int, c: int, is_first: bool, is_last: bool) -> Iterator[Row]:
    """The lines next to a change, and one row that says how many lie between."""
    head, tail = (0 if is_first else AROUND), (0 if is_last else AROUND)
    if b - a <= head + tail + 1:
        head, tail = b - a, 0
    for place in range(a, a + head):
        yield same(lines[place], place, c + place - a)
    if b - a > head + tail:
        yield Row("gap", count=b - a - head - tail)
    for place in range(b - tail, b):
        yield same(lines[place], place, c + place - a)


def same(line: str, left: int, right: int) -> Row:
    return Row("same", Side(left + 1, [Piece(line)]), Side(right + 1, [Piece(line)]))


def changed(old: list[str], new: list[str], a: int, c: int) -> Iterator[Row]:
    for place in range(max(len(old), len(new))):
        if place >= len(old):
            yield Row("added", None, Side(c + place + 1, [Piece(new[place], True)]))
        elif place >= len(new):
            yield Row("removed", Side(a + place + 1, [Piece(old[place], True)]), None)
        else:
            left, right = pieces(old[place], new[place])
            yield Row("changed", Side(a + place + 1, left), Side(c + place + 1, right))


def pieces(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Both lines in pieces, those marked that the other has not."""
    left, right = WORDS.findall(old), WORDS.findall(new)
    if len(left) > MOST_WORDS or len(right) > MOST_WORDS:
        return [Piece(old, True)], [Piece(new, True)]
    ours, theirs = [], []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if b > a:
            ours.append(Piece("".join(left[a:b]), kind != "equal"))
        if d > c:
            theirs.append(Piece("".join(right[c:d]), kind != "equal"))
    return ours, theirs
