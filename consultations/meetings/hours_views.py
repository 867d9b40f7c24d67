"""`/my/meetings/hours/`: when the person can be booked; and the address for their calendar."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from companies.guards import company_required
from consultations.meetings.calendars import feed_of
from consultations.meetings.hours_forms import DayForm, HoursForm
from consultations.meetings.list_views import tabs_of
from consultations.meetings.openings import openings
from consultations.meetings.permissions import can_keep_hours
from consultations.meetings.times import day_from
from consultations.models import AutoReply, Meeting, MeetingFeed, MeetingHours
from portal.core.http import SignedIn

MOST_IN_FEED = 500


@company_required
def hours(request: SignedIn) -> HttpResponse:
    """The rules and the week; a POST keeps them."""
    known = MeetingHours.of(request.actor)
    form = HoursForm(request.POST if request.method == "POST" else None, hours=known)
    if request.method == "POST" and form.is_valid():
        kept = MeetingHours.keep(request.actor, form.week, **form.rules())
        messages.success(
            request, _("Saved. Others can book you.") if kept.is_open else _("Saved. Nobody can book you.")
        )
        return redirect("meetings:hours")
    return show(request, known, form, day_form(known))


@company_required
@require_POST
def days(request: SignedIn) -> HttpResponse:
    """A day that differs: its times, or a day off where none are given."""
    known = MeetingHours.of(request.actor)
    form = day_form(known, request.POST)
    if not known.pk or not form.is_valid():
        return show(request, known, HoursForm(hours=known), form)
    known.change_day(form.cleaned_data["day"], form.chosen, request.actor)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('meetings:hours')}#days")


@company_required
@require_POST
def day_removal(request: SignedIn) -> HttpResponse:
    known, day = MeetingHours.of(request.actor), day_from(request.POST.get("day", ""))
    if not known.pk or day is None:
        raise Http404
    known.restore_day(day, request.actor)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('meetings:hours')}#days")


def day_form(known: MeetingHours, data: Any = None) -> DayForm:
    return DayForm(data, today=known.today, auto_id="day_%s")


def show(request: SignedIn, known: MeetingHours, form: HoursForm, days: DayForm) -> HttpResponse:
    link = reverse("meetings:book", args=["company", request.actor.company.slug])
    published = MeetingHours.objects.published().filter(pk=known.pk or 0)
    context = {
        "form": form,
        "day_form": days,
        "hours": known,
        "may_keep": can_keep_hours(request.actor),
        "holiday": AutoReply.of(request.actor),
        "link": request.build_absolute_uri(f"{link}?host={known.ref}") if known.is_open else "",
        "free": len(openings(published)) if known.pk else 0,
        "tabs": tabs_of(request.actor, "hours"),
    }
    return render(request, "meetings/hours.html", context, status=422 if form.errors or days.errors else 200)


@company_required
@require_safe
def calendar(request: SignedIn) -> HttpResponse:
    """How to follow one's talks in one's own calendar; a new address is shown once."""
    secret = request.session.pop("meetings_secret", "")
    address = request.build_absolute_uri(f"{reverse('meetings:feed')}?key={secret}") if secret else ""
    context = {"address": address, "feed": MeetingFeed.of(request.user), "tabs": tabs_of(request.actor, "calendar")}
    return render(request, "meetings/calendar.html", context)


@company_required
@require_POST
def calendar_address(request: SignedIn) -> HttpResponse:
    """A new secret; or none any more (`then` is `revoke`)."""
    if request.POST.get("then") == "revoke":
        MeetingFeed.revoke(request.actor)
        messages.success(request, _("The address opens nothing any more."))
    else:
        request.session["meetings_secret"] = MeetingFeed.renew(request.actor)
    return redirect("meetings:calendar")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """For a calendar program, which cannot sign in: whoever has the secret reads this person's talks."""
    user = MeetingFeed.reader_of(request.GET.get("key", "")[:100])
    if user is None:
        raise Http404
    companies = list(user.memberships.values_list("company_id", flat=True))
    own = Meeting.objects.of_companies(companies).of_person(user.pk)
    rows = own.for_cards().order_by("-starts_at", "-pk")[:MOST_IN_FEED]
    with override(user.language or settings.LANGUAGE_CODE):
        return as_calendar(feed_of(user, rows), "jangteo.ics")


def as_calendar(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
