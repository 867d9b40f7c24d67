"""What Stripe tells: stored before anything else, processed once, in whatever order it comes."""

from datetime import UTC, datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from payments.models.charge import Charge
from portal.core.events import record
from portal.core.money import AmountField, CurrencyField, from_minor
from portal.core.states import locked


class StripeEvent(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("processed")
        IGNORED = "ignored", _("not about anything of ours")

    event_id = models.CharField(max_length=255, unique=True)
    type = models.CharField(max_length=100)
    account = models.CharField(max_length=64, blank=True)
    payload = models.JSONField()
    received_at = models.DateTimeField(default=timezone.now)
    processed_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)

    objects = models.Manager()

    class Meta:
        verbose_name = _("message from Stripe")
        verbose_name_plural = _("messages from Stripe")
        indexes = [models.Index(fields=["state", "received_at"], name="stripe_event_state")]

    def __str__(self) -> str:
        return f"{self.event_id} {self.type}"

    @classmethod
    def receive(cls, event: dict[str, Any]) -> "StripeEvent":
        """Store it, once, and let the relay know in the same transaction."""
        with transaction.atomic():
            fields = {"type": event["type"][:100], "account": event.get("account") or "", "payload": event}
            row, made = cls.objects.get_or_create(event_id=event["id"], defaults=fields)
            if made:
                record("stripe_event.received", row)
        return row

    @property
    def subject(self) -> dict[str, Any]:
        found = (self.payload.get("data") or {}).get("object")
        return found if isinstance(found, dict) else {}

    def process(self) -> None:
        """Act on what it is about, once. What it says is no more than a hint to ask Stripe how things stand now."""
        from payments.inbox import act_on

        with locked(self):
            if self.state != self.State.WAITING:
                return
            known = act_on(self)
            self.state = self.State.DONE if known else self.State.IGNORED
            self.processed_at = timezone.now()
            self.save(update_fields=["state", "processed_at"])


class Dispute(models.Model):
    """The payer's bank asks for the money back."""

    WON_OR_LOST = frozenset({"won", "lost", "warning_closed", "prevented"})

    charge = models.ForeignKey(Charge, models.PROTECT, related_name="disputes")
    stripe_id = models.CharField(max_length=255, unique=True)
    status = models.CharField(max_length=40)
    reason = models.CharField(max_length=60, blank=True)
    amount = AmountField()
    currency = CurrencyField()
    as_of = models.DateTimeField()
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)

    objects = models.Manager()

    class Meta:
        verbose_name = _("dispute at the bank")
        verbose_name_plural = _("disputes at the bank")

    def __str__(self) -> str:
        return f"{self.stripe_id} {self.status}"

    @property
    def outcome(self) -> str:
        """`open`, `lost`, or `won`, which it is as well when the bank drops it."""
        if self.closed_at is None:
            return "open"
        return "lost" if self.status == "lost" else "won"

    @property
    def standing(self) -> str:
        """Stripe's word for it, in ours."""
        if self.outcome == "open":
            return gettext("The bank has not decided yet.")
        return (
            gettext("Lost: the money stays with the payer.") if self.outcome == "lost" else gettext("Won, or dropped.")
        )

    @classmethod
    def take_in(cls, charge: Charge, said: dict[str, Any], created: int) -> "Dispute":
        """The newest word counts, and an end is an end, in whatever order they come."""
        money, as_of = from_minor(said["amount"], said["currency"]), datetime.fromtimestamp(created, UTC)
        with locked(charge):
            start = {"charge": charge, "amount": money.amount, "currency": money.currency.code, "as_of": as_of}
            start |= {"status": said["status"], "reason": said.get("reason", "")[:60]}
            row, made = cls.objects.get_or_create(stripe_id=said["id"], defaults=start)
            if made:
                record("dispute.opened", row, **charge.facts())
            if said["status"] in cls.WON_OR_LOST and row.closed_at is None:
                row.status, row.closed_at, row.as_of = said["status"], timezone.now(), as_of
                record("dispute.closed", row, **charge.facts(), status=row.status)
                row.note_loss()
            elif row.closed_at is None and as_of >= row.as_of:
                row.status, row.as_of = said["status"], as_of
            row.save(update_fields=["status", "closed_at", "as_of"])
        return row

    def note_loss(self) -> None:
        """Stripe takes it from the portal; what the supplier has of it already is taken back from them."""
        from payments.models.recovery import Recovery

        if self.status == "lost" and self.currency == self.charge.currency:
            Recovery.begin(self)
