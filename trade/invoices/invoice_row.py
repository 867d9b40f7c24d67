"""What is kept of an invoice; its verbs are in trade/invoices/models.py."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from catalog.terms import PAYMENT_TERMS
from companies.models import Company
from portal.core.actor import Actor
from portal.core.money import AmountField, CurrencyField
from trade.invoices.rows import PREFIX, Kind, State
from trade.invoices.taxes import MAX_RATE, Category
from trade.orders.models import Order, OrderLine


class InvoiceRow(models.Model):
    """The columns and what the database holds them to; once issued a trigger lets nothing of them change.

    `number` counts by issuer, kind and `year` of issue, without gaps; `series` tells the papers of a company that was
    taken into the issuer from its own. `*_party` are the companies as they were on the day (name, legal_name,
    local_name, country, street, postcode, city, region, registration_kind, registration_number, phone, tax_id, email,
    endpoint). Amounts are in `currency`, in whole minor units, never negative: a credit note says by its kind that
    they go back. `net` is the sum of the lines, `allowance` a discount on it, `tax` the sum of the tax lines;
    `prepaid` was paid before and is taken off what is to be paid.
    `account` is where to pay (name, number, bank), empty where the portal knows of none that was checked.
    """

    Kind, State = Kind, State

    ref = models.CharField(max_length=16, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT)
    order = models.ForeignKey(Order, models.PROTECT, related_name="invoices")
    credits: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="credit_notes"
    )
    issuer = models.ForeignKey(Company, models.PROTECT, related_name="invoices_given")
    recipient = models.ForeignKey(Company, models.PROTECT, related_name="invoices_received")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    series = models.CharField(max_length=16, blank=True, editable=False)
    title = models.CharField(max_length=300)
    issuer_party = models.JSONField(default=dict)
    recipient_party = models.JSONField(default=dict)
    ship_to = models.JSONField(default=dict)
    account = models.JSONField(default=dict)
    order_number = models.CharField(max_length=40, blank=True)
    buyer_po = models.CharField(_("purchase-order number"), max_length=40, blank=True)
    currency = CurrencyField(verbose_name=_("currency"))
    incoterm = models.CharField(_("Incoterm"), max_length=3, blank=True)
    incoterm_place = models.CharField(_("named place"), max_length=80, blank=True)
    payment = models.CharField(_("payment"), max_length=16, choices=list(PAYMENT_TERMS.items()), blank=True)
    deposit_percent = models.DecimalField(
        _("deposit in percent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    payment_days = models.PositiveSmallIntegerField(_("days to pay"), null=True, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    supplied_on = models.DateField(_("supplied on"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    tax_reason = models.CharField(_("why it is exempt"), max_length=200, blank=True)
    reason = models.CharField(_("reason of the credit note"), max_length=400, blank=True)
    note = models.CharField(_("note"), max_length=1000, blank=True)
    allowance_reason = models.CharField(_("reason of the discount"), max_length=100, blank=True)
    net = AmountField(default=0)
    allowance = AmountField(verbose_name=_("discount"), default=0)
    tax = AmountField(default=0)
    prepaid = AmountField(verbose_name=_("already paid"), default=0)
    stamp = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        constraints = [
            models.CheckConstraint(condition=~Q(issuer=F("recipient")), name="invoice_two_companies"),
            models.CheckConstraint(
                condition=Q(state="draft", number=None, year=None, issued_on=None, issued_at=None)
                | Q(
                    state="issued",
                    number__isnull=False,
                    year__isnull=False,
                    issued_on__isnull=False,
                    issued_at__isnull=False,
                ),
                name="invoice_issued_has_number",
            ),
            models.UniqueConstraint(
                fields=["issuer", "series", "kind", "year", "number"], name="invoice_number_of_issuer"
            ),
            models.CheckConstraint(
                condition=Q(kind="credit_note", credits__isnull=False) | ~Q(kind="credit_note") & Q(credits=None),
                name="invoice_credits_one",
            ),
            models.CheckConstraint(
                condition=Q(allowance__gte=0, tax__gte=0, prepaid__gte=0)
                & Q(net__gte=F("allowance"), prepaid__lte=F("net") - F("allowance") + F("tax")),
                name="invoice_sums_not_negative",
            ),
            models.UniqueConstraint(
                fields=["order", "kind"], condition=Q(state="draft", credits=None), name="invoice_one_draft_of_kind"
            ),
            models.UniqueConstraint(fields=["credits"], condition=Q(state="draft"), name="invoice_one_draft_credit"),
        ]
        indexes = [
            models.Index(fields=["issuer", "state", "-id"], name="invoice_given"),
            models.Index(fields=["recipient", "state", "-id"], name="invoice_received"),
        ]

    def __str__(self) -> str:
        return f"{self.full_number or self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("invoices:detail", args=[self.ref])

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def full_number(self) -> str:
        """As it is printed: `INV-2026-0007`; empty for a draft, which has none yet."""
        return f"{PREFIX[Kind(self.kind)]}-{self.year}-{self.number:04d}" if self.number else ""

    @property
    def taxable(self) -> Decimal:
        return self.net - self.allowance

    @property
    def total(self) -> Decimal:
        return self.taxable + self.tax

    @property
    def payable(self) -> Decimal:
        return self.total - self.prepaid

    @property
    def sum(self) -> Money:
        return Money(self.total, self.currency)

    @property
    def to_pay(self) -> Money:
        return Money(self.payable, self.currency)

    @property
    def subject_title(self) -> str:
        return self.title

    def parties_to_talk(self) -> list[int]:
        return [self.issuer_id] if self.is_draft else [self.issuer_id, self.recipient_id]

    def partner_of(self, actor: Actor) -> Company:
        return self.recipient if actor.acts_for(self.issuer_id) else self.issuer


class InvoiceLine(models.Model):
    """A line of an order, or a part of its quantity. `amount` is for one unit; `net` in whole minor units."""

    invoice = models.ForeignKey("trade.Invoice", models.CASCADE, related_name="lines")
    # A line that goes from its order takes drafts along; one that is on an issued paper does not go.
    order_line = models.ForeignKey(OrderLine, models.CASCADE, related_name="invoice_lines")
    credited: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="credit_lines"
    )
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    sku = models.CharField(_("SKU"), max_length=64, blank=True)
    text = models.TextField(max_length=2000, blank=True)
    hs_code = models.CharField(_("HS code"), max_length=12, blank=True)
    origin = models.CharField(_("origin"), max_length=2, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3)
    unit = models.CharField(_("unit"), max_length=3, default="C62")
    amount = AmountField(verbose_name=_("price per unit"))
    category = models.CharField(_("tax category"), max_length=2, choices=Category)
    rate = models.DecimalField(_("tax rate in percent"), max_digits=5, decimal_places=2, default=0)
    net = AmountField()

    class Meta:
        verbose_name = _("line of an invoice")
        verbose_name_plural = _("lines of invoices")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="invoice_line_position"),
            models.UniqueConstraint(fields=["invoice", "order_line"], name="invoice_line_once"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, amount__gte=0, net__gte=0), name="invoice_line_positive"
            ),
            models.CheckConstraint(
                condition=Q(category="S", rate__gt=0, rate__lte=MAX_RATE) | ~Q(category="S") & Q(rate=0),
                name="invoice_line_rate",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def unit_price(self) -> Money:
        return Money(self.amount, self.invoice.currency)

    @property
    def total(self) -> Money:
        return Money(self.net, self.invoice.currency)


class InvoiceTax(models.Model):
    """The tax of all lines of one category and rate; `reason` says why none is due, where none is."""

    invoice = models.ForeignKey("trade.Invoice", models.CASCADE, related_name="taxes")
    category = models.CharField(max_length=2, choices=Category)
    rate = models.DecimalField(max_digits=5, decimal_places=2)
    net = AmountField()
    allowance = AmountField()
    amount = AmountField()
    reason_code = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("tax line")
        verbose_name_plural = _("tax lines")
        ordering = ["category", "rate"]
        constraints = [models.UniqueConstraint(fields=["invoice", "category", "rate"], name="invoice_tax_group")]

    def __str__(self) -> str:
        return f"{self.category} {self.rate} %"

    @property
    def taxable(self) -> Decimal:
        return self.net - self.allowance


class NumberSeries(models.Model):
    """How far a company has counted its papers of one kind in a year: the row that is locked to take a number."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [models.UniqueConstraint(fields=["company", "kind", "year"], name="number_series_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"

    @classmethod
    def take(cls, company_id: int, kind: str, year: int) -> int:
        """The next number. The row stays locked until the transaction ends: if that fails, nothing was taken."""
        key: dict[str, Any] = {"company_id": company_id, "kind": kind, "year": year}
        NumberSeries.objects.bulk_create([NumberSeries(**key)], ignore_conflicts=True)
        series = NumberSeries.objects.select_for_update().get(**key)
        series.last += 1
        series.save(update_fields=["last"])
        return int(series.last)
