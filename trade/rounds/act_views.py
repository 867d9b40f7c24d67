"""What a steward does with an open joint purchase: extend, close, cancel, let a member go, make the request."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.permissions import Refused, WrongState, require
from trade.rounds.models import PurchaseRound
from trade.rounds.permissions import can_run_round
from trade.rounds.pledge_forms import ExtendForm, ReasonForm
from trade.rounds.views import find_round


@dataclass(frozen=True)
class Act:
    """The words of a page that asks before it acts."""

    title: str
    text: str
    verb: str
    is_danger: bool = False


@company_required
def extension(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    purchase = find_mine(request, slug, ref)
    local = purchase.local_deadline
    initial = {"deadline": local.replace(tzinfo=None) if local else None}
    form = ExtendForm(request.POST or None, purchase=purchase, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            purchase.extend(request.actor, form.cleaned_data["deadline"], form.cleaned_data["reason"])
        except WrongState:
            raise
        except Refused as problem:
            form.add_error("deadline", str(problem.message))
        else:
            messages.success(request, _("The deadline is moved. Everybody who pledged is told."))
            return redirect(purchase)
    text = _("Times are in the zone %(zone)s. What is binding when follows the new deadline.")
    act = Act(_("Extend the deadline"), text % {"zone": purchase.zone.replace("_", " ")}, _("Extend it"))
    return ask(request, purchase, act, form)


@company_required
def closing(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """Before the deadline, once the minimum is reached."""
    purchase = find_mine(request, slug, ref)
    if request.method == "POST":
        purchase.close(request.actor)
        messages.success(request, said(purchase))
        return redirect(purchase)
    text = _("All pledges become binding orders at the price of the total reached. Nobody can join any more.")
    return ask(request, purchase, Act(_("Close it now"), text, _("Close the joint purchase")), forms.Form())


def said(purchase: PurchaseRound) -> str:
    if purchase.state == PurchaseRound.State.FAILED:
        return _("Some pledges no longer count, as their companies have left: the minimum is not reached any more.")
    if purchase.request is None:
        return _("Closed, and everybody is told their share. The request could not be made yet: see below.")
    if purchase.rfq and purchase.rfq.is_draft:
        return _("Closed, and everybody is told their share. Choose the suppliers now, and publish the request.")
    return _("Closed: everybody is told their share, and the supplier side is asked.")


@company_required
def cancellation(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    purchase = find_mine(request, slug, ref)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        purchase.cancel(form.cleaned_data["reason"], request.actor)
        messages.success(request, _("Cancelled. Everybody who pledged is told why."))
        return redirect(purchase)
    text = _("All pledges are released. It cannot be opened again.")
    act = Act(_("Cancel the joint purchase"), text, _("Cancel it for everybody"), is_danger=True)
    return ask(request, purchase, act, form)


def ask(request: SignedIn, purchase: PurchaseRound, act: Act, form: Any) -> HttpResponse:
    if not purchase.is_taking:
        messages.error(request, _("This joint purchase has ended."))
        return redirect(purchase)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "trade/rounds/round_act.html", {"purchase": purchase, "act": act, "form": form}, status=status
    )


@require_POST
@company_required
def release_answer(request: SignedIn, slug: str, ref: str, company: str) -> HttpResponse:
    purchase = find_mine(request, slug, ref)
    pledge = get_object_or_404(purchase.pledges, company__slug=company)
    consents = request.POST.get("answer") == "yes"
    purchase.answer_release(request.actor, pledge.company_id, consents=consents)
    words = (
        _("Released: your consent is kept with the change.") if consents else _("The company is told that it stays.")
    )
    messages.success(request, words)
    return redirect(purchase)


@require_POST
@company_required
def request_made(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    purchase = find_mine(request, slug, ref)
    purchase.ask_supplier(request.actor)
    messages.success(request, said(purchase))
    return redirect(purchase)


def find_mine(request: SignedIn, slug: str, ref: str) -> PurchaseRound:
    """A round that the reader may see and runs: asked before anything is shown of it."""
    purchase = find_round(request, slug, ref)
    require(can_run_round(request.actor, purchase), _("Only a steward may do this."))
    return purchase
