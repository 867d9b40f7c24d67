"""What is kept of an order, frozen as it was agreed; its verbs are in trade/orders/models.py."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from catalog.models import Product
from catalog.terms import PAYMENT_TERMS
from companies.models import Company
from portal.core.actor import Actor
from portal.core.money import AmountField, CurrencyField, rounded
from trade.models.quotation import Quotation
from trade.orders.rows import CHANGEABLE, OPEN, Kind, State
from trade.orders.standing import days_late, pill_of
from trade.rounds.models import PurchaseRound


class OrderRow(models.Model):
    """The columns of an order and what the database holds them to.

    `year` and `number` are the supplier's own running number (without gaps within a year; trade/orders/numbering.py);
    `series` tells apart those of a company that was merged into the supplier. `buyer_po` is the buyer's purchase-order
    number, `form_token` that of the form it was placed with. `*_party` are the two companies as they were on the day:
    name, legal_name, local_name, country, street, postcode, city, region, registration_kind, registration_number.
    `overdue_told` is the promised day of which both sides were told that it had passed, `reminded_at` when the buyer
    last asked after what was late.
    `ship_to` has name, street, postcode, city, region, country, note. Amounts are in `currency`; `total` is the sum of
    the lines, in whole minor units.
    """

    State, Kind = State, Kind
    OPEN, CHANGEABLE = OPEN, CHANGEABLE

    ref = models.CharField(max_length=16, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    quotation = models.OneToOneField(Quotation, models.PROTECT, null=True, blank=True, related_name="order")
    purchase = models.ForeignKey(PurchaseRound, models.PROTECT, null=True, blank=True, related_name="orders")
    buyer = models.ForeignKey(Company, models.PROTECT, related_name="orders_given")
    supplier = models.ForeignKey(Company, models.PROTECT, related_name="orders_received")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=300)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLACED)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    series = models.CharField(max_length=16, blank=True, default="", editable=False)
    form_token = models.UUIDField(null=True, blank=True, editable=False)
    buyer_po = models.CharField(_("purchase-order number"), max_length=40, blank=True)
    buyer_party = models.JSONField(default=dict)
    supplier_party = models.JSONField(default=dict)
    ship_to = models.JSONField(default=dict)
    currency = CurrencyField(verbose_name=_("currency"))
    total = AmountField()
    incoterm = models.CharField(_("Incoterm"), max_length=3, blank=True)
    incoterm_place = models.CharField(_("named place"), max_length=80, blank=True)
    lead_time_days = models.PositiveSmallIntegerField(_("lead time in days"), null=True, blank=True)
    payment = models.CharField(_("payment"), max_length=16, choices=list(PAYMENT_TERMS.items()), blank=True)
    deposit_percent = models.DecimalField(
        _("deposit in percent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    payment_days = models.PositiveSmallIntegerField(_("days to pay"), null=True, blank=True)
    note = models.TextField(_("message"), max_length=4000, blank=True)
    ready_by = models.DateField(_("ready by"), null=True, blank=True)
    ship_by = models.DateField(_("shipped by"), null=True, blank=True)
    deliver_by = models.DateField(_("delivered by"), null=True, blank=True)
    overdue_told = models.DateField(null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    placed_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    production_at = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    shipped_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="+")
    cancel_reason = models.CharField(_("reason"), max_length=1000, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    lines: Any
    deliveries: Any
    changes: Any
    notes: Any

    class Meta:
        abstract = True
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        constraints = [
            models.CheckConstraint(condition=~Q(buyer=F("supplier")), name="order_two_companies"),
            models.CheckConstraint(condition=Q(total__gte=0), name="order_total_not_negative"),
            models.UniqueConstraint(fields=["supplier", "series", "year", "number"], name="order_number_of_supplier"),
            models.UniqueConstraint(fields=["purchase", "buyer"], name="order_one_a_member"),
            models.UniqueConstraint(fields=["buyer", "form_token"], name="order_click_once"),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | ~Q(state="cancelled") & Q(cancelled_at=None),
                name="order_cancelled_says_when",
            ),
            models.CheckConstraint(
                condition=Q(kind="quotation", quotation__isnull=False) | ~Q(kind="quotation") & Q(quotation=None),
                name="order_of_quotation",
            ),
            models.CheckConstraint(
                condition=Q(kind="joint", purchase__isnull=False) | ~Q(kind="joint") & Q(purchase=None),
                name="order_of_purchase",
            ),
        ]
        indexes = [
            models.Index(fields=["supplier", "state", "-id"], name="order_received"),
            models.Index(fields=["buyer", "state", "-id"], name="order_given"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("trade:order", args=[self.ref])

    @property
    def full_number(self) -> str:
        """As the supplier counts: `2026-0007`."""
        return "-".join(filter(None, [self.series, str(self.year), f"{self.number:04d}"]))

    @property
    def sum(self) -> Money:
        return Money(self.total, self.currency)

    @property
    def subject_title(self) -> str:
        return self.title

    def parties_to_talk(self) -> list[int]:
        return [self.buyer_id, self.supplier_id]

    def pill_for(self, actor: Actor, change: Any = None) -> dict[str, object]:
        """`change` is the one that waits for an answer, which then comes first."""
        return pill_of(self, actor, change)

    @property
    def days_late(self) -> int:
        """0 in time."""
        return days_late(self)

    @property
    def usual_day(self) -> date | None:
        """When it is ready by its own lead time, confirmed today."""
        days = self.lead_time_days
        return None if days is None else timezone.localdate() + timedelta(days=days)

    def partner_of(self, actor: Actor) -> Company:
        return self.buyer if actor.acts_for(self.supplier_id) else self.supplier


class OrderLine(models.Model):
    """One thing that was ordered; `amount` for one unit, in the order's currency. Changes by agreement alone.

    `shipped` is what all deliveries of it come to, kept by them under the order's lock.
    """

    order = models.ForeignKey("trade.Order", models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey(Product, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=200)
    sku = models.CharField(_("SKU"), max_length=64, blank=True)
    text = models.TextField(max_length=2000, blank=True)
    hs_code = models.CharField(_("HS code"), max_length=12, blank=True)
    origin = models.CharField(_("origin"), max_length=2, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3)
    unit = models.CharField(_("unit"), max_length=3, default="C62")
    amount = AmountField(verbose_name=_("price per unit"))
    shipped = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))

    class Meta:
        verbose_name = _("line of an order")
        verbose_name_plural = _("lines of orders")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="order_line_position"),
            models.CheckConstraint(condition=Q(quantity__gt=0, amount__gte=0), name="order_line_positive"),
            models.CheckConstraint(
                condition=Q(shipped__gte=0, shipped__lte=F("quantity")), name="order_line_no_more_than_ordered"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def left(self) -> Decimal:
        """What is not on its way yet."""
        return self.quantity - self.shipped

    @property
    def unit_price(self) -> Money:
        return Money(self.amount, self.order.currency)

    @property
    def total(self) -> Money:
        """In whole minor units."""
        return rounded(Money(self.amount * self.quantity, self.order.currency))


def sum_of(lines: list[OrderLine], currency: str) -> Decimal:
    """The sum of the lines, each rounded to whole minor units of `currency`."""
    return sum((rounded(Money(line.amount * line.quantity, currency)).amount for line in lines), Decimal(0))
