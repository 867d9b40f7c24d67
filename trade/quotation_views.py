"""Quotations: writing one, reading one, and coming to terms."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from companies.guards import company_required
from portal.core.http import SignedIn
from trade.models import Quotation


@company_required
def quotation_detail(request: SignedIn, ref: str) -> HttpResponse:
    quotation = get_object_or_404(Quotation.objects.visible_to(request.actor).for_cards(), ref=ref)
    return render(request, "trade/quotation_detail.html", {"quotation": quotation})
