"""What is kept of a talk: minutes in versions, signatures, tasks, and all of it on paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.guards import company_required
from consultations.meetings.forms import MinutesForm, TaskForm
from consultations.meetings.list_views import card_of
from consultations.meetings.meeting_views import find, show
from consultations.meetings.permissions import can_keep_meeting
from consultations.models import ChangedMeanwhile, Meeting, MeetingTask, MinutesVersion
from portal.core.http import SignedIn
from portal.core.permissions import Refused
from portal.core.preferences import safe_next
from portal.core.zones import day_and_time


@company_required
def minutes(request: SignedIn, ref: str) -> HttpResponse:
    """GET shows the newest version to go on from; a POST writes the next one. Nothing typed is lost."""
    found = find(request, ref)
    last = MinutesVersion.latest(found)
    form = minutes_form(last, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            MinutesVersion.write(found, data["body"], request.actor, data["was"], data.get("withdraws", False))
        except ChangedMeanwhile as problem:
            newer = MinutesVersion.latest(found)
            return editor(request, found, minutes_form(newer, on_top_of(newer, request)), str(problem.message))
        except Refused as problem:
            return editor(request, found, form, str(problem.message))
        messages.success(request, _("Saved as a new version. Both sides can sign it now."))
        return redirect(f"{found.get_absolute_url()}#minutes")
    return editor(request, found, form)


def minutes_form(last: MinutesVersion | None, data: Any) -> MinutesForm:
    initial = {"was": last.number if last else 0, "body": last.body if last else ""}
    return MinutesForm(data, is_signed=bool(last and last.standing), initial=initial)


def on_top_of(newer: MinutesVersion | None, request: SignedIn) -> Any:
    """What was typed, to be sent again in the knowledge of what the other side has written meanwhile."""
    data = request.POST.copy()
    data["was"] = str(newer.number if newer else 0)
    return data


def editor(request: SignedIn, found: Meeting, form: MinutesForm, problem: str = "") -> HttpResponse:
    last = MinutesVersion.latest(found)
    context = {
        **card_of(found, request.actor),
        "form": form,
        "problem": problem,
        "last": last,
        "points": found.points.all(),
        "may_keep": can_keep_meeting(request.actor, found) and found.has_begun,
    }
    status = 409 if problem else 422 if form.errors else 200
    return render(request, "meetings/minutes.html", context, status=status)


@company_required
@require_safe
def version(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """An earlier version, with the signatures that were under it."""
    found = find(request, ref)
    rows = found.versions.select_related("company", "meeting").prefetch_related("signatures__company")
    context = {**card_of(found, request.actor), "version": get_object_or_404(rows, number=number)}
    return render(request, "meetings/version.html", context)


@company_required
@require_POST
def signature(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """Sign this version for the company; the digest says what was read."""
    found = find(request, ref)
    signed = get_object_or_404(found.versions.select_related("meeting"), number=number)
    signed.sign(request.actor, request.POST.get("digest", ""))
    messages.success(request, _("Signed."))
    return redirect(f"{found.get_absolute_url()}#minutes")


@company_required
@require_POST
def tasks(request: SignedIn, ref: str) -> HttpResponse:
    found = find(request, ref)
    form = TaskForm(request.POST, meeting=found, actor=request.actor)
    if not form.is_valid():
        return show(request, found, 422, task_form=form)
    form.add_to(found, request.actor)
    return redirect(f"{found.get_absolute_url()}#tasks")


@company_required
@require_POST
def task(request: SignedIn, ref: str) -> HttpResponse:
    """`do` is `done`, `open` or `remove`."""
    found = get_object_or_404(MeetingTask.objects.visible_to(request.actor).for_cards(), ref=ref)
    match request.POST.get("do", ""):
        case "done":
            found.finish(request.actor)
        case "open":
            found.reopen(request.actor)
        case "remove":
            found.remove(request.actor)
        case _other:
            raise Refused(_("Say whether it is done or open."))
    return redirect(safe_next(request) if request.POST.get("next") else found)


@company_required
@require_safe
def printed(request: SignedIn, ref: str) -> HttpResponse:
    """Agenda, minutes with their signatures, and tasks, made for paper."""
    found = find(request, ref)
    context = {
        "meeting": found,
        "host_time": day_and_time(found.starts_at, found.host_zone),
        "guest_time": day_and_time(found.starts_at, found.guest_zone),
        "points": found.points.select_related("company"),
        "minutes": MinutesVersion.latest(found),
        "tasks": found.tasks.select_related("company", "owner"),
    }
    return render(request, "meetings/print.html", context)
