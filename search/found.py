"""One search as page, API and feed show it: asked of the engine, read again from the database, in words."""

import logging
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

from cms.findable import language_of, type_of
from portal.core.actor import Actor
from portal.core.places import language_name
from search.community_sources import plain
from search.documents import shown_as
from search.engines import EngineDown, engine
from search.facets import Facet, facets_of, type_label
from search.fallback import DATABASE_PATIENCE, from_database
from search.highlight import Highlighter
from search.query import WINDOW, Hit, Query, Results
from search.site_sources import SNIPPETS
from search.sources import SOURCES
from search.specifics import keys_for

logger = logging.getLogger("portal.search")


@dataclass(frozen=True)
class Item:
    """A hit as it is true now, for this reader; `kind` is its source, `shown_as` one of the kinds that people know."""

    kind: str
    row: Any
    title: str
    marked_title: SafeString
    highlight: SafeString
    text: str = ""
    names_company: bool = True
    says_more: bool = True

    @property
    def shown_as(self) -> str:
        return shown_as(self.kind)

    @property
    def url(self) -> str:
        return url_of(self.kind, self.row)

    @property
    def ref(self) -> str:
        return str(getattr(self.row, "ref", "") or getattr(self.row, "slug", "") or self.row.pk)

    @property
    def type_name(self) -> str:
        """What kind of page it is, in the reader's language."""
        return type_label(type_of(self.row) if self.kind == "page" else self.kind)

    @property
    def only_in(self) -> str:
        """In which language the site says it, where there is no version in the reader's."""
        language = language_of(self.row) if self.kind == "page" or self.kind in SNIPPETS else ""
        return "" if language in {"", get_language()} else language_name(language)

    @property
    def sku(self) -> str | None:
        return self.row.sku if self.kind == "product" else None


@dataclass
class Found:
    query: Query
    total: int
    took_ms: int
    engine: str
    items: list[Any]
    facets: list[Facet]
    corrected: str = ""
    whole: int = 0
    without_filters: int = 0
    chips: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def is_degraded(self) -> bool:
        return self.engine == "database"

    @property
    def is_loose(self) -> bool:
        """Nothing has every word."""
        return bool(self.total and not self.whole)

    @property
    def is_completed(self) -> bool:
        """Some have every word, others only most."""
        return 0 < self.whole < self.total

    @property
    def pages(self) -> int:
        return max(1, -(-min(self.total, WINDOW) // self.query.size))

    def facet(self, name: str) -> Facet:
        return next(facet for facet in self.facets if facet.name == name)


class Reader(Protocol):
    """Makes hits into what is shown of them, without those that the actor may not see now."""

    def __call__(self, hits: list[Hit], query: Query, actor: Actor) -> list[Any]: ...


def find(query: Query, actor: Actor, read: "Reader | None" = None) -> Found:
    """Never fails: without the engine the database answers, and `is_degraded` says so. Its items are `Item`s, or what
    `read` makes of the hits."""
    started, until = time.perf_counter(), time.monotonic() + settings.SEARCH_PATIENCE
    query = replace(query, facts=keys_for(query.filters.get("category", ()), query.filters))
    query, results = ask(query, actor, until)
    items = (read or items_of)(results.hits, query, actor)
    found = Found(
        query=query,
        total=results.total - (len(results.hits) - len(items)),
        took_ms=0,
        engine=results.engine,
        items=items,
        facets=facets_of(query, results.facets),
        corrected=results.corrected,
        whole=results.whole,
    )
    if not results.total and (query.filters or query.ranges) and not found.is_degraded:
        found.without_filters = unfiltered_total(query, until)
    found.took_ms = round((time.perf_counter() - started) * 1000)
    return found


def ask(query: Query, actor: Actor, until: float) -> tuple[Query, Results]:
    """The engine's answer `until` then, or the database's; a page behind the last one is read as the last one."""
    try:
        results = engine().search(query, until)
        last = max(1, -(-min(results.total, WINDOW) // query.size))
        if query.page > last:
            query = query.at_page(last)
            results = engine().search(query, until)
    except EngineDown as problem:
        logger.warning("search without the engine: %s", problem)
        results = from_database(query, actor, until + DATABASE_PATIENCE)
    return query, results


def unfiltered_total(query: Query, until: float) -> int:
    """How many there would be without the filters, for who has filtered everything away."""
    bare = Query.parse(query.text, audience=query.audience, community=query.community, size=1)
    try:
        return engine().search(bare, until).total
    except EngineDown:
        return 0


def items_of(hits: list[Hit], query: Query, actor: Actor) -> list[Item]:
    """The hits that the reader may see now, in the engine's order; one round of queries per kind."""
    highlighter = Highlighter(query)
    keys: dict[str, list[int]] = {}
    for hit in hits:
        keys.setdefault(hit.kind, []).append(hit.pk)
    rows = {kind: SOURCES[kind].visible(actor, pks) for kind, pks in keys.items() if kind in SOURCES}
    return [
        item_of(hit.kind, rows[hit.kind][hit.pk], highlighter, actor)
        for hit in hits
        if hit.pk in rows.get(hit.kind, ())
    ]


def item_of(kind: str, row: Any, highlighter: Highlighter, actor: Actor) -> Item:
    title, text = words_of(kind, row)
    highlight = highlighter.snippet(text) if text else highlighter.title(title)
    names_company = row.names_company_to(actor) if kind == "offer" else True
    says_more = bool(text) and text not in title  # many descriptions only say the title again
    return Item(kind, row, title, highlighter.title(title), highlight, text, names_company, says_more)


def url_of(kind: str, row: Any) -> str:
    """What the site says leads to its own language, as its title is in that."""
    if kind == "page":
        return str(row.get_url())
    with override(language_of(row)) if kind in SNIPPETS else nullcontext():
        return str(row.get_absolute_url())


def title_of(kind: str, row: Any) -> str:
    """In the reader's language."""
    return str(row.name if kind in {"company", "community"} else getattr(row, "title", row))


TEXTS: dict[str, Callable[[Any], str]] = {
    "product": lambda row: str(row.text.description),
    "offer": lambda row: str(row.text),
    "company": lambda row: str(row.text.tagline or row.text.about),
    "community": lambda row: str(row.summary or row.about),
    "event": lambda row: " ".join(filter(None, [row.summary, row.description])),
    "initiative": lambda row: plain(row.body),
    "article": lambda row: plain(row.body),
    "thread": lambda row: plain(f"{row.opening or ''}\n\n{row.answer or ''}"),
}


def words_of(kind: str, row: Any) -> tuple[str, str]:
    """Title and running text in the reader's language."""
    said = TEXTS.get(kind)
    return title_of(kind, row), said(row) if said else str(row.words)
