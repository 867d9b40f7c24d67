"""Invoices of the demonstration: the seller has issued one on the order that it shares with the buyer."""

from contextlib import suppress

from companies.models import Company
from portal.core.permissions import Refused
from portal.demo.quotations import BUYER, actor
from trade.models import Invoice, Order
from trade.orders.rows import BINDING

SELLER = "hanul-bearing"


def issue(companies: dict[str, Company]) -> None:
    """One invoice of all that was ordered; what is there already stays as it is."""
    orders = Order.objects.filter(buyer=companies[BUYER], supplier=companies[SELLER], state__in=BINDING)
    order = orders.order_by("pk").first()
    if order is None or Invoice.objects.filter(order=order).exists():
        return
    by = actor(companies[SELLER])
    with suppress(Refused):  # an order that somebody has changed since; its seller looks at it
        invoice = Invoice.draft(by, order, Invoice.Kind.INVOICE)
        if not invoice.gaps():
            invoice.issue(by)
