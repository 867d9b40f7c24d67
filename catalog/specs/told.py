"""Free lines in two languages: `name` and `value` are in the product's own, `texts` has them in others.

    {"name": "Assembly", "value": "by hand", "texts": {"ko": {"name": "조립", "value": "손으로"}}}

A part that is not in `texts` is the same there, such as the value “SUJ2”. They stand inside the line and not with the
product's texts (`ProductText`), so that a line which moves, is copied or goes takes its words with it.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

PARTS, SHOWN = ("name", "value"), ("name", "value", "unit")
LONGEST = {"name": 80, "value": 500}


def tidy(texts: Any) -> dict[str, dict[str, str]]:
    """What may be kept: known languages, and parts that say something."""
    found = {
        code: {part: str(said[part]) for part in PARTS if said.get(part)}
        for code, said in (texts.items() if isinstance(texts, dict) else ())
        if code in dict(settings.LANGUAGES) and isinstance(said, dict)
    }
    return {code: said for code, said in found.items() if said}


def with_texts(line: dict[str, Any], texts: Any) -> dict[str, Any]:
    """The line with these and no others."""
    bare = {part: word for part, word in line.items() if part != "texts"}
    kept = tidy(texts)
    return {**bare, "texts": kept} if kept else bare


def told_in(line: dict[str, Any], language: str) -> dict[str, str]:
    """The parts of a free line that are given in the language."""
    return {} if line.get("key") else tidy(line.get("texts")).get(language, {})


def in_every_language(lines: Iterable[Any]) -> list[Any]:
    """The lines, and behind them what is said of them in other languages, for who looks through all words."""
    rows = list(lines)
    told = [
        {"name": one.get("name", ""), "value": one.get("value", ""), **said}
        for one in rows
        if isinstance(one, dict) and not one.get("key")
        for said in tidy(one.get("texts")).values()
    ]
    return rows + told


def lay_over(lines: list[Any], language: str, said: dict[str, dict[str, str]]) -> list[Any]:
    """The lines with what is said of them, by their own names, in one language; empty words take it away."""
    return [
        with_texts(one, {**one.get("texts", {}), language: said[one["name"]]})
        if isinstance(one, dict) and not one.get("key") and one.get("name") in said
        else one
        for one in lines
    ]
