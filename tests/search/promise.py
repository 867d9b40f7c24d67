"""What the search promises a reader, measured so that a busy machine neither breaks nor hides it.

A page comes within a second. What may take longer than the machine makes it is waiting: for the engine, and for the
database that answers instead of it. So two things are looked at: until when the product would have gone on waiting,
had nothing answered, and what its own work costs in processor time. Both are the same however busy the machine is.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings

from search import found
from search.engines.elastic import Elastic
from search.fallback import DATABASE_PATIENCE

SECOND = 1.0
USUAL = 0.6  # SEARCH_PATIENCE of a portal that nobody has set otherwise
ELSEWHERE = 0.35  # part of it that asking another node may take besides, where there is one


@dataclass
class Watch:
    """Until when the engine and the database were given time for one answer, and what it cost to make it."""

    first: float = 0.0
    engine: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    worked: float = 0.0

    def saw(self, ends: list[float], until: float) -> None:
        self.first = self.first or time.monotonic()
        ends.append(until)

    @property
    def waits(self) -> float:
        """How long it would have gone on waiting from its first question on, had nothing ever answered."""
        return max([*self.engine, *self.database], default=self.first) - self.first

    def most(self, patience: float, nodes: int) -> float:
        """What it may: SEARCH_PATIENCE for all questions together, and a little for the database instead."""
        most = patience * (1 + (ELSEWHERE if nodes > 1 else 0)) if self.engine else 0.0
        return max(most, patience + DATABASE_PATIENCE) if self.database else most


class Promise:
    """Watches answers, one at a time, and holds them to it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.watch = Watch()
        asked, from_database = Elastic.asked, found.from_database

        def seen(engine: Elastic, call: Any, until: float) -> Any:
            self.watch.saw(self.watch.engine, until)
            return asked(engine, call, until)

        def read(query: Any, actor: Any, until: float) -> Any:
            self.watch.saw(self.watch.database, until)
            return from_database(query, actor, until)

        monkeypatch.setattr(Elastic, "asked", seen)
        monkeypatch.setattr(found, "from_database", read)

    @contextmanager
    def of(self, what: str, nodes: int = 1) -> Iterator[Watch]:
        """What happens within is one answer to a reader."""
        self.watch = watch = Watch()
        started = time.thread_time()
        yield watch
        watch.worked = time.thread_time() - started
        most = watch.most(settings.SEARCH_PATIENCE, nodes)
        assert watch.waits <= most, f"{what}: would wait {watch.waits:.3f} s, may {most:.3f} s"
        total = watch.most(USUAL, nodes) + watch.worked
        assert total <= SECOND, f"{what}: {total:.3f} s, of which {watch.worked:.3f} s are work"


@pytest.fixture
def promise(monkeypatch: pytest.MonkeyPatch) -> Promise:
    return Promise(monkeypatch)
