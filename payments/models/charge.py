"""A charge: one payable paid by one company to another, through Stripe's checkout page.

The row is committed before Stripe is asked, and every call to Stripe carries a key made from the row: whoever dies
between two steps leaves a row from which `settle()` goes on, and Stripe answers the same call with the same object.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from companies.models import Company
from payments import gateway
from payments.models.sending import Sending
from payments.payables import Payable, find_payable
from payments.permissions import can_cancel_charge, can_pay
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import AmountField, CurrencyField, from_minor, to_minor
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked
from portal.core.values import require_within

KEYS_LAST = timedelta(hours=20)  # Stripe keeps them for at least 24, as long as its page stays open
HOLD = ("hold_warns_at", "hold_ends_at")


class ChargeQuerySet(models.QuerySet["Charge"]):
    def visible_to(self, actor: Actor) -> "ChargeQuerySet":
        """Both sides of it."""
        if actor.company is None:
            return self.none()
        return self.filter(models.Q(payer=actor.company_id) | models.Q(payee=actor.company_id))

    def of(self, key: str) -> "ChargeQuerySet":
        return self.filter(payable=key)

    def living(self) -> "ChargeQuerySet":
        return self.filter(state__in=Charge.LIVING)

    def unsettled(self) -> "ChargeQuerySet":
        return self.filter(state__in=[Charge.State.OPEN, Charge.State.PROCESSING])

    def held(self) -> "ChargeQuerySet":
        """Paid, and neither paid out nor on its way to it."""
        return self.filter(state=Charge.State.PAID, held=True, released_at=None)

    def ending(self, now: datetime | None = None) -> "ChargeQuerySet":
        """Both sides are told, or are to be told."""
        return self.held().filter(hold_warns_at__lte=now or timezone.now())


class Charge(Sending):
    class State(models.TextChoices):
        OPEN = "open", _("waiting to be paid")
        PROCESSING = "processing", _("on its way")
        PAID = "paid", _("paid")
        FAILED = "failed", _("not paid")
        CANCELLED = "cancelled", _("cancelled")
        # Paid at Stripe though another charge of the same payable was: it is refunded at once.
        SURPLUS = "surplus", _("paid twice, sent back")

    LIVING = [State.OPEN, State.PROCESSING, State.PAID]

    ref = models.CharField(max_length=16, unique=True, editable=False)
    payable = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    payer = models.ForeignKey(Company, models.PROTECT, related_name="charges_paid")
    payee = models.ForeignKey(Company, models.PROTECT, related_name="charges_received")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    amount = AmountField()
    currency = CurrencyField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    attempt = models.PositiveIntegerField(default=1)
    held = models.BooleanField(default=False)
    # What Stripe is asked with must be the same each time it is asked: kept here, not reckoned anew.
    destination = models.CharField(max_length=64, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    back_url = models.CharField(max_length=300, blank=True)
    locale = models.CharField(max_length=10, blank=True)
    session = models.CharField(max_length=255, blank=True)
    session_url = models.TextField(blank=True)
    intent = models.CharField(max_length=255, blank=True)
    stripe_charge = models.CharField(max_length=255, blank=True)
    error_code = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    cancel_asked_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)

    objects = ChargeQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.UniqueConstraint(
                fields=["payable"],
                condition=models.Q(state__in=["open", "processing", "paid"]),
                name="charge_once_for_a_payable",
            ),
            models.UniqueConstraint(fields=["session"], condition=~models.Q(session=""), name="charge_session_once"),
            models.UniqueConstraint(fields=["intent"], condition=~models.Q(intent=""), name="charge_intent_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="charge_of_something"),
            models.CheckConstraint(condition=~models.Q(payer=models.F("payee")), name="charge_between_two"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["paid", "surplus"]) | models.Q(paid_at__isnull=False),
                name="charge_paid_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="paid", held=True)
                | models.Q(hold_warns_at__isnull=False, hold_ends_at__isnull=False),
                name="charge_held_until",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "created_at"], name="charge_state"),
            models.Index(fields=["payer", "-created_at"], name="charge_payer"),
            models.Index(fields=["payee", "-created_at"], name="charge_payee"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("payments:charge", args=[self.ref])

    @property
    def subject_title(self) -> str:
        return self.title

    def parties_to_talk(self) -> list[int]:
        return [self.payer_id, self.payee_id]

    # Paying ------------------------------------------------------------------------------------------------------

    @classmethod
    def begin(cls, thing: Payable, by: Actor) -> "Charge":
        """The charge whose `session_url` leads to Stripe's page: a new one, or the one that waits already.

        Commits before it asks Stripe, so it cannot be called in a transaction. Raises WrongState when it is paid or on
        its way, Refused when it is not payable (any more), and what the gateway raises; after `Unavailable` the
        charge stands and `begin` goes on with it.
        """
        charge = cls.find_or_place(thing, by)
        charge.open_checkout()
        return charge

    @classmethod
    def find_or_place(cls, thing: Payable, by: Actor) -> "Charge":
        require(can_pay(by, thing), _("Your role may not pay this."))
        try:
            with transaction.atomic(durable=True):
                return cls.waiting(thing, by) or cls.place(thing, by)
        except IntegrityError:  # somebody else was faster by a moment
            with transaction.atomic(durable=True):
                found = cls.waiting(thing, by)
        if found is None:
            raise WrongState(_("Somebody else tried to pay this in the same moment. Please look again."))
        return found

    @classmethod
    def waiting(cls, thing: Payable, by: Actor) -> "Charge | None":
        """The open charge of the payable. Raises WrongState where it is paid, or has changed since."""
        charge = cls.objects.of(thing.key).living().select_for_update(no_key=True).first()
        if charge is None:
            return None
        if charge.state != cls.State.OPEN:
            raise WrongState(_("This is paid already, or the payment is on its way. Nothing was paid twice."))
        if charge.money != current(thing, by).money:
            raise WrongState(_("The amount has changed: cancel the payment that was begun, then pay the new amount."))
        return charge

    @classmethod
    def place(cls, thing: Payable, by: Actor) -> "Charge":
        from payments.models.account import PayAccount

        now = current(thing, by)
        require(can_pay(by, now), _("Your role may not pay this."))
        money = from_minor(to_minor(now.money), now.money.currency.code)
        if money.amount <= 0:
            raise Refused(_("There is nothing to pay."))
        require_within(by, "buy", money)
        account = PayAccount.ready_of(now.payee)
        charge = cls(ref=new_ref("PAY"), payable=now.key, title=now.title[:200], payer=now.payer, payee=now.payee)
        charge.by, charge.email, charge.held, charge.back_url = by.user, by.user.email, now.held, now.back_url
        charge.amount, charge.currency = money.amount, money.currency.code
        charge.destination, charge.locale = account.account, gateway.reading_language()
        charge.attempt = cls.objects.of(now.key).count() + 1
        charge.save(force_insert=True)
        record("charge.begun", charge, by=by, **charge.facts())
        return charge

    def facts(self) -> dict[str, Any]:
        """What events carry of it; handlers read the row for what is true by then."""
        return {
            "ref": self.ref,
            "payable": self.payable,
            "amount": str(self.amount),
            "currency": self.currency,
            "company": self.payer_id,
        }

    def return_url(self) -> str:
        """The same in whatever language it is asked: Stripe is asked with the same words for the same key."""
        with override(settings.LANGUAGE_CODE):
            return settings.SITE_URL + reverse("payments:returning", args=[self.ref])

    def open_checkout(self) -> None:
        """Ask Stripe for the page to pay on, and keep its address. Asked again, Stripe gives the same page."""
        if self.session:
            return
        page = gateway.checkout(
            key=f"checkout-{self.ref}",
            title=self.title,
            amount=self.money,
            success_url=self.return_url(),
            cancel_url=self.return_url(),
            customer_email=self.email,
            destination=self.destination or None,
            held=self.held,
            locale=self.locale,
            metadata={"charge": self.ref, "payable": self.payable},
        )
        with locked(self):
            if not self.session:
                self.session, self.session_url, self.intent = page.id, page.url or "", page.payment_intent or ""
                self.save(update_fields=["session", "session_url", "intent"])

    def settle(self) -> None:
        """Ask Stripe how it stands, and take that in. Any number of times, in any order: paid stays paid."""
        if not self.session and timezone.now() - self.created_at > KEYS_LAST:
            self.give_up()
            return
        self.open_checkout()
        page = gateway.session(self.session)
        if self.cancel_asked_at and page.status == "open":
            gateway.expire(self.session)
            page = gateway.session(self.session)
        intent = page.payment_intent or self.intent
        payment = gateway.payment(intent) if intent else None
        with locked(self):
            self.take_in(page, payment)

    def give_up(self) -> None:
        """Nobody was ever led to its page, and Stripe may have forgotten the key: it ends, and another can begin."""
        with locked(self):
            if not self.session:
                self.mark_ended(self.State.CANCELLED if self.cancel_asked_at else self.State.FAILED, "abandoned")
                self.save(update_fields=["state", "error_code"])

    def take_in(self, page: Any, payment: Any) -> None:
        """Under the lock: what Stripe says of page and payment. Only forwards: an old answer harms nothing."""
        if self.state in {self.State.PAID, self.State.SURPLUS}:
            return
        if payment is not None:
            self.intent, self.error_code = payment.id, (payment.error_code or "")[:60]
            self.stripe_charge = payment.charge or self.stripe_charge
        if payment is not None and payment.status == "succeeded":
            self.mark_paid(payment)
        elif payment is not None and payment.status == "processing" and self.state == self.State.OPEN:
            self.state = self.State.PROCESSING
        elif page.status == "expired" or (payment is not None and payment.status == "canceled"):
            self.mark_ended(self.State.CANCELLED if self.cancel_asked_at else self.State.FAILED, "expired")
        elif page.status == "complete" and payment is not None and payment.status == "requires_payment_method":
            self.mark_ended(self.State.FAILED, "failed")
        self.save(update_fields=["state", "paid_at", "intent", "stripe_charge", "error_code", *HOLD])

    def mark_paid(self, payment: Any) -> None:
        from payments.models.difference import Difference

        if payment.amount != self.money:
            Difference.note(Difference.Kind.AMOUNT, payment.id, self.ref, f"{payment.amount} ≠ {self.money}")
            return
        self.paid_at, self.error_code = timezone.now(), ""
        self.begin_hold()
        others = Charge.objects.of(self.payable).living().exclude(pk=self.pk)
        if self.state in {self.State.FAILED, self.State.CANCELLED} and others.exists():
            self.state = self.State.SURPLUS
            self.save(update_fields=["state", "paid_at", *HOLD])
            self.place_refund(self.money, "duplicate", None)
            record("charge.surplus", self, **self.facts())
        else:
            self.state = self.State.PAID
            record("charge.paid", self, **self.facts())

    def mark_ended(self, state: str, code: str) -> None:
        if self.state not in {self.State.OPEN, self.State.PROCESSING}:
            return
        self.state, self.error_code = state, self.error_code or code
        kind = "charge.cancelled" if state == self.State.CANCELLED else "charge.failed"
        record(kind, self, **self.facts(), code=self.error_code)

    def cancel(self, by: Actor | None = None) -> None:
        """Close the page at Stripe. The wish is written first; who paid in the same moment has paid.

        `by` None: the payable was settled in another way. Raises WrongState when it is paid by then.
        """
        with locked(self, self.State.OPEN):
            require(by is None or can_cancel_charge(by, self), _("Your role may not cancel this payment."))
            self.cancel_asked_at = timezone.now()
            self.save(update_fields=["cancel_asked_at"])
            record("charge.cancel_asked", self, by=by, **self.facts())
        if not connection.in_atomic_block:  # else the relay does it, when this has been committed
            self.settle()


def current(thing: Payable, by: Actor) -> Payable:
    """The payable as it is now. Raises Refused when it is not to be paid (any more)."""
    now = find_payable(thing.key, by)
    if now is None or not now.is_due:
        raise Refused(_("This is not to be paid any more, or not yet. Nothing was paid."))
    return now
