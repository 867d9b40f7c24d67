"""Orders without a quotation: at the catalogue's list terms, samples, and the shares of a joint purchase."""

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from catalog.models import Product, Variant
from companies.models import Company, CompanyBlock
from portal.core.actor import Actor
from portal.core.money import as_unit_price, rounded
from portal.core.permissions import Refused, WrongState, require
from portal.core.units import is_counted
from portal.core.units import quantity as in_words
from portal.core.values import require_within
from trade.orders.moving import ADDRESS
from trade.orders.order_row import OrderLine
from trade.orders.placing import TERMS, OrderPlacing, own_address
from trade.permissions import can_order
from trade.rounds.models import Split

if TYPE_CHECKING:
    from trade.orders.models import Order

MOST_UNCONFIRMED = 20  # orders of one buyer that one supplier has not answered yet
MOST_SAMPLES = 5
USUAL_DEPOSIT = Decimal(30)  # in percent, where the list says "deposit" and no more; the order form names it
DEPOSITS = {"deposit", "after_documents"}


def list_price(product: Product, variant: Variant | None, quantity: Decimal, currency: str) -> Money | None:
    """For one unit at this quantity, in a currency in which the list states one; None where it states none."""
    own = variant.own_price if variant else None
    return own or product.price_for(quantity, currency)


def least(product: Product, variant: Variant | None) -> Decimal:
    return variant.moq if variant is not None and variant.moq else product.moq


class OrderDirect(OrderPlacing):
    class Meta(OrderPlacing.Meta):
        abstract = True

    @classmethod
    def place_at_list_terms(
        cls,
        by: Actor,
        product: Product,
        quantity: Decimal,
        price: Money,
        form_token: uuid.UUID,
        *,
        variant: Variant | None = None,
        payment: str = "",
        ship_to: dict[str, str] | None = None,
        buyer_po: str = "",
        note: str = "",
    ) -> "Order":
        """Order `quantity` at the list price that was seen (`price` for one unit); WrongState when it is another now.

        The same form (`form_token`) orders once. The supplier confirms it or not: nothing binds before that.
        """
        with transaction.atomic():
            if (known := cls.known(by, product.company, form_token)) is not None:
                return known
            product = check_orderable(by, product)
            check_quantity(product, variant, quantity)
            now = list_price(product, variant, quantity, price.currency.code)
            if now is None or now != price:
                raise WrongState(_("The price is another one now. Look at it before you order."))
            if payment and payment not in product.payment_terms:
                raise Refused(_("Choose one of the payment terms that the supplier offers."))
            require_within(by, "buy", rounded(Money(price.amount * quantity, price.currency)))
            line = line_of_product(product, variant, quantity, price.amount)
            return cls.put_down(
                by.company,
                product.company,
                [line],
                by,
                kind=cls.Kind.CATALOGUE,
                form_token=form_token,
                title=line.title,
                currency=price.currency.code,
                payment=payment,
                deposit_percent=USUAL_DEPOSIT if payment in DEPOSITS else None,
                ship_to=ship_to or own_address(by.company),
                buyer_po=buyer_po.strip()[:40],
                note=note.strip()[:4000],
                **terms_of(product, product.lead_time_days),
            )

    @classmethod
    def place_sample(
        cls, by: Actor, product: Product, quantity: Decimal, form_token: uuid.UUID, **more: Any
    ) -> "Order":
        """Samples, at the price the product's terms name, or free."""
        with transaction.atomic():
            if (known := cls.known(by, product.company, form_token)) is not None:
                return known
            product = check_orderable(by, product)
            if product.sample not in {Product.Sample.FREE, Product.Sample.PAID}:
                raise Refused(_("The supplier sends no samples of this product."))
            if not 1 <= quantity <= MOST_SAMPLES or quantity % 1:
                raise Refused(_("Order between 1 and %(most)s samples.") % {"most": MOST_SAMPLES})
            is_paid = product.sample == Product.Sample.PAID
            if is_paid and product.sample_amount is None:
                raise Refused(_("The supplier states no price for samples. Send an inquiry."))
            amount = product.sample_amount if is_paid and product.sample_amount is not None else Decimal(0)
            currency = product.sample_currency or (product.first_price.currency if product.first_price else "USD")
            require_within(by, "buy", Money(amount * quantity, currency))
            line = line_of_product(product, None, quantity, amount)
            return cls.put_down(
                by.company,
                product.company,
                [line],
                by,
                kind=cls.Kind.SAMPLE,
                form_token=form_token,
                title=line.title,
                currency=currency,
                payment="advance" if is_paid else "",
                **{"ship_to": own_address(by.company), **more},
                **terms_of(product, product.sample_days),
            )

    @classmethod
    def known(cls, by: Actor, supplier: Company, form_token: uuid.UUID) -> "Order | None":
        """The order this form was sent with already. Locks the buyer, so that two clicks come one after the other."""
        require(can_order(by), _("Only who buys for a company orders."))
        Company.objects.select_for_update(no_key=True).filter(pk=by.company_id).order_by("pk").first()
        rows: Any = cls._default_manager.filter(buyer_id=by.company_id)
        found: Order | None = rows.filter(form_token=form_token).first()
        if found is None and rows.filter(supplier=supplier, state=cls.State.PLACED).count() >= MOST_UNCONFIRMED:
            raise Refused(_("Many of your orders wait for this supplier’s answer already. Wait for it first."))
        return found

    @classmethod
    def place_from_split(cls, split: Split) -> "Order | None":
        """A member's order of a joint purchase, at its agreed share; the one there is when it was placed already.

        Its total is the share's amount wherever a unit price of four decimals gives that; else it differs by rounding.
        """
        with transaction.atomic():
            rows = Split.objects.select_for_update(no_key=True, of=("self",)).filter(pk=split.pk)
            split = rows.select_related("round__product", "quotation__current", "pledge", "company").get()
            known: Order | None = cls._default_manager.filter(  # type: ignore[assignment]  # the manager is loosely typed
                purchase_id=split.round_id, buyer_id=split.company_id
            ).first()
            quotation = split.quotation
            if known is not None or split.state != Split.State.AGREED or quotation is None:
                return known
            if quotation.supplier_id == split.company_id or quotation.current is None:
                return None
            purchase, terms = split.round, quotation.current
            line = OrderLine(
                product=purchase.product,
                title=purchase.title[:200],
                hs_code=purchase.hs_code,
                origin=purchase.product.origin if purchase.product else "",
                quantity=split.quantity,
                unit=split.unit,
                amount=share_price(split),
            )
            return cls.put_down(
                split.company,
                quotation.supplier,
                [line],
                None,
                kind=cls.Kind.JOINT,
                purchase=purchase,
                title=purchase.title,
                currency=split.currency,
                ship_to=pledged_address(split),
                **{name: getattr(terms, name) for name in TERMS if name != "note"},
            )


def check_orderable(by: Actor, product: Product) -> Product:
    """The product as it is now; raises Refused for what cannot be ordered by this company."""
    found = Product.objects.visible_to(by).select_related("company").filter(pk=product.pk).first()
    if found is None or not found.is_published or not found.company.is_active:
        raise Refused(_("This product is not on the market any more."))
    if by.acts_for(found.company_id):
        raise Refused(_("This is your own company’s product: there is nobody to order from."))
    if CompanyBlock.objects.stands_between(found.company, by.company):
        raise Refused(_("This company takes no orders from yours."))
    return found


def check_quantity(product: Product, variant: Variant | None, quantity: Decimal) -> None:
    if quantity <= 0 or (is_counted(product.unit) and quantity % 1):
        raise Refused(_("Enter a whole quantity above 0."))
    if quantity < (moq := least(product, variant)):
        words = _("The minimum order is %(moq)s. For fewer, send an inquiry.")
        raise Refused(words % {"moq": in_words(moq, product.unit)})
    if variant is not None and (variant.product_id != product.pk or not variant.is_offered):
        raise Refused(_("This variant is not on offer any more."))
    if variant is None and product.axes:
        raise Refused(_("Choose a variant first."))


def line_of_product(product: Product, variant: Variant | None, quantity: Decimal, amount: Decimal) -> OrderLine:
    return OrderLine(
        product=product,
        title=product.title[:200],
        sku=variant.sku if variant else product.sku,
        text=str(variant) if variant else "",
        hs_code=product.hs_code,
        origin=product.origin,
        quantity=quantity,
        unit=product.unit,
        amount=amount,
    )


def terms_of(product: Product, days: int | None) -> dict[str, Any]:
    return {"incoterm": product.incoterm, "incoterm_place": product.incoterm_place, "lead_time_days": days}


def share_price(split: Split) -> Decimal:
    """For one unit: the one stated, unless another of four decimals comes to the share's amount exactly."""
    for price in (split.unit_amount, as_unit_price(split.amount / split.quantity)):
        if rounded(Money(price * split.quantity, split.currency)).amount == split.amount:
            return price
    return split.unit_amount


def pledged_address(split: Split) -> dict[str, str]:
    own = own_address(split.company)
    if not split.pledge.address:
        return own
    plain = dict.fromkeys(ADDRESS, "")
    return {**plain, "name": own["name"], "street": " ".join(split.pledge.address.split())[:200],
            "country": split.pledge.country or own["country"]}  # fmt: skip
