"""`/my/meetings/`: the company's talks ahead, past and off, and what is to be done after them."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from companies.guards import company_required
from consultations.meetings.forms import ListForm
from consultations.meetings.permissions import can_keep_hours
from consultations.models import Meeting, MeetingHours, MeetingTask
from portal.core.actor import Actor
from portal.core.http import SignedIn
from portal.core.pages import paginate

LISTS = ("ahead", "waiting", "past", "off")


def rows_of(name: str, actor: Actor) -> Any:
    rows = Meeting.objects.visible_to(actor)
    if name == "waiting":
        return rows.upcoming().filter(state=Meeting.State.REQUESTED)
    return {"past": rows.past, "off": rows.off}.get(name, rows.upcoming)()


def tabs_of(actor: Actor, current: str, q: str = "") -> list[tuple[str, str, bool, int | str]]:
    """The parts of this house, the same on each of its pages."""
    names = {"ahead": _("Upcoming"), "waiting": _("To be confirmed"), "past": _("Past"), "off": _("Cancelled")}
    home = reverse("meetings:list")
    tabs: list[tuple[str, str, bool, int | str]] = [
        (label, f"{home}?tab={name}" if name != "ahead" else home, name == current, rows_of(name, actor).count())
        for name, label in names.items()
    ]
    open_tasks = MeetingTask.objects.visible_to(actor).of_company(actor).open().count()
    tabs.append((_("Tasks"), reverse("meetings:tasks"), current == "tasks", open_tasks))
    if can_keep_hours(actor):
        tabs.append((_("My hours"), reverse("meetings:hours"), current == "hours", ""))
        tabs.append((_("My calendar"), reverse("meetings:calendar"), current == "calendar", ""))
    return tabs


@company_required
@require_safe
def meeting_list(request: SignedIn) -> HttpResponse:
    form, actor = ListForm(request.GET), request.actor
    form.is_valid()
    q, mine = form.cleaned_data.get("q", ""), bool(form.cleaned_data.get("mine"))
    tab = form.cleaned_data.get("tab", "")
    tab = tab if tab in LISTS else "ahead"
    rows = rows_of(tab, actor).matching(q).for_cards()
    page = paginate(request, rows.of_person(actor.user_id) if mine else rows)
    context = {
        "tab": tab,
        "tabs": tabs_of(actor, tab),
        "q": q,
        "mine": mine,
        "page": page,
        "rows": [card_of(one, actor) for one in page],
        "has_any": Meeting.objects.visible_to(actor).exists(),
        "has_hours": MeetingHours.objects.visible_to(actor).filter(is_open=True).exists(),
        "may_keep": can_keep_hours(actor),
        "own_zone": timezone.get_current_timezone_name(),
    }
    return render(request, "meetings/list.html", context)


def card_of(meeting: Meeting, actor: Actor) -> dict[str, Any]:
    side = meeting.side_of(actor)
    other = "guest" if side == "host" else "host"
    return {
        "meeting": meeting,
        "partner": meeting.partner_of(actor),
        "own_person": meeting.person_of(side),
        "their_person": meeting.person_of(other),
        "their_zone": meeting.zone_of(other),
        "pill": pill_of(meeting, actor),
    }


def pill_of(meeting: Meeting, actor: Actor) -> dict[str, Any]:
    """The state as one mark that says whose turn it is."""
    is_asked = meeting.state == Meeting.State.REQUESTED
    if is_asked and meeting.is_ahead:
        is_ours = actor.acts_for(meeting.host_company_id)
        label = _("Your turn: confirm") if is_ours else _("They have to confirm")
        return {"tone": "yours" if is_ours else "theirs", "label": label}
    if meeting.state == Meeting.State.CONFIRMED and meeting.has_begun:
        return {"tone": "quiet", "label": _("How did it go?")}
    tones = {Meeting.State.CONFIRMED: "agreed", Meeting.State.HELD: "agreed", Meeting.State.MISSED: "danger"}
    return {"tone": tones.get(Meeting.State(meeting.state), "quiet"), "label": capfirst(meeting.get_state_display())}


@company_required
@require_safe
def tasks(request: SignedIn) -> HttpResponse:
    """What is to be done after talks: by us, by the others, done."""
    form, actor = ListForm(request.GET), request.actor
    form.is_valid()
    q, which = form.cleaned_data.get("q", ""), form.cleaned_data.get("tab", "")
    which = which if which in ("ours", "mine", "theirs", "done") else "ours"
    seen = MeetingTask.objects.visible_to(actor).for_cards()
    rows = {
        "ours": seen.of_company(actor).open(),
        "mine": seen.of_person(actor).open(),
        "theirs": seen.exclude(company_id=actor.company_id).open(),
        "done": seen.exclude(done_at=None).order_by("-done_at", "-pk"),
    }[which]
    for word in q.split()[:8]:
        found = Q(text__icontains=word) | Q(meeting__room__title__icontains=word) | Q(owner__name__icontains=word)
        sides = Q(meeting__host_company__name__icontains=word) | Q(meeting__guest_company__name__icontains=word)
        rows = rows.filter(found | sides)
    labels = {"ours": _("Tasks of ours"), "mine": _("For me"), "theirs": _("For the others"), "done": _("Done")}
    page = paginate(request, rows)
    context = {"page": page, "rows": with_partners(page, actor), "which": which, "labels": labels, "q": q}
    return render(request, "meetings/tasks.html", {**context, "tabs": tabs_of(actor, "tasks")})


def with_partners(page: Any, actor: Actor) -> list[tuple[MeetingTask, Any, bool]]:
    may = can_keep_hours(actor)
    return [(one, one.meeting.partner_of(actor), may and actor.acts_for(one.company_id)) for one in page]
