"""What a member does in a joint purchase: pledge, take it back, ask to be released, answer for its share."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.guards import company_required
from offers.forms import TokenField
from portal.core.http import SignedIn
from portal.core.permissions import Refused, WrongState
from trade.rounds.models import Split
from trade.rounds.page import page_of, pledge_form
from trade.rounds.pledge_forms import ReceiptForm, ReleaseForm
from trade.rounds.views import find_round


@require_POST
@company_required
def pledge(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """Pledge, or change the pledge; what is wrong comes back with what was typed."""
    purchase = find_round(request, slug, ref)
    own = purchase.pledges.filter(company_id=request.actor.company_id).first()
    form = pledge_form(purchase, own, request.actor.company, request.POST)
    if form.is_valid():
        cleaned = form.cleaned_data
        try:
            purchase.pledge(request.actor, cleaned["quantity"], cleaned["key"], cleaned["seen"], **form.terms())
        except WrongState:
            raise
        except Refused as problem:
            form.add_error("quantity", str(problem.message))
        else:
            messages.success(request, _("Pledged. You are told when a price is reached, and when it closes."))
            return redirect(purchase)
    purchase = find_round(request, slug, ref)  # as it is now, whatever the attempt left in memory
    return render(request, "trade/rounds/round_detail.html", page_of(request, purchase, pledge_form=form), status=422)


@require_POST
@company_required
def withdrawal(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    purchase = find_round(request, slug, ref)
    seen = request.POST.get("seen", "")
    key = TokenField().clean(request.POST.get("key"))
    purchase.withdraw(request.actor, key, int(seen) if seen.isascii() and seen.isdigit() else None)
    messages.success(request, _("Your pledge is withdrawn."))
    return redirect(purchase)


@require_POST
@company_required
def release(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """Ask the steward to be let go of a binding pledge, or of a part of it."""
    purchase = find_round(request, slug, ref)
    form = ReleaseForm(request.POST)
    if form.is_valid():
        try:
            purchase.ask_release(request.actor, form.cleaned_data["quantity"], form.cleaned_data["reason"])
        except WrongState:
            raise
        except Refused as problem:
            form.add_error("quantity", str(problem.message))
        else:
            messages.success(request, _("The steward has your request. Until it is decided your pledge stands."))
            return redirect(purchase)
    purchase = find_round(request, slug, ref)
    return render(request, "trade/rounds/round_detail.html", page_of(request, purchase, release_form=form), status=422)


@require_POST
@company_required
def share(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """The company's word on its share: accept or refuse a worse price, or confirm that the goods have come."""
    purchase = find_round(request, slug, ref)
    own = get_object_or_404(Split.objects.of(request.actor), round=purchase)
    match request.POST.get("do"):
        case "accept":
            own.accept_price(request.actor)
            messages.success(request, _("Accepted: your share is agreed."))
        case "refuse":
            own.refuse_price(request.actor)
            messages.success(request, _("Your company takes no part at this price. The steward is told."))
        case "received":
            form = ReceiptForm(request.POST)
            own.confirm_receipt(request.actor, form.cleaned_data["note"] if form.is_valid() else "")
            messages.success(request, _("Noted: your share has come."))
    return redirect(purchase)
