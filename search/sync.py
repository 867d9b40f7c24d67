"""Keeps the index in step with the database: rows are read when they are written, so the last truth wins."""

import logging
from collections.abc import Iterable, Iterator
from itertools import islice

from portal.core.events import Event
from search.documents import Document
from search.engines import engine
from search.engines.base import Begun
from search.sources import BATCH, SOURCES

logger = logging.getLogger("portal.search")


def chunks(ids: Iterable[int], size: int = BATCH) -> Iterator[list[int]]:
    rest = iter(ids)
    while some := list(islice(rest, size)):
        yield some


def sync(kind: str, ids: Iterable[int]) -> int:
    """Write what is true now of these rows. Raises EngineDown."""
    source, written = SOURCES[kind], 0
    for some in chunks(dict.fromkeys(ids)):
        with engine().writing():
            documents, gone = source.documents(some)
            engine().write(documents, gone)
        written += len(some)
    return written


def everything(begun: Begun | None = None) -> Iterator[list[Document]]:
    """Every findable row, kind by kind and by key; of a rebuild that broke off, what it had not come to."""
    kinds = list(SOURCES)
    first = kinds.index(begun.kind) if begun and begun.kind in SOURCES else 0
    for place, kind in enumerate(kinds[first:]):
        yield from SOURCES[kind].batches(after=begun.pk if begun and begun.kind and place == 0 else 0)


def rebuild() -> int:
    """A new index beside the one in use, swapped in when it is complete; then what changed meanwhile.

    One that broke off is gone on with. Raises EngineDown, also while another process is at it.
    """
    with engine().rebuilding():
        begun = engine().unfinished()
        since = begun.since if begun else Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        total = engine().rebuild(everything(begun), begun, since)
        catch_up(since)
    return total


def catch_up(since: int) -> None:
    """Index again what the events after number `since` tell of: they may have been told to the old index only."""
    from search.handlers import affected  # the handlers call rebuild() when there is no index

    for some in chunks(Event.objects.filter(pk__gt=since).values_list("pk", flat=True)):
        for kind, ids in affected(list(Event.objects.filter(pk__in=some))).items():
            sync(kind, ids)


def findings() -> Iterator[tuple[str, int, str]]:
    """(kind, pk, sentence) for every difference between the database and the index."""
    held = dict(engine().versions())
    for source in SOURCES.values():
        for id, version in source.versions():
            pk = int(id.partition(":")[2])
            known = held.pop(id, None)
            if known is None:
                yield source.kind, pk, f"{id} is missing from the index"
            elif known != version:
                yield source.kind, pk, f"{id} is out of date: index {known}, database {version}"
    for id in held:
        kind, _colon, pk_text = id.partition(":")
        yield kind, int(pk_text), f"{id} is in the index but should not be"
