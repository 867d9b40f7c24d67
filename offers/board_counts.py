"""How many offers each value of each facet would leave: one look at the offers, grouped as coarsely as possible.

The offers are put into cells: those that no facet of the board tells apart. A cell says for each filter in force
whether it lets the offers pass, so that every facet can be counted without itself from the same few hundred rows. The
category has too many values to stand in the cells and is grouped beside them, in the same look (GROUPING SETS of
PostgreSQL; two looks on SQLite).

On a large market the look takes longer than the rest of the page, so its counts are kept for a minute for the same
question of the same reader; what is listed is always what is there. Those of a small market are counted each time.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db import connection, models
from django.db.models import ExpressionWrapper, F, Q

FACETS = ("side", "country", "tier", "incoterm", "soon", "category")
MANY = 10_000  # offers looked at, from which on the counts are kept
KEPT = 60  # seconds
COLUMNS = ("v_side", "v_country", "v_tier", "v_incoterm", "v_soon", "v_unnamed")  # of a cell


def truth(condition: Q) -> ExpressionWrapper:
    """As the database's own true or false, of which its planner knows that there are two."""
    return ExpressionWrapper(condition, output_field=models.BooleanField())


def counted(rows: Any, soon: date, passing: Mapping[str, Q]) -> dict[str, Counter[str]]:
    """By facet and value (as text), each facet without itself; `all` has the number of offers that pass.

    `passing` is what each filter in force lets through; `soon` counts those that end by that day. The tier of an offer
    that does not say whose it is counts as -1.
    """
    columns = {
        "v_side": F("side"),
        "v_country": F("company__country"),
        "v_tier": F("company__tier"),
        "v_incoterm": F("incoterm"),
        "v_soon": truth(Q(valid_until__lte=soon)),
        "v_unnamed": F("is_anonymous"),
        "v_category": F("category_id"),
    }
    flags = {f"f_{name}": truth(condition) for name, condition in passing.items()}
    inner, parameters = rows.annotate(**columns, **flags).values(*columns, *flags).query.sql_with_params()
    key = f"board:{hashlib.sha256(repr((inner, parameters)).encode()).hexdigest()}"
    found: dict[str, Counter[str]] | None = cache.get(key)
    if found is None:
        found, looked_at = look(inner, parameters, list(passing))
        if looked_at >= MANY:
            cache.set(key, found, KEPT)
    return found


def look(inner: str, parameters: Any, passing: list[str]) -> tuple[dict[str, Counter[str]], int]:
    """The counts, and how many offers were looked at."""
    found: dict[str, Counter[str]] = {name: Counter() for name in (*FACETS, "all")}
    looked_at = 0
    with connection.cursor() as cursor:
        cursor.execute(statement(inner, [f"f_{name}" for name in passing]), parameters)
        for is_cell, count, category, *rest in cursor.fetchall():
            against = {name for name, passes in zip(passing, rest, strict=False) if not passes}
            if is_cell:
                add_cell(found, rest[len(passing) :], against, count)
                looked_at += count
            elif against <= {"category"}:
                found["category"][str(category)] += count
    return found, looked_at


def add_cell(found: dict[str, Counter[str]], values: list[Any], against: set[str], count: int) -> None:
    side, country, tier, incoterm, soon, unnamed = values
    cell = {"side": side, "country": country, "tier": -1 if unnamed else tier, "incoterm": incoterm, "soon": int(soon)}
    for name, value in cell.items():
        if against <= {name}:
            found[name][str(value)] += count
    if not against:
        found["all"][""] += count


def statement(inner: str, flags: list[str]) -> str:
    """Rows of: whether it is a cell; the count; the category; which filters are passed; the cell's values.

    All names in it are our own; what a reader typed is among the parameters of `inner`.
    """
    cell, by_category = [*flags, *COLUMNS], ["v_category", *flags]
    if connection.vendor == "postgresql":
        sets = f"GROUPING SETS (({', '.join(cell)}), ({', '.join(by_category)}))"
        said = f"GROUPING(v_category), COUNT(*), v_category, {', '.join(cell)}"
        return f"SELECT {said} FROM ({inner}) board GROUP BY {sets}"
    empty = ", ".join("NULL" for _one in COLUMNS)
    return (
        f"WITH board AS ({inner}) SELECT 1, COUNT(*), NULL, {', '.join(cell)} FROM board GROUP BY {', '.join(cell)} "
        f"UNION ALL SELECT 0, COUNT(*), {', '.join(by_category)}, {empty} FROM board GROUP BY {', '.join(by_category)}"
    )
