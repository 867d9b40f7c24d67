"""Quotations on a request side by side, like for like; the buyer's own view, which no supplier sees."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from companies.facts import with_facts
from offers.models import RFQ, RFQLine
from portal.core.actor import Actor
from trade.comparison_notes import Notes
from trade.comparison_prices import Basis, Column
from trade.comparison_wish import Wish
from trade.models import BuyerEstimate, Quotation, QuotationDocument
from trade.models.offered import lines_of, offered

MOST_SHOWN = 20  # columns, unless the reader picks them; more can be picked
COMPARED = (*Quotation.LIVE, Quotation.State.EXPIRED, Quotation.State.ACCEPTED, Quotation.State.DECLINED)


@dataclass
class Comparison:
    """All quotations on `rfq` that were handed in and not withdrawn; `columns` are those shown, in order."""

    rfq: RFQ
    actor: Actor
    basis: Basis
    every: list[Column]
    asked: list[RFQLine]
    picked: Sequence[str] = ()  # references of quotations; none: the first ones
    sort: str = "total"
    notes: Notes = field(default_factory=Notes)

    def __post_init__(self) -> None:
        for column in self.every:
            column.price_lines(self.asked, self.basis)
            column.make_alike(self.basis, self.rfq)
        self.every.sort(key=self.place_of)
        chosen = [column for column in self.every if column.quotation.ref in set(self.picked)]
        self.columns = chosen or self.every[:MOST_SHOWN]
        self.notes.tell(self)

    @classmethod
    def read(cls, rfq: RFQ, actor: Actor, wish: Wish | None = None) -> "Comparison":
        """In a number of queries that does not depend on how many have quoted."""
        wish = wish or Wish()
        asked = rfq.current_lines()
        for line in asked:
            line.rfq = rfq
        every = columns_of(rfq, actor)
        basis = wish.basis(rfq, [column.version.incoterm for column in every])
        return cls(rfq, actor, basis, every, asked, wish.picked, wish.sort)

    def place_of(self, column: Column) -> tuple[object, ...]:
        """First what stands, then by what the reader sorts by; the earlier quotation where all is equal."""
        total, lead = column.full_total, column.lead_time_days
        never = Decimal("Infinity")
        by_total = (-len(column.counted), Decimal(total.amount) if total else never)
        keys: dict[str, tuple[object, ...]] = {
            "total": by_total,
            "lead_time": (lead is None, lead or 0, *by_total),
            "tier": (-column.supplier.tier, *by_total),
            "received": (),
        }
        return (not column.stands, *keys.get(self.sort, by_total), column.quotation.first_submitted_at)

    @cached_property
    def hidden(self) -> list[Column]:
        return [column for column in self.every if column not in self.columns]

    @cached_property
    def contenders(self) -> list[Column]:
        """Those that take part and have at least one price that can be compared."""
        return [column for column in self.columns if column.stands and column.counted]

    @cached_property
    def common(self) -> list[RFQLine]:
        """The lines for which all contenders have a price: only over these are sums fair."""
        return [
            line for line in self.asked
            if self.contenders and all(column.contest(line.pk) for column in self.contenders)
        ]  # fmt: skip

    @property
    def refs(self) -> list[str]:
        return [column.quotation.ref for column in self.columns]

    @cached_property
    def steps(self) -> int:
        """How many quantities the line with most of them names."""
        return max((len(line.quantities) for line in self.asked), default=1)

    @property
    def lacking(self) -> list[Column]:
        """Those that wait for the buyer's estimate."""
        return [column for column in self.columns if column.missing]

    def best_line(self, asked: RFQLine) -> "Column | None":
        """Who has the best price for a line and could be given it now; of equals the one that comes first."""
        able = [column for column in self.columns if column.is_awardable and column.contest(asked.pk)]
        return min(able, key=lambda column: column.main[asked.pk].exact or Decimal(0), default=None)


def columns_of(rfq: RFQ, actor: Actor) -> list[Column]:
    rows = Quotation.objects.received_by(actor).filter(rfq=rfq, state__in=COMPARED)
    quotations = list(rows.select_related("supplier").order_by("first_submitted_at", "pk"))
    with_facts([quotation.supplier for quotation in quotations])
    versions = offered(quotation.pk for quotation in quotations)
    lines = lines_of(versions.values())
    estimates, papers = defaultdict(list), defaultdict(list)
    for estimate in BuyerEstimate.objects.filter(quotation__in=versions):
        estimates[estimate.quotation_id].append(estimate)
    for paper in QuotationDocument.objects.filter(version__in=versions.values()):
        papers[paper.version_id].append(paper)
    columns = []
    for quotation in quotations:
        quotation.rfq = rfq
        version = versions.get(quotation.pk)
        if version is not None:
            columns.append(Column(quotation, version, lines[version.pk], estimates[quotation.pk], papers[version.pk]))
    return columns
