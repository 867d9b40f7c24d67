"""What a total quantity costs, what is missing to the next price, and how an amount is split to the last minor unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from moneyed import Money

from portal.core.money import rounded

if TYPE_CHECKING:
    from trade.rounds.models import RoundTier


@dataclass(frozen=True)
class Step:
    """A row of the ladder for the page; `missing` is how much more it takes, 0 where it is reached.

    `place` is where it stands on a bar of 100, as an SVG attribute has it.
    """

    quantity: Decimal
    price: Money
    missing: Decimal
    is_current: bool
    place: str = ""


@dataclass(frozen=True)
class Share:
    """What one company pays: `amount` is in whole minor units, `rest` the part of it that is rounding."""

    key: int
    quantity: Decimal
    amount: Decimal
    rest: Decimal


def tier_for(tiers: "Sequence[RoundTier]", total: Decimal) -> "RoundTier | None":
    """The highest tier that the total reaches; None below the first."""
    fitting = [tier for tier in tiers if tier.quantity <= total]
    return max(fitting, key=lambda tier: tier.quantity, default=None)


def tier_after(tiers: "Sequence[RoundTier]", total: Decimal) -> "RoundTier | None":
    """The next one to be reached; None at the end of the ladder."""
    return min((tier for tier in tiers if tier.quantity > total), key=lambda tier: tier.quantity, default=None)


def ladder(tiers: "Sequence[RoundTier]", total: Decimal, currency: str, scale: Decimal) -> list[Step]:
    here = tier_for(tiers, total)
    return [
        Step(
            tier.quantity,
            Money(tier.amount, currency),
            max(Decimal(0), tier.quantity - total),
            tier is here,
            placed(tier.quantity, scale),
        )
        for tier in tiers
    ]


def placed(quantity: Decimal, scale: Decimal) -> str:
    """`37.50`: a share of `scale` in percent, with a point whatever the reader's language."""
    return f"{min(Decimal(100), 100 * quantity / scale):.2f}"


def amount_of(quantity: Decimal, unit_price: Decimal, currency: str) -> Decimal:
    """In whole minor units of the currency, half up."""
    return Decimal(rounded(Money(quantity * unit_price, currency)).amount)


def split(quantities: dict[int, Decimal], unit_price: Decimal, currency: str) -> tuple[Decimal, list[Share]]:
    """The amount of the whole, and each company's part of it: their sum is that amount exactly.

    Each pays its own rounded amount; what rounding leaves over, to either side, goes to the largest quantity (of equal
    ones to the lowest key).
    """
    total = amount_of(sum(quantities.values(), Decimal(0)), unit_price, currency)
    amounts = {key: amount_of(quantity, unit_price, currency) for key, quantity in quantities.items()}
    rest = total - sum(amounts.values(), Decimal(0))
    largest = min(quantities, key=lambda key: (-quantities[key], key), default=None)
    shares = []
    for key, quantity in quantities.items():
        own = rest if key == largest else Decimal(0)
        shares.append(Share(key, quantity, amounts[key] + own, own))
    return total, shares
