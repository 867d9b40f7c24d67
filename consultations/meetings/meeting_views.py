"""The page of one talk, and what can be done with it there."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.guards import company_required
from consultations.meetings.calendars import file_of, where_said
from consultations.meetings.forms import CancelForm, PersonForm, PointForm, TaskForm, WhereForm
from consultations.meetings.history import history_of
from consultations.meetings.hours_views import as_calendar
from consultations.meetings.list_views import card_of
from consultations.meetings.permissions import can_answer_meeting, can_keep_meeting
from consultations.meetings.times import Times
from consultations.messages.subject_card import card_for
from consultations.models import Meeting, MeetingPoint, MinutesVersion
from consultations.models.meeting_rows import TOOK_PLACE
from portal.core.http import SignedIn
from portal.core.permissions import Refused
from portal.core.zones import day_and_time, moment_in


def find(request: SignedIn, ref: str) -> Meeting:
    found: Meeting = get_object_or_404(Meeting.objects.visible_to(request.actor).for_cards(), ref=ref)
    return found


@company_required
@require_safe
def meeting(request: SignedIn, ref: str) -> HttpResponse:
    return show(request, find(request, ref))


def show(request: SignedIn, found: Meeting, status: int = 200, **forms: Any) -> HttpResponse:
    """The page; `forms` are those that were sent and are to be looked at again."""
    actor, may_keep = request.actor, can_keep_meeting(request.actor, found)
    side = found.side_of(actor)
    other = "guest" if side == "host" else "host"
    minutes = MinutesVersion.latest(found)
    context = {
        **card_of(found, actor),
        "card": card_for(found.room, actor),
        "side": side,
        "own_time": day_and_time(found.starts_at, found.zone_of(side)),
        "their_time": day_and_time(found.starts_at, found.zone_of(other)),
        "where_said": where_said(found),
        "may_keep": may_keep,
        "may_answer": can_answer_meeting(actor, found),
        "points": found.points.select_related("company", "user"),
        "minutes": minutes,
        "earlier": found.versions.exclude(pk=minutes.pk) if minutes else (),
        "may_sign": bool(may_keep and minutes and not minutes.is_signed_by(actor.company_id)),
        "tasks": found.tasks.select_related("company", "owner", "by_company", "done_by").order_by("done_at", "pk"),
        "history": history_of(found),
        **(keeping_forms(found, actor) if may_keep else {}),
        **forms,
    }
    return render(request, "meetings/meeting.html", context, status=status)


def keeping_forms(found: Meeting, actor: Any) -> dict[str, Any]:
    """Those that the state of the talk allows."""
    forms: dict[str, Any] = {}
    if found.is_ahead:
        own = found.person_of(found.side_of(actor))
        forms["person_form"] = PersonForm(actor=actor, current=own.pk if own else None)
        forms["where_form"] = WhereForm(meeting=found, country=actor.company.country)
        forms["point_form"] = PointForm()
    if found.state in TOOK_PLACE:
        forms["task_form"] = TaskForm(meeting=found, actor=actor)
    return forms


@company_required
@require_safe
def calendar_file(request: SignedIn, ref: str) -> HttpResponse:
    found = find(request, ref)
    return as_calendar(file_of(found, found.side_of(request.actor)), f"{found.ref}.ics")


@company_required
@require_POST
def confirmation(request: SignedIn, ref: str) -> HttpResponse:
    found = find(request, ref)
    found.confirm(request.actor)
    messages.success(request, _("Confirmed. Both get an invitation by e-mail."))
    return redirect(found)


@company_required
def cancellation(request: SignedIn, ref: str) -> HttpResponse:
    """GET asks for the reason; a POST cancels."""
    found = find(request, ref)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        found.cancel(request.actor, form.cleaned_data["reason"])
        messages.success(request, _("Cancelled. The other side is told."))
        return redirect(found)
    context = {**card_of(found, request.actor), "form": form, "may_keep": can_keep_meeting(request.actor, found)}
    return render(request, "meetings/cancellation.html", context, status=422 if form.errors else 200)


@company_required
def times(request: SignedIn, ref: str) -> HttpResponse:
    """The other free times of the host; a POST with one of them puts the talk off."""
    found, problem = find(request, ref), ""
    if request.method == "POST":
        try:
            return moved(request, found)
        except Refused as refusal:
            problem = str(refusal.message)
            found = find(request, ref)
    hours = found.hours()
    is_host = request.actor.acts_for(found.host_company_id)
    free = Times(request.GET, [hours] if hours else [], ignore=found.pk, at_once=is_host)
    context = {**card_of(found, request.actor), "times": free, "problem": problem}
    context["may_keep"] = can_keep_meeting(request.actor, found) and found.is_ahead
    return render(request, "meetings/move.html", context, status=409 if problem else 200)


def moved(request: SignedIn, found: Meeting) -> HttpResponse:
    start = moment_in(request.POST.get("at", "")[:40])
    if start is None:
        raise Refused(_("Choose a time."))
    found.move(start, request.actor)
    messages.success(request, _("Moved. Both get the new time by e-mail."))
    return redirect(found)


@company_required
@require_POST
def outcome(request: SignedIn, ref: str) -> HttpResponse:
    """`how` is `held`, or the side that did not come."""
    found, how = find(request, ref), request.POST.get("how", "")
    if how in Meeting.Side.values:
        found.miss(how, request.actor)
    elif how == Meeting.State.HELD:
        found.hold(request.actor)
    else:
        raise Refused(_("Say whether it took place, or who did not come."))
    messages.success(request, _("Saved."))
    return redirect(found)


@company_required
@require_POST
def where(request: SignedIn, ref: str) -> HttpResponse:
    found = find(request, ref)
    form = WhereForm(request.POST, meeting=found, country=request.actor.company.country)
    if not form.is_valid():
        return show(request, found, 422, where_form=form)
    found.meet_at(form.cleaned_data["where_kind"], form.cleaned_data["where"], request.actor)
    messages.success(request, _("Saved."))
    return redirect(found)


@company_required
@require_POST
def person(request: SignedIn, ref: str) -> HttpResponse:
    found = find(request, ref)
    form = PersonForm(request.POST, actor=request.actor, current=None)
    if not form.is_valid() or not form.cleaned_data["person"]:
        raise Refused(_("Choose a colleague from the list."))
    found.pass_to(form.chosen, request.actor)
    messages.success(request, _("Saved."))
    return redirect(found)


@company_required
@require_POST
def points(request: SignedIn, ref: str) -> HttpResponse:
    found = find(request, ref)
    form = PointForm(request.POST)
    if not form.is_valid():
        return show(request, found, 422, point_form=form)
    MeetingPoint.add(found, form.cleaned_data["text"], request.actor)
    return redirect(f"{found.get_absolute_url()}#agenda")


@company_required
@require_POST
def point_removal(request: SignedIn, ref: str, point: str) -> HttpResponse:
    found = find(request, ref)
    get_object_or_404(found.points, ref=point).remove(request.actor)
    return redirect(f"{found.get_absolute_url()}#agenda")
