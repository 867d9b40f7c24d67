"""The filters of a leaf's page by its typed specifications: ticks with counts, and from – to.

On PostgreSQL ticks use containment and the index of the typed specifications; elsewhere SQLite's JSON functions give
the same rows. The counts take two queries, and one for each attribute that is ticked, however many products there are.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.utils.translation import gettext as _

from catalog.categories import Category
from catalog.specs.models import Attribute
from catalog.specs.spoken import unit_words
from catalog.specs.values import Unfit, figure, read

PREFIX = "spec-"
MOST_TICKS = 40
SHOWN = 6  # facets that stand unfolded
# As in migration 0011: PostgreSQL uses the index for the same expression only.
TYPED = "jsonb_path_query_array({column}, '$[*] ? (exists (@.key))')"


class Condition(Func):
    """A condition on the typed specifications of the column it is given."""

    output_field = BooleanField()
    postgresql = sqlite = ""

    def __init__(self, *values: Any) -> None:
        self.values = values
        super().__init__(F("attributes"))

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # Django's own stubs ask for a tuple of any
        column, _params = compiler.compile(self.source_expressions[0])
        if connection.vendor == "postgresql":
            return self.postgresql.format(typed=TYPED.format(column=column)), self.postgresql_values()
        return self.sqlite.format(column=column), self.sqlite_values()

    def postgresql_values(self) -> list[Any]:
        raise NotImplementedError

    def sqlite_values(self) -> list[Any]:
        return list(self.values)


class Holds(Condition):
    """The attribute has the value, or it is one of its values. Given: key, value."""

    postgresql = "({typed} @> %s::jsonb)"
    sqlite = (
        "EXISTS (SELECT 1 FROM json_each({column}) AS one, json_each(CASE json_type(one.value, '$.value') "
        "WHEN 'array' THEN json_extract(one.value, '$.value') ELSE json_array(json_extract(one.value, '$.value')) END) "
        "AS said WHERE json_extract(one.value, '$.key') = %s AND said.value = %s)"
    )

    def __init__(self, key: str, value: Any, is_list: bool = False) -> None:
        self.is_list = is_list
        super().__init__(key, value)

    def postgresql_values(self) -> list[Any]:
        key, value = self.values
        return [json.dumps([{"key": key, "value": [value] if self.is_list else value}])]


class Between(Condition):
    """The number lies within the two, or the range meets them. Given: key, low, high."""

    postgresql = (
        "jsonb_path_exists({typed}, '$[*] ? (@.key == $key && ((@.value >= $low && @.value <= $high) || "
        "((!exists(@.value.from) || @.value.from <= $high) && (!exists(@.value.to) || @.value.to >= $low) && "
        "(exists(@.value.from) || exists(@.value.to)))))', %s::jsonb)"
    )
    sqlite = (
        "EXISTS (SELECT 1 FROM json_each({column}) AS one WHERE json_extract(one.value, '$.key') = %s AND "
        "coalesce(json_extract(one.value, '$.value.from'), CASE json_type(one.value, '$.value') WHEN 'object' THEN "
        "-9e99 ELSE json_extract(one.value, '$.value') END) <= %s AND "
        "coalesce(json_extract(one.value, '$.value.to'), CASE json_type(one.value, '$.value') WHEN 'object' THEN "
        "9e99 ELSE json_extract(one.value, '$.value') END) >= %s)"
    )

    def postgresql_values(self) -> list[Any]:
        key, low, high = self.values
        return [json.dumps({"key": key, "low": low, "high": high})]

    def sqlite_values(self) -> list[Any]:
        key, low, high = self.values
        return [key, high, low]


@dataclass(frozen=True)
class Tick:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass
class Facet:
    """An attribute as a filter: `ticks`, or the ends `low` and `high` as typed, `span` being what there is."""

    attribute: Attribute
    ticks: list[Tick] = field(default_factory=list)
    low: str = ""
    high: str = ""
    span: tuple[Any, Any] | None = None
    problem: str = ""

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.attribute.key}"

    @property
    def is_chosen(self) -> bool:
        return bool(self.low or self.high) or any(tick.is_chosen for tick in self.ticks)

    @property
    def span_words(self) -> str:
        return " – ".join(figure(end) for end in self.span) if self.span else ""


class SpecFilters:
    """What `parameters` (a QueryDict) choose by the specifications of a leaf. `fill` makes the facets of counts."""

    def __init__(self, category: Category, parameters: Any) -> None:
        self.parameters = parameters
        self.attributes = [one for one in category.attributes_asked if one.is_ticked or one.is_measured]
        self.ticks: dict[str, tuple[str, ...]] = {}  # codes by key; of yes and no `true` and `false`
        self.ends: dict[str, tuple[Any, Any]] = {}  # in the unit of the attribute
        self.problems: dict[str, str] = {}
        self.facets: list[Facet] = []
        for attribute in self.attributes:
            if attribute.is_ticked:
                self.read_ticks(attribute)
            else:
                self.read_ends(attribute)

    @property
    def ticked(self) -> list[str]:
        return [one.key for one in self.attributes if one.is_ticked]

    @property
    def measured(self) -> list[str]:
        return [one.key for one in self.attributes if one.is_measured]

    def read_ticks(self, attribute: Attribute) -> None:
        asked = set(self.parameters.getlist(f"{PREFIX}{attribute.key}")[:MOST_TICKS])
        if chosen := tuple(code for code in names_of_ticks(attribute) if code in asked):
            self.ticks[attribute.key] = chosen

    def read_ends(self, attribute: Attribute) -> None:
        low, high = self.typed(attribute)
        if not (low or high):
            return
        try:
            self.ends[attribute.key] = read_end(attribute, low, -9e99), read_end(attribute, high, 9e99)
        except Unfit as problem:
            self.problems[attribute.key] = problem.words

    def typed(self, attribute: Attribute) -> tuple[str, str]:
        low, high = (self.parameters.get(f"{PREFIX}{attribute.key}-{end}", "").strip()[:40] for end in ("from", "to"))
        return low, high

    # -- asked of the database --------------------------------------------------------------------------------------

    @property
    def conditions(self) -> dict[str, Q]:
        found: dict[str, Q] = {}
        for one in self.attributes:
            if one.key in self.ticks:
                found[one.key] = holding(one, self.ticks[one.key])
            elif one.key in self.ends:
                found[one.key] = Q(Between(one.key, *self.ends[one.key]))
        return found

    def count(self, products: QuerySet[Any]) -> None:
        """Fill the facets for `products`, which the other filters have passed already."""
        if self.attributes:
            self.fill(self.counted(products), spans_of(products, self.measured))

    def counted(self, products: QuerySet[Any]) -> dict[tuple[str, str], int]:
        """How many each tick would leave beside what is chosen elsewhere: its own attribute's ticks add to each other.

        One query, and one more for each attribute with ticks.
        """
        conditions = self.conditions
        rest = [key for key in self.ticked if key not in conditions]
        counts = ticks_of(narrowed(products, conditions.values()), rest)
        for key in self.ticks:
            others = [found for other, found in conditions.items() if other != key]
            counts |= ticks_of(narrowed(products, others), [key])
        return counts

    def pick(self, rows: Any) -> Any:
        return narrowed(rows, self.conditions.values())

    # -- shown --------------------------------------------------------------------------------------------------------

    def fill(self, counts: dict[tuple[str, str], int], spans: dict[str, tuple[Any, Any]]) -> None:
        """Facets of what there is (how many have each code by key and code, the ends by key), and of what is chosen."""
        facets = [
            self.with_ticks(one, counts) if one.is_ticked else self.with_ends(one, spans) for one in self.attributes
        ]
        self.facets = [facet for facet in facets if facet.ticks or facet.span or facet.is_chosen]

    def with_ticks(self, attribute: Attribute, counts: dict[tuple[str, str], int]) -> Facet:
        chosen = self.ticks.get(attribute.key, ())
        ticks = [
            Tick(code, name, counts.get((attribute.key, code), 0), code in chosen)
            for code, name in names_of_ticks(attribute).items()
            if code in chosen or counts.get((attribute.key, code))
        ]
        return Facet(attribute, ticks)

    def with_ends(self, attribute: Attribute, spans: dict[str, tuple[Any, Any]]) -> Facet:
        low, high = self.typed(attribute)
        problem = self.problems.get(attribute.key, "")
        return Facet(attribute, low=low, high=high, span=spans.get(attribute.key), problem=problem)

    def chips(self) -> list[tuple[str, str, str]]:
        """What is chosen: the attribute, the words, and the address without it."""
        found = []
        for facet in self.facets:
            found += [
                (facet.attribute.name, tick.label, self.without(facet.name, tick.value))
                for tick in facet.ticks
                if tick.is_chosen
            ]
            if facet.low or facet.high:
                ends = [f"≥ {facet.low}" if facet.low else "", f"≤ {facet.high}" if facet.high else ""]
                words = f"{facet.low} – {facet.high}" if all(ends) else "".join(ends)
                unit = "" if any(end[-1:].isalpha() for end in ends) else unit_words(facet.attribute.unit)
                found.append((facet.attribute.name, f"{words} {unit}".strip(), self.without(facet.name)))
        return found

    def without(self, name: str, value: str = "") -> str:
        rest = self.parameters.copy()
        rest.pop("page", None)
        if value:
            rest.setlist(name, [one for one in rest.getlist(name) if one != value])
        else:
            rest.pop(f"{name}-from", None)
            rest.pop(f"{name}-to", None)
        return f"?{rest.urlencode()}"

    @property
    def is_used(self) -> bool:
        return any(facet.is_chosen for facet in self.facets)

    @property
    def first(self) -> list[Facet]:
        return self.facets[:SHOWN]

    @property
    def more(self) -> list[Facet]:
        return self.facets[SHOWN:]

    @property
    def more_is_used(self) -> bool:
        return any(facet.is_chosen for facet in self.more)


def names_of_ticks(attribute: Attribute) -> dict[str, Any]:
    """Code → name of what can be ticked."""
    is_boolean = attribute.kind == Attribute.Kind.BOOLEAN
    return {"true": _("Yes"), "false": _("No")} if is_boolean else attribute.choice_names


def holding(attribute: Attribute, codes: Iterable[str]) -> Q:
    """Any of the codes will do."""
    is_boolean, is_list = attribute.kind == Attribute.Kind.BOOLEAN, attribute.kind == Attribute.Kind.MULTI_CHOICE
    found = Q()
    for code in codes:
        found |= Q(Holds(attribute.key, code == "true" if is_boolean else code, is_list))
    return found


def narrowed(rows: QuerySet[Any], conditions: Iterable[Q]) -> QuerySet[Any]:
    for condition in conditions:
        rows = rows.filter(condition)
    return rows


def read_end(attribute: Attribute, text: str, otherwise: float) -> float | int:
    """In the attribute's unit, `2 cm` as 20 where that is millimetres. Bounds are no matter here."""
    if not text:
        return otherwise
    bare = Attribute(key=attribute.key, kind=Attribute.Kind.NUMBER, names=attribute.names, unit=attribute.unit)
    found: float | int = read(bare, text)
    return found


# -- what there is ------------------------------------------------------------------------------------------------


def stated_in(products: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    sql, params = products.order_by().values("attributes").query.sql_with_params()
    return sql, params


def ticks_of(products: QuerySet[Any], keys: list[str]) -> dict[tuple[str, str], int]:
    """How many products have each code (true and false as words), by key and code."""
    if not keys:
        return {}
    sql, params = stated_in(products)
    if connection.vendor == "postgresql":
        said = "CASE jsonb_typeof(one->'value') WHEN 'array' THEN one->'value' ELSE jsonb_build_array(one->'value') END"
        typed = TYPED.format(column="p.attributes")
        query = (
            f"SELECT one->>'key', said, count(*) FROM ({sql}) AS p, jsonb_array_elements({typed}) AS one, "
            f"jsonb_array_elements_text({said}) AS said WHERE one->>'key' = ANY(%s) GROUP BY 1, 2"
        )
        return {(key, code): number for key, code, number in rows_of(query, [*params, keys])}
    said = (
        "CASE json_type(one.value, '$.value') WHEN 'array' THEN json_extract(one.value, '$.value') WHEN 'true' THEN "
        "'[\"true\"]' WHEN 'false' THEN '[\"false\"]' ELSE json_array(json_extract(one.value, '$.value')) END"
    )
    query = (
        f"SELECT json_extract(one.value, '$.key'), said.value, count(*) FROM ({sql}) AS p, "
        f"json_each(p.attributes) AS one, json_each({said}) AS said "
        f"WHERE json_extract(one.value, '$.key') IN ({places(keys)}) GROUP BY 1, 2"
    )
    return {(key, code): number for key, code, number in rows_of(query, [*params, *keys])}


def spans_of(products: QuerySet[Any], keys: list[str]) -> dict[str, tuple[Any, Any]]:
    """The least and the most of each number and range."""
    if not keys:
        return {}
    sql, params = stated_in(products)
    if connection.vendor == "postgresql":
        ends = [
            "coalesce(one->'value'->>'from', one->'value'->>'to')",
            "coalesce(one->'value'->>'to', one->'value'->>'from')",
        ]
        figures = [
            f"CASE jsonb_typeof(one->'value') WHEN 'number' THEN (one->>'value')::float8 "
            f"WHEN 'object' THEN ({end})::float8 END"
            for end in ends
        ]
        query = (
            f"SELECT one->>'key', min({figures[0]}), max({figures[1]}) FROM ({sql}) AS p, "
            f"jsonb_array_elements({TYPED.format(column='p.attributes')}) AS one WHERE one->>'key' = ANY(%s) GROUP BY 1"
        )
        found = rows_of(query, [*params, keys])
    else:
        value = "json_extract(one.value, '$.value{}')"
        low, high, own = (value.format(part) for part in (".from", ".to", ""))
        number = f"CASE WHEN json_type(one.value, '$.value') IN ('integer', 'real') THEN {own} END"
        query = (
            f"SELECT json_extract(one.value, '$.key'), min(coalesce({low}, {high}, {number})), "
            f"max(coalesce({high}, {low}, {number})) FROM ({sql}) AS p, json_each(p.attributes) AS one "
            f"WHERE json_extract(one.value, '$.key') IN ({places(keys)}) GROUP BY 1"
        )
        found = rows_of(query, [*params, *keys])
    return {key: (tidied(low), tidied(high)) for key, low, high in found if low is not None}


def tidied(number: float) -> int | float:
    return int(number) if float(number).is_integer() else number


def places(keys: list[str]) -> str:
    return ", ".join(["%s"] * len(keys))


def rows_of(query: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return list(cursor.fetchall())
