"""Money that goes on from a charge: back to the payer, or out to the supplier after a delay."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from payments import gateway
from payments.models.charge import Charge
from portal.core.events import record
from portal.core.money import AmountField, format_money
from portal.core.states import locked

KEYS_LAST = timedelta(hours=20)  # Stripe keeps them for at least 24


class State(models.TextChoices):
    PENDING = "pending", _("on its way")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class MoveQuerySet(models.QuerySet[Any]):
    def counting(self) -> "MoveQuerySet":
        """Done, or still to come: what failed counts for nothing."""
        return self.exclude(state=State.FAILED)

    def pending(self) -> "MoveQuerySet":
        return self.filter(state=State.PENDING)


class Move(models.Model):
    """A row that Stripe is asked about by a key made from its reference."""

    ref = models.CharField(max_length=16, unique=True, editable=False)
    amount = AmountField()
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    stripe_id = models.CharField(max_length=255, blank=True)
    error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    charge: Any

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.ref} {format_money(self.money)}"

    @property
    def is_old(self) -> bool:
        """Stripe may have forgotten the key: asked again it would do it a second time."""
        return timezone.now() - self.created_at > KEYS_LAST

    @property
    def money(self) -> Money:
        money: Money = self.charge.in_own_currency(self.amount)
        return money

    def facts(self) -> dict[str, Any]:
        return {**self.charge.facts(), "move": self.ref, "amount": str(self.amount)}

    def end(self, state: str, kind: str, stripe_id: str = "", error: str = "") -> bool:
        """Pending → done or failed, once; whether it was this call."""
        from payments.models.difference import Difference

        with locked(self):
            if self.state != State.PENDING:
                return False
            self.state, self.stripe_id, self.error = state, stripe_id or self.stripe_id, error[:200]
            self.done_at = timezone.now()
            self.save(update_fields=["state", "stripe_id", "error", "done_at"])
            if state == State.DONE and self.charge.releasable.amount <= 0:
                Difference.forget_stuck(self.charge.ref)
            record(kind, self, **self.facts())
        return True


class Refund(Move):
    charge = models.ForeignKey(Charge, models.PROTECT, related_name="refunds")
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # The part that the supplier had received already, and that comes back from them.
    from_payee = AmountField(default=Decimal(0))
    # Stripe's ids of the transfer back from the supplier, and of the one that gave it back where the refund failed.
    reversal = models.CharField(max_length=255, blank=True)
    returned = models.CharField(max_length=255, blank=True)
    at_hold_end = models.BooleanField(default=False)  # nobody asked: the money could not be held any longer

    objects = MoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="refund_of_something"),
            models.CheckConstraint(
                condition=models.Q(from_payee__gte=0) & models.Q(from_payee__lte=models.F("amount")),
                name="refund_from_payee_within",
            ),
        ]

    def settle(self) -> None:
        """Ask Stripe to send it back, or how it went. The same key each time: it is sent back once."""
        if self.state != State.PENDING:
            return
        try:
            found = self.at_stripe() or self.send()
        except gateway.GatewayRefused as problem:
            self.fail(error=str(problem))
            return
        if found.status in {"failed", "canceled"}:
            self.fail(found.id, found.status)
        elif found.status == "succeeded":
            self.end(State.DONE, "refund.made", found.id)
        elif not self.stripe_id:
            type(self)._base_manager.filter(pk=self.pk).update(stripe_id=found.id)

    def at_stripe(self) -> Any:
        """How the refund that Stripe has already stands; None when it may still be asked by the same key."""
        if self.stripe_id:
            return gateway.refund_state(self.stripe_id)
        if not self.is_old:
            return None
        made = gateway.list_refunds(self.created_at - timedelta(hours=1), timezone.now())
        return next((one for one in made if one.metadata.get("key") == self.key), None)

    @property
    def key(self) -> str:
        return f"refund-{self.ref}"

    def send(self) -> Any:
        self.take_back()
        return gateway.refund(
            key=self.key,
            payment_intent=self.charge.intent,
            amount=self.money,
            reason=self.reason,
            reverse_transfer=bool(self.charge.destination) and not self.charge.held,
        )

    def take_back(self) -> None:
        """First from the supplier, so that the portal does not pay out of its own pocket. Once, whoever dies when.

        The same key as long as Stripe knows it; afterwards what was reversed is looked through.
        """
        release = self.charge.releases.counting().first()
        if not self.from_payee or release is None or self.reversal:
            return
        release.settle()  # what is not paid out yet, though it was decided, cannot come back
        if release.state != State.DONE:
            return
        key, transfer = self.reversal_key, release.stripe_id
        made = gateway.reversal_by(key, transfer) if self.is_old else ""
        self.keep(reversal=made or gateway.reverse_transfer(key=key, transfer=transfer, amount=self.part_of_payee))

    @property
    def reversal_key(self) -> str:
        return f"reversal-{self.ref}"

    @property
    def part_of_payee(self) -> Money:
        return self.charge.in_own_currency(self.from_payee)

    def keep(self, **ids: str) -> None:
        type(self)._base_manager.filter(pk=self.pk).update(**ids)
        for name, value in ids.items():
            setattr(self, name, value)

    def fail(self, stripe_id: str = "", error: str = "") -> None:
        """It did not go back to the payer; so what was taken from the supplier for it goes back there, first."""
        self.give_back()
        if self.end(State.FAILED, "refund.failed", stripe_id, error) and self.at_hold_end:
            self.charge.note_stuck(f"{self.money} did not go back: {error}")

    def give_back(self) -> None:
        from payments.models.difference import Difference

        release = self.charge.releases.counting().first()
        if self.from_payee and release is not None and not self.reversal:  # somebody died before it was kept
            self.keep(reversal=gateway.reversal_by(self.reversal_key, release.stripe_id) if release.stripe_id else "")
        if not self.reversal or self.returned:
            return
        group = f"return-{self.ref}"
        made = gateway.list_transfers(self.created_at - timedelta(hours=1), timezone.now()) if self.is_old else ()
        found = next((one for one in made if one.group == group), None)
        try:
            words = {"destination": self.charge.destination, "source_charge": "", "group": group}
            found = found or gateway.transfer(key=group, amount=self.part_of_payee, **words)
        except gateway.GatewayRefused as problem:
            Difference.note(Difference.Kind.STUCK, self.reversal, self.ref, f"{self.part_of_payee}: {problem}")
        else:
            self.keep(returned=found.id)


class Release(Move):
    """A delayed payout: the transfer of a held payment to the supplier's account."""

    charge = models.ForeignKey(Charge, models.PROTECT, related_name="releases")
    withheld = AmountField(default=Decimal(0))  # kept for what the supplier owes back (recovery.py), beside `amount`

    objects = MoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("delayed payout")
        verbose_name_plural = _("delayed payouts")
        constraints = [
            models.UniqueConstraint(
                fields=["charge"], condition=models.Q(state__in=["pending", "done"]), name="release_once"
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0, withheld__gte=0)
                & (models.Q(amount__gt=0) | models.Q(withheld__gt=0)),
                name="release_of_something",
            ),
        ]

    @property
    def withheld_money(self) -> Money:
        money: Money = self.charge.in_own_currency(self.withheld)
        return money

    def set_off(self) -> None:
        """Keep back what its supplier owes after lost disputes, the oldest first; saves it. Inside a transaction."""
        from payments.models.recovery import Recovery, SetOff

        parts = []
        for debt in Recovery.objects.owed_by(self.charge.payee_id, self.charge.currency).for_set_off():
            part = min(debt.left.amount, self.amount)
            if part > 0:
                self.amount, self.withheld = self.amount - part, self.withheld + part
                parts.append(SetOff(recovery=debt, release=self, amount=part))
        self.save(force_insert=True)
        SetOff.objects.bulk_create(parts)

    def settle(self) -> None:
        if self.state != State.PENDING:
            return
        if not self.amount:  # all of it is kept for what the supplier owes
            self.end(State.DONE, "payout.released")
            return
        try:
            found = self.at_stripe() or self.send()
        except gateway.GatewayRefused as problem:
            self.fail(str(problem))
            return
        self.end(State.DONE, "payout.released", found.id)

    def fail(self, error: str) -> None:
        """The money is held as before: it can be released again, or sent back."""
        with locked(self.charge):
            if self.end(State.FAILED, "payout.failed", error=error):
                self.charge.released_at = None
                self.charge.save(update_fields=["released_at"])
                self.charge.note_stuck(f"{self.money} was not paid out: {error}")

    def at_stripe(self) -> Any:
        """The transfer that was made while nobody listened; a charge has one at most that counts."""
        if not self.is_old:
            return None
        made = gateway.list_transfers(self.created_at - timedelta(hours=1), timezone.now())
        return next((one for one in made if one.group == self.charge.ref), None)

    def send(self) -> Any:
        return gateway.transfer(
            key=f"release-{self.ref}",
            amount=self.money,
            destination=self.charge.destination,
            source_charge=self.charge.stripe_charge,
            group=self.charge.ref,
        )
