"""The entries of `Product.attributes`: typed ones carry the key of an attribute, the others are lines of free text.

A typed entry keeps the English name of its attribute, so that the list says what it means by itself; readers see the
names, choices and units of their own language.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import override

from catalog.categories import Category
from catalog.parts import in_words
from catalog.specs.models import Attribute, names_asked_by, names_of, plain
from catalog.specs.told import in_every_language
from catalog.specs.values import Unfit, read, shown

Entry = dict[str, Any]
WITH_UNIT = re.compile(r"(.+?)\s*[\[(]\s*([^\])]{1,12}?)\s*[\])]\s*")
LANGUAGES = ("en", "ko")
MOST_REMEMBERED = 20_000  # entries; each is some 500 bytes
# of these definitions of the attributes, what was said of an entry before
remembered: "tuple[object, dict[str, list[Entry]]]" = (None, {})


def entry_of(attribute: Attribute, value: Any) -> Entry:
    entry = {"key": attribute.key, "name": attribute.names["en"], "value": value}
    return {**entry, "unit": attribute.unit} if attribute.unit else entry


def identity(entry: Entry) -> str:
    """What makes two entries say the same thing: the key of typed ones, the name of the others."""
    return f"#{entry['key']}" if entry.get("key") else str(entry.get("name", ""))


def stated(attributes: Iterable[Any]) -> list[Entry]:
    """The entries that can be shown."""
    return [one for one in attributes if isinstance(one, dict) and one.get("name")]


def readable(attributes: Iterable[Any]) -> list[Entry]:
    """For reading, typed ones first: name, value and unit in the reader's language, with the key where there is one.

    Numbers and yes or no stay what they are.
    """
    rows = [in_reader_words(one) for one in stated(attributes)]
    return sorted(rows, key=lambda row: not row.get("key"))


def in_reader_words(entry: Entry) -> Entry:
    key = entry.get("key")
    attribute = Attribute.known().get(key) if isinstance(key, str) else None
    if attribute is not None:
        return {**entry, "name": attribute.name, "value": shown(attribute, entry.get("value", ""))}
    value = entry.get("value", "")
    if isinstance(value, dict | list):  # of an attribute that is no more
        value = ", ".join(str(one) for one in (value.values() if isinstance(value, dict) else value))
    return {**entry, "value": value}


def searchable(attributes: Any) -> list[Any]:
    """As `readable`, in every language of the portal that there is, so that whoever asks in one of them finds it."""
    if not isinstance(attributes, list):
        return list(attributes.items()) if isinstance(attributes, dict) else []
    rows = in_every_language(attributes)
    typed = [one for one in rows if isinstance(one, dict) and one.get("key")]
    if not typed:
        return rows
    said = [in_all_languages(one) for one in typed]
    lines = [ways[place] for place in range(len(LANGUAGES)) for ways in said]
    return lines + [one for one in rows if not (isinstance(one, dict) and one.get("key"))]


def in_all_languages(entry: Entry) -> list[Entry]:
    """As `in_reader_words`, once for each of LANGUAGES; remembered, as most values are stated by many products.

    What is given back is shared: it must not be changed.
    """
    global remembered
    known = Attribute.known()
    if remembered[0] is not known or len(remembered[1]) > MOST_REMEMBERED:
        remembered = known, {}
    key = repr(entry)
    if key not in remembered[1]:
        remembered[1][key] = [in_language(entry, language) for language in LANGUAGES]
    return remembered[1][key]


def in_language(entry: Entry, language: str) -> Entry:
    with override(language):
        return in_reader_words(entry)


def as_line(entry: Entry) -> dict[str, str]:
    """A typed entry as a line of free text, in English whoever reads: what it becomes where nobody asks for it."""
    with override("en"):
        row = in_reader_words(entry)
        line = {"name": str(row["name"]), "value": in_words(row["value"]), "unit": str(row.get("unit", ""))}
    return {part: text for part, text in line.items() if text}


def split(attributes: Iterable[Any], category: Category) -> tuple[dict[str, Any], list[Entry]]:
    """The values by key of what the category asks for, and the rest as lines of free text."""
    asked = {one.key for one in category.attributes_asked}
    values: dict[str, Any] = {}
    lines: list[Entry] = []
    for one in stated(attributes):
        if one.get("key") in asked and one["key"] not in values:
            values[one["key"]] = one.get("value", "")
        else:
            lines.append(as_line(one) if one.get("key") else one)
    return values, lines


# -- free names to attributes -----------------------------------------------------------------------------------


def attribute_named(names: dict[str, Attribute], name: str) -> tuple[Attribute | None, str]:
    """The attribute that a name means, and the unit where the name carries it: `Weight (kg)`."""
    found = names.get(plain(name))
    if found is None and (match := WITH_UNIT.fullmatch(name)):
        return names.get(plain(match[1])), match[2]
    return found, ""


def typed_line(names: dict[str, Attribute], line: Entry) -> Entry | None:
    """The line as a typed entry; None if no attribute has its name. Raises Unfit when the value does not do."""
    attribute, unit = attribute_named(names, str(line.get("name", "")))
    if attribute is None:
        return None
    return entry_of(attribute, read(attribute, line.get("value", ""), str(line.get("unit") or "") or unit))


def with_types(category: Category, lines: Iterable[Entry], before: Iterable[Any] = ()) -> list[Entry]:
    """Lines with what the category asks for typed where it can be read; the others stay as they are."""
    names = names_for(category, before)
    found: dict[str, Entry] = {}
    for line in lines:
        try:
            entry = typed_line(names, line) or line
        except Unfit:
            entry = line
        name = identity(entry)
        if name in found and entry.get("key"):
            entry, name = line, f"{line.get('name')}\0{len(found)}"  # said twice: the second stays a line
        elif name in found:
            name = f"{name}\0{len(found)}"
        found[name] = entry
    return list(found.values())


def names_for(category: Category, before: Iterable[Any]) -> dict[str, Attribute]:
    """The names of what the category asks for, and of what the product states already though nobody asks any more."""
    names = names_asked_by(category)
    asked = {one.key for one in category.attributes_asked}
    known = Attribute.known()
    keys = [one["key"] for one in before if isinstance(one, dict) and one.get("key") and one["key"] not in asked]
    kept = [known[key] for key in keys if key in known]
    return {**names_of(kept), **names} if kept else names


Note = Callable[[str, Any], None]


def said_with_types(
    category: Category, said: dict[str, Entry | None], before: list[Any], note: Note
) -> dict[str, Entry | None]:
    """What a row of a file says, by `identity`. `note(name, value)` hears of values that could not be read.

    A value that becomes typed takes the place of the free line of its name, and the other way round.
    """
    names = names_for(category, before)
    found: dict[str, Entry | None] | None = None
    for name, entry in said.items():
        attribute, unit = attribute_of(names, name)
        if attribute is None:
            continue
        if found is None:
            found = dict(said)
        key = f"#{attribute.key}"
        if entry is None:
            found[key] = None
            continue
        try:
            value = read(attribute, entry["value"], entry.get("unit") or unit)
        except Unfit:
            note(name, entry["value"])
            found.setdefault(key, None)
            continue
        if found.get(key) is None:
            found[name], found[key] = None, entry_of(attribute, value)
    return said if found is None else found


MATCHES: dict[int, tuple[dict[str, Attribute], dict[str, tuple[Attribute | None, str]]]] = {}
MOST_MATCHES = 4000


def attribute_of(names: dict[str, Attribute], name: str) -> tuple[Attribute | None, str]:
    """`attribute_named` from memory: the columns of a file come again in each of its rows."""
    kept = MATCHES.get(id(names))
    if kept is None or kept[0] is not names:
        if len(MATCHES) > 500:
            MATCHES.clear()
        kept = MATCHES[id(names)] = (names, {})
    found = kept[1].get(name)
    if found is None:
        if len(kept[1]) > MOST_MATCHES:
            kept[1].clear()
        found = kept[1][name] = attribute_named(names, name)
    return found
