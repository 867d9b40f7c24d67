"""How long money is held, who is told before the end, and where it goes then: hold_limits.py says how long."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models, transaction
from django.utils import timezone
from moneyed import Money

from payments.hold_limits import HoldLimit, limit_in
from payments.payables import find_payable, supplied_of
from portal.core.events import record
from portal.core.money import rounded
from portal.core.permissions import Refused
from portal.core.states import locked

if TYPE_CHECKING:
    from payments.models.charge import Charge


class HoldParts(NamedTuple):
    """Where a held payment goes at the end: `on` to the supplier for what was supplied, `back` to the payer."""

    on: Money
    back: Money


class Held(models.Model):
    """The part of a charge that knows how long it is held: by the limit of the day on which it was paid."""

    hold_warns_at = models.DateTimeField(null=True, editable=False)
    hold_ends_at = models.DateTimeField(null=True, editable=False)
    hold_told_at = models.DateTimeField(null=True, editable=False)
    released_at = models.DateTimeField(null=True)

    paid_at: Any
    held: Any
    state: Any
    payable: Any
    payee: Any

    class Meta:
        abstract = True

    @property
    def hold_limit(self) -> HoldLimit:
        return limit_in(self.payee.country)

    def begin_hold(self) -> None:
        """To be called when it is paid; saved by the caller."""
        if self.held:
            self.hold_warns_at = self.hold_limit.warns_at(self.paid_at)
            self.hold_ends_at = self.hold_limit.ends_at(self.paid_at)

    @property
    def is_held(self) -> bool:
        return bool(self.state == "paid" and self.held and self.released_at is None)

    @property
    def holds_money(self) -> bool:
        """Held, and not sent back altogether."""
        return self.is_held and self.releasable.amount > 0  # type: ignore[attr-defined]  # Charge, into which this is mixed, has it

    @property
    def held_until(self) -> datetime | None:
        """When the portal acts by itself, if nobody has before."""
        return self.hold_ends_at if self.is_held else None

    @property
    def hold_parts(self) -> HoldParts:
        """As things are now."""
        left: Money = self.releasable  # type: ignore[attr-defined]  # of the charge
        supplied = supplied_of(self.payable)
        on = Money(0, left.currency) if supplied is None else rounded(max(0 * left, min(left, supplied)))
        return HoldParts(on, left - on)

    @property
    def is_of_cancelled(self) -> bool:
        """Its deal was cancelled: what is held waits to go back."""
        thing = find_payable(self.payable)
        return thing is not None and thing.is_over

    @property
    def is_disputed(self) -> bool:
        return self.disputes.filter(closed_at=None).exists()  # type: ignore[attr-defined,no-any-return]

    def note_stuck(self, detail: str) -> None:
        """For staff, until the money got where it should."""
        from payments.models.difference import Difference

        charge: Any = self
        Difference.note(Difference.Kind.STUCK, charge.intent, charge.ref, detail)

    @property
    def was_tried_at_end(self) -> bool:
        """What Stripe refused at the end is not tried again and again: people look at it."""
        charge: Any = self
        failed = {"state": "failed", "created_at__gte": self.hold_ends_at}
        refunds = charge.refunds.filter(at_hold_end=True, **failed)
        return bool(refunds.exists() or charge.releases.filter(**failed).exists())


def watch_holds(now: datetime | None = None) -> None:
    """The clock: who is near the end is told, once; what is at the end goes on or back."""
    from payments.models.charge import Charge

    now = now or timezone.now()
    for charge in Charge.objects.ending(now).filter(hold_told_at=None).order_by("pk")[:500]:
        tell(charge, now)
    for charge in Charge.objects.held().filter(hold_ends_at__lte=now).order_by("hold_ends_at", "pk")[:500]:
        end_hold(charge)


def tell(charge: "Charge", now: datetime) -> None:
    with locked(charge):
        if charge.is_held and charge.hold_told_at is None and charge.releasable.amount > 0:
            charge.hold_told_at = now
            charge.save(update_fields=["hold_told_at"])
            record("charge.hold_ending", charge, **charge.facts())


def end_hold(charge: "Charge") -> None:
    """What was supplied is paid out, the rest goes back to the payer; what the payer's bank disputes stays."""
    with locked(charge):
        left = charge.releasable
        if not charge.is_held or left.amount <= 0:
            return
        if charge.is_disputed or charge.was_tried_at_end:
            why = "disputed" if charge.is_disputed else "Stripe refused to move it"
            charge.note_stuck(f"{left}: held too long, and {why}")
            return
        try:
            with transaction.atomic():
                part(charge)
        except Refused as problem:
            charge.note_stuck(f"{left}: {problem.message}")


def part(charge: "Charge") -> None:
    """First what goes back is written down, so that the payout is of the rest."""
    on, back = charge.hold_parts
    if back.amount:
        charge.place_refund(back, "", None, at_hold_end=True)
    if on.amount:
        charge.release()
