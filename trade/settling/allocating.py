"""Dividing an amount so that not a single cent is lost or made."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from moneyed import Money

from portal.core.money import minor_digits


def shares(money: Money, weights: Sequence[Decimal]) -> list[Money]:
    """`money` in as many parts as there are weights, each in whole minor units; their sum is exactly `money`.

    What is left after rounding down goes, a minor unit each, to those who lost most, the later ones first (a deposit
    is never more than its percentage says). Raises ValueError when `money` is not in whole minor units, or there is
    nothing to divide by.
    """
    scale = minor_digits(money.currency.code)
    units = money.amount.scaleb(scale)
    whole = sum(weights, Decimal(0))
    if units != int(units) or whole <= 0 or min(weights) < 0:
        raise ValueError(f"{money!r} cannot be divided by {list(weights)!r}")
    exact = [abs(units) * weight / whole for weight in weights]
    parts = [part.to_integral_value(ROUND_FLOOR) for part in exact]
    losers = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], -at))
    for at in losers[: int(abs(units) - sum(parts))]:
        parts[at] += 1
    sign = -1 if units < 0 else 1
    return [Money((sign * part).scaleb(-scale), money.currency) for part in parts]
