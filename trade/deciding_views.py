"""A buyer compares the quotations on its request, and decides."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.guards import company_required
from offers.models import RFQ
from offers.permissions import can_manage_rfq
from portal.core.http import SignedIn
from portal.core.permissions import Refused, require
from trade.award_plan import Plan
from trade.comparison import Comparison
from trade.comparison_grid import Grid
from trade.comparison_scores import scoring_of
from trade.comparison_sheet import workbook_of
from trade.comparison_wish import Wish
from trade.deciding_forms import AwardForm, ClosingForm
from trade.decisions import shares_of
from trade.models import Award

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def own_rfq(request: SignedIn, ref: str) -> RFQ:
    """Only the buyer's own people find it; for everybody else there is no comparison."""
    found: RFQ = get_object_or_404(RFQ.objects.of(request.actor).select_related("company", "category"), ref=ref)
    return found


def crumbs_of(rfq: RFQ, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("My portal"), reverse("my:home")), (rfq.title, rfq.get_absolute_url()), *more]


@company_required
def comparison(request: SignedIn, ref: str) -> HttpResponse:
    rfq = own_rfq(request, ref)
    grid = Grid.read(rfq, request.actor, Wish.of(request.GET))
    context = {
        "rfq": rfq,
        "grid": grid,
        "comparison": grid.comparison,
        "crumbs": crumbs_of(rfq, (_("Comparison"), "")),
        "may_decide": can_manage_rfq(request.actor, rfq),
        "scoring": scoring_of(grid.comparison),
        "is_print": request.GET.get("view") == "print",
    }
    return render(request, "trade/comparison.html", context)


@company_required
def workbook(request: SignedIn, ref: str) -> FileResponse:
    rfq = own_rfq(request, ref)
    file = workbook_of(Grid.read(rfq, request.actor, Wish.of(request.GET)))
    return FileResponse(file, as_attachment=True, filename=f"{rfq.ref}.xlsx", content_type=XLSX)


@company_required
def award(request: SignedIn, ref: str) -> HttpResponse:
    """Before the decision: choose, look at it again, confirm. After it: who got what."""
    rfq = own_rfq(request, ref)
    made = Award.objects.filter(rfq=rfq).select_related("user").first()
    if made is not None:
        return decided(request, rfq, made)
    require(can_manage_rfq(request.actor, rfq), _("Your role may not decide on this request."))
    found = Comparison.read(rfq, request.actor, Wish.of(request.GET))
    if request.method != "POST" or not rfq.is_decidable:
        return choosing(request, Plan.best(found))
    plan = Plan.read(request.POST, found)
    if "back" in request.POST:
        return choosing(request, plan)
    try:
        plan.check()
        return confirmed(request, plan) if "confirm" in request.POST else reviewing(request, plan, AwardForm())
    except Refused as problem:
        return told(request, plan, problem)


def choosing(request: SignedIn, plan: Plan, problem: str = "") -> HttpResponse:
    rfq = plan.comparison.rfq
    context = context_of(request, plan, _("Award")) | {"problem": problem, "closing": ClosingForm()}
    plan.seen = {one.quotation.ref: one.version.number for one in plan.comparison.every if one.quotation.is_live}
    template = "trade/award_choose.html" if rfq.is_decidable else "trade/award_over.html"
    return render(request, template, context, status=409 if problem else 200)


def reviewing(request: SignedIn, plan: Plan, form: AwardForm) -> HttpResponse:
    return render(request, "trade/award_review.html", context_of(request, plan, _("Review the award")) | {"form": form})


def context_of(request: SignedIn, plan: Plan, title: str) -> dict[str, Any]:
    rfq = plan.comparison.rfq
    query = Wish.of(request.GET).query()
    compared = reverse("deciding:comparison", args=[rfq.ref]) + query
    crumbs = crumbs_of(rfq, (_("Comparison"), compared), (title, ""))
    return {"rfq": rfq, "plan": plan, "comparison": plan.comparison, "crumbs": crumbs, "query": query, "back": compared}


def confirmed(request: SignedIn, plan: Plan) -> HttpResponse:
    form = AwardForm(request.POST)
    if not form.is_valid():
        return reviewing(request, plan, form)
    plan.carry_out(request.actor, form.cleaned_data["reason"], form.cleaned_data["note"])
    messages.success(request, _("The request is awarded. Every supplier that quoted is told."))
    return redirect("deciding:award", plan.comparison.rfq.ref)


def told(request: SignedIn, plan: Plan, problem: Refused) -> HttpResponse:
    """Nothing was done: in plain words, with what was chosen; a decision made meanwhile is shown instead."""
    rfq = plan.comparison.rfq
    made = Award.objects.filter(rfq=rfq).select_related("user").first()
    if made is not None:
        return decided(request, rfq, made)
    fresh = Comparison.read(own_rfq(request, rfq.ref), request.actor, Wish.of(request.GET))
    return choosing(request, Plan(fresh, plan.chosen, plan.seen), str(problem.message))


def decided(request: SignedIn, rfq: RFQ, made: Award) -> HttpResponse:
    if request.method == "POST":
        messages.info(request, _("This request was awarded already. Nothing was done twice."))
        return redirect("deciding:award", rfq.ref)
    compared = reverse("deciding:comparison", args=[rfq.ref])
    crumbs = crumbs_of(rfq, (_("Comparison"), compared), (_("Award"), ""))
    context = {"rfq": rfq, "award": made, "shares": shares_of(made), "crumbs": crumbs, "back": compared}
    return render(request, "trade/award_made.html", context)


@require_POST
@company_required
def closing(request: SignedIn, ref: str) -> HttpResponse:
    """Nobody gets it; those who quoted read why."""
    rfq = own_rfq(request, ref)
    form = ClosingForm(request.POST)
    if not form.is_valid():
        require(can_manage_rfq(request.actor, rfq), _("Your role may not decide on this request."))
        plan = Plan.best(Comparison.read(rfq, request.actor))
        context = context_of(request, plan, _("Award")) | {"closing": form}
        return render(request, "trade/award_choose.html" if rfq.is_decidable else "trade/award_over.html", context)
    rfq.close(form.cleaned_data["reason"], request.actor)
    messages.success(request, _("The request is closed without award. Every supplier that quoted is told."))
    return redirect(rfq)
