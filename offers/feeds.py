"""The board as Atom and RSS feeds, with the same filters as the page."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offers.board import Board
from offers.models import Offer
from portal.core.actor import VISITOR
from portal.core.money import format_money
from portal.core.units import quantity

NEWEST = 50


class OfferFeed(Feed):
    """What everybody may see, whoever reads it: a feed's address travels, so it must not carry anybody's rights."""

    feed_type: Any = Atom1Feed
    title = gettext_lazy("Offers on Jangteo")
    subtitle = gettext_lazy("The newest offers to sell and to buy.")
    feed_copyright = None

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return request.GET

    def link(self, query: Any) -> str:
        return reverse("offers:list") + (f"?{query.urlencode()}" if query else "")

    def items(self, query: Any) -> list[Offer]:
        rows = Board(query, VISITOR).rows.public()
        return list(rows.for_cards().order_by("-published_at", "-pk")[:NEWEST])

    def item_title(self, item: Offer) -> str:
        return f"{item.get_side_display()}: {item.title}"

    def item_description(self, item: Offer) -> str:
        facts = [
            price_words(item),
            quantity(item.quantity, item.unit),
            f"{item.incoterm} {item.incoterm_place}".strip(),
        ]
        return " · ".join(fact for fact in facts if fact) + (f"\n\n{item.text}" if item.text else "")

    def item_link(self, item: Offer) -> str:
        return item.get_absolute_url()

    def item_author_name(self, item: Offer) -> str | None:
        return None if item.is_anonymous else item.company.name

    def item_categories(self, item: Offer) -> list[str]:
        return [item.category.name]

    def item_pubdate(self, item: Offer) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Offer) -> datetime:
        return item.updated_at


class OfferRss(OfferFeed):
    feed_type = Rss201rev2Feed
    description = OfferFeed.subtitle


def price_words(offer: Offer) -> str:
    if not offer.unit_price:
        return _("Price on request")
    price = format_money(offer.unit_price)
    return _("Target price %(price)s") % {"price": price} if offer.side == "buy" else price
