"""Events as calendars, and their files."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.events.guests import EventGuest
from cms.events.models import EventListing, EventPage
from cms.exhibitions.views import as_file
from portal.core.http import Request
from portal.core.icalendar import calendar

MOST = 500  # entries of one calendar


def shown() -> Any:
    """In the reader's language, published and for everybody."""
    rows = EventPage.objects.live().public()
    return rows.filter(locale__language_code=get_language() or "en")


def found(slug: str) -> EventPage:
    page: EventPage | None = shown().filter(slug=slug).first()
    if page is None:
        raise Http404
    return page


def event_calendar(request: Request) -> HttpResponse:
    """The events ahead that fit the same filters as the page."""
    listing = EventListing(shown(), request.GET)
    return as_file(calendar(_("Events – Jangteo"), (page.entry() for page in listing.among()[:MOST])), "events.ics")


def event_file(request: Request, slug: str) -> HttpResponse:
    page = found(slug)
    return as_file(calendar(page.title, [page.entry()]), f"{slug}.ics")


def event_material(request: Request, slug: str, pk: int) -> FileResponse:
    """A file of the event; what is for participants is not there for anybody else."""
    page = found(slug)
    material = page.materials.filter(pk=pk).first()
    is_guest = EventGuest.objects.of_token(request.GET.get("place", ""), page) is not None
    if material is None or not (material.is_open or is_guest or page.takes_part(request.actor)):
        raise Http404
    name = material.file.name.rpartition("/")[2]
    return FileResponse(material.file.open(), as_attachment=True, filename=name)
