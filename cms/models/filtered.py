"""A list of pages that readers narrow by filters, with a calendar of the same."""

from typing import Any, ClassVar

from django.urls import reverse
from wagtail.models import Page

from cms.filters import Listing
from cms.models.base import IndexPage
from portal.core.http import Request


class FilteredIndexPage(IndexPage):
    """`listing` says by which filters, `calendar` is the name of the calendar's address."""

    listing: ClassVar[type[Listing]]
    calendar: ClassVar[str]

    class Meta:
        abstract = True

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        listing = self.listing(self.articles(), request.GET)
        groups = listing.groups()
        return {
            **Page.get_context(self, request, *args, **kwargs),
            "listing": listing,
            "articles": listing.page(),
            "groups": groups,
            "chips": listing.chips(groups),
            "tabs": listing.tabs(),
            "calendar_url": f"{reverse(self.calendar)}?{listing.query}",
        }
