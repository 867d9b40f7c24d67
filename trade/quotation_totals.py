"""Sums of quotations: in decimals, in whole minor units line by line, and never across currencies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from moneyed import Money

from portal.core.money import MAX_AMOUNT, rounded
from trade.models import QuotationLine


def line_total(row: Mapping[str, Any], currency: str) -> Money | None:
    """None without a price or a quantity, or where it is more than can be kept."""
    amount, quantity = row.get("amount"), row.get("quantity")
    if amount is None or quantity is None or amount * quantity > MAX_AMOUNT:
        return None
    return rounded(Money(amount * quantity, currency))


def total_of_rows(rows: Iterable[Mapping[str, Any]], currency: str) -> Money | None:
    """What the priced main lines come to; None without any."""
    found = [line_total(row, currency) for row in rows if not row.get("is_alternative")]
    sums = [one.amount for one in found if one is not None]
    return Money(sum(sums, Decimal(0)), currency) if sums else None


def totals_of(currencies: Mapping[int, str]) -> dict[int, Money]:
    """Totals of many versions in one query; `currencies` by the key of the version."""
    lines = QuotationLine.objects.filter(version__in=currencies, is_alternative=False)
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for version, amount, quantity in lines.values_list("version_id", "amount", "quantity"):
        rows[version].append({"amount": amount, "quantity": quantity})
    totals = {pk: total_of_rows(found, currencies[pk]) for pk, found in rows.items()}
    return {pk: total for pk, total in totals.items() if total is not None}
