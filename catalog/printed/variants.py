"""The variants of a product on its printed sheet: the first of them, and how many more its page has."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.models import Product, Variant
from catalog.printed.fonts import printable
from portal.core.money import format_money

MOST = 12  # lines; what a sheet holds beside its other parts


def variants(product: Product, shows_prices: bool) -> dict[str, Any]:
    """Headings and lines (values, SKU, price) as the template sets them; no lines for a product without variants."""
    offered = [one for one in product.variants.all() if one.is_offered] if product.axes else []
    names = [axis["name"] for axis in product.axes]
    head = [*names, _("SKU"), *([_("Price")] if shows_prices else [])]
    return {
        "head": [printable(name, 40) for name in head],
        "rows": [line(product, one, shows_prices) for one in offered[:MOST]],
        "more": more(len(offered) - MOST, product),
    }


def line(product: Product, variant: Variant, shows_prices: bool) -> list[str]:
    values = [printable(value, 60) for value in variant.values_along(product.axes)]
    return [*values, printable(variant.sku), *([price(product, variant)] if shows_prices else [])]


def price(product: Product, variant: Variant) -> str:
    """Its own, else the first of the ladder."""
    first = product.first_price
    money = variant.own_price or (first.unit_price if first else None)
    return printable(format_money(money)) if money else _("On request")


def more(count: int, product: Product) -> str:
    if count <= 0:
        return ""
    if product.is_published:
        words = ngettext("%(count)s more on the product's page", "%(count)s more on the product's page", count)
    else:
        words = ngettext("%(count)s more; ask the company for it", "%(count)s more; ask the company for them", count)
    return printable(words % {"count": f"{count:,}"})
