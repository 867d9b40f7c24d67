"""What a supplier owes back when the payer's bank has taken a payment back for good, though they have the money.

Stripe takes it from the portal. For payments that went on to a connected account its documented way is to reverse the
transfer (https://docs.stripe.com/connect/separate-charges-and-transfers#reverse-transfers; of destination charges
https://docs.stripe.com/connect/destination-charges). That needs the money on that account: where it is gone, it stays
a debt, which is set off against the next delayed payouts, or which staff settle.
"""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from payments import gateway
from payments.models.charge import Charge
from payments.models.difference import Difference
from payments.models.inbox import Dispute
from payments.models.refund import Move, Release
from payments.models.refund import State as MoveState
from payments.permissions import can_settle_debt
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import AmountField
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked

UNSAID = _("Say how it was settled: it stays in the books.")


class RecoveryQuerySet(models.QuerySet["Recovery"]):
    def visible_to(self, actor: Actor) -> "RecoveryQuerySet":
        """The supplier's own."""
        return self.filter(charge__payee=actor.company_id) if actor.company else self.none()

    def pending(self) -> "RecoveryQuerySet":
        return self.filter(state=Recovery.State.PENDING)

    def open(self) -> "RecoveryQuerySet":
        return self.filter(state__in=[Recovery.State.PENDING, Recovery.State.OWED])

    def owed(self) -> "RecoveryQuerySet":
        return self.filter(state=Recovery.State.OWED)

    def owed_by(self, company: int, currency: str) -> "RecoveryQuerySet":
        return self.owed().filter(charge__payee=company, charge__currency=currency)

    def for_set_off(self) -> "RecoveryQuerySet":
        """Locked, so that of two payouts at once one keeps it back."""
        return self.select_for_update(no_key=True, of=("self",)).order_by("pk")


class Recovery(Move):
    """Pending → taken back; or owed → settled, by payouts it is set off against or by two people of staff."""

    class State(models.TextChoices):
        PENDING = "pending", _("being taken back")
        DONE = "done", _("taken back")
        OWED = "owed", _("still owed")
        CLOSED = "closed", _("settled")

    charge = models.ForeignKey(Charge, models.PROTECT, related_name="recoveries")
    dispute = models.OneToOneField(Dispute, models.PROTECT, related_name="recovery")
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    words = models.CharField(_("how it was settled"), max_length=200, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = RecoveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("money owed back after a lost dispute")
        verbose_name_plural = _("money owed back after lost disputes")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="recovery_of_something"),
            models.CheckConstraint(
                condition=Q(by=None) | Q(proposed_by=None) | ~Q(by=F("proposed_by")), name="recovery_settled_by_two"
            ),
        ]

    @classmethod
    def begin(cls, dispute: Dispute) -> "Recovery | None":
        """When it is lost: of what the supplier has already. Inside the lock of the charge, before the loss counts."""
        charge = dispute.charge
        amount = charge.part_of_payee(dispute.amount)
        if amount <= 0:
            return None
        row = cls.objects.create(ref=new_ref("RCV"), charge=charge, dispute=dispute, amount=amount)
        record("recovery.asked", row, **row.facts())
        return row

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.PENDING, self.State.OWED}

    @property
    def set_off(self) -> Money:
        """What payouts have kept back for it."""
        found = self.set_offs.counting().aggregate(total=models.Sum("amount"))["total"]
        money: Money = self.charge.in_own_currency(found or Decimal(0))
        return money

    @property
    def left(self) -> Money:
        if self.state in {self.State.DONE, self.State.CLOSED}:
            return self.money * 0
        return self.money - self.set_off

    # -- from the account at Stripe -----------------------------------------------------------------------------

    @property
    def key(self) -> str:
        return f"recovery-{self.ref}"

    def settle(self) -> None:
        """Take it back from the supplier's account, once, whoever dies when; what cannot be taken stays owed."""
        if self.state != self.State.PENDING:
            return
        if self.charge.held and not self.is_paid_out():
            return
        try:
            transfer = self.transfer()
            made = gateway.reversal_by(self.key, transfer) if self.is_old else ""
            made = made or gateway.reverse_transfer(key=self.key, transfer=transfer, amount=self.money)
        except gateway.GatewayRefused as problem:
            self.owe(str(problem))
            return
        self.end(self.State.DONE, "recovery.done", made)

    def is_paid_out(self) -> bool:
        """What was decided to be paid out, but is not yet, cannot come back; where that failed nothing has to."""
        release = self.charge.releases.counting().first()
        if release is not None:
            release.settle()
        if release is None or release.state == MoveState.FAILED:
            self.end(self.State.CLOSED, "recovery.settled", error="nothing was paid out")
            return False
        return bool(release.state == MoveState.DONE)

    def transfer(self) -> str:
        """The transfer by which the supplier got it. Raises GatewayRefused where there is none."""
        if self.charge.held:
            found = str(self.charge.releases.counting().get().stripe_id)
        else:
            found = gateway.transfer_of(self.charge.stripe_charge)
        if not found:
            raise gateway.GatewayRefused("There is no transfer that could be taken back.")
        return found

    def owe(self, error: str) -> None:
        """Pending → owed: staff see it, and the next payouts to the supplier keep it back."""
        if self.end(self.State.OWED, "recovery.owed", error=error):
            words = f"{self.charge.ref}: {self.money} lost to the payer's bank, and not taken back: {error}"
            Difference.note(Difference.Kind.STUCK, self.dispute.stripe_id, self.ref, words)

    # -- by other ways ------------------------------------------------------------------------------------------

    def close_if_set_off(self) -> None:
        """Owed → settled, once payouts that were made have kept all of it back."""
        with locked(self):
            made = self.set_offs.filter(release__state=MoveState.DONE).aggregate(total=models.Sum("amount"))["total"]
            if self.state == self.State.OWED and (made or 0) >= self.amount:
                self.close(None, "set off against payouts")

    def settle_outside(self, by: Actor, words: str) -> None:
        """Owed → settled: staff say how it came otherwise, such as by a bank transfer; a second person confirms that.

        With `DEBTS_BY_TWO` the first call keeps the words and who said them, and another person's settles it in these
        words. Raises Refused without words, and where who proposed it would confirm it.
        """
        with locked(self, self.State.OWED):
            require(can_settle_debt(by), _("Only staff who look after payments settle what is owed."))
            if self.set_offs.filter(release__state=MoveState.PENDING).exists():
                raise Refused(_("A payout is just keeping it back. Look again in a minute."))
            if settings.DEBTS_BY_TWO and self.proposed_by_id in {None, by.user_id}:
                self.propose(by, words.strip())
                return
            self.words = self.words if self.proposed_by_id else words.strip()
            if not self.words:
                raise Refused(UNSAID)
            self.close(by, self.words, outside=str(self.left.amount))

    def propose(self, by: Actor, words: str) -> None:
        """Again by the same person: in other words. To be called under the lock."""
        if not words:
            raise Refused(_("A second member of staff confirms this, not who proposed it.") if self.words else UNSAID)
        self.words, self.proposed_by = words[:200], by.user
        self.save(update_fields=["words", "proposed_by"])
        record("recovery.settlement_proposed", self, by=by.as_staff(), **self.facts())

    def take_back_proposal(self, by: Actor) -> None:
        """By whoever looks after payments: what was proposed was wrong, and the debt stands as before."""
        with locked(self, self.State.OWED):
            require(can_settle_debt(by), _("Only staff who look after payments settle what is owed."))
            if self.proposed_by_id is None:
                raise Refused(_("Nothing is proposed for this debt."))
            self.words, self.proposed_by = "", None
            self.save(update_fields=["words", "proposed_by"])
            record("recovery.proposal_taken_back", self, by=by.as_staff(), **self.facts())

    def close(self, by: Actor | None, words: str, **facts: Any) -> None:
        self.state, self.words, self.by = self.State.CLOSED, words[:200], by.user if by else None
        self.save(update_fields=["state", "words", "by"])
        Difference.forget_stuck(self.ref)
        record("recovery.settled", self, by=by.as_staff() if by else None, **{**self.facts(), **facts})


class SetOffQuerySet(models.QuerySet["SetOff"]):
    def counting(self) -> "SetOffQuerySet":
        """A payout that failed has kept nothing back."""
        return self.exclude(release__state=MoveState.FAILED)


class SetOff(models.Model):
    """What a payout has kept back for a debt."""

    recovery = models.ForeignKey(Recovery, models.PROTECT, related_name="set_offs")
    release = models.ForeignKey(Release, models.PROTECT, related_name="set_offs")
    amount = AmountField()

    objects = SetOffQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of a payout that was kept back")
        verbose_name_plural = _("parts of payouts that were kept back")
        constraints = [
            models.UniqueConstraint(fields=["recovery", "release"], name="set_off_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="set_off_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.recovery_id}/{self.release_id} {self.amount}"
