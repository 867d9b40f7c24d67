"""Initiatives: the list, one initiative's page, and proposing or changing one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.discussion.models import Thread
from community.house import find_open_house, standing
from community.initiatives import forms
from community.initiatives import permissions as rules
from community.initiatives.models import Initiative, InitiativeAgreement, InitiativeOutcome
from community.initiatives.timeline import timeline_of
from companies.guards import company_required
from portal.core.actor import Actor
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, require

TAB = "initiatives"


def find(request: Request, slug: str, ref: str) -> Any:
    rows = Initiative.objects.visible_to(request.actor).for_cards()
    return get_object_or_404(rows, community__slug=slug, ref=ref)


def initiative_list(request: Request, slug: str) -> HttpResponse:
    community = find_open_house(request, slug)
    standing_here = standing(request, community, TAB)
    form = forms.FilterForm(request.GET, is_member=bool(standing_here["own"]))
    filters = form.filters()
    order = filters.pop("sort", "")
    rows = Initiative.objects.visible_to(request.actor).filter(community=community).for_cards()
    page = paginate(request, rows.matching(request.actor, **filters).sorted_by(order))
    context = {**standing_here, "form": form, "filters": filters, "page": page}
    return render(request, "community/initiatives/list.html", context)


@company_required
def initiative_new(request: SignedIn, slug: str) -> HttpResponse:
    """Proposed from nothing, or out of a thread (`?thread=H-…`), which then shows it and is shown by it."""
    community = find_open_house(request, slug)
    require(rules.can_propose_initiative(request.actor, community), _("Only members propose initiatives."))
    threads = Thread.objects.visible_to(request.actor).filter(community=community)
    named = request.POST.get("thread") or request.GET.get("thread")
    thread = get_object_or_404(threads, ref=named) if named else None
    form = forms.InitiativeForm(request.POST or None, initial={"title": thread.title[:140]} if thread else {})
    if request.method == "POST" and form.is_valid():
        found = Initiative.propose(community, request.actor, thread=thread, **form.cleaned_data)
        messages.success(request, _("Proposed. Invite those you want to have with you."))
        return redirect(found)
    context = {**standing(request, community, TAB), "form": form, "thread": thread}
    return render(request, "community/initiatives/form.html", context, status=422 if form.errors else 200)


@company_required
def initiative_edit(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    found = find(request, slug, ref)
    require(rules.can_lead_initiative(request.actor, found), _("Only the company that leads it may change it."))
    form = forms.InitiativeForm(request.POST or None, known=found)
    if request.method == "POST" and form.is_valid():
        try:
            found.change(request.actor, **form.cleaned_data)
        except Refused as problem:
            form.add_error(None, str(problem.message))
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    context = {**standing(request, found.community, TAB), "form": form, "initiative": found}
    return render(request, "community/initiatives/form.html", context, status=422 if form.errors else 200)


def initiative_detail(request: Request, slug: str, ref: str) -> HttpResponse:
    return show(request, find(request, slug, ref))


def show(request: Request, found: Initiative, status: int = 200, **bound: Any) -> HttpResponse:
    """The page; `bound` are forms that were sent and have to be looked at again."""
    actor = request.actor
    context = {
        **standing(request, found.community, TAB),
        "initiative": found,
        **people_of(found, actor),
        **inside_of(found, actor),
        "note_form": forms.NoteForm(),
        "comment_form": forms.CommentForm(),
        "reason_form": forms.ReasonForm(),
        **bound,
    }
    context["timeline"] = timeline_of(found, bool(context["is_inside"]))
    return render(request, "community/initiatives/detail.html", context, status=status)


def people_of(found: Initiative, actor: Actor) -> dict[str, Any]:
    """Who is in; who asks and was invited is for the lead, the steward and themselves."""
    places = list(found.partners.for_cards())
    own = next((one for one in places if actor.acts_for(one.company_id)), None)
    may_lead = rules.can_lead_initiative(actor, found)
    return {
        "partners": [one for one in places if one.is_inside],
        "interested": [one for one in places if one.role == "interested"],
        "asking": [one for one in places if one.role == "asked"] if may_lead else [],
        "invited": [one for one in places if one.role == "invited"] if may_lead else [],
        "place": own,
        "may_lead": may_lead,
        "may_work": bool(own and own.is_inside) and rules.can_work_on_initiative(actor, found),
        "may_come": not (own and own.is_inside) and rules.can_join_initiative(actor, found),
        "may_close": rules.can_close_initiative(actor, found),
        "join_form": forms.JoinForm(initial={"share": own.share, "words": own.words} if own else {}),
    }


def inside_of(found: Initiative, actor: Actor) -> dict[str, Any]:
    """The papers, for partners and the steward; how many steps are done may be known to all who read it."""
    steps = list(found.steps.for_cards())
    counts = {"step_count": len(steps), "steps_done": sum(step.done_at is not None for step in steps)}
    outcome = InitiativeOutcome.objects.filter(initiative=found).first()
    if not rules.can_see_inside(actor, found):
        return {**counts, "is_inside": False, "outcome": outcome}
    agreement = InitiativeAgreement.latest(found)
    consents = [one for one in agreement.consents.all() if one.withdrawn_at is None] if agreement else []
    return {
        **counts,
        "is_inside": True,
        "outcome": outcome,
        "steps": steps,
        "agreement": agreement,
        "consents": consents,
        "has_consented": any(actor.acts_for(one.partner.company_id) for one in consents),
        "to_consent": list(found.to_consent().select_related("company")) if agreement else [],
        "files": list(found.files.select_related("company")),
        "step_form": forms.StepForm(initiative=found),
        "file_form": forms.FileForm(),
    }


@company_required
@require_POST
def initiative_state(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """Start it, give it up with a reason, take it up again, pin it."""
    found = find(request, slug, ref)
    wish = request.POST.get("do", "")
    if wish == "give_up":
        form = forms.ReasonForm(request.POST)
        if not form.is_valid():
            return show(request, found, 422, reason_form=form)
        found.give_up(request.actor, form.cleaned_data["reason"])
    elif wish == "start":
        found.start(request.actor)
        messages.success(request, _("It is under way. Tell the others now and then how it goes."))
    elif wish == "reopen":
        found.reopen(request.actor)
    elif wish in ("pin", "unpin"):
        found.pin(request.actor, wish == "pin")
    return redirect(found)


@company_required
@require_POST
def initiative_comment(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """Into its thread, which begins with the first comment."""
    found = find(request, slug, ref)
    form = forms.CommentForm(request.POST)
    if not form.is_valid():
        return show(request, found, 422, comment_form=form)
    return redirect(found.discuss(request.actor, form.cleaned_data["comment"]))


@company_required
def initiative_outcome(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """The lead reports what came of it, and may put the report right."""
    found = find(request, slug, ref)
    require(rules.can_lead_initiative(request.actor, found), _("Only the company that leads it reports the outcome."))
    known = InitiativeOutcome.objects.filter(initiative=found).first()
    form = forms.OutcomeForm(request.POST or None, known=known)
    if request.method == "POST" and form.is_valid():
        InitiativeOutcome.report(found, request.actor, **form.cleaned_data)
        messages.success(request, _("Reported. Thank you: others learn from it."))
        return redirect(found)
    context = {**standing(request, found.community, TAB), "initiative": found, "form": form}
    return render(request, "community/initiatives/outcome.html", context, status=422 if form.errors else 200)
