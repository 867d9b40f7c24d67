"""One kind of thing that can be found: its rows as an engine holds them, and as a reader may see them."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet

from portal.core.actor import Actor
from search.documents import Document, Gone
from search.vocabulary import Vocabulary

Row = Any
BATCH = 500


@dataclass(frozen=True)
class Source:
    """One kind of thing: its rows with all that `build` reads, and the cards that a reader may see.

    `kind` names it in ids; what it is shown as is up to the document (search.documents.UNDER). `matches` finds a word
    without an engine, `newest` is the column to sort by. `cards_by_version`: whatever a card shows cannot change
    without one of `moments` changing. `joins_to_name`: its title or address needs what the cards join. `prepare`
    reads what `build` needs besides the rows, for a whole batch.
    """

    kind: str
    rows: Callable[[], "QuerySet[Any]"]
    is_public: Callable[[Row], bool]
    build: "Callable[[Row, Vocabulary], Document]"
    moments: tuple[str, ...]
    public: Callable[[], "QuerySet[Any]"]
    cards: Callable[[Actor], "QuerySet[Any]"]
    matches: Callable[[str], Q]
    newest: str
    cards_by_version: bool = False
    joins_to_name: bool = False
    prepare: Callable[[list[Row]], None] = lambda rows: None

    def documents(self, ids: Iterable[int]) -> tuple[list[Document], list[Gone]]:
        """What an engine should hold of these rows now, and what it should not."""
        wanted = set(ids)
        found: list[Document] = []
        gone: list[Gone] = []
        vocabulary = Vocabulary()
        rows = list(self.rows().filter(pk__in=wanted))
        self.prepare(rows)
        for row in rows:
            wanted.discard(row.pk)
            if self.is_public(row):
                found.append(self.build(row, vocabulary))
            else:
                gone.append(Gone(self.kind, row.pk, version_of(self, row)))
        now = time.time_ns() // 1000  # a row that is no more cannot tell when it went
        return found, gone + [Gone(self.kind, pk, now) for pk in wanted]

    def batches(self, after: int = 0, size: int = BATCH) -> Iterator[list[Document]]:
        """Every findable row, in batches by key: a constant number of queries each."""
        while ids := list(self.public().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:size]):
            yield self.documents(ids)[0]
            after = ids[-1]

    def versions(self) -> Iterator[tuple[str, int]]:
        """Id and version of everything that should be found, without building it."""
        columns = ["pk", *self.moments]
        for pk, *moments in self.public().order_by("pk").values_list(*columns).iterator(chunk_size=5000):
            yield f"{self.kind}:{pk}", latest(moments)

    def visible_versions(self, actor: Actor, ids: Iterable[int]) -> dict[int, str]:
        """Which of `ids` this reader may see now, each with the moments of its last changes: one light query."""
        rows = self.cards(actor).select_related(None).prefetch_related(None).filter(pk__in=list(ids))
        moments = rows.order_by().values_list("pk", *self.moments)
        return {pk: " ".join(map(str, rest)) for pk, *rest in moments}

    def visible(self, actor: Actor, ids: Iterable[int]) -> dict[int, Row]:
        """The rows of `ids` that this reader may see now, with all that a card shows."""
        return {row.pk: row for row in self.cards(actor).filter(pk__in=list(ids))}

    def named(self, actor: Actor, ids: Iterable[int]) -> dict[int, Row]:
        """The same with nothing but what a title and an address need: somebody is typing and waits for it."""
        rows = self.cards(actor).filter(pk__in=list(ids))
        if not self.joins_to_name:
            rows = rows.select_related(None).prefetch_related(None)
            rows = rows.prefetch_related("texts") if self.kind == "product" else rows
        return {row.pk: row for row in rows}


def latest(moments: Iterable[datetime | None]) -> int:
    return max((microseconds(moment) for moment in moments if moment), default=0)


def microseconds(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000 + moment.microsecond


def version_of(source: Source, row: Model) -> int:
    return latest(value_at(row, path) for path in source.moments)


def value_at(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row
