"""Which fonts a catalogue is set in, and which signs they have.

PDF/A forbids a sign that no font has, and a page with empty boxes is no page to hand over. So what cannot be printed
is replaced before, and a catalogue in Korean is offered only where a Korean font is installed.
"""

import struct
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

NOTO = "@expo-google-fonts/noto-sans-kr"  # the optional package of npm
WEIGHTS = ("400Regular", "500Medium", "700Bold")
KOREAN = ("Noto Sans KR", "Noto Sans CJK KR", "NanumGothic", "Nanum Gothic", "Malgun Gothic", "Apple SD Gothic Neo")
LATIN = ("Noto Sans", "Liberation Sans", "DejaVu Sans", "Arial", "Helvetica")
# These are inside typst itself, the last resort of a machine without any font.
EMBEDDED = ("Libertinus Serif", "DejaVu Sans Mono")
ALWAYS = frozenset({*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), 0x20AC})
UNSEEN = frozenset("\n\u00a0\u202f\u200c\u200d")  # not "printable" to Python, but they shape a line or a word
LIMIT = 64 * 1024 * 1024  # bytes of one font file


@dataclass(frozen=True)
class Shelf:
    """`families` in the order in which a sign is looked for in them; `signs` is what they have together."""

    families: tuple[str, ...]
    folders: tuple[str, ...]
    signs: frozenset[int]
    korean: str

    @property
    def has_korean(self) -> bool:
        return bool(self.korean)


@cache
def shelf() -> Shelf:
    """The fonts of this machine; looked for once in the life of a process."""
    folders = tuple(str(folder) for weight in WEIGHTS if (folder := noto() / weight).is_dir())
    known: dict[str, Any] = {}
    for font in typst.Fonts(font_paths=list(folders)).fonts():
        if font.style == "normal" and (font.family not in known or abs(font.weight - 400) < known[font.family][0]):
            known[font.family] = (abs(font.weight - 400), font.path, font.index)
    signs = {family: signs_of(*known[family][1:]) for family in (*KOREAN, *LATIN) if family in known}
    korean = next((family for family in KOREAN if ord("한") in signs.get(family, ())), "")
    latin = [family for family in LATIN if family in signs]
    families = ([korean] if korean else []) + latin + [family for family in EMBEDDED if family in known]
    return Shelf(tuple(families), folders, ALWAYS.union(*(signs[one] for one in families if one in signs)), korean)


def noto() -> Path:
    return Path(settings.BASE_DIR) / "node_modules" / NOTO


def signs_of(path: str | None, index: int) -> frozenset[int]:
    """The code points a font file has a glyph for; none when it is not one that we can read."""
    if not path or Path(path).stat().st_size > LIMIT:
        return frozenset()
    try:
        return frozenset(read_signs(Path(path).read_bytes(), index))
    except (struct.error, IndexError, ValueError):
        return frozenset()


def read_signs(data: bytes, index: int) -> set[int]:
    """The `cmap` table of an OpenType file or collection. https://learn.microsoft.com/typography/opentype/spec/cmap"""
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", data, start + 4)[0]
    entries = (struct.unpack_from(">4sIII", data, start + 12 + 16 * number) for number in range(tables))
    offset = next(place for tag, _sum, place, _length in entries if tag == b"cmap")
    count = struct.unpack_from(">H", data, offset + 2)[0]
    found: set[int] = set()
    for number in range(count):
        at = offset + struct.unpack_from(">HHI", data, offset + 4 + 8 * number)[2]
        form = struct.unpack_from(">H", data, at)[0]
        found |= segments(data, at) if form == 4 else groups(data, at) if form == 12 else set()
    return found


def segments(data: bytes, at: int) -> set[int]:
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
    return {code for first, last in zip(starts, ends, strict=True) for code in range(first, min(last, 0xFFFE) + 1)}


def groups(data: bytes, at: int) -> set[int]:
    count = struct.unpack_from(">I", data, at + 12)[0]
    spans = (struct.unpack_from(">III", data, at + 16 + 12 * number) for number in range(count))
    return {code for first, last, _glyph in spans for code in range(first, min(last, 0x10FFFF) + 1)}


LONG = 28  # signs without a place to break, more than a narrow column holds
EVERY = 14


def printable(text: Any, limit: int = 0) -> str:
    """`text` with a square for each sign that no font has, and places to break in words too long for a column."""
    words = str(text or "")
    if limit and len(words) > limit:
        words = words[: limit - 1].rstrip() + "…"
    signs = shelf().signs
    square = "□" if ord("□") in signs else "?"
    kept = "".join(
        sign if sign in UNSEEN or (ord(sign) in signs and sign.isprintable()) else stand_in(sign, square)
        for sign in words
    )
    return " ".join(map(broken, kept.split(" "))) if len(kept) > LONG else kept


def stand_in(sign: str, square: str) -> str:
    """Signs that nobody sees (joiners, selectors, controls) go; a space of another width is a space."""
    if sign.isspace():
        return " "
    return "" if not sign.isprintable() or 0xFE00 <= ord(sign) <= 0xFE0F else square


def broken(word: str) -> str:
    if len(word) <= LONG:
        return word
    cuts = [*range(0, len(word), EVERY), len(word)]
    return "\u200b".join(word[first:last] for first, last in pairwise(cuts))
