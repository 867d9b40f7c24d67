"""Who comes to an event, for the editors of its page: a list, and the same as a table for a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.widgets import Button

from cms.desk import rows
from cms.desk.wiring import on
from cms.events.guests import EventGuest, GuestList
from cms.events.models import EventPage
from portal.core.pages import paginate
from portal.core.spreadsheet import csv_download, csv_lines

SIZE = 100


def guests_of(request: HttpRequest, page_id: int) -> tuple[EventPage, Any]:
    """Of a page that the person may change; the last who came to the list stand last."""
    mine = rows.pages_of(request.user).values("pk")
    page = get_object_or_404(EventPage.objects.filter(pk__in=mine, takes_guests=True), pk=page_id)
    found = EventGuest.objects.filter(guests__key=page.translation_key).exclude(state=EventGuest.State.ASKED)
    return page, found.order_by("state", "queued_at", "pk")


def guest_list(request: HttpRequest, page_id: int) -> HttpResponse:
    page, found = guests_of(request, page_id)
    context = {"page": page, "guests": GuestList.shown(page), "found": paginate(request, found, SIZE)}
    return render(request, "cms/events/office.html", context)


def guest_table(request: HttpRequest, page_id: int) -> StreamingHttpResponse:
    page, found = guests_of(request, page_id)
    headings = [_("Name"), _("E-mail address"), _("Company"), _("State"), _("What we should know"), _("Since")]
    return csv_download(f"{page.slug}.csv", csv_lines(headings, table_rows(found)))


def table_rows(found: Any) -> Iterator[list[Any]]:
    for guest in found.iterator(chunk_size=500):
        since = date_format(guest.queued_at, "DATETIME_FORMAT") if guest.queued_at else ""
        yield [guest.name, guest.email, guest.company, guest.get_state_display(), guest.note, since]


@on("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("events/<int:page_id>/guests/", guest_list, name="event_guests"),
        path("events/<int:page_id>/guests.csv", guest_table, name="event_guests_table"),
    ]


@on("register_page_header_buttons")
def way_to_the_list(page: Any, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page.specific_deferred, EventPage) and page.specific.takes_guests:
        yield Button(_("Guests"), reverse("event_guests", args=[page.pk]), icon_name="group", priority=15)
