"""The specifications of products as facets: which are worth counting, and how their values are written and read."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from catalog.models import Attribute, Category
from search.query import FACT, MOST_FACTS

Kind = Attribute.Kind
FILTERED = {Kind.CHOICE, Kind.MULTI_CHOICE, Kind.BOOLEAN, Kind.NUMBER}
YES, NO = "yes", "no"
SIDE = "side"  # of an offer, beside the specifications of products: whether it sells or buys


def facts_of(attributes: Any) -> tuple[str, ...]:
    """`key=value` for each typed specification that can be filtered by."""
    known = Attribute.known()
    rows = attributes if isinstance(attributes, list) else ()
    typed = [one for one in rows if isinstance(one, dict) and isinstance(one.get("key"), str)]
    filtered = [one for one in typed if one["key"] in known and known[one["key"]].kind in FILTERED]
    return tuple(f"{one['key']}={value}" for one in filtered for value in written(one.get("value")))


def written(value: Any) -> list[str]:
    if isinstance(value, bool):
        return [YES if value else NO]
    if isinstance(value, int | float):
        return [f"{value:.12g}"]
    if isinstance(value, list):
        return [str(one)[:60] for one in value]
    return [value[:60]] if isinstance(value, str) and value else []


def fact(key: str, code: str) -> str:
    """As a document has it; `true` and `false` are what the database calls yes and no."""
    attribute = Attribute.known().get(key)
    is_boolean = attribute is not None and attribute.kind == Kind.BOOLEAN
    return f"{key}={written(code == 'true')[0] if is_boolean else code[:60]}"


def code_of(key: str, word: str) -> str:
    """The code of `key=value`, as the database has it."""
    value, attribute = word.removeprefix(f"{key}="), Attribute.known().get(key)
    if attribute is not None and attribute.kind == Kind.BOOLEAN:
        return "true" if value == YES else "false"
    return value


def keys_for(slugs: Iterable[str], filters: Iterable[str]) -> tuple[str, ...]:
    """What the one chosen category asks for, in its order; what is filtered by is always counted."""
    chosen = [category for slug in slugs if (category := Category.find(slug))]
    asked = chosen[0].attributes_asked if len(chosen) == 1 else []
    keys = [one.key for one in asked if one.kind in FILTERED][:MOST_FACTS]
    filtered = [name.removeprefix(FACT) for name in filters if name.startswith(FACT)]
    return tuple(dict.fromkeys([*keys, *(key for key in filtered if key in Attribute.known())]))


def title_of(name: str) -> str:
    key = name.removeprefix(FACT)
    attribute = Attribute.known().get(key)
    return attribute.label if attribute else _("Kind of offer") if key == SIDE else key


def label_of(name: str, value: str) -> str:
    """A value in the reader's words."""
    attribute = Attribute.known().get(name.removeprefix(FACT))
    if attribute is None:
        sides = {"sell": _("Sell offers"), "buy": _("Buy offers")}
        return sides.get(value, value) if name.removeprefix(FACT) == SIDE else value
    if attribute.kind == Kind.BOOLEAN:
        return _("Yes") if value == YES else _("No")
    return str(attribute.choice_names.get(value, value))


def rank_of(value: str) -> float:
    """Numbers by size; words stand where they came."""
    try:
        return float(value)
    except ValueError:
        return 0.0
