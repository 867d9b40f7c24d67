"""What the page of an order shows this reader."""

from typing import Any

from portal.core.actor import Actor
from trade.orders.acts import acts_of, next_of, open_change, to_receive
from trade.orders.models import Order, OrderChange
from trade.orders.page_parts import parts_of
from trade.orders.timeline import timeline
from trade.orders.words import address_lines, differences, terms_shown

NOTES = 50


def page_of(order: Order, actor: Actor) -> dict[str, Any]:
    lines = list(order.lines.select_related("product"))
    for line in lines:
        line.order = order
    change = open_change(order)
    acts = acts_of(order, actor, change)
    deliveries = list(order.deliveries.prefetch_related("lines__line"))
    receivable = {one.number for one in to_receive(order, actor)}
    return {
        "order": order,
        "lines": lines,
        "only": lines[0] if len(lines) == 1 else None,
        "is_sent_in_part": any(line.shipped for line in lines),
        "terms": terms_shown(order),
        "ship_to": address_lines(order.ship_to),
        "is_supplier": actor.acts_for(order.supplier_id),
        "partner": order.partner_of(actor),
        "pill": order.pill_for(actor, change),
        "acts": acts,
        "next": next_of(order, actor, acts, change),
        "change": change,
        "changes": [(one, groups_of(one)) for one in order.changes.select_related("company", "order")],
        "deliveries": [(one, one.number in receivable) for one in deliveries],
        "timeline": timeline(order, actor),
        "notes": order.notes.visible_to(actor).select_related("user").order_by("-pk")[:NOTES],
        "parts": parts_of(order, actor),
    }


def groups_of(change: OrderChange) -> list[Any]:
    return [] if change.cancels else differences(change.before, change.after)
