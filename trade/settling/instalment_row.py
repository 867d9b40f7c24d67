"""What is kept of how an order is to be paid."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from portal.core.actor import Actor
from portal.core.money import AmountField, CurrencyField, format_money
from portal.core.permissions import Refused
from trade.orders.models import Order

SUMMED = frozenset({"amount", "state", "order", "order_id", "currency"})  # what the sum of an order's instalments is of
HELD: ContextVar[frozenset[int]] = ContextVar("orders whose schedules are held", default=frozenset())


class PaymentSchedule(models.Model):
    """The instalments of one order, which sum to `total` exactly; its row is their lock.

    `schedule_locked` holds the sum on every database; a trigger of PostgreSQL has the last word.
    """

    order = models.OneToOneField(Order, models.CASCADE, related_name="schedule")
    total = AmountField()
    currency = CurrencyField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("payment schedule")
        verbose_name_plural = _("payment schedules")

    def __str__(self) -> str:
        return f"{self.order_id}: {self.currency} {self.total}"

    def check_adds_up(self) -> None:
        """Raise Refused, which undoes what was done under the lock, when the instalments come to another total."""
        self.refresh_from_db(fields=["total"])
        rows = self.order.instalments.filter(state__in=InstalmentRow.COUNTING)
        found = sum((row.amount for row in rows), Decimal(0))
        if found == self.total and all(row.currency == self.currency for row in rows):
            return
        words = gettext("The instalments would come to %(found)s, not to %(total)s. Nothing was changed.")
        sums = {"found": Money(found, self.currency), "total": Money(self.total, self.currency)}
        raise Refused(words % {name: format_money(money) for name, money in sums.items()})


@contextmanager
def schedule_locked(order_id: int) -> Iterator[PaymentSchedule]:
    """One at a time changes how an order is paid; at the end its instalments sum to what they must.

    Raises PaymentSchedule.DoesNotExist before it is confirmed, and Refused when they do not: then nothing was changed.
    """
    with transaction.atomic():
        schedule = PaymentSchedule.objects.select_for_update(no_key=True).get(order_id=order_id)
        before = HELD.set(HELD.get() | {order_id})
        try:
            yield schedule
        finally:
            HELD.reset(before)
        if order_id not in HELD.get():
            schedule.check_adds_up()


class InstalmentQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> "InstalmentQuerySet":
        return self.filter(order__in=Order.objects.visible_to(actor))

    def open(self) -> "InstalmentQuerySet":
        return self.filter(state__in=["planned", "due"])

    def late(self, today: date) -> "InstalmentQuerySet":
        return self.filter(state="due", amount__gt=0, due_on__lt=today)

    def update(self, **changes: Any) -> int:
        """As `save` below: what changes the sum does it under the locks of the schedules."""
        if not SUMMED & set(changes):
            return super().update(**changes)
        with transaction.atomic(), ExitStack() as locks:
            for order_id in sorted(set(self.values_list("order_id", flat=True))):
                locks.enter_context(schedule_locked(order_id))
            return super().update(**changes)


class InstalmentRow(models.Model):
    """A part of an order's total. Negative only for what the supplier owes back (`credit`)."""

    class Kind(models.TextChoices):
        DEPOSIT = "deposit", _("Deposit")
        BALANCE = "balance", _("Balance")
        INSTALMENT = "instalment", _("Instalment")
        FULL = "full", _("Full payment")
        CREDIT = "credit", _("To be refunded")

    class Rule(models.TextChoices):
        CONFIRMED = "confirmed", _("when the order is confirmed")
        READY = "ready", _("before shipment, when the goods are ready")
        SHIPPED = "shipped", _("when the goods are shipped")
        DELIVERED = "delivered", _("when the goods are delivered")
        DATE = "date", _("on a fixed day")

    class Way(models.TextChoices):
        TRANSFER = "transfer", _("Bank transfer")
        STRIPE = "stripe", _("Card, by Stripe")
        LC = "lc", _("Letter of credit")

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        DUE = "due", pgettext_lazy("instalment", "Due")
        REPORTED = "reported", _("Receipt to be confirmed")
        PAID = "paid", _("Paid")
        LOST = "lost", _("Charged back")  # the payer's bank took the payment back for good
        WAIVED = "waived", _("Not to be paid any more")

    OPEN = (State.PLANNED, State.DUE)
    PAYABLE = (*OPEN, State.LOST)  # what may be paid, by a transfer at least
    COUNTING = (State.PLANNED, State.DUE, State.REPORTED, State.PAID, State.LOST)

    order = models.ForeignKey(Order, models.CASCADE, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    amount = AmountField()
    currency = CurrencyField()
    rule = models.CharField(max_length=9, choices=Rule)
    days = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    way = models.CharField(_("way of paying"), max_length=8, choices=Way, default=Way.TRANSFER)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PLANNED)
    paid_at = models.DateTimeField(null=True, blank=True)
    waive_reason = models.CharField(max_length=500, blank=True)
    told_soon = models.DateField(null=True, blank=True)  # the due day of which was reminded
    told_late = models.DateField(null=True, blank=True)  # the day on which it was last said to be overdue

    # What a page shows of it to its reader.
    pill: dict[str, Any]
    has_letter: bool
    card_key: str
    card: Any

    objects = InstalmentQuerySet.as_manager()

    class Meta:
        abstract = True
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="instalment_number"),
            models.CheckConstraint(
                condition=Q(kind="credit", amount__lt=0) | ~Q(kind="credit") & Q(amount__gt=0), name="instalment_sign"
            ),
            models.CheckConstraint(
                condition=Q(state="paid", paid_at__isnull=False) | ~Q(state="paid") & Q(paid_at=None),
                name="instalment_paid_says_when",
            ),
            models.CheckConstraint(condition=~Q(state="due") | Q(due_on__isnull=False), name="instalment_due_has_day"),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="instalment_due")]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.number} {self.currency} {self.amount}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Outside a verb it takes the lock itself, so that no change of one instalment alone sets the sum off."""
        fields = kwargs.get("update_fields")
        if self.order_id in HELD.get() or (fields is not None and not SUMMED & set(fields)):
            return super().save(*args, **kwargs)
        with schedule_locked(self.order_id):
            return super().save(*args, **kwargs)

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_overdue(self) -> bool:
        if self.state != self.State.DUE or self.due_on is None:
            return False
        return self.amount > 0 and self.due_on < timezone.localdate()

    @property
    def expected_on(self) -> date | None:
        """The day on which it is due, or is going to be as far as the order's promised dates say."""
        promised = {
            self.Rule.READY: self.order.ready_by,
            self.Rule.SHIPPED: self.order.ship_by,
            self.Rule.DELIVERED: self.order.deliver_by,
        }
        return self.due_on or promised.get(self.Rule(self.rule))
