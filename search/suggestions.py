"""What the reader may be about to type: categories by name, the trade tools, then things of every kind."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from catalog.models import Category
from cms.tools.finding import tools_called
from portal.core.actor import Actor
from search.documents import shown_as
from search.engines import EngineDown, engine
from search.found import title_of, url_of
from search.query import Hit, Query
from search.sources import SOURCES, audience_of
from search.trade_words import trade_words
from search.wording import folded

MOST = 8
remembered: tuple[object, list[tuple[str, str]]] = (None, [])
CATEGORIES = 3


@dataclass(frozen=True)
class Suggestion:
    kind: str
    text: str
    url: str


def suggestions_for(text: str, actor: Actor) -> list[Suggestion]:
    """At most eight, each text once; none when the engine is down: typing must not be disturbed."""
    query = Query.parse(text, audience=tuple(audience_of(actor)))
    if query.is_empty:
        return []
    found = categories_for(query.text)
    try:
        hits = engine().suggest(query.text, query.audience, MOST)
    except EngineDown:
        hits = []
    found += [Suggestion("page", str(tool.name), tool.url) for tool in tools_called(query.text, folded, is_typing=True)]
    found += named(hits, actor)
    return list({(one.kind, one.text): one for one in found}.values())[:MOST]


def named(hits: list[Hit], actor: Actor) -> list[Suggestion]:
    """The hits that the reader may see now, in the engine's order; a query or two per kind."""
    keys: dict[str, list[int]] = {}
    for hit in hits:
        keys.setdefault(hit.kind, []).append(hit.pk)
    rows = {kind: SOURCES[kind].named(actor, pks) for kind, pks in keys.items() if kind in SOURCES}
    there = [(hit.kind, rows[hit.kind][hit.pk]) for hit in hits if hit.pk in rows.get(hit.kind, ())]
    return [Suggestion(shown_as(kind), title_of(kind, row), url_of(kind, row)) for kind, row in there]


def categories_for(text: str) -> list[Suggestion]:
    """Categories with a word, in any language, that begins with what was typed; shown in the reader's."""
    start, tree = folded(text), Category.tree()
    near = [tree[slug] for slug, names in folded_names() if begins(names, start)]
    near.sort(key=lambda category: (not folded(category.name).startswith(start), category.level, category.name))
    return [Suggestion("category", category.name, search_url(category.slug)) for category in near[:CATEGORIES]]


def folded_names() -> list[tuple[str, str]]:
    """Each category's slug with all it is called, folded, a line each; made once for each state of the tree."""
    global remembered
    tree = Category.tree()
    if remembered[0] is not tree:
        remembered = tree, [(slug, called(category)) for slug, category in tree.items()]
    return remembered[1]


def called(category: Category) -> str:
    words = [*category.names.values(), *category.words, *trade_words().words.get(category.slug, ())]
    return "".join(f"\n{folded(str(word))}" for word in words)


def begins(names: str, start: str) -> bool:
    """Whether one of the names, or a word of it, begins so."""
    return f"\n{start}" in names or f" {start}" in names


def search_url(category: str) -> str:
    return f"{reverse('search:search')}?{urlencode({'category': category})}"
