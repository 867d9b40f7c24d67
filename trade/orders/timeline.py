"""What happened to an order, in order."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.core.actor import Actor
from portal.core.units import quantity as quantity_words
from trade.orders.change_row import OrderChange
from trade.orders.models import Delivery, Order
from trade.orders.page_parts import Entry


def timeline(order: Order, actor: Actor) -> list[Entry]:
    entries = [*steps(order), *delivered(order), *changed(order)]
    return sorted(entries, key=lambda entry: entry.at)


def steps(order: Order) -> Iterator[Entry]:
    rows = [
        (order.placed_at, _("Order placed"), order.buyer, ""),
        (order.confirmed_at, _("Confirmed"), order.supplier, "agreed"),
        (order.production_at, _("Production began"), order.supplier, ""),
        (order.ready_at, _("Ready to ship"), order.supplier, ""),
        (order.reminded_at, _("Asked after: it was late"), order.buyer, ""),
        (order.shipped_at, _("All of it is on its way"), order.supplier, ""),
        (order.delivered_at, _("All of it has come"), order.buyer, "agreed"),
        (order.completed_at, _("Completed"), "", "agreed"),
        (order.cancelled_at, _("Cancelled"), order.cancelled_by or "", ""),
    ]
    for at, title, company, tone in rows:
        if at is not None:
            yield Entry(at, title, order.cancel_reason if at == order.cancelled_at else "", company, tone)


def delivered(order: Order) -> Iterator[Entry]:
    for one in order.deliveries.prefetch_related("lines__line"):
        number = {"number": one.number}
        yield Entry(one.created_at, _("Delivery %(number)s sent") % number, contents(one), order.supplier)
        if one.received_at is not None:
            title = _("Delivery %(number)s has come") % number
            yield Entry(one.received_at, title, one.received_note, order.buyer, "" if one.received_note else "agreed")


def contents(delivery: Delivery) -> str:
    """`60 pieces Ball bearing 6204 · Hansa Line · expected on …`."""
    parts = [f"{quantity_words(row.quantity, row.line.unit)} {row.line.title}" for row in delivery.lines.all()]
    parts += filter(None, [delivery.carrier, delivery.tracking])
    if delivery.expected_on:
        parts.append(_("expected on %(day)s") % {"day": date_format(delivery.expected_on)})
    return " · ".join(parts)


def changed(order: Order) -> Iterator[Entry]:
    words = {
        OrderChange.State.AGREED: _("Change %(number)s agreed"),
        OrderChange.State.REFUSED: _("Change %(number)s refused"),
        OrderChange.State.WITHDRAWN: _("Change %(number)s taken back"),
    }
    for one in order.changes.select_related("company"):
        number, url = {"number": one.number}, f"#change-{one.number}"
        asked = _("Asked to cancel it") if one.cancels else _("Change %(number)s asked for") % number
        yield Entry(one.created_at, asked, one.reason, one.company, url=url)
        if one.decided_at is not None:
            tone = "agreed" if one.state == OrderChange.State.AGREED else ""
            title = words[OrderChange.State(one.state)] % number
            yield Entry(one.decided_at, title, one.answer, answered_by(order, one), tone, url)


def answered_by(order: Order, change: OrderChange) -> object:
    if change.state == OrderChange.State.WITHDRAWN:
        return change.company
    return order.supplier if change.company_id == order.buyer_id else order.buyer
