"""Meetings at the tables of an event: who takes part, asking and answering, plans and results."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.calendar.keeping_views import find_own
from community.calendar.models import Gathering, MeetingPlan, TableMeeting, TableOutcome, TableProfile
from community.calendar.models.placing import place_all, take_back_all
from community.calendar.permissions import can_keep_gathering, can_meet
from community.calendar.table_forms import (
    AskForm,
    DeclineForm,
    MarkForm,
    MoveForm,
    OffForm,
    OutcomeForm,
    PlanForm,
    ProfileForm,
    ProposeForm,
)
from community.calendar.views import find_gathering
from community.house import standing
from companies.guards import company_required
from companies.models import Company
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate


def find_plan(request: Request, slug: str, ref: str) -> Any:
    """The plan of an event that the reader may see; raises Http404 where there is none."""
    gathering = find_gathering(request, slug, ref)
    plan = get_object_or_404(MeetingPlan, gathering=gathering)
    plan.gathering = gathering
    return plan


@company_required
def tables(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """Who takes part and seeks what; the company's own wishes; its profile, which is kept here too."""
    plan = find_plan(request, slug, ref)
    gathering, actor = plan.gathering, request.actor
    own = TableProfile.objects.filter(gathering=gathering, company=actor.company).first()
    said = {"seeks": own.seeks, "offers": own.offers} if own else {}
    form = ProfileForm(request.POST or None, initial=said)
    if request.method == "POST" and form.is_valid():
        TableProfile.keep(gathering, actor, form.cleaned_data["seeks"], form.cleaned_data["offers"])
        messages.success(request, _("Others see it now. Ask those you want to meet."))
        return redirect("community:tables", slug, ref)
    context = {"plan": plan, "form": form, "own_profile": own if own and not own.is_out else None}
    context |= {**standing(request, gathering.community, "calendar"), **tables_context(request, gathering)}
    return render(request, "community/calendar/tables.html", context, status=422 if form.errors else 200)


def tables_context(request: SignedIn, gathering: Gathering) -> dict[str, Any]:
    """Who else takes part, how the company stands with each of them, and what the steward has to place."""
    actor = request.actor
    q = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    others = TableProfile.objects.visible_to(actor).filter(gathering=gathering).exclude(company=actor.company)
    page = paginate(request, others.narrowed(q).select_related("company").order_by("company__name", "pk"), 20)
    own = TableMeeting.objects.visible_to(actor).filter(gathering=gathering).of_company(actor.company_id)
    mine = list(own.live().for_lists())
    may_keep = can_keep_gathering(actor, gathering)
    return {
        "gathering": gathering,
        "q": q,
        "page": page,
        "rows": [(one, known_with(mine, one.company_id)) for one in page],
        **sorted_wishes(mine, actor.company_id),
        "may_meet": can_meet(actor, gathering),
        "comes": gathering.registrations.going().filter(company=actor.company).exists(),
        "may_keep": may_keep,
        "to_place": gathering.table_meetings.to_place().count() if may_keep else 0,
    }


def known_with(mine: list[TableMeeting], company_id: int) -> TableMeeting | None:
    return next((one for one in mine if company_id in (one.asker_id, one.asked_id)), None)


def sorted_wishes(mine: list[TableMeeting], company_id: int) -> dict[str, list[tuple[TableMeeting, Company]]]:
    """Those to be answered by us, those that wait for the others, and those that are agreed."""
    pairs = [(one, one.partner_of(company_id)) for one in mine]
    asked = [pair for pair in pairs if pair[0].state == TableMeeting.State.ASKED]
    agreed = [pair for pair in pairs if pair[0].state == TableMeeting.State.AGREED]
    return {
        "to_answer": [pair for pair in asked if pair[0].turn_company_id == company_id],
        "waiting": [pair for pair in asked if pair[0].turn_company_id != company_id],
        "agreed": sorted(agreed, key=lambda pair: (pair[0].slot is None, pair[0].slot.number if pair[0].slot else 0)),
    }


@company_required
@require_POST
def profile_end(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    plan = find_plan(request, slug, ref)
    own = get_object_or_404(TableProfile, gathering=plan.gathering, company=request.actor.company)
    own.take_back(request.actor)
    messages.success(request, _("Nobody can ask you for further meetings here."))
    return redirect("community:tables", slug, ref)


@company_required
def ask(request: SignedIn, slug: str, ref: str, company: str) -> HttpResponse:
    """Ask another company for a meeting, in words, and if wished for a time."""
    plan = find_plan(request, slug, ref)
    profiles = TableProfile.objects.visible_to(request.actor).filter(gathering=plan.gathering)
    profile = get_object_or_404(profiles.select_related("company"), company__slug=company)
    form = AskForm(request.POST or None, slots=coming(plan), zone=plan.gathering.zone)
    if request.method == "POST" and form.is_valid():
        words, slot = form.cleaned_data["words"], form.cleaned_data["slot"]
        TableMeeting.ask(plan.gathering, request.actor, profile.company, words, slot)
        messages.success(request, _("Asked. You are told of the answer."))
        return redirect("community:tables", slug, ref)
    context = {"form": form, "profile": profile, "gathering": plan.gathering, "community": plan.gathering.community}
    return render(request, "community/calendar/ask.html", context, status=422 if form.errors else 200)


def coming(plan: MeetingPlan) -> Any:
    return plan.slots.filter(starts_at__gt=timezone.now())


def find_meeting(request: Request, slug: str, ref: str, meeting: str) -> Any:
    rows = TableMeeting.objects.visible_to(request.actor).for_lists().select_related("gathering__plan")
    return get_object_or_404(rows, gathering__community__slug=slug, gathering__ref=ref, ref=meeting)


@company_required
@require_safe
def meeting_page(request: SignedIn, slug: str, ref: str, meeting: str) -> HttpResponse:
    return meeting_shown(request, find_meeting(request, slug, ref, meeting))


def meeting_shown(request: SignedIn, meeting: Any, **forms: Any) -> HttpResponse:
    """A meeting's page; `forms` are those in which something is wrong, as they were filled in."""
    actor, gathering = request.actor, meeting.gathering
    own = meeting.side_of(actor.company_id)
    outcome = meeting.outcomes.filter(company=actor.company).first() if own else None
    said = {name: getattr(outcome, name) for name in ("kind", "value", "currency", "words")} if outcome else {}
    slots = {"slots": coming(gathering.plan), "zone": gathering.zone}
    place = {"slot": meeting.slot.number if meeting.slot else "", "table": meeting.table}
    context = {
        **standing(request, gathering.community, "calendar"),
        "gathering": gathering,
        "meeting": meeting,
        "own_side": own,
        "own_turn": own and meeting.state == "asked" and actor.acts_for(meeting.turn_company_id),
        "sides": [
            (side, meeting.asker if side == "asker" else meeting.asked, meeting.person_of(side))
            for side in ("asker", "asked")
        ],
        "may_keep": can_keep_gathering(actor, gathering),
        "may_speak": bool(own) and actor.may("join_communities"),
        "is_ahead": meeting.is_live and not gathering.is_over and not meeting.has_begun,
        "propose_form": ProposeForm(**slots),
        "move_form": MoveForm(initial=place, **slots),
        "off_form": OffForm(),
        "decline_form": DeclineForm(),
        "outcome": outcome,
        "outcome_form": OutcomeForm(initial=said),
        **forms,
    }
    return render(request, "community/calendar/meeting.html", context, status=422 if forms else 200)


@company_required
@require_POST
def answer(request: SignedIn, slug: str, ref: str, meeting: str) -> HttpResponse:
    """Yes or no (`answer` is `accept` or `decline`)."""
    found = find_meeting(request, slug, ref, meeting)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return meeting_shown(request, found, decline_form=form)
    if request.POST.get("answer") == "accept":
        found.accept(request.actor)
        said = _("Agreed, with time and table.") if found.slot else _("Agreed. The organiser gives it time and table.")
        messages.success(request, said)
    else:
        found.decline(request.actor, form.cleaned_data["reason"])
        messages.success(request, _("Declined. The other side is told."))
    return redirect(found)


@company_required
@require_POST
def proposal(request: SignedIn, slug: str, ref: str, meeting: str) -> HttpResponse:
    found = find_meeting(request, slug, ref, meeting)
    form = ProposeForm(request.POST, slots=coming(found.gathering.plan), zone=found.gathering.zone)
    if not form.is_valid():
        return meeting_shown(request, found, propose_form=form)
    found.propose(form.cleaned_data["slot"], request.actor)
    messages.success(request, _("Proposed. It is the other side’s turn."))
    return redirect(found)


@company_required
@require_POST
def calling_off(request: SignedIn, slug: str, ref: str, meeting: str) -> HttpResponse:
    found = find_meeting(request, slug, ref, meeting)
    form = OffForm(request.POST)
    if not form.is_valid():
        return meeting_shown(request, found, off_form=form)
    found.call_off(request.actor, form.cleaned_data["reason"])
    messages.success(request, _("Called off. The other side is told."))
    return redirect(found)


@company_required
@require_POST
def moving(request: SignedIn, slug: str, ref: str, meeting: str) -> HttpResponse:
    """Time and table by hand."""
    found = find_meeting(request, slug, ref, meeting)
    form = MoveForm(request.POST, slots=coming(found.gathering.plan), zone=found.gathering.zone)
    if not form.is_valid():
        return meeting_shown(request, found, move_form=form)
    found.move(form.cleaned_data["slot"], form.cleaned_data["table"], request.actor)
    messages.success(request, _("Saved. Both sides are told."))
    return redirect(found)


@company_required
@require_POST
def mark(request: SignedIn, slug: str, ref: str, meeting: str) -> HttpResponse:
    """It took place, or who did not come."""
    found = find_meeting(request, slug, ref, meeting)
    form = MarkForm(request.POST)
    if not form.is_valid():
        return meeting_shown(request, found, mark_form=form)
    found.mark(form.cleaned_data["attendance"], request.actor, form.cleaned_data["missed_by"])
    messages.success(request, _("Noted."))
    return redirect(found)


@company_required
@require_POST
def outcome(request: SignedIn, slug: str, ref: str, meeting: str) -> HttpResponse:
    found = find_meeting(request, slug, ref, meeting)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return meeting_shown(request, found, outcome_form=form)
    told: TableOutcome = found.tell_outcome(request.actor, **form.cleaned_data)
    messages.success(request, _("Noted: %(kind)s.") % {"kind": told.get_kind_display()})
    return redirect(found)


@company_required
def plan_page(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """Tables and times, by the steward."""
    gathering = find_own(request, slug, ref)
    form = PlanForm(request.POST or None, gathering=gathering)
    if request.method == "POST" and form.is_valid():
        MeetingPlan.keep(gathering, request.actor, **form.cleaned_data)
        messages.success(request, _("Saved. Companies that come can say now what they seek and offer."))
        return redirect("community:tables", slug, ref)
    context = {"form": form, "gathering": gathering, "community": gathering.community}
    return render(request, "community/calendar/plan.html", context, status=422 if form.errors else 200)


@company_required
@require_POST
def placing(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """Place all agreed meetings, or take the places back (`then` is `take_back`)."""
    gathering = find_own(request, slug, ref)
    if request.POST.get("then") == "take_back":
        count = take_back_all(gathering, request.actor)
        messages.success(request, _("Taken back: %(n)s. What you placed by hand stays.") % {"n": count})
    else:
        done, left = place_all(gathering, request.actor)
        words = _("Placed: %(done)s. Without a place: %(left)s.") % {"done": done, "left": left}
        messages.success(request, words)
    return redirect("community:schedule", slug, ref)
