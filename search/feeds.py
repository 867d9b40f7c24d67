"""`/search/feed.atom?q=…`, or `feed.rss` for older readers: the same query as the page, newest first."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _

from search.found import Found, Item, find
from search.query import from_parameters
from search.sources import audience_of

MOST = 50


class SearchFeed(Feed):
    feed_type: type[SyndicationFeed] = Atom1Feed

    def get_object(self, request: Any, *args: Any, **kwargs: Any) -> Found:
        query = from_parameters(request.GET, audience_of(request.actor), size=MOST)
        return find(replace(query, sort="newest", page=1, size=MOST), request.actor)

    def title(self, found: Found) -> str:
        return _("Jangteo: %(query)s") % {"query": found.query.text or _("everything new")}

    def link(self, found: Found) -> str:
        return reverse("search:search")

    def items(self, found: Found) -> list[Item]:
        return found.items

    def item_title(self, item: Item) -> str:
        return item.title

    def item_description(self, item: Item) -> str:
        return str(item.highlight)

    def item_link(self, item: Item) -> str:
        return item.url

    def item_guid(self, item: Item) -> str:
        return f"{item.kind}:{item.ref}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Item) -> datetime:
        row = item.row
        moments = (getattr(row, name, None) for name in ("published_at", "first_published_at", "created_at"))
        return next((moment for moment in moments if moment), datetime.now(UTC))


class SearchRssFeed(SearchFeed):
    feed_type = Rss201rev2Feed

    def description(self, found: Found) -> str:
        """RSS will not do without one."""
        return self.title(found)
