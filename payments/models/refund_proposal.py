"""Two people of the paid company send a large sum back: one asks for it, another confirms."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from companies.models import Membership
from companies.permissions import POWERS
from payments.models.charge import Charge
from payments.models.refund import Refund
from payments.permissions import can_refund_charge
from portal.core.actor import Actor
from portal.core.by_two import ByTwo, two_people
from portal.core.events import record
from portal.core.money import AmountField, convert
from portal.core.permissions import WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked

KNOWN_FOR = timedelta(hours=72)  # in the company before it was asked for: nobody is invited to confirm
ROLES = [role for role, powers in POWERS.items() if "edit_company" in powers]
REFERENCE = "EUR"  # what REFUNDS_BY_TWO counts in


def proposal_ref() -> str:
    return new_ref("RFP")


def is_large(charge: Charge, money: Money) -> bool:
    """Whether what was sent back of it so far, and this, is more than the limit; a currency without a rate is."""
    if not settings.REFUNDS_BY_TWO:
        return False
    total = convert(charge.refunded + money, REFERENCE)
    return total is None or total.money.amount > settings.REFUNDS_BY_TWO


def second_people(charge: Charge, first: int | None, since: datetime) -> Any:
    """Owners and managers of the paid company beside the first, who were in it long enough before."""
    rows = Membership.objects.filter(company=charge.payee_id, role__in=ROLES, user__is_active=True)
    return rows.filter(created_at__lte=since - KNOWN_FOR).exclude(user_id=first or 0)


class ProposalQuerySet(models.QuerySet["RefundProposal"]):
    def visible_to(self, actor: Actor) -> "ProposalQuerySet":
        """Those who may send money back of the company that was paid; the payer hears of it when it is on its way."""
        if actor.company is None or not can_see(actor):
            return self.none()
        return self.filter(charge__payee=actor.company_id)

    def open(self) -> "ProposalQuerySet":
        return self.filter(state=RefundProposal.State.OPEN)


def can_see(actor: Actor) -> bool:
    return actor.through is None and actor.user is not None and actor.may("edit_company")


class RefundProposal(ByTwo):
    """Open → confirmed by another person, and sent back; declined by another; or withdrawn by the first.

    It keeps no money: what is left by then counts when it is confirmed.
    """

    ref = models.CharField(max_length=16, unique=True, editable=False, default=proposal_ref)
    charge = models.ForeignKey(Charge, models.PROTECT, related_name="refund_proposals")
    amount = AmountField()
    reason = models.CharField(max_length=200, blank=True)
    refund = models.OneToOneField(Refund, models.PROTECT, null=True, related_name="proposal")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("refund that waits for a second person")
        verbose_name_plural = _("refunds that wait for a second person")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["charge"], condition=Q(state="open"), name="refund_proposed_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_proposal_of_something"),
            *two_people("refund"),
            models.CheckConstraint(
                condition=Q(state="confirmed", refund__isnull=False) | (~Q(state="confirmed") & Q(refund=None)),
                name="refund_proposal_led_to",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.amount}"

    @property
    def money(self) -> Money:
        return self.charge.in_own_currency(Decimal(self.amount))

    def get_absolute_url(self) -> str:
        return self.charge.get_absolute_url()

    def facts(self) -> dict[str, Any]:
        return {**self.charge.facts(), "move": self.ref, "amount": str(self.amount), "company": self.charge.payee_id}

    @classmethod
    def is_needed(cls, charge: Charge, money: Money, by: Actor) -> bool:
        """A company in which nobody else could confirm decides alone."""
        return is_large(charge, money) and second_people(charge, by.user_id, now()).exists()

    @classmethod
    def propose(cls, charge: Charge, money: Money, reason: str, by: Actor) -> "RefundProposal":
        """To be called under the lock of the charge, by `Charge.refund`, which has looked at person and sum."""
        if cls.objects.open().filter(charge=charge).exists():
            raise WrongState(_("A refund waits for a second person already. Nothing was done twice."))
        made = cls(charge=charge, amount=money.amount, reason=reason[:200], proposed_by=by.user)
        made.save(force_insert=True)
        record("refund.proposed", made, by=by, **made.facts())
        return made

    def deciders(self) -> Any:
        return second_people(self.charge, self.proposed_by_id, self.proposed_at)

    def can_be_decided_by(self, actor: Actor) -> bool:
        if not can_refund_charge(actor, self.charge):
            return False
        return bool(self.deciders().filter(user_id=actor.user_id).exists())

    def can_be_withdrawn_by(self, actor: Actor) -> bool:
        """Who asked for it; anybody who may send money back, where nobody is left who could confirm it."""
        if not can_refund_charge(actor, self.charge):
            return False
        is_own = actor.user_id == self.proposed_by_id
        return is_own or not self.deciders().exists()

    def confirm(self, by: Actor) -> Refund:
        """The money goes back. Raises PermissionDenied for who asked for it, Refused for more than is left by now."""
        with locked(self.charge, Charge.State.PAID), locked(self, self.State.OPEN):
            words = _("Another owner or manager confirms this, who was in the company before it was asked for.")
            require(self.can_be_decided_by(by), words)
            refund: Refund = self.charge.place_refund(self.money, self.reason, by)
            self.decide(self.State.CONFIRMED, by, refund=refund)
        return refund

    def decline(self, by: Actor) -> None:
        with locked(self, self.State.OPEN):
            require(self.can_be_decided_by(by), _("Another owner or manager declines this, not who asked for it."))
            self.decide(self.State.DECLINED, by)

    def withdraw(self, by: Actor) -> None:
        with locked(self, self.State.OPEN):
            require(self.can_be_withdrawn_by(by), _("Only who asked for this refund takes it back."))
            self.decide(self.State.WITHDRAWN, by)

    def tell(self, by: Actor) -> None:
        record(f"refund.proposal_{self.state}", self, by=by, **self.facts())
