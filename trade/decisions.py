"""What became of the quotations on a request: the lines that each got."""

from dataclasses import dataclass

from moneyed import Money, get_currency

from portal.core.money import rounded
from trade.comparison_prices import sum_of
from trade.models import Award, AwardLine, Quotation


@dataclass(frozen=True)
class Awarded:
    """A line that was awarded; `quantity` in the unit of the quotation's line."""

    row: AwardLine
    price: Money

    @property
    def total(self) -> Money:
        return rounded(self.price * self.row.quantity)


def awarded_to(quotation: Quotation) -> list[Awarded]:
    """The lines this quotation got, in the order of the request; for `trade/_awarded.html`."""
    rows = quotation.awarded_lines.select_related("rfq_line", "line__version").order_by("rfq_line__position", "pk")
    return [Awarded(row, Money(row.amount, get_currency(row.line.version.currency))) for row in rows]


def shares_of(award: Award) -> list[tuple[Quotation, list[Awarded], Money]]:
    """For the buyer: each winner with its lines and their sum, in its own currency."""
    rows = award.lines.select_related("quotation__supplier", "quotation__order", "rfq_line", "line__version")
    found: dict[int, list[Awarded]] = {}
    quotations: dict[int, Quotation] = {}
    for row in rows.order_by("quotation_id", "rfq_line__position", "pk"):
        quotations[row.quotation_id] = row.quotation
        price = Money(row.amount, get_currency(row.line.version.currency))
        found.setdefault(row.quotation_id, []).append(Awarded(row, price))
    totals = {pk: sum_of([one.total for one in lines]) for pk, lines in found.items()}
    return [(quotations[pk], lines, total) for pk, lines in found.items() if (total := totals[pk]) is not None]
