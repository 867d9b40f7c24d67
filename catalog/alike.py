"""Specifications of several products side by side: the same attribute in one row, whatever unit each states it in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import zip_longest
from typing import Any

from catalog.editing import plain
from catalog.parts import in_words
from catalog.specs.reading import marks, with_known_words
from catalog.specs.spoken import spoken
from catalog.specs.units import symbol

NUMBER = re.compile(r"[-+]?\d{1,15}(?:\.\d{1,12})?")
SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Value:
    """One product's cell: the words it states, and the same in the row's first unit where that differs.

    `language`, here and of a row's name, is that of words which are not in the reader's.
    """

    text: str = ""
    also: str = ""
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class SpecRow:
    """An attribute of at least one of the products; `is_same` when all of them state the same."""

    name: str
    cells: list[Value]
    is_same: bool
    language: str = ""


def key_of(name: str) -> str:
    """What makes two names the same attribute: case, spaces and a colon at the end do not tell them apart."""
    return SPACES.sub(" ", name.casefold()).strip(" :.")


def number_of(value: Any) -> Decimal | None:
    if isinstance(value, bool):
        return None
    text = str(value).strip().replace("\u2212", "-")
    if not NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text).normalize()
    except InvalidOperation:
        return None


def meaning(one: dict[str, Any]) -> tuple[Any, ...]:
    """What is compared: the amount in the first unit of its kind, else the number with its unit, else the words."""
    value, unit = one.get("value", ""), str(one.get("unit", ""))
    number = number_of(value)
    if isinstance(value, bool):
        return ("yes or no", value)
    if number is None:
        return ("words", SPACES.sub(" ", str(value).casefold()).strip(), unit.casefold())
    known = symbol(unit)
    return (known[0], (number * known[1]).normalize()) if known else ("number", number, unit.casefold().strip())


def cell_of(one: dict[str, Any], unit: str) -> Value:
    """`2 cm`, with `20 mm` beside it where the row's first product has millimetres."""
    own, language = str(one.get("unit", "")).strip(), one.get("languages", {}).get("value", "")
    text = spoken({**one, "value": in_words(one.get("value", "")), "unit": own})
    number, mine, theirs = number_of(one.get("value", "")), symbol(own), symbol(unit)
    if number is None or not mine or not theirs or mine[0] != theirs[0] or mine[1] == theirs[1]:
        return Value(text, language=language)
    converted = number * mine[1] / theirs[1]
    return Value(text, spoken({"key": "#", "value": plain(round(converted, 6)), "unit": unit}))


def aligned(attributes: Sequence[Sequence[dict[str, Any]]], written_in: Sequence[str] = ()) -> list[SpecRow]:
    """A row for each attribute name in the order of the first product that has it, a cell for each product.

    A typed specification meets its like by its key, a free line by its name, and a free line a typed one where it has
    the name of it. A line that has a name in the reader's language meets those of its own name.
    A name that a product states twice counts once: as a data sheet is read, from the top. `written_in` are the
    languages of the products' own words.
    """
    columns: list[dict[str, dict[str, Any]]] = []
    names: dict[str, tuple[str, str]] = {}
    stated = [
        [{**one, **marks(one, own)} for one in with_known_words(rows)]
        for rows, own in zip_longest(attributes, written_in, fillvalue="")
    ]
    told = [one for rows in stated for one in rows if "name" in one.get("told", ())]
    keys = {key_of(str(one["own_name"])): key_of(str(one["name"])) for one in told}
    keys |= {key_of(str(one["name"])): f"#{one['key']}" for rows in stated for one in rows if one.get("key")}
    for rows in stated:
        column: dict[str, dict[str, Any]] = {}
        for one in rows:
            if one.get("value") not in (None, ""):
                name = key_of(str(one["name"]))
                key = f"#{one['key']}" if one.get("key") else keys.get(name, name)
                shown = str(one["name"]).strip(), one["languages"].get("name", "")
                names.setdefault(key, shown)
                if "name" in one.get("told", ()):
                    names[key] = shown
                column.setdefault(key, one)
        columns.append(column)
    return [row_of(*name, [column.get(key) for column in columns]) for key, name in names.items()]


def row_of(name: str, language: str, stated: list[dict[str, Any] | None]) -> SpecRow:
    unit = next((str(one.get("unit", "")).strip() for one in stated if one and one.get("unit")), "")
    cells = [cell_of(one, unit) if one else Value() for one in stated]
    meanings = {meaning(one) for one in stated if one}
    return SpecRow(name, cells, len(meanings) == 1 and all(stated), language)
