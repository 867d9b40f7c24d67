"""What suppliers offer at the moment: their own last word, also where the buyer's counter-offer lies on the table."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from portal.core.units import is_counted, units_in
from trade.models.version import QuotationLine, QuotationVersion

if TYPE_CHECKING:
    from offers.models import RFQLine


def offered(quotations: Iterable[int]) -> dict[int, QuotationVersion]:
    """The last version each supplier has handed in, by quotation."""
    rows = QuotationVersion.objects.filter(
        quotation__in=list(quotations), side=QuotationVersion.Side.SUPPLIER, submitted_at__isnull=False
    )
    return {version.quotation_id: version for version in rows.order_by("number")}


def lines_of(versions: Iterable[QuotationVersion]) -> dict[int, list[QuotationLine]]:
    """Their lines with their tiers, by version, in two queries."""
    known = {version.pk: version for version in versions}
    found: dict[int, list[QuotationLine]] = {pk: [] for pk in known}
    for line in QuotationLine.objects.filter(version__in=known).prefetch_related("tiers"):
        line.version = known[line.version_id]
        found[line.version_id].append(line)
    return found


def quantity_asked(line: QuotationLine, asked: "RFQLine", quantity: Decimal | None = None) -> Decimal | None:
    """`quantity` of the request's line (its own if none is given) in the unit that is quoted.

    Whole where only whole ones are sold: 500 pieces are 42 dozen. None where the units do not convert.
    """
    wanted = quantity or asked.quantity
    size = units_in(line.unit, asked.unit)
    if wanted is None or size is None:
        return None
    exact = wanted / size
    return exact.to_integral_value(ROUND_CEILING) if is_counted(line.unit) else round(exact, 3)


def awarded_terms(line: QuotationLine, asked: "RFQLine") -> tuple[Decimal, Decimal]:
    """The quantity and the price for a unit that an award of this line is for.

    The line's own, unless the supplier has named a price for the larger quantity that is asked for: then the quantity
    asked for at that price, as the comparison shows it. For priced lines only.
    """
    assert line.quantity is not None and line.amount is not None
    wanted = quantity_asked(line, asked)
    if wanted is None or wanted <= line.quantity:
        return line.quantity, line.amount
    steps = [(tier.quantity, tier.amount) for tier in line.tiers.all() if line.quantity < tier.quantity <= wanted]
    return (wanted, max(steps)[1]) if steps else (line.quantity, line.amount)
