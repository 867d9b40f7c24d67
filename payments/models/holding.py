"""How long money is held, who is told before the end, and where it goes then.

Stripe lets funds stay 90 days (2 years in the United States, 10 days in Thailand) where payouts are made by hand, and
says that they must be paid out within that time: https://docs.stripe.com/connect/manual-payouts (read on 2026-11-28).
That is about payouts from balances; the portal takes the 90 days as its bound for every payment that it holds.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from payments.payables import find_payable
from portal.core.events import record
from portal.core.permissions import Refused
from portal.core.states import locked

if TYPE_CHECKING:
    from payments.models.charge import Charge

HOLD = timedelta(days=90)
WARNING = timedelta(days=14)  # before the end both sides and staff are told
MARGIN = timedelta(days=2)  # before the end the portal acts: Stripe, and whoever reads it, may be away for a day


class Held(models.Model):
    """The part of a charge that knows how long it is held."""

    hold_told_at = models.DateTimeField(null=True, editable=False)

    paid_at: Any
    released_at: Any
    held: Any
    state: Any
    payable: Any

    class Meta:
        abstract = True

    @property
    def is_held(self) -> bool:
        return bool(self.state == "paid" and self.held and self.released_at is None)

    @property
    def held_until(self) -> datetime | None:
        """When the portal acts by itself, if nobody has before."""
        return self.paid_at + HOLD - MARGIN if self.is_held else None

    @property
    def goes_on(self) -> bool:
        """Whether it is paid out then, as things are now; else it goes back to the payer."""
        thing = find_payable(self.payable)
        return thing is not None and thing.is_supplied

    @property
    def is_disputed(self) -> bool:
        return self.disputes.filter(closed_at=None).exists()  # type: ignore[attr-defined,no-any-return]


def watch_holds(now: datetime | None = None) -> None:
    """The clock: who is near the end is told, once; what is at the end goes on or back."""
    from payments.models.charge import Charge

    now = now or timezone.now()
    for charge in Charge.objects.ending(now).filter(hold_told_at=None).order_by("pk")[:500]:
        tell(charge, now)
    for charge in Charge.objects.held().filter(paid_at__lte=now - HOLD + MARGIN).order_by("pk")[:500]:
        end_hold(charge)


def tell(charge: "Charge", now: datetime) -> None:
    with locked(charge):
        if charge.is_held and charge.hold_told_at is None and charge.releasable.amount > 0:
            charge.hold_told_at = now
            charge.save(update_fields=["hold_told_at"])
            record("charge.hold_ending", charge, **charge.facts())


def end_hold(charge: "Charge") -> None:
    """Supplied: to the supplier; else back to the payer. What the payer's bank disputes stays where the bank has it."""
    from payments.models.difference import Difference

    with locked(charge):
        left = charge.releasable
        if not charge.is_held or left.amount <= 0:
            return
        if charge.is_disputed:
            Difference.note(Difference.Kind.STUCK, charge.intent, charge.ref, f"{left}: held too long, and disputed")
            return
        try:
            if charge.goes_on:
                charge.release()
            else:
                charge.place_refund(left, "", None, at_hold_end=True)
        except Refused as problem:
            Difference.note(Difference.Kind.STUCK, charge.intent, charge.ref, f"{left}: {problem.message}")
