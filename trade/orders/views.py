"""Reading an order."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from companies.guards import company_required
from portal.core.http import SignedIn
from trade.deadline_views import as_calendar
from trade.orders.deadlines import deadlines_of_order
from trade.orders.models import Order
from trade.orders.page import page_of


def find(request: SignedIn, ref: str) -> Order:
    found: Order = get_object_or_404(Order.objects.visible_to(request.actor).for_cards(), ref=ref)
    return found


@require_safe
@never_cache
@company_required
def order_detail(request: SignedIn, ref: str) -> HttpResponse:
    """As it stands now, also for who goes back to it: a browser that shows what it kept would show what was."""
    order = find(request, ref)
    crumbs = [(_("Orders"), reverse("trade:orders")), (order.full_number, "")]
    return render(request, "trade/orders/order_detail.html", {**page_of(order, request.actor), "crumbs": crumbs})


@require_safe
@company_required
def calendar(request: SignedIn, ref: str) -> HttpResponse:
    """Its promised days, for a calendar program."""
    order = find(request, ref)
    return as_calendar(request, list(deadlines_of_order(order, request.actor)), order.title)
