"""Requests for quotation: the board, a request, and the buyer's own."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from offers.models import RFQ
from portal.core.http import Request


def rfq_detail(request: Request, ref: str) -> HttpResponse:
    rfq = get_object_or_404(RFQ.objects.visible_to(request.actor).for_cards(), ref=ref)
    return render(request, "offers/rfq_detail.html", {"rfq": rfq})
