"""Below which prices a quotation leaves the house only with a second person's word."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from catalog.models import Product
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import AmountField, CurrencyField, convert
from portal.core.permissions import require
from trade.permissions import can_set_floors

if TYPE_CHECKING:
    from trade.models.version import QuotationLine, QuotationVersion


class OwnRows(models.QuerySet[Any]):
    def of(self, actor: Actor) -> "OwnRows":
        """The acting company's, for those who may set them."""
        return self.filter(company_id=actor.company_id) if can_set_floors(actor) else self.none()

    def matching(self, q: str) -> "OwnRows":
        """Floors of products whose SKU or title has the words."""
        return self.filter(product__in=Product.objects.matching(q=q).order_by()) if q else self


def require_setting(by: Actor) -> None:
    require(can_set_floors(by), _("Only those who may approve quotations set these rules."))


class QuotingRules(models.Model):
    """A company's own: how far below the list price its people go alone."""

    company = models.OneToOneField(Company, models.CASCADE, related_name="quoting_rules")
    most_discount = models.DecimalField(
        _("largest discount from the list price without approval, in percent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
    )

    objects = OwnRows.as_manager()

    class Meta:
        verbose_name = _("rules for quotations")
        verbose_name_plural = _("rules for quotations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(most_discount__gte=0, most_discount__lte=100), name="quoting_discount_percent"
            )
        ]

    def __str__(self) -> str:
        return str(self.company)

    @classmethod
    def put(cls, by: Actor, most_discount: Decimal | None) -> None:
        """None: no such limit."""
        require_setting(by)
        with transaction.atomic():
            rules, _new = cls.objects.update_or_create(company=by.company, defaults={"most_discount": most_discount})
            record("quotation.rules_changed", rules, by=by)


class PriceFloor(models.Model):
    """The lowest price for a unit of one product without approval."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="price_floors")
    product = models.OneToOneField(Product, models.CASCADE, related_name="price_floor")
    amount = AmountField(verbose_name=_("lowest price per unit"))
    currency = CurrencyField(verbose_name=_("currency"))

    objects = OwnRows.as_manager()

    class Meta:
        verbose_name = _("price floor")
        verbose_name_plural = _("price floors")
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="price_floor_positive")]

    def __str__(self) -> str:
        return f"{self.product} {self.amount} {self.currency}"

    @classmethod
    def put(cls, by: Actor, product: Product, amount: Decimal, currency: str) -> None:
        """The floor of one of the acting company's products, whether or not it has one already."""
        require_setting(by)
        require(by.acts_for(product.company_id))
        with transaction.atomic():
            values = {"company": by.company, "amount": amount, "currency": currency}
            floor, _new = cls.objects.update_or_create(product=product, defaults=values)
            record("quotation.rules_changed", floor, by=by)

    def remove(self, by: Actor) -> None:
        require_setting(by)
        require(by.acts_for(self.company_id))
        with transaction.atomic():
            record("quotation.rules_changed", self, by=by)
            self.delete()


def lines_below_floor(version: "QuotationVersion", supplier_id: int) -> "list[QuotationLine]":
    """The priced lines for which the company wants a second person's word.

    Amounts in other currencies are compared at the European Central Bank's latest rates; where there is none, the
    line counts as below: a person looks at it.
    """
    rules = QuotingRules.objects.filter(company_id=supplier_id).first()
    floors = {floor.product_id: floor for floor in PriceFloor.objects.filter(company_id=supplier_id)}
    return [line for line in version.priced_lines() if is_below(line, floors, rules)]


def is_below(line: "QuotationLine", floors: dict[int, PriceFloor], rules: QuotingRules | None) -> bool:
    if line.product is None or line.product_id is None:
        return False
    lowest = min(price.amount for price in line.unit_prices)
    currency = line.version.currency
    floor = floors.get(line.product_id)
    if floor is not None:
        least = amount_in(Money(floor.amount, floor.currency), currency)
        if least is None or lowest < least:
            return True
    if rules is None or rules.most_discount is None or line.quantity is None:
        return False
    listed = line.product.first_price
    if listed is None:
        return False
    price = line.product.price_for(line.quantity, listed.currency) or Money(listed.amount, listed.currency)
    usual = amount_in(price, currency)
    return usual is None or lowest < usual * (Decimal(100) - rules.most_discount) / 100


def amount_in(money: Money, currency: str) -> Decimal | None:
    """Unrounded, since a comparison of unit prices goes below the cent."""
    if money.currency.code == currency:
        return Decimal(money.amount)
    result = convert(Money(1, money.currency), currency)
    return None if result is None else Decimal(money.amount) * result.rate
