"""Fairs as calendars."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.exhibitions.following import FairFollow
from cms.exhibitions.models import ExhibitionPage, FairListing
from companies.guards import company_required
from portal.core.http import Request, SignedIn
from portal.core.icalendar import calendar

MOST = 500  # entries of one calendar


def shown() -> Any:
    """In the reader's language, published and for everybody."""
    rows = ExhibitionPage.objects.live().public()
    return rows.filter(locale__language_code=get_language() or "en")


def exhibition_calendar(request: Request) -> HttpResponse:
    """The fairs ahead that fit the same filters as the page; people's calendars ask for it again and again."""
    listing = FairListing(shown(), request.GET)
    entries = (page.entry() for page in listing.among().for_cards()[:MOST])
    return as_file(calendar(_("Trade fairs – Jangteo"), entries), "exhibitions.ics")


def exhibition_file(request: Request, slug: str) -> HttpResponse:
    page = shown().filter(slug=slug).first()
    if page is None:
        raise Http404
    return as_file(calendar(page.title, [page.entry()]), f"{slug}.ics")


@company_required
@require_POST
def exhibition_following(request: SignedIn, slug: str) -> HttpResponse:
    """`follow` is 1 to be reminded of the deadline, 0 not to be."""
    page = shown().filter(slug=slug).first()
    if page is None:
        raise Http404
    change = FairFollow.begin if request.POST.get("follow") == "1" else FairFollow.end
    change(page, by=request.actor)
    return redirect(page.get_url())


def as_file(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
