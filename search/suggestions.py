"""What the reader may be about to type: categories by name, then things of every kind."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from catalog.models import Category
from portal.core.actor import Actor
from search.engines import EngineDown, engine
from search.found import items_of
from search.query import Query
from search.sources import audience_of
from search.wording import folded

MOST = 8
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
    found += [Suggestion(item.kind, item.title, item.url) for item in items_of(hits, query, actor)]
    return list({(one.kind, one.text): one for one in found}.values())[:MOST]


def categories_for(text: str) -> list[Suggestion]:
    """Categories with a word, in any language, that begins with what was typed; shown in the reader's."""
    start = folded(text)
    near = [
        category
        for category in Category.tree().values()
        if any(begins(folded(str(name)), start) for name in (*category.names.values(), *category.words))
    ]
    near.sort(key=lambda category: (not folded(category.name).startswith(start), category.level, category.name))
    return [Suggestion("category", category.name, search_url(category.slug)) for category in near[:CATEGORIES]]


def begins(name: str, start: str) -> bool:
    return name.startswith(start) or f" {start}" in name


def search_url(category: str) -> str:
    return f"{reverse('search:search')}?{urlencode({'category': category})}"
