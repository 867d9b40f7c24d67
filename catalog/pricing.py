"""The price ladder as a reader sees it, and what their own quantity costs."""

from dataclasses import dataclass
from decimal import Decimal

from moneyed import Money

from catalog.models import PriceTier, Product
from portal.core.money import format_money, rounded


@dataclass(frozen=True)
class Step:
    """A row of the ladder; `until` is the last whole quantity before the next step, None for the last one."""

    tier: PriceTier
    until: Decimal | None
    is_current: bool


@dataclass(frozen=True)
class Sum:
    """What `quantity` costs; `is_below_minimum` when the company does not sell so few."""

    quantity: Decimal
    unit_price: Money
    total: Money
    is_below_minimum: bool


def currency_for(product: Product, wanted: str) -> str:
    """The reader's currency if the company states prices in it, else the one it named first; empty without prices."""
    first = product.first_price
    stated = {tier.currency for tier in product.price_tiers.all()}
    return wanted if wanted in stated else first.currency if first else ""


def sum_at(price: Money, quantity: Decimal | None, moq: Decimal) -> Sum | None:
    """At a variant's own price, which has no steps; None when no quantity was asked for."""
    if quantity is None:
        return None
    return Sum(quantity, price, rounded(Money(price.amount * quantity, price.currency)), quantity < moq)


def ladder(product: Product, currency: str, chosen: Decimal | None = None) -> list[Step]:
    tiers = [tier for tier in product.tiers if tier.currency == currency]
    steps = []
    for position, tier in enumerate(tiers):
        following = tiers[position + 1].min_quantity if position + 1 < len(tiers) else None
        current = chosen is not None and tier.min_quantity <= chosen and (following is None or chosen < following)
        whole = following is not None and following == following.to_integral_value()
        until = following - 1 if following is not None and whole and following - 1 >= tier.min_quantity else None
        steps.append(Step(tier, until, current))
    return steps


def sum_for(product: Product, quantity: Decimal | None, currency: str) -> Sum | None:
    """None when no quantity was asked for, or none of the steps covers it."""
    price = product.price_for(quantity, currency) if quantity else None
    if quantity is None or price is None:
        return None
    total = rounded(Money(price.amount * quantity, price.currency))
    return Sum(quantity, price, total, quantity < product.moq)


def spanned(ends: tuple[Money, Money] | None) -> str:
    """`USD 4.10 – 5.60`; one price where both ends are the same."""
    if not ends:
        return ""
    low, high = ends
    if low.amount == high.amount:
        return format_money(low)
    code = high.currency.code
    return f"{format_money(low)} – {format_money(high).replace(code, '').strip()}"
