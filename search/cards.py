"""The cards of a page of results. What each says is worked out once for each version of its row, not for each reader.

Whether the reader may see the row, and which version is true now, is asked of the database every time; only the
marks on the reader's words are made anew.
"""

import hashlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.cache import cache
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from catalog.compare import basket_of
from portal.core.actor import Actor
from portal.core.http import Request
from portal.core.money import euro_rate
from portal.core.stencil import filled, gap, stencil
from portal.core.templatetags.trade import could
from search.documents import EVERYBODY
from search.found import Item, items_of
from search.highlight import Highlighter
from search.query import Hit, Query
from search.sources import SOURCES

KEPT_FOR = 60 * 60  # seconds in the shared cache
MOST = 2000  # cards that a process keeps at hand besides; each is some 2 kB
at_hand: "dict[str, Kept]" = {}
SAMPLE = "search/_card.html"


class Kept(NamedTuple):
    """A card with gaps for its title, its words, which are beside it, and the tick of who reads it."""

    pattern: str
    title: str
    text: str
    ref: str


def kept(keys: Iterable[str]) -> dict[str, Kept]:
    """The cards that are known by these names: to this process, else to the shared cache."""
    known = {key: at_hand[key] for key in keys if key in at_hand}
    if unknown := [key for key in keys if key not in known]:
        shared: dict[str, Kept] = cache.get_many(unknown)
        hold(shared)
        known |= shared
    return known


def hold(cards: dict[str, Kept]) -> None:
    """A name stands for one version of a row, so what is at hand is never out of date."""
    if len(at_hand) + len(cards) > MOST:
        at_hand.clear()
    at_hand.update(cards)


class Cards:
    """Reads hits as markup; made for one request."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.template = get_template(SAMPLE)

    def __call__(self, hits: list[Hit], query: Query, actor: Actor) -> list[SafeString]:
        """The cards of those that the reader may see now, in the engine's order."""
        keys = self.keys(hits, actor)
        known = kept(keys.values())
        cards = {hit: known[key] for hit, key in keys.items() if key in known}
        new = {hit: self.card(item) for hit, item in self.missing(hits, cards, query, actor)}
        if fresh := {keys[hit]: card for hit, card in new.items() if hit in keys}:
            cache.set_many(fresh, KEPT_FOR)
            hold(fresh)
        cards |= new
        highlighter = Highlighter(query)
        basket = frozenset(basket_of(self.request))
        return [marked(cards[hit], highlighter, basket) for hit in hits if hit in cards]

    def missing(
        self, hits: list[Hit], cards: dict[Hit, Kept], query: Query, actor: Actor
    ) -> Iterable[tuple[Hit, Item]]:
        """Those that are not kept, or may not be: read whole."""
        rest = {(hit.kind, hit.pk): hit for hit in hits if hit not in cards}
        if not rest:
            return []
        return [(rest[item.kind, item.row.pk], item) for item in items_of(list(rest.values()), query, actor)]

    def keys(self, hits: list[Hit], actor: Actor) -> dict[Hit, str]:
        """Of the hits that the reader may see and whose version says all: the name under which their cards are kept."""
        keys: dict[Hit, str] = {}
        for kind, source in SOURCES.items():
            some = {hit.pk: hit for hit in hits if hit.kind == kind} if source.cards_by_version else {}
            if some:
                context = self.context(kind, actor)
                for pk, version in source.visible_versions(actor, some).items():
                    digest = hashlib.blake2b(f"{context}\x1f{pk}\x1f{version}".encode(), digest_size=16)
                    keys[some[pk]] = f"search.card3.{digest.hexdigest()}"
        return keys

    def context(self, kind: str, actor: Actor) -> str:
        """All that a card depends on besides its row: who may ask, and to whom an anonymous offer is not anonymous."""
        currency = self.request.currency
        rate = euro_rate(currency)
        asks = str(could(actor, "buy"))
        reader = [EVERYBODY] if kind != "offer" else [f"c{actor.company_id}", str(actor.is_staff)]
        return "\x1f".join([kind, get_language() or "", currency, str(rate and rate[1]), asks, *reader])

    def card(self, item: Item) -> Kept:
        context: dict[str, Any] = {"item": item, "title": gap("title"), "words": gap("words"), "tick": gap("tick")}
        html = self.template.render(context, self.request)
        return Kept(stencil(html), item.title, item.text if item.says_more else "", item.ref)


def marked(card: Kept, highlighter: Highlighter, basket: frozenset[str]) -> SafeString:
    tick = "checked" if card.ref in basket else ""
    return filled(card.pattern, title=highlighter.title(card.title), words=highlighter.snippet(card.text), tick=tick)
