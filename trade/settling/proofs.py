"""Payments outside the portal: what the buyer says it sent, and what the supplier says has come."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from moneyed import Money

from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import AmountField
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked
from trade.settling.instalments import Instalment
from trade.settling.payee import PayeeAccount
from trade.settling.permissions import can_confirm_receipt, can_pay_order


def proof_ref() -> str:
    return new_ref("TT")


class OutsidePaymentQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> "OutsidePaymentQuerySet":
        return self.filter(instalment__in=Instalment.objects.visible_to(actor))


class OutsidePayment(models.Model):
    """A bank transfer: reported by the buyer with a proof → confirmed, with what came, or refused by the supplier.

    `account` is the one that the portal showed when the buyer reported it; None where it showed none.
    """

    class State(models.TextChoices):
        REPORTED = "reported", gettext_lazy("To be confirmed by the supplier")
        CONFIRMED = "confirmed", gettext_lazy("Confirmed")
        REFUSED = "refused", gettext_lazy("Not received")
        WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")

    ref = models.CharField(max_length=16, unique=True, editable=False, default=proof_ref)
    instalment = models.ForeignKey(Instalment, models.CASCADE, related_name="proofs")
    amount = AmountField()
    sent_on = models.DateField(gettext_lazy("sent on"))
    reference = models.CharField(gettext_lazy("the bank’s reference"), max_length=80, blank=True)
    account = models.ForeignKey(PayeeAccount, models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.REPORTED)
    received = AmountField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = OutsidePaymentQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("payment outside the portal")
        verbose_name_plural = gettext_lazy("payments outside the portal")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="outside_payment_positive"),
            models.UniqueConstraint(
                fields=["instalment"], condition=Q(state="reported"), name="outside_payment_one_reported"
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", received__gt=0, received_on__isnull=False)
                | ~Q(state="confirmed") & Q(received=None),
                name="outside_payment_confirmed_says_what",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_absolute_url(self) -> str:
        """Its row among the payments of its order: it has no page of its own."""
        return f"{self.instalment.order.get_absolute_url()}#payment-{self.ref}"

    @property
    def subject_title(self) -> str:
        return str(self.instalment.order.title)

    def parties_to_talk(self) -> list[int]:
        return self.instalment.order.parties_to_talk()

    @property
    def money(self) -> Money:
        return Money(self.amount, self.instalment.currency)

    @property
    def received_money(self) -> Money | None:
        return None if self.received is None else Money(self.received, self.instalment.currency)

    @classmethod
    def begin(
        cls,
        instalment: Instalment,
        by: Actor,
        amount: Decimal,
        sent_on: date,
        reference: str,
    ) -> "OutsidePayment":
        """To be called under the schedule's lock."""
        account = PayeeAccount.objects.in_force(instalment.order.supplier)
        new = cls(instalment=instalment, amount=amount, sent_on=sent_on, reference=reference, user=by.user)
        new.account = account
        new.save()
        return new

    def confirm(self, by: Actor, received: Decimal, received_on: date) -> None:
        """The money has come, or a part of it: then the rest is an instalment of its own.

        Raises PermissionDenied; WrongState when a colleague has decided it; Refused for a sum that cannot be.
        """
        from trade.settling.scheduling import mark_paid

        order = self.instalment.order
        require(can_confirm_receipt(by, order), _("Only who sells for the supplier confirms a receipt."))
        with self.instalment.locked(Instalment.State.REPORTED) as schedule, locked(self, self.State.REPORTED):
            self.instalment.check_sum(received)
            mark_paid(schedule, self.instalment, Money(received, self.instalment.currency), Instalment.Way.TRANSFER)
            self.close(self.State.CONFIRMED, by, received, received_on)
            record("outside_payment.confirmed", self, by=by, order=order.ref)

    def refuse(self, by: Actor, reason: str) -> None:
        """It has not come: the instalment is to be paid again. Raises Refused without a reason."""
        require(
            can_confirm_receipt(by, self.instalment.order), _("Only who sells for the supplier confirms a receipt.")
        )
        if not reason.strip():
            raise Refused(_("Say why: the other side has to know what to do about it."))
        self.reopen(by, self.State.REFUSED, "outside_payment.refused", reason)

    def withdraw(self, by: Actor) -> None:
        """The buyer reported it by mistake."""
        require(can_pay_order(by, self.instalment.order), _("Only who buys for the buyer reports a payment."))
        self.reopen(by, self.State.WITHDRAWN, "outside_payment.withdrawn", "")

    def reopen(self, by: Actor, state: str, kind: str, reason: str) -> None:
        one = self.instalment
        with one.locked(Instalment.State.REPORTED), locked(self, self.State.REPORTED):
            one.state = Instalment.State.DUE if one.due_on else Instalment.State.PLANNED
            one.save(update_fields=["state"])
            self.close(state, by, reason=reason)
            record(kind, self, by=by, order=one.order.ref)

    def close(
        self, state: str, by: Actor, received: Decimal | None = None, received_on: date | None = None, reason: str = ""
    ) -> None:
        self.state, self.received, self.received_on = state, received, received_on
        self.reason, self.decided_by, self.decided_at = reason.strip()[:500], by.user, timezone.now()
        self.save(update_fields=["state", "received", "received_on", "reason", "decided_by", "decided_at"])
