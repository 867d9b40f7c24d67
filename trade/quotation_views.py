"""Reading a quotation, and its papers."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.guards import company_required
from offers.models import RFQ, Inquiry
from portal.core.http import SignedIn
from portal.core.permissions import Refused
from portal.core.private import given_out
from trade.models import Quotation, QuotationDocument
from trade.quotation_page import page_of, version_shown


def find(request: SignedIn, ref: str) -> Quotation:
    found: Quotation = get_object_or_404(Quotation.objects.visible_to(request.actor).for_cards(), ref=ref)
    return found


@require_POST
@company_required
def begin(request: SignedIn, ref: str) -> HttpResponse:
    """The acting company's quotation on this request: the one there is, or a new draft."""
    rfq = get_object_or_404(RFQ.objects.visible_to(request.actor), ref=ref)
    return lead_to(Quotation.draft(request.actor, rfq=rfq))


@require_POST
@company_required
def begin_inquiry(request: SignedIn, ref: str) -> HttpResponse:
    inquiry = get_object_or_404(Inquiry.objects.visible_to(request.actor).for_cards(), ref=ref)
    return lead_to(Quotation.draft(request.actor, inquiry=inquiry))


def lead_to(quotation: Quotation) -> HttpResponse:
    name = "trade:edit" if quotation.state == Quotation.State.DRAFT else "trade:quotation"
    return redirect(name, quotation.ref)


def number_asked(request: SignedIn) -> int | None:
    """`?version=n`; None without it. Raises Http404 for what is no number."""
    raw = request.GET.get("version", "")
    if not raw:
        return None
    if not (raw.isascii() and raw.isdigit() and len(raw) < 5):
        raise Http404
    return int(raw)


@require_safe
@company_required
def quotation_detail(request: SignedIn, ref: str) -> HttpResponse:
    """The version on the table, or `?version=n`."""
    quotation = find(request, ref)
    version = version_shown(quotation, request.actor, number_asked(request))
    if version is None:
        raise Http404
    crumbs = [(_("Quotations"), reverse("trade:quotations")), (quotation.ref, "")]
    context = {**page_of(quotation, request.actor, version), "crumbs": crumbs}
    return render(request, "trade/quotation_detail.html", context)


@require_safe
@company_required
def preview(request: SignedIn, ref: str) -> HttpResponse:
    """The own side's draft as the other side will read it, and what is still missing."""
    quotation = find(request, ref)
    side = quotation.side_of(request.actor)
    draft = quotation.unsent(side)
    if draft is None:
        return redirect(quotation)
    missing = ""
    try:
        draft.check_complete()
    except Refused as problem:
        missing = str(problem.message)
    context = page_of(quotation, request.actor, draft)
    more = {"is_preview": True, "missing": missing, "stamp": quotation.stamp_for(side)}
    return render(request, "trade/quotation_detail.html", {**context, **more})


@require_safe
@company_required
def paper(request: SignedIn, ref: str, paper: str) -> FileResponse:
    rows = QuotationDocument.objects.visible_to(request.actor).filter(version__quotation__ref=ref)
    found = get_object_or_404(rows, ref=paper)
    kind = "pdf" if str(found.file.name).endswith(".pdf") else "jpg"
    name = f"{slugify(found.title.rpartition('.')[0] or found.title)[:80] or found.ref.lower()}.{kind}"
    return given_out(found.file, name, "application/pdf" if kind == "pdf" else "image/jpeg")
