"""Notifications about orders: to the people of the side that did not do it."""

from typing import Any

from notifications.handlers import path_of
from notifications.mandated_handlers import tell_holders
from notifications.models import Notification
from notifications.recipients import people_of, person_or_colleagues
from portal.core.events import Event, subscribe
from trade.models import Order


def told(order: Order, event: Event) -> list[tuple[Any, int, str, str]]:
    """People, their company, its power, and the name of the other side; both sides of what the clock did."""
    sides = []
    if event.company_id != order.buyer_id:
        people = person_or_colleagues(order.user_id, order.buyer_id, "buy", event)
        sides.append((people, order.buyer_id, "buy", order.supplier.name))
    if event.company_id != order.supplier_id:
        sides.append((people_of([order.supplier_id], "sell", event), order.supplier_id, "sell", order.buyer.name))
    return sides


@subscribe(
    *("order.placed", "order.confirmed", "order.progressed", "order.shipped", "order.received", "order.delivered"),
    *("order.completed", "order.cancelled", "order.overdue", "order.reminded"),
    *("order.change_asked", "order.change_agreed", "order.change_refused", "order.change_withdrawn"),
)
def order_went_on(event: Event) -> None:
    order = Order.objects.for_cards().filter(pk=event.subject_id or 0).first()
    if order is None:
        return
    for people, company, power, other in told(order, event):
        Notification.tell(people, event, path_of(order), company=other, title=order.title)
        tell_holders([company], power, event, order, company=other, title=order.title)
