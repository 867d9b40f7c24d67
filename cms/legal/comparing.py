"""What is different between two versions of a text, paragraph by paragraph and word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import unescape

BLOCK_ENDS = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br\s*/?>", re.I)
TAGS = re.compile(r"<[^>]+>")
WORDS = re.compile(r"\S+\s*")
ALIKE = 0.5  # from this ratio on two paragraphs are one that was changed, not another one
Piece = tuple[str, str]  # "same", "gone" or "new", and the words


@dataclass(frozen=True)
class Paragraph:
    """`state` is "same", "gone", "new" or "changed"; a changed one has pieces of each kind."""

    state: str
    pieces: list[Piece] = field(default_factory=list)


def lines_of(html: str) -> list[str]:
    """The paragraphs, headings and list items of a rich text, as plain text."""
    plain = (unescape(TAGS.sub("", part)) for part in BLOCK_ENDS.split(html))
    return [line for part in plain if (line := " ".join(part.split()))]


def compared(before: str, after: str) -> list[Paragraph]:
    """Two rich texts beside each other, in the order of the newer one."""
    old, new = lines_of(before), lines_of(after)
    found: list[Paragraph] = []
    for verb, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            found += [Paragraph("same", [("same", line)]) for line in new[j1:j2]]
        else:
            found += changed(old[i1:i2], new[j1:j2])
    return found


def changed(old: list[str], new: list[str]) -> Iterator[Paragraph]:
    """Paragraphs that are alike are compared by words; the others are gone or new."""
    left = list(old)
    for line in new:
        best = max(left, key=lambda other: likeness(other, line), default="")
        if not best or likeness(best, line) < ALIKE:
            yield Paragraph("new", [("new", line)])
            continue
        for passed in left[: left.index(best)]:
            yield Paragraph("gone", [("gone", passed)])
        left = left[left.index(best) + 1 :]
        yield Paragraph("changed", by_words(best, line))
    for line in left:
        yield Paragraph("gone", [("gone", line)])


def likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def by_words(old: str, new: str) -> list[Piece]:
    before, after = WORDS.findall(old), WORDS.findall(new)
    pieces: list[Piece] = []
    for verb, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if verb == "equal":
            pieces.append(("same", "".join(after[j1:j2])))
            continue
        pieces += [
            (kind, words) for kind, words in (("gone", "".join(before[i1:i2])), ("new", "".join(after[j1:j2]))) if words
        ]
    return pieces
