"""Registering for an event without an account, and the page of one's place."""

from typing import Any

from allauth.core.internal import ratelimit
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cms.events.guest_forms import GuestForm
from cms.events.guest_mail import letter_to
from cms.events.guests import EventGuest, GuestList
from cms.events.views import found
from cms.exhibitions.views import as_file
from portal.core.http import Request
from portal.core.permissions import Refused

LIMITS = {"guest": "10/10m/ip"}


def event_registration(request: Request, slug: str) -> HttpResponse:
    """The form; what is sent answers the same whether the address is known or not."""
    page = found(slug)
    if not page.takes_guests:
        raise Http404
    user = request.actor.user
    known = {"name": user.name, "email": user.email, "company": str(request.actor.company or "")} if user else {}
    form = GuestForm(request.POST or None, initial=known)
    status = 200
    if request.method == "POST" and form.is_valid():
        if form.is_trapped:
            return redirect(f"{request.path}?sent=1")  # as if it had been taken: programs learn nothing
        if ratelimit.consume(request, app="cms", action="guest", config=LIMITS):
            try:
                EventGuest.ask(page, **form.words())
                return redirect(f"{request.path}?sent=1")
            except Refused as problem:
                form.add_error(None, str(problem))
                status = 409
        else:
            form.add_error(None, _("Many forms came from your connection in a short time. Please wait ten minutes."))
            status = 429
    context = {"page": page, "form": form, "guests": GuestList.shown(page), "is_sent": "sent" in request.GET}
    answer = render(request, "cms/events/registration.html", context, status=status)
    if status == 429:
        answer["Retry-After"] = "600"
    return answer


def place_of(token: str) -> tuple[EventGuest, Any]:
    guest = EventGuest.objects.by_token(token)
    page = guest and guest.guests.page(get_language() or guest.language)
    if guest is None or page is None:
        raise Http404
    return guest, page


@never_cache
def event_place(request: Request, token: str) -> HttpResponse:
    """What somebody's link leads to: it only shows, for programs follow the links of e-mails too."""
    guest, page = place_of(token)
    context = {"guest": guest, "page": page, "token": token, "materials": page.materials.all()}
    return render(request, "cms/events/place.html", context)


@require_POST
def event_place_taken(request: Request, token: str) -> HttpResponse:
    guest, _page = place_of(token)
    guest.confirm()
    return redirect(reverse("event_place", args=[token]))


@require_POST
def event_place_back(request: Request, token: str) -> HttpResponse:
    guest, _page = place_of(token)
    guest.withdraw()
    return redirect(reverse("event_place", args=[token]))


@never_cache
def event_place_file(request: Request, token: str) -> HttpResponse:
    """The event with what only guests know, for a calendar."""
    guest, page = place_of(token)
    if not guest.is_going:
        raise Http404
    return as_file(letter_to(guest, page)[0], f"{page.slug}.ics")
