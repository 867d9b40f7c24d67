"""The terms of trade beside the price ladder: what can be supplied, how it is packed, paid and tried out.

Payment terms are those of international trade: documentary credits as in UCP 600, collections as in URC 522
(International Chamber of Commerce).
"""

from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from portal.core.money import AmountField, CurrencyField

if TYPE_CHECKING:
    from catalog.models import Product

PAYMENT_TERMS: dict[str, Any] = {
    "advance": _("Payment in advance (T/T)"),
    "deposit": _("Deposit, the rest before shipment (T/T)"),
    "after_documents": _("Deposit, the rest against copies of the documents (T/T)"),
    "lc_sight": _("Letter of credit at sight (L/C)"),
    "lc_usance": _("Letter of credit with usance (L/C)"),
    "dp": _("Documents against payment (D/P)"),
    "da": _("Documents against acceptance (D/A)"),
    "open_account": _("Open account"),
}

BY_DOCUMENTS = frozenset({"lc_sight", "lc_usance", "dp", "da"})  # paid when the bank has the documents of a shipment


def validate_payment_terms(codes: Any) -> None:
    """Raise ValidationError unless it is a list of codes of PAYMENT_TERMS."""
    if not isinstance(codes, list) or any(code not in PAYMENT_TERMS for code in codes):
        raise ValidationError(_("These payment terms are not known."), code="payment_terms")


class TradeTerms(models.Model):
    """Fields of a product; amounts with their ISO 4217 code, quantities in the product's unit."""

    class Period(models.TextChoices):
        DAY = "day", _("a day")
        WEEK = "week", _("a week")
        MONTH = "month", _("a month")
        YEAR = "year", _("a year")

    class Sample(models.TextChoices):
        NONE = "none", _("No samples")
        FREE = "free", _("Free samples")
        PAID = "paid", _("Samples at a price")

    class Freight(models.TextChoices):
        BUYER = "buyer", _("The buyer pays the freight")
        SUPPLIER = "supplier", _("The supplier pays the freight")

    class PrivateLabel(models.TextChoices):
        NONE = "none", _("Only under our brand")
        LABEL = "label", _("Your brand on our product (OEM)")
        DESIGN = "design", _("Made to your design (ODM)")

    price_low = AmountField(null=True, blank=True, verbose_name=_("price from"))
    price_high = AmountField(null=True, blank=True, verbose_name=_("price to"))
    price_currency = CurrencyField(blank=True, verbose_name=_("currency of the price range"))
    supply_capacity = models.DecimalField(_("supply capacity"), max_digits=14, decimal_places=3, null=True, blank=True)
    supply_period = models.CharField(_("capacity per"), max_length=5, choices=Period, blank=True)
    packaging = models.CharField(_("packaging"), max_length=300, blank=True)
    payment_terms = models.JSONField(_("payment terms"), default=list, blank=True, validators=[validate_payment_terms])
    sample = models.CharField(_("samples"), max_length=4, choices=Sample, blank=True)
    sample_amount = AmountField(null=True, blank=True, verbose_name=_("price of a sample"))
    sample_currency = CurrencyField(blank=True, verbose_name=_("currency of the sample's price"))
    sample_days = models.PositiveSmallIntegerField(_("days until a sample is sent"), null=True, blank=True)
    sample_freight = models.CharField(_("freight of a sample"), max_length=8, choices=Freight, blank=True)
    private_label = models.CharField(_("private label"), max_length=6, choices=PrivateLabel, blank=True)
    video = models.URLField(_("video"), max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(price_low=None, price_high=None, price_currency="")
                | models.Q(price_low__gte=0, price_high__gte=models.F("price_low")) & ~models.Q(price_currency=""),
                name="%(class)s_price_range_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(sample_amount=None, sample_currency="")
                | models.Q(sample_amount__gte=0, sample="paid") & ~models.Q(sample_currency=""),
                name="%(class)s_sample_price_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(supply_capacity=None, supply_period="")
                | models.Q(supply_capacity__gt=0) & ~models.Q(supply_period=""),
                name="%(class)s_capacity_whole",
            ),
        ]

    @property
    def price_range(self) -> tuple[Money, Money] | None:
        """From and to, for a unit; None where the company states exact prices or none."""
        if self.price_low is None or self.price_high is None:
            return None
        return Money(self.price_low, self.price_currency), Money(self.price_high, self.price_currency)

    @property
    def sample_price(self) -> Money | None:
        return None if self.sample_amount is None else Money(self.sample_amount, self.sample_currency)

    @property
    def payment_names(self) -> list[str]:
        return [str(PAYMENT_TERMS[code]) for code in self.payment_terms if code in PAYMENT_TERMS]

    @property
    def video_host(self) -> str:
        return (urlsplit(self.video).hostname or "").removeprefix("www.")

    @property
    def has_terms(self) -> bool:
        """Whether there is anything to show beside the four facts."""
        stated = (self.supply_capacity, self.packaging, self.payment_terms, self.sample, self.private_label)
        return any(stated)


# As they stand in the editor's snapshot (catalog/editing.py): texts first, then what is written as a number.
TEXTS = (
    *("price_currency", "supply_period", "packaging", "sample", "sample_currency", "sample_freight"),
    *("private_label", "video"),
)
NUMBERS = ("price_low", "price_high", "supply_capacity", "sample_amount", "sample_days")
NAMES = (*TEXTS, *NUMBERS, "payment_terms")


def terms_of(product: "Product", plain: Any) -> dict[str, str]:
    """The terms as words of a snapshot; `plain` writes a number."""
    words = {name: getattr(product, name) for name in TEXTS}
    words |= {name: plain(getattr(product, name)) for name in NUMBERS}
    return words | {"payment_terms": ",".join(product.payment_terms)}


def terms_typed(cleaned: dict[str, Any], plain: Any) -> dict[str, str]:
    """The same from a form's cleaned data."""
    words = {name: cleaned[name] for name in TEXTS} | {name: plain(cleaned[name]) for name in NUMBERS}
    return words | {"payment_terms": ",".join(cleaned["payment_terms"])}


def tidied(cleaned: dict[str, Any]) -> dict[str, Any]:
    """Values that belong to an answer not given go away with it: a sample's price where samples are free."""
    if cleaned.get("sample") != TradeTerms.Sample.PAID:
        cleaned["sample_amount"], cleaned["sample_currency"] = None, ""
    if cleaned.get("sample") in {"", TradeTerms.Sample.NONE}:
        cleaned["sample_days"], cleaned["sample_freight"] = None, ""
    if cleaned.get("price_low") is None and cleaned.get("price_high") is None:
        cleaned["price_currency"] = ""
    if cleaned.get("sample_amount") is None:
        cleaned["sample_currency"] = ""
    if cleaned.get("supply_capacity") is None:
        cleaned["supply_period"] = ""
    return cleaned


def problems_of(values: dict[str, Any]) -> dict[str, Any]:
    """What does not go together, by field; for the editor's form and for the API alike."""
    found: dict[str, Any] = {}
    low, high = values.get("price_low"), values.get("price_high")
    if (low is None) != (high is None):
        found["price_high" if high is None else "price_low"] = _("A range has two ends: write both, or neither.")
    elif low is not None and high is not None:
        if Decimal(high) < Decimal(low):
            found["price_high"] = _("The range ends below its beginning.")
        if not values.get("price_currency"):
            found["price_currency"] = _("Choose the currency.")
    if values.get("supply_capacity") is not None and not values.get("supply_period"):
        found["supply_period"] = _("Choose for which time this quantity is.")
    if values.get("sample") == TradeTerms.Sample.PAID and values.get("sample_amount") is None:
        found["sample_amount"] = _("Write what a sample costs, or choose “Free samples”.")
    if values.get("sample_amount") is not None and not values.get("sample_currency"):
        found["sample_currency"] = _("Choose the currency.")
    return found
