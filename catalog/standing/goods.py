"""Goods that a person has to look at first: found by words and by HS headings (catalog/data/prohibited.json).

A hit holds a listing for review, it decides nothing. English words are matched as whole words, so that a glue gun or
an “ivory coloured” sofa is no hit (the exceptions are listed beside the words); in Korean, where endings are written
onto the word, a hit must not have Hangul before it.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

SOURCE = Path(__file__).parents[1] / "data" / "prohibited.json"
WORD = re.compile(r"[a-z0-9]+")
HANGUL = re.compile("[가-힣]")
DIGITS = re.compile(r"\D")

Phrase = tuple[str, ...]
Findings = dict[str, list[str]]  # group → the words or headings that were found, in alphabetical order


@dataclass(frozen=True)
class Words:
    """`by_first` has phrases of English words by their first one, each with its group, None for an exception."""

    by_first: dict[str, list[tuple[Phrase, str | None]]]
    firsts: frozenset[str]  # of those with a group, in singular and plural: most texts have none and are done
    korean: re.Pattern[str]
    korean_groups: dict[str, str]
    korean_not: re.Pattern[str]
    beside: dict[str, frozenset[str]]
    headings: dict[str, str]
    names: dict[str, dict[str, str]]


@cache
def words() -> Words:
    read: dict[str, Any] = json.loads(SOURCE.read_text("utf-8"))
    by_first: dict[str, list[tuple[Phrase, str | None]]] = {}
    pairs = [(word, group["code"]) for group in read["groups"] for word in group["en"]]
    for text, code in [*pairs, *((word, None) for word in read["not"]["en"])]:
        phrase = singular(WORD.findall(text))
        by_first.setdefault(phrase[0], []).append((phrase, code))
    korean = {word: group["code"] for group in read["groups"] for word in group["ko"]}
    firsts = {singular(WORD.findall(text))[0] for text, _code in pairs}
    return Words(
        by_first,
        frozenset(firsts | {f"{token}s" for token in firsts}),
        re.compile(f"(?<![가-힣])(?:{any_of(korean)})"),
        korean,
        re.compile(any_of(read["not"]["ko"])),
        {word: frozenset(singular(others)) for word, others in read["beside"].items()},
        {heading: group["code"] for group in read["groups"] for heading in group["hs"]},
        {group["code"]: group["names"] for group in read["groups"]},
    )


def any_of(texts: Iterable[str]) -> str:
    """The longest first, so that an alternative is not hidden by its own beginning."""
    return "|".join(re.escape(text).replace(r"\ ", r"\s*") for text in sorted(texts, key=len, reverse=True))


def singular(tokens: Iterable[str]) -> Phrase:
    """Plurals count as their word: `guns` is `gun`."""
    return tuple(token[:-1] if len(token) > 3 and token[-1] == "s" and token[-2] != "s" else token for token in tokens)


def group_name(code: str) -> str:
    names = words().names.get(code, {})
    return names.get(get_language() or "en") or names.get("en") or code


def group_choices() -> list[tuple[str, str]]:
    return [(code, group_name(code)) for code in words().names]


def findings(texts: Iterable[str], hs_code: str = "") -> Findings:
    """What stands in the texts and the customs code that a person should look at; empty for nearly all goods."""
    found: dict[str, set[str]] = {}
    for text in texts:
        for code, term in hits(text):
            found.setdefault(code, set()).add(term)
    for code, term in headings(hs_code):
        found.setdefault(code, set()).add(term)
    return {code: sorted(terms) for code, terms in sorted(found.items())}


def headings(hs_code: str) -> Iterator[tuple[str, str]]:
    digits = DIGITS.sub("", hs_code)
    for length in (4, 6):
        if code := words().headings.get(digits[:length]) if len(digits) >= length else None:
            yield code, f"HS {digits[:length]}"


def hits(text: str) -> Iterator[tuple[str, str]]:
    known = words()
    tokens = WORD.findall(text.lower())
    if not known.firsts.isdisjoint(tokens):
        yield from english(singular(tokens), known)
    if not text.isascii() and HANGUL.search(text):
        yield from korean(text, known)


def english(tokens: Phrase, known: Words) -> Iterator[tuple[str, str]]:
    """Phrases that stand in the text, but for those inside an exception or beside a word that makes them a colour."""
    places = [
        (start, start + len(phrase), code, " ".join(phrase))
        for start, token in enumerate(tokens)
        for phrase, code in known.by_first.get(token, ())
        if tokens[start : start + len(phrase)] == phrase
    ]
    allowed = [(start, end) for start, end, code, _term in places if code is None]
    for start, end, code, term in places:
        is_made = not known.beside.get(term, frozenset()).isdisjoint(tokens)
        if code and not is_made and not any(low <= start and end <= high for low, high in allowed):
            yield code, term


def korean(text: str, known: Words) -> Iterator[tuple[str, str]]:
    allowed = [match.span() for match in known.korean_not.finditer(text)]
    for match in known.korean.finditer(text):
        if not any(low <= match.start() and match.end() <= high for low, high in allowed):
            plain = re.sub(r"\s+", "", match[0])
            yield next(code for word, code in known.korean_groups.items() if word.replace(" ", "") == plain), match[0]
