"""How what was ordered gets to the buyer: in one delivery or in several, never more than was ordered."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.states import locked
from portal.core.units import is_counted
from portal.core.units import quantity as in_words
from trade.orders.deliveries import Delivery, DeliveryLine
from trade.orders.moving import OrderMoving
from trade.orders.order_row import OrderLine
from trade.permissions import can_direct_order, can_fulfil_order

GRACE_DAYS = 7  # after the day a delivery was expected: then the supplier may say that it came
USUAL_DAYS = 45  # after which one without such a day counts as expected


class OrderShipping(OrderMoving):
    class Meta(OrderMoving.Meta):
        abstract = True

    def ship(
        self, by: Actor, quantities: Mapping[int, Decimal] | None = None, seen: int | None = None, **facts: Any
    ) -> Delivery:
        """Send `quantities` (by position of the line; None: all that is left), of a confirmed order or a later one.

        → shipped as soon as nothing is left. `seen` is the number of deliveries the person looked at: with another one
        WrongState is raised, so that one click sends once. `facts`: shipped_on, expected_on, carrier, tracking, note.
        """
        with locked(self, self.State.CONFIRMED, self.State.PRODUCTION, self.State.READY):
            require(can_fulfil_order(by, self), _("Only who sells for the supplier sends it."))
            self.check_no_change()
            count = self.deliveries.count()
            if seen is not None and seen != count:
                raise WrongState(_("A delivery was entered meanwhile. Look at what is left before you enter another."))
            lines = list(self.lines.select_for_update(no_key=True).order_by("position"))
            sent = sent_lines(lines, quantities)
            delivery: Delivery = self.deliveries.create(number=count + 1, user=by.user, **checked(facts))
            for line, quantity in sent:
                line.shipped += quantity
                line.save(update_fields=["shipped"])
                DeliveryLine.objects.create(delivery=delivery, line=line, quantity=quantity)
            is_last = not any(line.left for line in lines)
            if is_last:
                self.go_on(self.State.SHIPPED, "shipped_at")
            self.save(update_fields=["updated_at"])
            record("order.shipped", self, by=by, delivery=delivery.number, is_last=is_last)
        return delivery

    def receive(self, number: int, by: Actor, note: str = "") -> None:
        """Delivery `number` came: the buyer says so, or the supplier when the day it was expected is well past.

        `note` says what was not in order. When all was sent and all came: shipped → delivered.
        """
        with locked(self, self.State.CONFIRMED, self.State.PRODUCTION, self.State.READY, self.State.SHIPPED):
            delivery = self.deliveries.filter(number=number).first()
            if delivery is None:
                raise WrongState(_("There is no such delivery."))
            by_supplier = not can_direct_order(by, self) and can_fulfil_order(by, self)
            require(by_supplier or can_direct_order(by, self), _("Only who buys for the buyer confirms what came."))
            if by_supplier and timezone.localdate() <= (day := presumed_day(delivery, self.deliver_by)):
                words = _("The buyer confirms what came. If it says nothing, you may from the day after %(day)s on.")
                raise Refused(words % {"day": day.isoformat()})
            if delivery.received_at is not None:
                raise WrongState(_("This delivery was confirmed already. Nothing was done twice."))
            delivery.received_at, delivery.received_by = timezone.now(), by.user
            delivery.received_note = note.strip()[:500]
            delivery.save(update_fields=["received_at", "received_by", "received_note"])
            is_all = self.state == self.State.SHIPPED and not self.deliveries.filter(received_at=None).exists()
            if is_all:
                self.go_on(self.State.DELIVERED, "delivered_at")
            self.save(update_fields=["updated_at"])
            kind = "order.delivered" if is_all else "order.received"
            record(kind, self, by=by, delivery=number, by_supplier=by_supplier, complaint=bool(delivery.received_note))


def presumed_day(delivery: Delivery, deliver_by: date | None) -> date:
    """Until when the buyer's word is waited for."""
    expected = delivery.expected_on or deliver_by
    if expected is None or expected < delivery.shipped_on:
        return delivery.shipped_on + timedelta(days=USUAL_DAYS)
    return expected + timedelta(days=GRACE_DAYS)


def sent_lines(lines: list[OrderLine], quantities: Mapping[int, Decimal] | None) -> list[tuple[OrderLine, Decimal]]:
    """Each line with what is sent of it now; raises Refused for more than is left, and for nothing."""
    if quantities is None:
        quantities = {line.position: line.left for line in lines}
    if set(quantities) - {line.position for line in lines}:
        raise WrongState(_("A line was changed meanwhile. Look at the order again."))
    sent = [(line, quantities.get(line.position, Decimal(0))) for line in lines]
    for line, quantity in sent:
        if quantity < 0 or (is_counted(line.unit) and quantity % 1):
            raise Refused(_("Enter whole quantities, not below 0."))
        if quantity > line.left:
            words = _("Of “%(title)s” only %(left)s are left to send.")
            raise Refused(words % {"title": line.title, "left": in_words(line.left, line.unit)})
    sent = [(line, quantity) for line, quantity in sent if quantity]
    if not sent:
        raise Refused(_("Enter what you send: at least one line with a quantity."))
    return sent


def checked(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What is told of a delivery; raises Refused for days that cannot be."""
    today = timezone.localdate()
    shipped_on = facts.get("shipped_on") or today
    expected_on = facts.get("expected_on")
    if not today - timedelta(days=60) <= shipped_on <= today:
        raise Refused(_("It was shipped today or within the last 60 days: enter that day."))
    if expected_on is not None and not shipped_on <= expected_on <= today + timedelta(days=365):
        raise Refused(_("The day it is expected is not before the day it was shipped, and within a year."))
    words = {"carrier": 80, "tracking": 80, "note": 500}
    told = {name: str(facts.get(name, "")).strip()[:most] for name, most in words.items()}
    return {"shipped_on": shipped_on, "expected_on": expected_on, **told}
