"""What a supplier that was not chosen learns: how its price stood, in bands, without a name or a figure of another.

The band compares totals in one currency at the European Central Bank's latest rates.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from moneyed import Money

from portal.core.money import convert

BANDS: dict[str, Any] = {
    "below": _("Your price was below the chosen one."),
    "near": _("Your price was within 5 % of the chosen one."),
    "above": _("Your price was 5 to 15 % above the chosen one."),
    "far_above": _("Your price was more than 15 % above the chosen one."),
}


def band_of(total: Money | None, chosen: Sequence[Money]) -> str:
    """A key of BANDS; empty where totals are missing, or the lines went to several suppliers: no total compares."""
    if total is None or len(chosen) != 1:
        return ""
    mine = converted_amount(total, chosen[0].currency.code)
    best = Decimal(chosen[0].amount)
    if mine is None or best <= 0:
        return ""
    share = mine / best
    if share < Decimal("0.95"):
        return "below"
    if share <= Decimal("1.05"):
        return "near"
    return "above" if share <= Decimal("1.15") else "far_above"


def converted_amount(money: Money, currency: str) -> Decimal | None:
    if money.currency.code == currency:
        return Decimal(money.amount)
    result = convert(money, currency)
    return None if result is None else Decimal(result.money.amount)
