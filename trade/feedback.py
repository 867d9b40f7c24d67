"""What a supplier that was not chosen learns: how its price stood, in bands, without a name or a figure of another.

The band compares sums in one currency at the European Central Bank's latest rates, over those of the awarded lines that
the supplier has quoted as well: who quoted a part of a request is not told to be cheap for that. Prices are compared as
quoted; what the buyer reckons for freight and insurance is nobody else's.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from moneyed import Money

from portal.core.money import convert
from portal.core.units import units_in

if TYPE_CHECKING:
    from trade.models import QuotationLine

BANDS: dict[str, Any] = {
    "below": _("Your price was below the chosen one."),
    "near": _("Your price was within 5 % of the chosen one."),
    "above": _("Your price was 5 to 15 % above the chosen one."),
    "far_above": _("Your price was more than 15 % above the chosen one."),
}


def position_of(own: "Iterable[QuotationLine]", chosen: "Iterable[QuotationLine]") -> str:
    """A key of BANDS for what a supplier quoted beside the lines that were awarded; empty without a common one."""
    quoted = {line.rfq_line_id: line for line in own if not line.is_alternative and line.amount is not None}
    pairs = [pair for line in chosen if (pair := sums_of(quoted.get(line.rfq_line_id), line)) is not None]
    if not pairs:
        return ""
    currency = pairs[0][1].currency.code
    mine = [converted_amount(own_sum, currency) for own_sum, _sum in pairs]
    theirs = [converted_amount(chosen_sum, currency) for _sum, chosen_sum in pairs]
    if None in mine or None in theirs:
        return ""
    total = Money(sum(filter(None, mine), Decimal(0)), currency)
    return band_of(total, [Money(sum(filter(None, theirs), Decimal(0)), currency)])


def sums_of(own: "QuotationLine | None", chosen: "QuotationLine") -> tuple[Money, Money] | None:
    """What both would cost for the chosen quantity; None where there is no price or the units do not convert."""
    if own is None or own.unit_price is None or chosen.amount is None or chosen.quantity is None:
        return None
    size = units_in(chosen.unit, own.unit)
    if size is None:
        return None
    quantity = chosen.quantity * size
    price = own.price_at(quantity) or own.unit_price
    return price * quantity, Money(chosen.amount, chosen.version.currency) * chosen.quantity


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
