"""Specifications in one cell, as people write them: `Material: cotton; Width [cm]: 20`, or one on each line.

In a further language the same, each by the name it has in the product's own: `Assembly = 조립: 손으로; Steel = 강종`.
Without that name a line is found by a name it has already, or goes by its place, where both cells have as many lines.
What programs write, an object of JSON, is read as well; what lines cannot say is written so.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import Any

from catalog.imports.columns import split_attribute
from catalog.imports.problems import Odd
from catalog.imports.values import DASHES, shown, text_of, tidy
from catalog.specs.reading import attributes_named
from catalog.specs.told import LONGEST as TOLD
from catalog.specs.told import PARTS, told_in

COLON = re.compile(r"\s*[:\uff1a]\s*")  # also the wide one
OF = re.compile(r"([^=:\uff1a]+)=(.*)")


@dataclass(frozen=True)
class Told:
    """What a cell says of one line in a further language; `own` is the line's name in its own, empty if not said."""

    own: str
    name: str
    value: str


def lines_in(text: str) -> list[str]:
    parts = text.splitlines() if "\n" in text.strip() or "\r" in text.strip() else text.split(";")
    return [line for part in parts if (line := tidy(part))]


def is_json(cell: Any) -> bool:
    return isinstance(cell, dict) or (isinstance(cell, str) and cell.lstrip().startswith("{"))


def read_object(cell: Any) -> dict[str, Any]:
    """The JSON object that a cell holds. Raises Odd."""
    if isinstance(cell, dict):
        return cell
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Odd("specifications_form", is_refusal=False, value=shown(cell))
    return found


def read(cell: Any) -> tuple[list[tuple[str, Any, str]], list[str]]:
    """Name, value and unit of each specification; and the lines that say none. Raises Odd for broken JSON."""
    if is_json(cell):
        said = read_object(cell).items()
        objects = [(name, one if isinstance(one, dict) else {"value": one}) for name, one in said]
        return [(str(name), one.get("value"), text_of(one.get("unit"))) for name, one in objects], []
    found, lost = [], []
    for line in lines_in(text_of(cell)):
        name, _colon, value = COLON.sub("\n", line, count=1).partition("\n")
        label, unit = split_attribute(name)
        if label and value:
            found.append((label, value, unit))
        elif line not in DASHES:
            lost.append(line)
    return found, lost


def read_told(cell: Any, most: int) -> list[Told] | None:
    """None for a dash: what is said in this language goes. Raises Odd for broken JSON."""
    if is_json(cell):
        pairs = [(str(name), one) for name, one in read_object(cell).items() if isinstance(one, dict)]
        return [Told(tidy(own), *(part_of(one.get(part), part) for part in PARTS)) for own, one in pairs[:most]]
    if tidy(text_of(cell)) in DASHES:
        return None
    return [told_of(line) for line in lines_in(text_of(cell))[:most]]


def part_of(said: Any, part: str) -> str:
    return tidy(text_of(said))[: TOLD[part]]


def told_of(line: str) -> Told:
    match = OF.fullmatch(line)
    own, said = (tidy(match[1]), match[2]) if match else ("", line)
    if said.strip() in DASHES:  # what is said of this one goes
        return Told(own, "", "")
    name, _colon, value = COLON.sub("\n", said.strip(), count=1).partition("\n")
    return Told(own, part_of(name, "name"), part_of(value, "value"))


def key_of(name: str) -> str:
    return tidy(name).casefold()


def laid_beside(
    told: Sequence[Told] | None, attributes: Iterable[Any], order: Sequence[str], language: str
) -> tuple[dict[str, dict[str, str]], list[str]]:
    """What is said of the product's free lines, by their own names; and what belongs to none of them.

    `order` are the names in the cell beside it, if there is one: by it a line without its own name has its place.
    """
    free = [one for one in attributes if isinstance(one, dict) and not one.get("key") and one.get("name")]
    if told is None:
        return {str(one["name"]): {} for one in free}, []
    lines = {str(one["name"]): one for one in free}
    known = {key_of(name): own for own, one in lines.items() if (name := told_in(one, language).get("name"))}
    known |= {key_of(own): own for own in lines}
    places = list(order or lines) if not any(one.own for one in told) else []
    said: dict[str, dict[str, str]] = {}
    lost: list[str] = []
    for place, one in enumerate(told):
        own = known.get(key_of(one.own or one.name), "")
        if not own and not one.own and len(places) == len(told):
            own = known.get(key_of(places[place]), places[place])
        if own:
            said[own] = words_of(one, lines.get(own, {}))
        elif not attributes_named(one.own or one.name):  # a typed one speaks every language by itself
            lost.append(one.own or one.name)
    return said, lost


def words_of(one: Told, line: Mapping[str, Any]) -> dict[str, str]:
    """Without its own name, a part that is the same in both languages says nothing."""
    words = {"name": one.name, "value": one.value}
    if one.own:
        return words
    return {part: "" if key_of(said) == key_of(str(line.get(part, ""))) else said for part, said in words.items()}


# -- written ----------------------------------------------------------------------------------------------------------


def written(cell: dict[str, Any]) -> str:
    """`{"Material": "cotton"}` in lines, where these are read as the same again; else as JSON."""
    pairs = [(name, one if isinstance(one, dict) else {"value": one}) for name, one in cell.items()]
    text = joined(
        f"{name} [{one['unit']}]: {one['value']}" if one.get("unit") else f"{name}: {one['value']}"
        for name, one in pairs
        if isinstance(one.get("value"), str)
    )
    found, lost = read(text)
    again = {name: {"value": value, "unit": unit} if unit else value for name, value, unit in found}
    return text if again == cell and not lost and not is_json(text) else as_json(cell)


def written_told(cell: dict[str, dict[str, str]]) -> str:
    text = joined(starmap(line_of, cell.items()))
    said, lost = laid_beside(read_told(text, len(cell)), [{"name": own} for own in cell], [], "")
    again = {own: {part: word for part, word in words.items() if word} for own, words in said.items()}
    return text if again == cell and not lost and not is_json(text) else as_json(cell)


def line_of(own: str, said: dict[str, str]) -> str:
    if not said.get("name"):
        return f"{own}: {said.get('value', '')}"
    return f"{own} = {said['name']}: {said['value']}" if said.get("value") else f"{own} = {said['name']}"


def joined(lines: Iterable[str]) -> str:
    several = list(lines)
    return ("\n" if any(";" in line for line in several) else "; ").join(several)


def as_json(cell: dict[str, Any]) -> str:
    return json.dumps(cell, ensure_ascii=False)
