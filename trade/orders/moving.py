"""How an order goes on: each step is one verb of the side whose turn it is."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.states import locked
from portal.core.values import require_within
from trade.orders.order_row import OrderRow
from trade.orders.standing import AWAITED, CHECK_DAYS, PROMISED, can_be_reminded, days_late, due_of
from trade.permissions import can_act_on_order, can_direct_order, can_fulfil_order

ADDRESS = ("name", "street", "postcode", "city", "region", "country", "note")
LONGEST = timedelta(days=3 * 365)
Days = tuple[date | None, date | None, date | None]  # ready, shipped, delivered
CHANGE_FIRST = _("A change of this order waits for an answer. Answer it, or take it back, first.")

FOLLOW = _("It is ready first, then shipped, then delivered: the days must follow each other.")


class OrderMoving(OrderRow):
    """The verbs of both sides between placing and completing; see docs/orders.md for who may do what when."""

    class Meta(OrderRow.Meta):
        abstract = True

    def confirm(
        self, by: Actor, ready_by: date | None = None, ship_by: date | None = None, deliver_by: date | None = None
    ) -> None:
        """Placed → confirmed: the supplier takes it and promises dates; without any, its lead time from today on.

        Days that both had agreed on by a change stay, or get earlier. From now on it binds both: terms change and it
        is cancelled by agreement alone.
        """
        with locked(self, self.State.PLACED):
            require(can_fulfil_order(by, self), _("Only who sells for the supplier confirms an order."))
            self.check_no_change()
            agreed = (self.ready_by, self.ship_by, self.deliver_by)
            ready_by, ship_by, deliver_by = kept_or_earlier(agreed, (ready_by, ship_by, deliver_by))
            if not (ready_by or ship_by):
                ready_by = self.usual_day
            check_dates(*sorted(filter(None, {ready_by, ship_by, deliver_by} - set(agreed))))
            check_order(ready_by, ship_by, deliver_by)
            require_within(by, "sell", self.sum)
            self.ready_by, self.ship_by, self.deliver_by = ready_by, ship_by, deliver_by
            self.go_on(self.State.CONFIRMED, "confirmed_at", "ready_by", "ship_by", "deliver_by")
            record("order.confirmed", self, by=by)

    def start_production(self, by: Actor) -> None:
        """Confirmed → in production."""
        with locked(self, self.State.CONFIRMED):
            require(can_fulfil_order(by, self), _("Only who sells for the supplier says how far it is."))
            self.go_on(self.State.PRODUCTION, "production_at")
            record("order.progressed", self, by=by, state=str(self.state))

    def mark_ready(self, by: Actor) -> None:
        """Confirmed or in production → ready to ship."""
        with locked(self, self.State.CONFIRMED, self.State.PRODUCTION):
            require(can_fulfil_order(by, self), _("Only who sells for the supplier says how far it is."))
            self.go_on(self.State.READY, "ready_at")
            record("order.progressed", self, by=by, state=str(self.state))

    def tell_overdue(self) -> bool:
        """The clock tells both sides, once for each promised day, that it has passed; whether it did."""
        with locked(self, *PROMISED):
            day = due_of(self)
            if day is None or day >= timezone.localdate() or self.overdue_told == day:
                return False
            self.overdue_told = day
            self.save(update_fields=["overdue_told"])
            record("order.overdue", self, day=day.isoformat())
        return True

    def remind(self, by: Actor) -> None:
        """The buyer asks after what is late; the supplier is told. Once in three days, and once for two clicks."""
        with locked(self, *AWAITED):
            require(can_direct_order(by, self), _("Only who buys for the buyer asks after an order."))
            if not days_late(self):
                raise Refused(_("Nothing of this order is late. Write to the supplier if you want to know more."))
            if not can_be_reminded(self):
                raise WrongState(_("The supplier was reminded a short while ago. Nothing was done twice."))
            self.reminded_at = timezone.now()
            self.save(update_fields=["reminded_at"])
            record("order.reminded", self, by=by, days=days_late(self))

    def complete(self, by: Actor | None = None) -> None:
        """Delivered → completed: by the buyer, or by the clock (None) when the time to check has passed in silence.

        What came with a complaint does not complete by itself.
        """
        with locked(self, self.State.DELIVERED):
            if by is not None:
                require(can_direct_order(by, self), _("Only who buys for the buyer completes an order."))
            elif not self.is_silent:
                return
            self.go_on(self.State.COMPLETED, "completed_at")
            record("order.completed", self, by=by)

    @property
    def is_silent(self) -> bool:
        """Delivered so long ago that it counts as in order, with nothing complained about."""
        is_over = self.delivered_at is not None and self.delivered_at < timezone.now() - timedelta(days=CHECK_DAYS)
        return is_over and not self.deliveries.exclude(received_note="").exists()

    def cancel(self, reason: str, by: Actor) -> None:
        """Placed → cancelled: the buyer takes it back, or the supplier does not take it; the other side is told why.

        A confirmed one is cancelled by an agreed change (trade/orders/changing.py), and only before anything was sent.
        """
        if not reason.strip():
            raise Refused(_("Say why, in a sentence: the other side plans by it."))
        with locked(self, self.State.PLACED):
            require(can_act_on_order(by, self), _("Your role may not cancel this order."))
            self.end_cancelled(by.company_id, reason)
            record("order.cancelled", self, by=by)

    def end_cancelled(self, company_id: int, reason: str) -> None:
        """To be called under the lock."""
        now = timezone.now()
        self.state, self.cancelled_at, self.cancelled_by_id = self.State.CANCELLED, now, company_id
        self.cancel_reason = reason.strip()[:1000]
        self.save(update_fields=["state", "cancelled_at", "cancelled_by", "cancel_reason", "updated_at"])
        self.changes.filter(state="proposed").update(state="withdrawn", decided_at=now)

    def set_buyer_po(self, buyer_po: str, by: Actor) -> None:
        """The buyer's own number for it, as long as the order is open; printed on invoices made after that."""
        with locked(self, *self.OPEN):
            require(can_direct_order(by, self), _("The purchase-order number is the buyer’s."))
            if buyer_po.strip() == self.buyer_po:
                return
            self.buyer_po = buyer_po.strip()[:40]
            self.save(update_fields=["buyer_po", "updated_at"])
            record("order.numbered", self, by=by)

    def set_ship_to(self, by: Actor, **address: str) -> None:
        """Where it goes to, by the buyer while the order is not confirmed; later that is a change of the terms."""
        with locked(self, self.State.PLACED):
            require(can_direct_order(by, self), _("Only who buys for the buyer says where it goes to."))
            self.ship_to = {name: str(address.get(name, "")).strip()[:200] for name in ADDRESS}
            self.save(update_fields=["ship_to", "updated_at"])
            record("order.readdressed", self, by=by)

    def add_note(self, text: str, by: Actor) -> Any:
        """A note that the own side alone reads."""
        require(can_act_on_order(by, self), _("Your role may not write notes on this order."))
        if not text.strip():
            raise Refused(_("Write a word first."))
        return self.notes.create(company_id=by.company_id, user=by.user, text=text.strip()[:2000])

    def drop_note(self, pk: int, by: Actor) -> None:
        """One that is gone already is no mistake."""
        require(can_act_on_order(by, self), _("Your role may not write notes on this order."))
        self.notes.filter(pk=pk, company_id=by.company_id).delete()

    # -- to be called under the lock --------------------------------------------------------------------------------

    def go_on(self, state: str, stamp: str, *fields: str) -> None:
        self.state = state
        setattr(self, stamp, timezone.now())
        self.save(update_fields=["state", stamp, *fields, "updated_at"])

    def check_no_change(self) -> None:
        if self.changes.filter(state="proposed").exists():
            raise Refused(CHANGE_FIRST)


def kept_or_earlier(agreed: Days, promised: Days) -> Days:
    """What a supplier promises where some days were agreed on already; raises Refused for a later one."""
    for before, day in zip(agreed, promised, strict=True):
        if before is not None and day is not None and day > before:
            words = _("%(day)s was agreed. For a later day ask for a change first.")
            raise Refused(words % {"day": date_format(before)})
    ready_by, ship_by, deliver_by = (day or before for before, day in zip(agreed, promised, strict=True))
    return ready_by, ship_by, deliver_by


def check_dates(*days: date | None) -> None:
    """Raise Refused unless the days follow each other, from today on."""
    given = [day for day in days if day is not None]
    today = timezone.localdate()
    if any(not today <= day < today + LONGEST for day in given):
        raise Refused(_("Choose days from today on, within the next three years."))
    check_order(*given)


def check_order(*days: date | None) -> None:
    given = [day for day in days if day is not None]
    if given != sorted(given):
        raise Refused(FOLLOW)
