"""The moderators' pages: the queue of a community and of the programme, one case, and what is decided on it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.house import find_house, standing
from community.models import ModerationCase
from community.moderation.forms import DISMISS, CaseAnswerForm, QueueForm, TakeBackForm, VerdictForm
from community.moderation.models import ContentChanged
from community.moderation.permissions import can_decide_case, moderates
from community.moderation.queue import APPEALED, Desk
from community.permissions import may_judge_communities
from companies.desk.guards import staff_required
from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, WrongState

SIZE = 30
View = Callable[..., HttpResponse]


def in_house(view: View) -> Any:
    """For moderators of the community; for everybody else there is nothing here."""

    @company_required
    def guarded(request: SignedIn, slug: str, **kwargs: Any) -> HttpResponse:
        community = find_house(request, slug)
        if not moderates(request.actor, community):
            raise Http404
        return view(request, Desk(request.actor, community), **kwargs)

    return guarded


def at_desk(view: View) -> Any:
    """For programme staff with the permission."""

    @staff_required
    def guarded(request: SignedIn, **kwargs: Any) -> HttpResponse:
        if not may_judge_communities(request.actor):
            raise Http404
        return view(request, Desk(request.actor), **kwargs)

    return guarded


def page(request: SignedIn, desk: Desk, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Drawn with the head of the community, or with the desk's."""
    house = standing(request, desk.community, "moderation") if desk.community else {}
    return render(request, f"community/moderation/{name}.html", {**house, "desk": desk, **context}, status=status)


@require_safe
def queue(request: SignedIn, desk: Desk) -> HttpResponse:
    """What waits, the oldest first; or with `?state=` what was decided, the last first."""
    asked = request.GET.get("state", "")
    state = asked if asked in {APPEALED, *ModerationCase.State.values} else ModerationCase.State.OPEN
    form = QueueForm(request.GET)
    rows = desk.rows(state, form)
    context = {
        "page": paginate(request, rows, SIZE),
        "form": form,
        "state": state,
        "filtered": bool(form.filters()),
        "queues": desk.tabs(state),
        "queue_url": desk.url(),
        "own_company_id": request.actor.company_id,
        "appeals_wait": desk.appealed().count() if state == ModerationCase.State.OPEN else 0,
    }
    return page(request, desk, "queue", context)


def find(desk: Desk, ref: str) -> ModerationCase:
    related = ("community__steward", "company", "user", "decided_by")
    return get_object_or_404(desk.cases.select_related(*related).prefetch_related("appeals"), ref=ref)


@require_safe
def case(request: SignedIn, desk: Desk, ref: str) -> HttpResponse:
    return show(request, desk, find(desk, ref))


def show(request: SignedIn, desk: Desk, found: ModerationCase, status: int = 200, **forms: Any) -> HttpResponse:
    return page(request, desk, "case", desk.context(found, **forms), status)


@require_POST
def act(request: SignedIn, desk: Desk, ref: str) -> HttpResponse:
    """What was typed stays when it is refused; of two who decide at once the second is told."""
    found = find(desk, ref)
    form = VerdictForm(request.POST, case=found, actor=request.actor)
    if not form.is_valid():
        return show(request, desk, found, 422, form=form)
    try:
        if form.cleaned_data["decision"] == DISMISS:
            found.dismiss(request.actor, form.cleaned_data["reply"], form.cleaned_data["mark"])
        else:
            found.uphold(request.actor, form.verdict())
    except WrongState as problem:
        messages.warning(request, str(problem.message))
        return show(request, desk, find(desk, ref), 409)
    except ContentChanged as problem:
        messages.warning(request, str(problem.message))
        return show(request, desk, find(desk, ref), 409)
    except Refused as problem:
        form.add_error(None, str(problem.message))
        return show(request, desk, find(desk, ref), 409, form=form)
    messages.success(request, _("Decided: %(state)s. Those concerned are told.") % {"state": found.pill["label"]})
    return redirect(desk.url())


@require_POST
def release(request: SignedIn, desk: Desk) -> HttpResponse:
    """All that waits of one company because it is new here, or one case of it."""
    held = desk.cases.waiting().filter(source=ModerationCase.Source.FIRST)
    chosen = request.POST.get("company", "")
    rows = held.filter(company__slug=chosen).select_related("community", "company").order_by("pk")[:100]
    done = 0
    for found in rows:
        if can_decide_case(request.actor, found):
            found.dismiss(request.actor)
            done += 1
    if not done:
        raise Http404
    messages.success(request, _("Released: %(number)s. They are told.") % {"number": done})
    return redirect(desk.url())


@require_POST
def back(request: SignedIn, desk: Desk, ref: str) -> HttpResponse:
    found, form = find(desk, ref), TakeBackForm(request.POST)
    if not form.is_valid():
        return show(request, desk, found, 422, back=form)
    try:
        found.take_back(request.actor, form.cleaned_data["words"])
    except WrongState:
        raise
    except Refused as problem:
        form.add_error(None, str(problem.message))
        return show(request, desk, find(desk, ref), 409, back=form)
    messages.success(request, _("Taken back. Those concerned are told."))
    return redirect(desk.url("case", ref))


@require_POST
def answer(request: SignedIn, desk: Desk, ref: str) -> HttpResponse:
    """The appeal that waits here."""
    found, form = find(desk, ref), CaseAnswerForm(request.POST)
    appeal = found.waiting_appeal
    if appeal is None:
        raise WrongState(_("This appeal is answered already."))
    if not form.is_valid():
        return show(request, desk, found, 422, answer=form)
    try:
        appeal.settle(request.actor, request.POST.get("decision") == "grant", form.cleaned_data["words"])
    except WrongState:
        raise
    except Refused as problem:
        form.add_error(None, str(problem.message))
        return show(request, desk, find(desk, ref), 409, answer=form)
    messages.success(request, _("The appeal is answered."))
    return redirect(desk.url("case", ref))


@require_POST
def lift(request: SignedIn, desk: Desk, ref: str) -> HttpResponse:
    """The suspension of this case ends now."""
    found = find(desk, ref)
    get_object_or_404(found.measures, act="suspend").lift(request.actor)
    messages.success(request, _("Lifted: the company may write again. It is told."))
    return redirect(desk.url("case", ref))


PAGES: dict[str, Any] = {
    "queue": queue,
    "case": case,
    "act": act,
    "back": back,
    "answer": answer,
    "lift": lift,
    "release": release,
}
house_pages = {name: in_house(view) for name, view in PAGES.items()}
desk_pages = {name: at_desk(view) for name, view in PAGES.items()}
