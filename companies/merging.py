"""What becomes of all that belongs to a company when it is taken into another: each app says so for its own.

A mover is called in the transaction of the merge, with both companies locked. It moves its rows from `lost` to `kept`,
settles what would clash, and tells in words how many went where.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from companies.models import Company

Moved = Iterator[tuple[Any, int]]
Mover = Callable[["Company", "Company"], Moved]
MOVERS: dict[str, tuple[frozenset[str], Mover]] = {}


def merges(name: str, *fields: str) -> Callable[[Mover], Mover]:
    """Register what moves `fields` (each `app.model.field` that names a company). Said twice, the last one counts."""

    def register(move: Mover) -> Mover:
        MOVERS[name] = frozenset(fields), move
        return move

    return register


def move_all(kept: "Company", lost: "Company") -> Moved:
    for _fields, move in list(MOVERS.values()):
        yield from ((what, count) for what, count in move(kept, lost) if count)


def moved_fields() -> frozenset[str]:
    return frozenset().union(*(fields for fields, _move in MOVERS.values()))


def move_rows(rows: "models.QuerySet[Any]", field: str, kept: "Company", clashing: Any = None) -> int:
    """Give the rows to `kept`, and delete those whose keys are `clashing`: `kept` has its own there."""
    if clashing is not None:
        rows.filter(pk__in=list(clashing)).delete()
    return rows.update(**{field: kept})
