"""The board of requests as an Atom feed, with the same query as the page."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offers.models import RFQ
from offers.rfq_board import Board
from portal.core.actor import VISITOR
from portal.core.places import country_name

NEWEST = 50


class RFQFeed(Feed):
    """What is for everybody, whoever reads it: a feed's address travels, so it must not carry anybody's rights."""

    feed_type = Atom1Feed
    title = gettext_lazy("Requests for quotation on Jangteo")
    subtitle = gettext_lazy("What buyers ask suppliers to quote on.")
    feed_copyright = None

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return request.GET

    def link(self, query: Any) -> str:
        return reverse("rfqs:list") + (f"?{query.urlencode()}" if query else "")

    def items(self, query: Any) -> list[RFQ]:
        board = Board(query, RFQ.objects.visible_to(VISITOR).for_everybody(), VISITOR)
        return list(board.found[:NEWEST])

    def item_title(self, item: RFQ) -> str:
        return item.title

    def item_description(self, item: RFQ) -> str:
        place = ", ".join(filter(None, [item.delivery_place, country_name(item.delivery_country)]))
        facts = [str(item.category), place, f"{item.incoterm} {item.incoterm_place}".strip(), item.currency]
        if item.closes_at:
            end = localtime(item.closes_at)
            day = f"{date_format(end, 'DATETIME_FORMAT')} {end.tzname()}"
            facts.append(_("quotations until %(day)s") % {"day": day})
        return " · ".join(fact for fact in facts if fact) + (f"\n\n{item.text}" if item.text else "")

    def item_link(self, item: RFQ) -> str:
        return item.get_absolute_url()

    def item_author_name(self, item: RFQ) -> str:
        return item.company.name

    def item_categories(self, item: RFQ) -> list[str]:
        return [item.category.name]

    def item_pubdate(self, item: RFQ) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: RFQ) -> datetime:
        return item.updated_at
