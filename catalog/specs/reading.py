"""Lines of free text as a reader of another language has them: what is known is said in theirs, the rest is marked.

A line whose name is that of an attribute, in whichever language, gets its name in the reader's; so do values that are
one of a list, yes or no, and units that are words. What
the firm says in the reader's language (told.py) is shown; anything else stays as it wrote it, and bears its language.
Files keep the firm's own words (entries.readable).
"""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language

from catalog.parts import in_words
from catalog.specs.entries import Entry, readable
from catalog.specs.models import Attribute, plain
from catalog.specs.spoken import unit_words
from catalog.specs.told import told_in
from catalog.specs.values import PARTS_OF_LIST
from portal.core.translating.languages import language_now, language_of

COUNTED = re.compile(r"(\d[\d.,]*)\s*([^\W\d_]{1,12})")
UNITS = {
    "month": "month", "months": "month", "개월": "month", "달": "month",
    "year": "year", "years": "year", "년": "year",
    "day": "d", "days": "d", "일": "d",
}  # fmt: skip
YES_OR_NO = {"yes": True, "예": True, "네": True, "no": False, "아니요": False, "아니오": False}
# Of these definitions of the attributes, those of each name.
named: tuple[object, dict[str, list[Attribute]]] = (None, {})


def attributes_named(name: str) -> list[Attribute]:
    """Those that have this name in a language of the portal: few share one, such as “Type”."""
    global named
    known = Attribute.known()
    if named[0] is not known:
        found: dict[str, list[Attribute]] = {}
        for attribute in known.values():
            for word in {plain(word) for word in attribute.names.values()}:
                found.setdefault(word, []).append(attribute)
        named = known, found
    return named[1].get(plain(name), [])


def for_reader(attributes: Iterable[Any], written_in: str) -> list[Entry]:
    """As `readable`, with the known words of free lines in the reader's language.

    `languages` says of `name` and of `value` in which language they are, where that is another than the reader's;
    `written_in` is that of the product's own words.
    """
    rows = with_known_words(attributes)
    return [{**one, "value": in_words(one.get("value", "")), **marks(one, written_in)} for one in rows]


def with_known_words(attributes: Iterable[Any]) -> list[Entry]:
    return [one if one.get("key") else free_line(one) for one in readable(attributes)]


def free_line(entry: Entry) -> Entry:
    told = told_in(entry, language_now())
    entry = {**entry, **told, "told": tuple(told), "own_name": entry.get("name", "")}
    found = attributes_named(str(entry.get("name", "")))
    names = {one.name for one in found}
    name = names.pop() if len(names) == 1 else entry.get("name", "")
    value, unit = entry.get("value", ""), str(entry.get("unit") or "")
    if isinstance(value, str):
        value = known_value(found, value)
    line = {**entry, "name": name, "value": value}
    return {**line, "unit": UNITS.get(unit.casefold(), unit)} if unit else line


def known_value(attributes: list[Attribute], text: str) -> Any:
    said = plain(text)
    if said in YES_OR_NO:
        return YES_OR_NO[said]
    if match := COUNTED.fullmatch(text.strip()):
        unit = UNITS.get(match[2].casefold())
        return f"{match[1]}{joint()}{unit_words(unit, match[1])}" if unit else text
    for attribute in attributes:
        words = [choice_word(attribute, part) for part in PARTS_OF_LIST.split(text)]
        if all(words):
            return ", ".join(words)
    return text


def joint() -> str:
    """Units of Korean are written onto the figure."""
    return "" if get_language() == "ko" else " "


def choice_word(attribute: Attribute, text: str) -> str:
    """What the reader calls this choice; empty when it is none. Names alone: other words may mean less than it."""
    said = plain(text)
    for one in attribute.choices:
        if said and said in {plain(word) for word in one["names"].values()}:
            return attribute.choice_names[one["code"]]
    return ""


def marks(entry: Entry, written_in: str) -> dict[str, Any]:
    value = entry.get("value")
    parts = {"value": value} if isinstance(value, str) else {}
    if not entry.get("key"):
        parts["name"] = str(entry.get("name", ""))
    told = entry.get("told", ())  # by the firm, in the reader's language
    found = {part: language_of(text, written_in) for part, text in parts.items() if part not in told}
    return {"languages": {part: code for part, code in found.items() if code and code != get_language()}}
