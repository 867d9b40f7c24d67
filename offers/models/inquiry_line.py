"""What an inquiry is about, as it was shown when it was asked."""

from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from catalog.models import Product
from portal.core.money import AmountField, CurrencyField
from portal.core.private import private_files
from portal.core.stored import keeps_files


@keeps_files(_("Pictures kept with inquiries"), owner="inquiry__buyer_id", made=("picture",))
class InquiryLine(models.Model):
    """A product or offer with the title, price and picture of that day: what is changed or deleted later stays here.

    `quantity` and `target_amount` are the asker's; `amount` is the price per unit that was shown, none: on request.
    """

    inquiry = models.ForeignKey("offers.Inquiry", models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    product = models.ForeignKey(Product, models.SET_NULL, null=True, related_name="+")
    title = models.CharField(_("title"), max_length=300)
    sku = models.CharField(_("SKU"), max_length=64, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, null=True)
    unit = models.CharField(_("unit"), max_length=3, blank=True)
    target_amount = AmountField(verbose_name=_("target price per unit"), null=True)
    target_currency = CurrencyField(verbose_name=_("currency"), blank=True)
    amount = AmountField(verbose_name=_("price shown"), null=True)
    currency = CurrencyField(verbose_name=_("currency"), blank=True)
    moq = models.DecimalField(_("minimum order quantity"), max_digits=14, decimal_places=3, null=True)
    price_unit = models.CharField(max_length=3, blank=True)
    picture = models.FileField(upload_to="inquiries/pictures/", storage=private_files, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "position"], name="inquiry_line_once"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="inquiry_line_quantity_positive"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def price(self) -> Money | None:
        return Money(self.amount, self.currency) if self.amount is not None else None

    @property
    def target_price(self) -> Money | None:
        return Money(self.target_amount, self.target_currency) if self.target_amount is not None else None

    @property
    def living_product(self) -> Product | None:
        """The product, if it can still be opened."""
        return self.product if self.product and self.product.deleted_at is None else None


def line_of_product(product: Product, title: str = "", **wished: Any) -> InquiryLine:
    """Not saved yet; `wished` are the asker's quantity, unit, target_amount and target_currency."""
    tier = product.first_price
    line = InquiryLine(
        product=product,
        title=(title or product.title)[:300],
        sku=product.sku[:64],
        amount=tier.amount if tier else None,
        currency=tier.currency if tier else "",
        moq=product.moq,
        price_unit=product.unit,
        **wished,
    )
    if product.picture:
        line.picture = copy_of(product.picture.thumbnail)
    return line


def line_of_offer(offer: Any, product: Product | None, **wished: Any) -> InquiryLine:
    """`product` is None for an offer without a name, whose product and picture would tell whose it is."""
    line = InquiryLine(
        product=product,
        title=offer.title[:300],
        amount=offer.amount,
        currency=offer.currency,
        moq=offer.moq,
        price_unit=offer.unit,
        **wished,
    )
    if product and product.picture:
        line.picture = copy_of(product.picture.thumbnail)
    return line


def copy_of(thumbnail: Any) -> Any:
    """The bytes of a small picture, or nothing when it is gone: a picture must not stop a question."""
    try:
        with thumbnail.open("rb") as file:
            return ContentFile(file.read(), "picture.jpg")
    except (OSError, ValueError):
        return ""


def wish(quantity: Decimal | None, unit: str, target: Decimal | None, currency: str) -> dict[str, Any]:
    return {
        "quantity": quantity,
        "unit": unit if quantity is not None else "",
        "target_amount": target,
        "target_currency": currency if target is not None else "",
    }
