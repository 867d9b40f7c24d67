"""Short names of the chapters and headings of the Harmonized System 2022 in our own words, and codes found by them.

They say what a trader calls the goods, in English and Korean; what a heading covers in law, the customs' text says.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import override

from catalog.classify import normal, stem
from catalog.hs_chapters import CHAPTERS
from portal.core.translating.languages import language_now

SOURCE = Path(__file__).parent / "data" / "hs_headings.csv"
LANGUAGES = ("en", "ko")
HANGUL = re.compile("[가-힣]")
MOST_WORDS = 8  # of a question; who asks more does not narrow it further
SMALL = frozenset({"and", "or", "of", "for", "the", "with", "in", "to", "및"})  # say nothing of the goods
WHOLE, PART, INSIDE, FOREIGN = range(4)  # how well a word of a question fits a name
# What is called otherwise across the Atlantic, in the singular: the names are in British English.
AMERICAN = {
    "airplane": "aeroplane", "aluminum": "aluminium", "cookie": "biscuit", "color": "colour", "diaper": "nappies",
    "elevator": "lift", "faucet": "tap", "fertilizer": "fertiliser", "fiber": "fibre", "flashlight": "torch",
    "gasoline": "petrol", "jewelry": "jewellery", "mold": "mould", "molding": "moulding", "pajama": "pyjama",
    "pant": "trouser", "plow": "plough", "sneaker": "trainer", "stroller": "pushchair", "sulfur": "sulphur",
    "tire": "tyre", "tv": "television", "yogurt": "yoghurt",
}  # fmt: skip


@dataclass(frozen=True)
class ShortName:
    """`language` where it is not the reader's."""

    text: str
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


@cache
def names() -> dict[str, dict[str, str]]:
    """Of each chapter (two digits) and heading (four), by language."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        found = {row.pop("code"): row for row in csv.DictReader(file)}
    for language in LANGUAGES:
        with override(language):
            for code, name in CHAPTERS.items():
                found.setdefault(code, {})[language] = str(name)
    return found


def short_name(code: str) -> ShortName:
    """Of this chapter or heading in the reader's language, else in English; empty for any other code."""
    there, language = names().get(code, {}), language_now()
    return ShortName(there[language]) if language in there else ShortName(there.get("en", ""), "en" if there else "")


@cache
def searchable() -> list[tuple[str, str]]:
    """Each code with the words of its names: a space before and after each, a bar before each language."""
    return [(code, f" {' '.join(words_of(there))} ") for code, there in names().items()]


def words_of(there: dict[str, str]) -> Iterator[str]:
    """Those of all languages; English ones in the singular too, Korean ones also without the spaces between them."""
    for name in there.values():
        yield from ("|", *normal(name).split())
    said = normal(there["en"]).split()
    yield from (one for word in said for one in (stem(word), *of_irregular(word)) if one != word)
    yield from normal(there["ko"].replace(" ", "")).split()


def of_irregular(word: str) -> list[str]:
    """`knife` of `knives`, `leaf` of `leaves`."""
    return [f"{word[:-3]}{end}" for end in ("f", "fe")] if word.endswith("ves") else []


def words_in(question: str) -> list[str]:
    """What a question says of the goods, as `normal` writes it."""
    words = [word for word in normal(question).split() if len(word) > 1 or not word.isascii()]
    return [word for word in words if word not in SMALL][:MOST_WORDS]


def headings_meant(question: str, most: int) -> list[tuple[str, ShortName]]:
    """The headings that have its words; where none has them all, those with the last, which says what the thing is."""
    words = words_in(question)
    found = with_words(words) or with_words(words[-1:])
    return [(code, short_name(code)) for _fit, code in found if len(code) == 4][:most]


def with_words(words: list[str]) -> list[tuple[int, str]]:
    """Codes whose names have every word, as `normal` writes it, with how well they fit.

    The best fits first, among them those whose name has such a word early, then the shorter names.
    """
    asked = [forms_of(word) for word in words]
    found = []
    for code, said in searchable() if asked else ():
        worst = worst_fit(asked, said)
        if worst != FOREIGN:
            found.append((worst, earliest(asked, said), len(said), code))
    return [(worst, code) for worst, _place, _length, code in sorted(found)]


def earliest(asked: list[list[str]], said: str) -> int:
    """How far from the beginning of a name the first of the words stands."""
    forms = [form for forms in asked for form in forms]
    return min((name.find(form) for name in said.split("|")[1:] for form in forms if form in name), default=0)


def worst_fit(asked: list[list[str]], said: str) -> int:
    worst = WHOLE
    for forms in asked:
        worst = max(worst, fit(forms, said))
        if worst == FOREIGN:
            break
    return worst


def forms_of(word: str) -> list[str]:
    single = stem(word)
    other = AMERICAN.get(single)
    return list(dict.fromkeys(form for form in (word, single, other) if form))


def fit(forms: list[str], said: str) -> int:
    """English by whole words and their beginnings; Korean, which is written together, also by ends and inner parts."""
    word = forms[0]
    is_korean = len(word) > 1 and HANGUL.search(word)
    if any(f" {form} " in said for form in forms) or (is_korean and f"{word} " in said):
        return WHOLE  # the end of a Korean word says what the thing is: 볼베어링 is a 베어링
    if any(f" {form}" in said for form in forms):
        return PART
    return INSIDE if is_korean and word in said else FOREIGN
