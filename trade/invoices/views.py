"""Reading an invoice: its page, its PDF and its XML."""

import logging

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.permissions import Refused
from trade.invoices.models import Invoice
from trade.invoices.page import page_of
from trade.invoices.pdf import languages_of, pdf_of
from trade.invoices.ubl import xml_of

logger = logging.getLogger("portal.printed")


def find(request: SignedIn, ref: str) -> Invoice:
    found: Invoice = get_object_or_404(Invoice.objects.visible_to(request.actor).for_cards(), ref=ref)
    return found


@require_safe
@company_required
def invoice_detail(request: SignedIn, ref: str) -> HttpResponse:
    """A draft is shown as it will be read, with what is missing; the recipient sees none."""
    invoice = find(request, ref)
    crumbs = [(_("Invoices"), reverse("invoices:list")), (invoice.full_number or invoice.ref, "")]
    return render(request, "trade/invoices/invoice_detail.html", {**page_of(invoice, request.actor), "crumbs": crumbs})


@require_safe
@company_required
def invoice_pdf(request: SignedIn, ref: str) -> HttpResponse:
    """`?language=en`, `ko` or `both`; without it the reader's."""
    invoice = find(request, ref)
    languages = languages_of(request.GET.get("language", ""))
    try:
        content = pdf_of(invoice, languages)
    except (RuntimeError, TimeoutError):
        logger.exception("invoice %s was not printed", invoice.ref)
        messages.error(request, _("The PDF could not be made just now. Try again in a moment."))
        return redirect(invoice)
    return file(content, "application/pdf", f"{invoice.full_number or invoice.ref}-{'-'.join(languages)}.pdf")


@require_safe
@company_required
def invoice_xml(request: SignedIn, ref: str) -> HttpResponse:
    """UBL 2.1; a draft and a pro-forma have none."""
    invoice = find(request, ref)
    try:
        content = xml_of(invoice)
    except Refused as problem:
        messages.error(request, str(problem.message))
        return redirect(invoice)
    return file(content, "application/xml", f"{invoice.full_number}.xml")


def file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
