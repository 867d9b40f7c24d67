"""What becomes of money that came: sent back to who paid, or paid out to the supplier after a delay."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from moneyed import Money, get_currency

from payments.models.holding import Held
from payments.permissions import can_refund_charge, can_release_charge
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import format_money, from_minor, to_minor
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked


class Sending(Held):
    """The part of a charge that sends its money on."""

    refunds: Any
    releases: Any
    disputes: Any
    recoveries: Any
    amount: Any
    currency: Any
    State: Any

    class Meta:
        abstract = True

    @property
    def money(self) -> Money:
        return self.in_own_currency(self.amount)

    def in_own_currency(self, amount: Decimal) -> Money:
        return Money(amount, get_currency(self.currency))

    @property
    def refunded(self) -> Money:
        """Sent back, or on its way back."""
        return self.in_own_currency(sum_of(self.refunds.counting()))

    @property
    def released(self) -> Money:
        return self.in_own_currency(sum_of(self.releases.counting()))

    @property
    def lost(self) -> Money:
        """What the payer's bank has taken back for good: nobody can send it on any more."""
        return self.in_own_currency(sum_of(self.disputes.filter(status="lost", closed_at__isnull=False)))

    @property
    def is_charged_back(self) -> bool:
        """All of it, or nearly: nothing that was paid is left but what went back."""
        lost = [one.amount for one in self.disputes.all() if one.outcome == "lost"]
        return bool(lost) and sum(lost) + self.refunded.amount >= self.amount

    @property
    def withheld(self) -> Money:
        """Not paid out, but set off against what its supplier owes back after other disputes."""
        return self.in_own_currency(
            self.releases.counting().aggregate(total=models.Sum("withheld"))["total"] or Decimal(0)
        )

    @property
    def owed_back(self) -> Decimal:
        """What the supplier had of it and owes back after lost disputes, taken back by now or not."""
        return sum_of(self.recoveries)

    @property
    def with_payee(self) -> Decimal:
        """What its supplier has of a held payment."""
        got: Decimal = self.released.amount + self.withheld.amount
        return got - self.taken_back - self.owed_back

    @property
    def refundable(self) -> Money:
        """What was set off is in use for another payer's loss: the supplier sends it back by another way."""
        left = self.money - self.refunded - self.lost - self.withheld
        return max(self.in_own_currency(Decimal(0)), left)

    def refund(self, money: Money, reason: str, by: Actor) -> Any:
        """Send back all or a part. Written down here; the relay asks Stripe, so that it happens once.

        A large sum waits for a second person of the company, where it has one (`REFUNDS_BY_TWO`): then a
        RefundProposal is given back. Raises Refused for more than is left.
        """
        from payments.models.refund_proposal import RefundProposal

        with locked(self, self.State.PAID) as charge:
            require(can_refund_charge(by, charge), _("Your role may not send money back."))
            self.check_refund(money)
            if RefundProposal.is_needed(charge, money, by):
                return RefundProposal.propose(charge, money, reason, by)
            return self.place_refund(money, reason, by)

    def check_refund(self, money: Money) -> None:
        """Raises Refused for what cannot be sent back as things are."""
        if money.currency.code != self.currency or money != from_minor(to_minor(money), self.currency):
            raise Refused(_("A refund is in the currency of the payment, in whole units of it."))
        if self.is_disputed:
            raise Refused(_("The payer's bank disputes this payment: nothing is sent back before that ends."))
        left = self.refundable
        if left.amount <= 0:
            raise WrongState(_("All of it was sent back already, or is on its way back. Nothing was done twice."))
        if not 0 < money.amount <= left.amount:
            raise Refused(_("At most %(left)s can be sent back.") % {"left": format_money(left)})

    def place_refund(self, money: Money, reason: str, by: Actor | None, at_hold_end: bool = False) -> Any:
        from payments.models.refund import Refund

        self.check_refund(money)
        charge: Any = self
        refund = Refund(ref=new_ref("RF"), charge=charge, amount=money.amount, reason=reason[:200])
        refund.by, refund.at_hold_end = by.user if by else None, at_hold_end
        # What the supplier has already comes back from them first: what is left of the held part is used before.
        refund.from_payee = max(Decimal(0), money.amount - self.releasable.amount) if self.held else Decimal(0)
        refund.save(force_insert=True)
        record("refund.asked", refund, by=by, **refund.facts())
        return refund

    @property
    def taken_back(self) -> Decimal:
        """How much of what was paid out refunds have taken back from the supplier."""
        found = self.refunds.counting().aggregate(total=models.Sum("from_payee"))["total"]
        return found or Decimal(0)

    @property
    def releasable(self) -> Money:
        left = self.amount - self.refunded.amount - self.lost.amount - self.with_payee
        return self.in_own_currency(max(Decimal(0), left))

    def part_of_payee(self, lost: Decimal) -> Decimal:
        """How much of what the payer's bank takes back now the supplier has already; to be asked before it counts."""
        if self.held:
            return min(max(Decimal(0), lost - self.releasable.amount), max(Decimal(0), self.with_payee))
        return min(lost, self.refundable.amount)

    def release(self, by: Actor | None = None) -> Any:
        """Pay out what was held, less what was sent back, and less what the supplier owes after lost disputes.

        `by` None: the order says that it is time.

        Raises Refused when there is nothing to pay out, or a dispute is open.
        """
        from payments.models.refund import Release

        with locked(self, self.State.PAID) as charge:
            require(by is None or can_release_charge(by, charge), _("Your role may not release this payment."))
            if not self.held:
                raise Refused(_("This payment went to the supplier at once; nothing is held."))
            if self.is_disputed:
                raise Refused(_("The payer's bank disputes this payment: nothing is paid out before that ends."))
            left = self.releasable
            if left.amount <= 0 or self.releases.counting().exists():
                raise WrongState(_("This was paid out already, or there is nothing left. Nothing was done twice."))
            release = Release(ref=new_ref("REL"), charge=charge, amount=left.amount)
            release.set_off()
            self.released_at = timezone.now()
            self.save(update_fields=["released_at"])
            record("payout.asked", release, by=by, **release.facts(), withheld=str(release.withheld))
            return release


def sum_of(rows: "models.QuerySet[Any]") -> Decimal:
    return rows.aggregate(total=models.Sum("amount"))["total"] or Decimal(0)
