"""Where a talk is booked: the free times, open to everybody, and the slot, for people of a company."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from companies.guards import company_required
from consultations.meetings.forms import BookForm
from consultations.meetings.openings import by_load, opening_at
from consultations.meetings.permissions import can_book
from consultations.meetings.times import Times
from consultations.messages.subject_card import KIND_NAMES
from consultations.models import Meeting, MeetingHours, SlotTaken
from consultations.models.room import require_named
from portal.core.actor import Actor
from portal.core.http import Request, SignedIn
from portal.core.permissions import Refused, require
from portal.core.subjects import KINDS, find_subject
from portal.core.zones import moment_in

MOST_HOSTS = 20  # people whose times are laid side by side


def parties_with_hours(kind: str, subject: Any, actor: Actor) -> list[MeetingHours]:
    """Of the companies that it belongs to, but for the reader's own. Raises Refused where that stays unnamed."""
    require_named(subject, actor)
    parties = set(KINDS[kind].parties(subject)) - {actor.company_id}
    return list(MeetingHours.objects.published_by(parties)[:MOST_HOSTS])


@require_safe
def book(request: Request, kind: str, key: str) -> HttpResponse:
    """`?zone=Europe/Berlin&day=2026-12-01&host=A-…` choose; each time leads to its slot."""
    subject = find_subject(kind, key, request.actor)
    times = Times(request.GET, parties_with_hours(kind, subject, request.actor))
    context = {
        **about(kind, key, subject),
        "times": times,
        "company": times.published[0].company if times.published else None,
        "names_people": request.actor.company is not None,
        "is_own": set(KINDS[kind].parties(subject)) == {request.actor.company_id},
    }
    return render(request, "meetings/book.html", context)


def about(kind: str, key: str, subject: Any) -> dict[str, Any]:
    return {"kind": kind, "key": key, "subject": subject, "kind_name": KIND_NAMES.get(kind, kind)}


@company_required
def slot(request: SignedIn, kind: str, key: str) -> HttpResponse:
    """Who, about what; a POST books. What was taken meanwhile is told with the next free times, and nothing is lost."""
    subject = find_subject(kind, key, request.actor)
    times = Times(request.GET, parties_with_hours(kind, subject, request.actor))
    people = [(one.ref, str(one.user)) for one in times.published]
    asked = {"at": request.GET.get("at", ""), "host": times.host.ref if times.host else ""}
    twin = twin_of(request.actor, times.published, moment_in(asked["at"])) if request.method != "POST" else None
    if twin is not None:  # by the back button
        return redirect(twin)
    form = BookForm(request.POST if request.method == "POST" else None, people=people, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = taken(request, kind, subject, times, form)
        except Refused as problem:  # SlotTaken among them
            return show(request, about(kind, key, subject), times, form, str(problem.message), 409)
        messages.success(request, told(meeting))
        return redirect(meeting)
    return show(request, about(kind, key, subject), times, form, status=422 if form.errors else 200)


def taken(request: SignedIn, kind: str, subject: Any, times: Times, form: BookForm) -> Meeting:
    data = form.cleaned_data
    wanted = [one for one in times.published if data["host"] in ("", one.ref)]
    zone, topic, points = times.zone_name, data["topic"], data["points"]
    return book_first_free(kind, subject, wanted, data["at"], request.actor, zone, topic, points)


def book_first_free(
    kind: str,
    subject: Any,
    wanted: list[MeetingHours],
    at: datetime,
    by: Actor,
    zone: str,
    topic: str,
    points: tuple[str, ...],
) -> Meeting:
    """With whoever of these is free and has the fewest talks ahead; the same click sent twice gives the same talk.

    Raises SlotTaken, and whatever else `Meeting.book` does.
    """
    require(can_book(by), _("Your role may not book talks."))
    if (twin := twin_of(by, wanted, at)) is not None:
        return twin
    for hours in by_load([one for one in wanted if opening_at(one, at)]):
        with suppress(SlotTaken):
            return Meeting.book(kind, subject, hours, at, by, zone, topic, points)
    raise SlotTaken(_("This time has just been taken."))


def twin_of(by: Actor, wanted: list[MeetingHours], at: datetime | None) -> Meeting | None:
    """The talk that this person has booked there for that time already."""
    if at is None:
        return None
    own = Meeting.objects.visible_to(by).live().filter(guest=by.user, starts_at=at).for_cards()
    twin: Meeting | None = own.filter(host_company__in=[one.company_id for one in wanted]).first()
    return twin


def told(meeting: Meeting) -> str:
    if meeting.state == Meeting.State.REQUESTED:
        return _("Asked for. You are told as soon as it is confirmed.")
    return _("Booked. The invitation is on its way to your e-mail address.")


def show(
    request: SignedIn, context: dict[str, Any], times: Times, form: BookForm, problem: str = "", status: int = 200
) -> HttpResponse:
    at = moment_in(str(form["at"].value() or ""))
    opening = next((one for one in times.rows if one.start == at), None)
    context |= {
        "times": times,
        "form": form,
        "problem": problem,
        "may_book": can_book(request.actor),
        "opening": opening,
        "slot": times.shown(opening) if opening else None,
        "hosts": opening.hours if opening else (),
        "others": [] if opening and not problem else times.next_free(at),
        "company": times.published[0].company if times.published else None,
    }
    return render(request, "meetings/slot.html", context, status=status)
