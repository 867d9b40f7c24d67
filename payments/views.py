"""Pages of payments: what was paid and received, the account at Stripe, the plan."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from moneyed import Money, get_currency

from companies.guards import company_required
from payments import gateway
from payments.forms import RefundForm
from payments.models import Charge, PayAccount, Plan, Recovery, RefundProposal, Subscription
from payments.payables import find_payable
from payments.permissions import can_cancel_charge, can_manage_pay_account, can_refund_charge, can_release_charge
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, WrongState


def silent(request: SignedIn) -> None:
    messages.error(request, _("Stripe does not answer. Nothing was paid twice; please try again in a minute."))


@company_required
@require_safe
def home(request: SignedIn) -> HttpResponse:
    """All payments of the acting company, and its account; who comes back from Stripe sees it as it is now."""
    actor = request.actor
    found = PayAccount.objects.visible_to(actor).first()
    if found and found.account and request.GET.get("from") == "stripe":
        try:
            found.settle()
        except gateway.GatewayError:
            silent(request)
    rows = (
        Charge.objects.visible_to(actor)
        .select_related("payer", "payee")
        .prefetch_related("refunds", "releases", "disputes")
    )
    context = {
        "page": paginate(request, rows.order_by("-created_at", "-pk")),
        "debts": Recovery.objects.visible_to(actor).open().select_related("charge").order_by("pk"),
        "account": found,
        "can_be_paid": bool(settings.STRIPE_API_KEY),
        "may_manage": can_manage_pay_account(actor),
        "may_go_on": found is None or found.asks,
    }
    return render(request, "payments/home.html", context)


@company_required
@require_POST
def account(request: SignedIn) -> HttpResponse:
    """To Stripe's own pages, where the company says who it is and to which bank it is paid."""
    return lead_out(request, lambda: PayAccount.connect(request.actor), "payments:home")


def lead_out(request: SignedIn, address: Any, back: str) -> HttpResponse:
    try:
        return redirect(address())
    except Refused as problem:
        messages.error(request, problem.message)
    except gateway.Unavailable:
        silent(request)
    except gateway.GatewayRefused as problem:
        messages.error(request, _("Stripe refused this: %(words)s") % {"words": problem})
    return redirect(back)


def own(request: SignedIn, ref: str) -> Charge:
    return get_object_or_404(Charge.objects.visible_to(request.actor).select_related("payer", "payee"), ref=ref)


@company_required
@require_safe
def charge(request: SignedIn, ref: str) -> HttpResponse:
    return show(request, own(request, ref), RefundForm())


def show(request: SignedIn, row: Charge, form: RefundForm) -> HttpResponse:
    actor, paid = request.actor, row.state == Charge.State.PAID and not row.is_disputed
    context = {
        "charge": row,
        "form": form,
        "refunds": row.refunds.order_by("pk"),
        "proposal": (proposal := RefundProposal.objects.visible_to(actor).open().filter(charge=row).first()),
        "may_decide": proposal is not None and proposal.can_be_decided_by(actor),
        "may_withdraw": proposal is not None and proposal.can_be_withdrawn_by(actor),
        "releases": row.releases.order_by("pk"),
        "disputes": row.disputes.order_by("pk"),
        "debts": Recovery.objects.visible_to(actor).filter(charge=row).select_related("charge").order_by("pk"),
        "is_payer": actor.acts_for(row.payer_id),
        "may_refund": paid and can_refund_charge(actor, row) and row.refundable.amount > 0,
        "may_release": paid and row.holds_money and can_release_charge(actor, row),
        "may_cancel": row.state == Charge.State.OPEN and can_cancel_charge(actor, row),
    }
    context["crumbs"] = [(_("Payments"), reverse("payments:home")), (row.ref, "")]
    return render(request, "payments/charge.html", context, status=422 if form.is_bound else 200)


@company_required
@require_POST
def begin(request: SignedIn, key: str) -> HttpResponse:
    """To Stripe's page for this payable."""
    thing = find_payable(key, request.actor)
    if thing is None:
        raise Http404
    return lead_out(request, lambda: Charge.begin(thing, request.actor).session_url, thing.back_url)


@company_required
@require_safe
def returning(request: SignedIn, ref: str) -> HttpResponse:
    """Back from Stripe's page, paid or not: Stripe is asked, whatever the address says."""
    row = own(request, ref)
    try:
        row.settle()
    except gateway.GatewayError:
        messages.info(request, _("Stripe does not answer yet. What you paid is not lost: this page will say so."))
        return redirect(row)
    if row.state == Charge.State.PAID:
        messages.success(request, _("Paid. Thank you."))
    elif row.state == Charge.State.PROCESSING:
        messages.info(request, _("The payment is on its way; the bank needs a while."))
    else:
        messages.info(request, _("Nothing was paid."))
    return redirect(row.back_url or row)


@company_required
@require_POST
def refunds(request: SignedIn, ref: str) -> HttpResponse:
    row, form = own(request, ref), RefundForm(request.POST)
    if not form.is_valid():
        return show(request, row, form)
    try:
        money = Money(form.cleaned_data["amount"], get_currency(row.currency))
        made = row.refund(money, form.cleaned_data["reason"], request.actor)
        is_large = isinstance(made, RefundProposal)
        messages.success(request, words_of_large() if is_large else _("The money is on its way back."))
    except WrongState:
        raise
    except Refused as problem:
        form.add_error("amount", problem.message)
        return show(request, row, form)
    return redirect(row)


def words_of_large() -> str:
    return _("Another owner or manager of your company has to confirm this sum. They have been told.")


@company_required
@require_POST
def refund_decision(request: SignedIn, ref: str, proposal: str) -> HttpResponse:
    """Confirm, decline or take back the refund that waits: `then` says which."""
    row = get_object_or_404(RefundProposal.objects.visible_to(request.actor), ref=proposal, charge__ref=ref)
    then = request.POST.get("then")
    try:
        if then == "confirm":
            row.confirm(request.actor)
            messages.success(request, _("The money is on its way back."))
        elif then == "decline":
            row.decline(request.actor)
            messages.success(request, _("Declined: nothing is sent back."))
        elif then == "withdraw":
            row.withdraw(request.actor)
            messages.success(request, _("Taken back: nothing is sent back."))
        else:
            raise Http404
    except WrongState:
        raise
    except Refused as problem:
        messages.error(request, problem.message)
    return redirect(row.charge)


@company_required
@require_POST
def release(request: SignedIn, ref: str) -> HttpResponse:
    row = own(request, ref)
    try:
        row.release(request.actor)
        messages.success(request, _("The payout to the supplier is on its way."))
    except Refused as problem:
        messages.error(request, problem.message)
    return redirect(row)


@company_required
@require_POST
def cancellation(request: SignedIn, ref: str) -> HttpResponse:
    row = own(request, ref)
    try:
        row.cancel(request.actor)
    except gateway.GatewayError:
        silent(request)
    return redirect(row.back_url or row)


@company_required
@require_safe
def plan(request: SignedIn) -> HttpResponse:
    """What the company has, and what it can choose; who comes back from Stripe sees it as it is now."""
    row = Subscription.objects.visible_to(request.actor).select_related("plan").first()
    if row and request.GET.get("from") == "stripe":
        try:
            row.settle()
        except gateway.GatewayError:
            messages.info(request, _("Stripe does not answer yet. What you paid is not lost: this page will say so."))
    context = {
        "plans": Plan.objects.offered(),
        "subscription": row,
        "may_manage": can_manage_pay_account(request.actor),
        "can_be_paid": bool(settings.STRIPE_API_KEY),
    }
    return render(request, "payments/plan.html", context)


@company_required
@require_POST
def subscription(request: SignedIn) -> HttpResponse:
    chosen = get_object_or_404(Plan.objects.offered(), slug=request.POST.get("plan", ""))
    return lead_out(request, lambda: Subscription.begin(chosen, request.actor), "payments:plan")


@company_required
@require_POST
def portal(request: SignedIn) -> HttpResponse:
    row = get_object_or_404(Subscription.objects.visible_to(request.actor))
    return lead_out(request, lambda: row.portal(request.actor), "payments:plan")
