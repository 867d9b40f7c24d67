"""The buttons of a quotation: each is one verb of the model, which asks for the right and the state itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.permissions import Refused, WrongState, require
from trade.models import Quotation
from trade.quotation_editor import number_in
from trade.quotation_forms import ApprovalForm, DeclineForm
from trade.quotation_page import acts_of
from trade.quotation_views import find


@require_POST
@company_required
def submission(request: SignedIn, ref: str) -> HttpResponse:
    """Hand in the draft that was looked at in the preview: a quotation, a revision, or a counter-offer."""
    quotation = find(request, ref)
    seen = request.POST.get("seen", "")
    is_supplier = request.actor.acts_for(quotation.supplier_id)
    try:
        quotation.submit(request.actor, seen) if is_supplier else quotation.counter(request.actor, seen)
    except WrongState:
        raise
    except Refused as problem:
        messages.error(request, str(problem.message))
        return redirect("trade:edit", quotation.ref)
    messages.success(request, said(quotation, is_supplier))
    return redirect(quotation)


def said(quotation: Quotation, is_supplier: bool) -> str:
    if not is_supplier:
        return _("Your counter-offer is with the supplier.")
    if quotation.versions.filter(submitted_at=None, approval="asked").exists():
        return _("A price is below what your company has set: a colleague is asked to approve it first.")
    return _("Your quotation is with the buyer.")


@require_POST
@company_required
def acceptance(request: SignedIn, ref: str) -> HttpResponse:
    quotation = find(request, ref)
    quotation.accept(number_in(request.POST, "version", 0), request.actor)
    messages.success(request, _("You have accepted the quotation. The supplier is told."))
    return redirect(quotation)


@require_POST
@company_required
def agreement(request: SignedIn, ref: str) -> HttpResponse:
    quotation = find(request, ref)
    quotation.agree(number_in(request.POST, "version", 0), request.actor)
    words = said(quotation, True) if quotation.is_live else _("You have agreed. The deal is made.")
    messages.success(request, words)
    return redirect(quotation)


@company_required
def declining(request: SignedIn, ref: str) -> HttpResponse:
    """Asks for a reason first."""
    quotation = find(request, ref)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        quotation.decline(form.cleaned_data["reason"], form.cleaned_data["note"], request.actor)
        messages.success(request, _("Declined. The other side is told why."))
        return redirect(quotation)
    if "decline" not in acts_of(quotation, request.actor):
        messages.error(request, _("It is not your turn to decide on this quotation."))
        return redirect(quotation)
    return render(request, "trade/quotation_decline.html", {"quotation": quotation, "form": form})


@company_required
def withdrawal(request: SignedIn, ref: str) -> HttpResponse:
    """Asks first."""
    quotation = find(request, ref)
    if request.method == "POST":
        quotation.withdraw(request.actor)
        messages.success(request, _("The quotation is withdrawn."))
        return redirect(quotation)
    require("withdraw" in acts_of(quotation, request.actor), _("This quotation cannot be withdrawn by you now."))
    return render(request, "trade/quotation_withdraw.html", {"quotation": quotation})


@require_POST
@company_required
def confirmation(request: SignedIn, ref: str) -> HttpResponse:
    quotation = find(request, ref)
    quotation.confirm(request.actor)
    messages.success(request, _("Confirmed: your quotation stands for the changed request."))
    return redirect(quotation)


@require_POST
@company_required
def approval(request: SignedIn, ref: str) -> HttpResponse:
    """Approve, or not with a note (`answer` is `no`)."""
    quotation = find(request, ref)
    if request.POST.get("answer") != "no":
        quotation.approve(request.actor)
        messages.success(request, _("Approved: the quotation is with the buyer."))
        return redirect(quotation)
    form = ApprovalForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    quotation.refuse_approval(note, request.actor)
    messages.success(request, _("Your colleague is told what should be different."))
    return redirect(quotation)


@require_POST
@company_required
def recall(request: SignedIn, ref: str) -> HttpResponse:
    quotation = find(request, ref)
    quotation.recall(request.actor)
    return redirect("trade:edit", quotation.ref)
