"""Drafting, issuing and crediting."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.permissions import Refused, require
from trade.invoices.forms import Draft, stamp_of
from trade.invoices.models import Invoice
from trade.invoices.permissions import can_draft_invoice
from trade.invoices.rows import Kind
from trade.invoices.views import find
from trade.orders.models import Order

BEGUN = {"invoice": Kind.INVOICE, "pro-forma": Kind.PRO_FORMA}


@require_POST
@company_required
def begin(request: SignedIn, ref: str) -> HttpResponse:
    """A draft for an order: `kind` is invoice or pro-forma."""
    order = get_object_or_404(Order.objects.visible_to(request.actor), ref=ref)
    kind = BEGUN.get(request.POST.get("kind", "invoice"))
    if kind is None:
        raise Http404
    return redirect("invoices:edit", Invoice.draft(request.actor, order, kind).ref)


@require_POST
@company_required
def credit(request: SignedIn, ref: str) -> HttpResponse:
    return redirect("invoices:edit", Invoice.credit(request.actor, find(request, ref)).ref)


@company_required
def edit(request: SignedIn, ref: str) -> HttpResponse:
    invoice = find(request, ref)
    require(can_draft_invoice(request.actor, invoice), _("Your role may not change this invoice."))
    if not invoice.is_draft:
        messages.info(request, _("It is issued: it does not change any more. Credit it instead."))
        return redirect(invoice)
    draft, problem = Draft(invoice, request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and draft.is_valid():
        try:
            draft.write(request.actor, stamp_of(request.POST))
        except Refused as refused:
            problem = str(refused.message)
        else:
            messages.success(request, _("The draft is saved."))
            return redirect("invoices:edit" if request.POST.get("then") == "save" else "invoices:detail", invoice.ref)
    crumbs = [(_("Invoices"), reverse("invoices:list")), (invoice.ref, "")]
    context = {"invoice": invoice, "draft": draft, "problem": problem, "crumbs": crumbs}
    return render(request, "trade/invoices/invoice_edit.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@company_required
def issue(request: SignedIn, ref: str) -> HttpResponse:
    invoice = find(request, ref)
    try:
        invoice.issue(request.actor, stamp_of(request.POST))
    except Refused as problem:
        messages.error(request, str(problem.message))
    else:
        messages.success(request, _("Issued as %(number)s. The other side is told.") % {"number": invoice.full_number})
    return redirect("invoices:detail", invoice.ref)


@require_POST
@company_required
def discard(request: SignedIn, ref: str) -> HttpResponse:
    invoice = find(request, ref)
    order = invoice.order
    invoice.discard(request.actor)
    messages.success(request, _("The draft is deleted."))
    return redirect(order)
