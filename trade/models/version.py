"""What is offered, word for word: versions of a quotation, their lines and papers.

A version that was handed in never changes again; the database refuses it (trade/migrations), not only this code.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from catalog.models import Product
from catalog.terms import PAYMENT_TERMS
from companies.models import Mandate
from offers.models import RFQLine
from portal.core.actor import Actor
from portal.core.money import AmountField, CurrencyField, rounded
from portal.core.permissions import Refused
from portal.core.private import private_files
from portal.core.stored import keeps_files
from trade.models.papers import copy_papers

MOST_LINES = 600  # every line of the largest request, and alternatives
MOST_TIERS = 8
TERMS = (
    *("currency", "incoterm", "incoterm_place", "lead_time_days", "valid_until", "payment", "deposit_percent"),
    *("payment_days", "sample", "sample_amount", "sample_days", "sample_freight", "note", "respond_by"),
)


class QuotationVersion(models.Model):
    """One wording of a quotation: the supplier's, or the buyer's counter-offer. Amounts are in `currency`.

    Numbered from 1 in each quotation; a draft (`submitted_at` empty) is seen by its own side only.
    """

    class Side(models.TextChoices):
        SUPPLIER = "supplier", _("Supplier")
        BUYER = "buyer", _("Buyer")

    class Sample(models.TextChoices):
        NONE = "none", _("No samples")
        FREE = "free", _("Free samples")
        PAID = "paid", _("Samples at a price")

    class Freight(models.TextChoices):
        BUYER = "buyer", _("The buyer pays the freight")
        SUPPLIER = "supplier", _("The supplier pays the freight")

    class Approval(models.TextChoices):
        NONE = "", pgettext_lazy("approval", "Not needed")
        ASKED = "asked", _("Waits for approval")
        GIVEN = "given", _("Approved")
        REFUSED = "refused", _("Not approved")

    quotation = models.ForeignKey("trade.Quotation", models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=8, choices=Side)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    mandate = models.ForeignKey(Mandate, models.SET_NULL, null=True, related_name="+", db_index=False)
    currency = CurrencyField(verbose_name=_("currency"))
    incoterm = models.CharField(_("Incoterm"), max_length=3, blank=True)
    incoterm_place = models.CharField(_("named place"), max_length=80, blank=True)
    lead_time_days = models.PositiveSmallIntegerField(_("lead time in days"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    respond_by = models.DateField(_("answer wanted by"), null=True, blank=True)
    payment = models.CharField(_("payment"), max_length=16, choices=list(PAYMENT_TERMS.items()), blank=True)
    deposit_percent = models.DecimalField(
        _("deposit in percent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    payment_days = models.PositiveSmallIntegerField(_("days to pay"), null=True, blank=True)
    sample = models.CharField(_("samples"), max_length=4, choices=Sample, blank=True)
    sample_amount = AmountField(null=True, blank=True, verbose_name=_("price of a sample"))
    sample_days = models.PositiveSmallIntegerField(_("days until a sample is sent"), null=True, blank=True)
    sample_freight = models.CharField(_("freight of a sample"), max_length=8, choices=Freight, blank=True)
    note = models.TextField(_("message"), max_length=4000, blank=True)
    approval = models.CharField(max_length=8, choices=Approval, default=Approval.NONE, blank=True)
    approval_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    approval_note = models.CharField(max_length=1000, blank=True)
    sealed = models.TextField(blank=True, editable=False)  # all that it says, as canonical JSON, once handed in
    digest = models.CharField(max_length=64, blank=True, editable=False)  # SHA-256 of `sealed`
    submitted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("version of a quotation")
        verbose_name_plural = _("versions of quotations")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["quotation", "number"], name="quotation_version_number"),
            models.UniqueConstraint(
                fields=["quotation", "side"],
                condition=models.Q(submitted_at=None),
                name="quotation_one_draft_a_side",
            ),
            models.CheckConstraint(
                condition=models.Q(deposit_percent__gt=0, deposit_percent__lt=100), name="quotation_deposit_percent"
            ),
            models.CheckConstraint(
                condition=models.Q(sample_amount=None) | models.Q(sample_amount__gt=0, sample="paid"),
                name="quotation_sample_price",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at=None) | models.Q(valid_until__isnull=False) & ~models.Q(digest=""),
                name="quotation_submitted_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quotation_id} v{self.number}"

    @property
    def is_draft(self) -> bool:
        return self.submitted_at is None

    @property
    def sample_price(self) -> Money | None:
        return None if self.sample_amount is None else Money(self.sample_amount, self.currency)

    def all_lines(self) -> "list[QuotationLine]":
        return list(self.lines.select_related("product", "rfq_line").prefetch_related("tiers"))

    def priced_lines(self) -> "list[QuotationLine]":
        return [line for line in self.all_lines() if line.amount is not None]

    def main_lines(self) -> "list[QuotationLine]":
        """Without the alternatives: what the total counts."""
        return [line for line in self.all_lines() if not line.is_alternative]

    def total(self) -> Money | None:
        """The sum of the priced main lines at their quantities, in whole minor units; None without any."""
        sums = [total.amount for line in self.main_lines() if (total := line.total) is not None]
        return Money(sum(sums, Decimal(0)), self.currency) if sums else None

    def write(self, terms: dict[str, Any], lines: "Iterable[dict[str, Any]] | None" = None) -> None:
        """Make a draft say this; a handed-in version refuses. To be called under the quotation's lock."""
        if not self.is_draft:
            raise Refused(_("This version was handed in and does not change any more. Revise it instead."))
        for name, value in terms.items():
            if name not in TERMS:
                raise ValueError(f"no term of a quotation: {name}")
            setattr(self, name, value)
        self.save()
        if lines is not None:
            self.write_lines(list(lines))

    @property
    def writer_id(self) -> int:
        """The company whose version it is."""
        quotation = self.quotation
        return quotation.supplier_id if self.side == self.Side.SUPPLIER else quotation.buyer_id

    def write_lines(self, rows: "Sequence[dict[str, Any]]") -> None:
        """Each with the columns of a line, and `tiers` as pairs of quantity and amount."""
        if len(rows) > MOST_LINES:
            raise Refused(gettext("A quotation takes up to %(most)s lines.") % {"most": MOST_LINES})
        self.lines.all().delete()
        steps = [row.get("tiers", ()) for row in rows]
        columns = [{name: value for name, value in row.items() if name != "tiers"} for row in rows]
        lines = QuotationLine.objects.bulk_create(
            QuotationLine(version=self, position=position, **values) for position, values in enumerate(columns)
        )
        QuotationTier.objects.bulk_create(
            QuotationTier(line=line, quantity=quantity, amount=amount)
            for line, pairs in zip(lines, steps, strict=True)
            for quantity, amount in pairs
        )

    def check_complete(self) -> None:
        """Raise Refused with the first thing that what is handed in must say and this does not."""
        lines = self.all_lines()
        if not any(line.amount is not None for line in lines):
            raise Refused(_("Quote a price for at least one line."))
        check_lines(lines)
        if bool(self.incoterm) != bool(self.incoterm_place):
            raise Refused(_("An Incoterm goes with its named place, as in “FOB Busan”."))
        if not self.incoterm and self.side == self.Side.SUPPLIER:
            raise Refused(_("Say on which Incoterm your prices are."))
        today = timezone.localdate()
        if self.valid_until is None or self.valid_until < today:
            raise Refused(_("Say until when it is valid: a day from today on."))
        if self.payment in {"deposit", "after_documents"} and self.deposit_percent is None:
            raise Refused(_("Say how large the deposit is, in percent."))
        if self.respond_by and self.respond_by < today:
            raise Refused(_("The day by which you want an answer has passed."))

    def seal(self) -> None:
        """From now on it does not change. To be called under the quotation's lock, after `check_complete`."""
        self.sealed = self.canonical()
        self.digest = hashlib.sha256(self.sealed.encode()).hexdigest()
        self.submitted_at = timezone.now()
        self.save()

    def canonical(self) -> str:
        """All that it says, as one text: the same content always gives the same."""
        terms = {name: as_text(getattr(self, name)) for name in (*TERMS, "number", "side")}
        lines = [line.as_words() for line in self.all_lines()]
        papers = [[paper.title, paper.digest] for paper in self.documents.all()]
        return json.dumps({"terms": terms, "lines": lines, "papers": papers}, sort_keys=True, ensure_ascii=False)

    def copy_to(self, twin: "QuotationVersion") -> None:
        """Fill another draft of the same quotation with all that this one says."""
        for name in TERMS:
            setattr(twin, name, getattr(self, name))
        twin.note, twin.respond_by = "", None
        twin.save()
        twin.write_lines([line.as_fields() for line in self.all_lines()])
        copy_papers(self, twin)


class QuotationLine(models.Model):
    """One thing that is quoted; `amount` for one unit at `quantity`, in the version's currency, None: no quote.

    `tiers` are further quantities with their unit prices. An alternative answers the same line of the request
    otherwise and does not count for the total. `answers` are `{"name", "value"}` to the line's requirements.
    """

    version = models.ForeignKey(QuotationVersion, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    rfq_line = models.ForeignKey(RFQLine, models.PROTECT, null=True, blank=True, related_name="quoted")
    is_alternative = models.BooleanField(_("alternative"), default=False)
    product = models.ForeignKey(Product, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(_("what you offer"), max_length=200)
    sku = models.CharField(_("SKU"), max_length=64, blank=True)
    text = models.TextField(_("details"), max_length=2000, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=3, default="C62")
    moq = models.DecimalField(_("minimum order quantity"), max_digits=14, decimal_places=3, null=True, blank=True)
    amount = AmountField(verbose_name=_("price per unit"), null=True, blank=True)
    lead_time_days = models.PositiveSmallIntegerField(_("lead time in days"), null=True, blank=True)
    answers = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("line of a quotation")
        verbose_name_plural = _("lines of quotations")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="quotation_line_quantity_positive"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="quotation_line_amount_positive"),
            models.CheckConstraint(condition=models.Q(moq__gt=0), name="quotation_line_moq_positive"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def unit_price(self) -> Money | None:
        return None if self.amount is None else Money(self.amount, self.version.currency)

    @property
    def unit_prices(self) -> list[Money]:
        """At its quantity, and at each tier."""
        own = [self.unit_price] if self.unit_price is not None else []
        return [*own, *(Money(tier.amount, self.version.currency) for tier in self.tiers.all())]

    @property
    def total(self) -> Money | None:
        """In whole minor units; None where there is no price or no quantity."""
        if self.amount is None or self.quantity is None:
            return None
        return rounded(Money(self.amount * self.quantity, self.version.currency))

    def price_at(self, quantity: Decimal) -> Money | None:
        """The unit price for so many: that of the largest quantity quoted that is not above it; None below all."""
        if self.amount is None or self.quantity is None:
            return None
        steps = [(self.quantity, self.amount), *((tier.quantity, tier.amount) for tier in self.tiers.all())]
        fitting = [step for step in steps if step[0] <= quantity]
        return Money(max(fitting)[1], self.version.currency) if fitting else None

    def as_fields(self) -> dict[str, Any]:
        """What `write_lines` takes, for a copy."""
        names = ("rfq_line", "is_alternative", "product", "title", "sku", "text", "quantity", "unit", "moq", "amount")
        values = {name: getattr(self, name) for name in (*names, "lead_time_days", "answers")}
        return {**values, "tiers": [(tier.quantity, tier.amount) for tier in self.tiers.all()]}

    def as_words(self) -> dict[str, Any]:
        """For the digest and for differences: everything as text."""
        values = self.as_fields()
        product, line = values.pop("product"), values.pop("rfq_line")
        answers, tiers = values.pop("answers"), values.pop("tiers")
        words: dict[str, Any] = {name: as_text(value) for name, value in values.items()}
        steps = [[as_text(quantity), as_text(amount)] for quantity, amount in tiers]
        known = {"product": product.ref if product else "", "rfq_line": line.pk if line else 0}
        return {**words, **known, "answers": answers, "tiers": steps}


class QuotationTier(models.Model):
    """From `quantity` on, a unit costs `amount`."""

    line = models.ForeignKey(QuotationLine, models.CASCADE, related_name="tiers")
    quantity = models.DecimalField(max_digits=14, decimal_places=3)
    amount = AmountField()

    class Meta:
        verbose_name = _("price at a quantity")
        verbose_name_plural = _("prices at quantities")
        ordering = ["quantity"]
        constraints = [
            models.UniqueConstraint(fields=["line", "quantity"], name="quotation_tier_once"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0, amount__gt=0), name="quotation_tier_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity}: {self.amount}"

    @property
    def unit_price(self) -> Money:
        return Money(self.amount, self.line.version.currency)


class QuotationDocumentQuerySet(models.QuerySet["QuotationDocument"]):
    def visible_to(self, actor: Actor) -> "QuotationDocumentQuerySet":
        """Both companies' once the version was handed in; those of a draft its own side's."""
        if actor.company is None:
            return self.none()
        sides = {"supplier": "version__quotation__supplier_id", "buyer": "version__quotation__buyer_id"}
        own = [models.Q(version__side=side, **{name: actor.company_id}) for side, name in sides.items()]
        party = models.Q(**{sides["supplier"]: actor.company_id}) | models.Q(**{sides["buyer"]: actor.company_id})
        return self.filter(own[0] | own[1] | party & models.Q(version__submitted_at__isnull=False))


@keeps_files(_("Documents of quotations"), owner="version__writer_id")
class QuotationDocument(models.Model):
    """A paper of a version: a drawing, a certificate, the firm's own quotation as PDF."""

    ref = models.CharField(max_length=16, unique=True, editable=False)
    version = models.ForeignKey(QuotationVersion, models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=160)
    file = models.FileField(_("file"), upload_to="quotations/", storage=private_files)
    size = models.PositiveIntegerField(editable=False)  # bytes
    digest = models.CharField(max_length=64, editable=False, default="")  # SHA-256 of the file, part of the seal
    created_at = models.DateTimeField(default=timezone.now)

    objects = QuotationDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of a quotation")
        verbose_name_plural = _("documents of quotations")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


def check_lines(lines: "Sequence[QuotationLine]") -> None:
    """Raise Refused with the first line that says too little."""
    if any(line.amount is not None and line.quantity is None for line in lines):
        raise Refused(_("Say for how much each price holds."))
    if any(line.amount is not None and not line.title for line in lines):
        raise Refused(_("Name what you offer in every line that has a price."))
    if any(line.is_alternative and line.amount is None for line in lines):
        raise Refused(_("An alternative has no price yet: write one, or take the alternative out."))


def as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
