"""The terms of trade of a product beside its price, as lines of its sheet."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.models import Product
from portal.core.money import format_money
from portal.core.units import quantity


def trade_terms(product: Product, shows_prices: bool) -> list[tuple[str, str]]:
    """Name and words of what is stated; a catalogue without prices says nothing of what a sample costs."""
    return [
        (_("Supply capacity"), capacity(product)),
        (_("Packaging"), product.packaging),
        (_("Payment terms"), "; ".join(product.payment_names)),
        (_("Samples"), samples(product, shows_prices)),
        (_("Private label"), str(product.get_private_label_display()) if product.private_label else ""),
    ]


def capacity(product: Product) -> str:
    if product.supply_capacity is None:
        return ""
    return f"{quantity(product.supply_capacity, product.unit)} {product.get_supply_period_display()}"


def samples(product: Product, shows_prices: bool) -> str:
    if not product.sample:
        return ""
    said = [str(product.get_sample_display())]
    if shows_prices and product.sample_price is not None:
        said.append(format_money(product.sample_price))
    if product.sample_days is not None:
        days = {"days": product.sample_days}
        said.append(ngettext("sent within %(days)s day", "sent within %(days)s days", product.sample_days) % days)
    if product.sample_freight:
        said.append(str(product.get_sample_freight_display()))
    return " · ".join(said)
