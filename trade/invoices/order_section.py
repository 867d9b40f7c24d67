"""Invoices on the page of their order."""

from django.utils.translation import gettext as _

from portal.core.actor import Actor
from trade.invoices.models import Invoice
from trade.invoices.permissions import can_invoice_order
from trade.invoices.quantities import to_invoice
from trade.orders.models import Order
from trade.orders.page_parts import Part, order_part
from trade.orders.rows import BINDING, State


@order_part(40)
def invoices(order: Order, actor: Actor) -> Part | None:
    """Those the reader may see; for who sells with the way to a new one."""
    rows = list(Invoice.objects.visible_to(actor).filter(order=order).order_by("pk"))
    may_draft = can_invoice_order(actor, order) and order.state != State.CANCELLED
    facts = {
        "rows": rows,
        "may_draft": may_draft,
        "may_invoice": may_draft and order.state in BINDING and any(to_invoice(order).values()),
    }
    return Part("trade/invoices/_order_invoices.html", facts, _("Invoices"), key="invoices")
