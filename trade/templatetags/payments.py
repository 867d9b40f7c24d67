"""`{% pay_order order %}`: a button that leads a buyer to what is to be paid next of an order."""

from typing import Any

from django import template

from trade.orders.models import Order
from trade.settling.models import Instalment
from trade.settling.permissions import can_pay_order

register = template.Library()


@register.inclusion_tag("trade/settling/_pay_order.html", takes_context=True)
def pay_order(context: Any, order: Order) -> dict[str, Any]:
    """Nothing for who may not pay, and where nothing is due."""
    if not can_pay_order(context["request"].actor, order):
        return {}
    due = Instalment.objects.filter(order=order, state=Instalment.State.DUE, amount__gt=0)
    return {"row": due.select_related("order").order_by("due_on", "number").first()}
