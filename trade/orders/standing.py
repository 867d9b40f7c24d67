"""How an order stands: whose turn it is, and until when."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from portal.core.actor import Actor
from trade.orders.rows import CONFIRM_DAYS, State

if TYPE_CHECKING:
    from trade.orders.order_row import OrderRow

ANSWER_DAYS = 5  # in which a change is answered
CHECK_DAYS = 14  # in which a buyer looks at what came; then the order completes by itself
SUPPLIERS = (State.PLACED, State.CONFIRMED, State.PRODUCTION, State.READY)
PROMISED = (State.CONFIRMED, State.PRODUCTION, State.READY, State.SHIPPED)  # to a day that somebody has named
BUYERS = (State.SHIPPED, State.DELIVERED)
AWAITED = (State.PLACED, *PROMISED)  # by the buyer: what it may ask after when it is late
REMIND_AGAIN = timedelta(days=3)  # between two reminders of one order


def day_after(moment: object, days: int) -> date | None:
    return timezone.localtime(moment).date() + timedelta(days=days) if moment else None  # type: ignore[arg-type]  # a moment that is there


def due_of(order: "OrderRow") -> date | None:
    """By when the next step is promised or expected."""
    days = {
        State.PLACED: day_after(order.placed_at, CONFIRM_DAYS),
        State.CONFIRMED: order.ready_by or order.ship_by,
        State.PRODUCTION: order.ready_by or order.ship_by,
        State.READY: order.ship_by,
        State.SHIPPED: order.deliver_by,
        State.DELIVERED: day_after(order.delivered_at, CHECK_DAYS),
    }
    return days.get(State(order.state))


def days_late(order: "OrderRow") -> int:
    """How many days ago the next step was promised or expected; 0 when it is in time, or nobody waits for it."""
    day = due_of(order) if order.state in AWAITED else None
    return max(0, (timezone.localdate() - day).days) if day else 0


def can_be_reminded(order: "OrderRow") -> bool:
    """Late, and not asked after in the last days."""
    told = order.reminded_at
    return days_late(order) > 0 and (told is None or told <= timezone.now() - REMIND_AGAIN)


def due_words(order: "OrderRow") -> str:
    """`Due by 26 November 2026.`, or since when it is overdue; empty where no day is known."""
    day = due_of(order)
    if day is None:
        return ""
    if not (late := days_late(order)):
        return gettext("Due by %(day)s.") % {"day": date_format(day)}
    words = ngettext("Overdue since %(day)s (%(n)s day).", "Overdue since %(day)s (%(n)s days).", late)
    return words % {"day": date_format(day), "n": late}


def turn_of(order: "OrderRow", change: Any = None) -> int | None:
    """The company whose turn it is; None when the order has ended."""
    if change is not None:
        return order.supplier_id if change.company_id == order.buyer_id else order.buyer_id
    if order.state in SUPPLIERS:
        return order.supplier_id
    return order.buyer_id if order.state in BUYERS else None


def pill_of(order: "OrderRow", actor: Actor, change: Any = None) -> dict[str, object]:
    """For this reader: `tone`, `label`, and `until`."""
    owner = turn_of(order, change)
    if owner is None:
        tone = "agreed" if order.state == State.COMPLETED else "quiet"
        return {"tone": tone, "label": str(order.get_state_display()), "until": None}
    until = due_of(order) if change is None else day_after(change.created_at, ANSWER_DAYS)
    if actor.acts_for(owner):
        return {"tone": "yours", "label": gettext("Your turn"), "until": until}
    return {"tone": "theirs", "label": gettext("Their turn"), "until": until}
