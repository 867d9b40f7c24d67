"""A quoted line made like the others: for one quantity, in one unit, in one currency, on one Incoterm."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import Any

from django.utils import timezone
from moneyed import Money, get_currency

from catalog.compare import fitting
from companies.models import Company
from offers.models import RFQ, RFQLine
from portal.core.money import convert, rounded
from portal.core.units import units_in
from trade.comparison_terms import between
from trade.models import BuyerEstimate, Quotation, QuotationLine, QuotationVersion
from trade.models.offered import quantity_asked


@dataclass(frozen=True)
class Basis:
    """What everything is made alike to. `incoterm` empty: prices stay where the suppliers' words leave them.

    `step` is the place of the quantity among those a line of the request names; 0 is the one that counts.
    """

    currency: str
    incoterm: str = ""
    step: int = 0

    def quantity_of(self, asked: RFQLine) -> Decimal:
        """A line that names no such further quantity stays at its own."""
        named = asked.quantities
        return named[self.step] if self.step < len(named) else (asked.quantity or Decimal(1))


@dataclass
class Price:
    """Own figures are as quoted; `exact`, `unit_price` and `total` are the comparison's, in the request's unit.

    `problem` says why there is none: no_price, too_few, unit, rate or estimate. Below the supplier's minimum order
    there is a price, which takes no part.
    """

    line: QuotationLine
    asked: RFQLine
    quantity: Decimal
    own_quantity: Decimal | None = None
    own: Money | None = None
    own_total: Money | None = None
    exact: Decimal | None = None
    unit_price: Money | None = None
    total: Money | None = None
    problem: str = ""

    def __post_init__(self) -> None:
        self.own_quantity = quantity_asked(self.line, self.asked, self.quantity)
        if self.line.amount is None or self.line.quantity is None:
            self.problem = "no_price"
        elif self.own_quantity is None:
            self.problem, self.own = "unit", self.line.unit_price
        elif (price := self.line.price_at(self.own_quantity)) is None:
            self.problem = "too_few"
        else:
            self.own = price
            self.own_total = rounded(price * self.own_quantity)

    def make_alike(self, currency: str, rate: Decimal | None, factor: Decimal | None) -> None:
        """`rate` in units of `currency` for one of the quotation's, `factor` for what carriage and the like add."""
        if self.problem or self.own is None or self.own_quantity is None:
            return
        if rate is None or factor is None:
            self.problem = "rate" if rate is None else "estimate"
            return
        size = units_in(self.line.unit, self.asked.unit)
        assert size is not None  # else there is no own quantity
        self.exact = Decimal(self.own.amount) * rate * factor / size
        self.unit_price = Money(fitting(self.exact, currency), get_currency(currency))
        self.total = rounded(Money(self.own.amount * self.own_quantity * rate * factor, get_currency(currency)))

    @property
    def is_below_minimum(self) -> bool:
        return self.line.moq is not None and self.own_quantity is not None and self.own_quantity < self.line.moq

    @property
    def is_rounded_up(self) -> bool:
        size = units_in(self.line.unit, self.asked.unit)
        return size is not None and self.own_quantity is not None and self.own_quantity * size > self.quantity

    @property
    def starts_at(self) -> Decimal | None:
        """The smallest quantity there is a price for."""
        steps = [self.line.quantity, *(tier.quantity for tier in self.line.tiers.all())]
        return min((step for step in steps if step is not None), default=None)

    @property
    def counts(self) -> bool:
        return self.exact is not None and not self.is_below_minimum


@dataclass
class Column:
    """A quotation in the comparison: the last version its supplier has handed in."""

    quotation: Quotation
    version: QuotationVersion
    lines: list[QuotationLine]
    estimates: list[BuyerEstimate] = field(default_factory=list)
    documents: list[Any] = field(default_factory=list)
    estimate: BuyerEstimate | None = None
    main: dict[int, Price] = field(default_factory=dict)
    alternatives: dict[int, list[Price]] = field(default_factory=dict)
    rate: Decimal | None = None
    rate_day: date | None = None
    factor: Decimal | None = None
    missing: tuple[str, ...] = ()  # kinds of cost that the buyer has not estimated
    signs: dict[str, int] = field(default_factory=dict)
    notes: list[int] = field(default_factory=list)

    @property
    def supplier(self) -> Company:
        return self.quotation.supplier

    @cached_property
    def beyond(self) -> list[QuotationLine]:
        """Priced lines that answer no line of the request, such as tooling."""
        known = {id(price.line) for price in self.main.values()}
        return [
            line for line in self.lines
            if not line.is_alternative and line.amount is not None and id(line) not in known
        ]  # fmt: skip

    @property
    def is_countered(self) -> bool:
        return bool(self.quotation.state == Quotation.State.COUNTERED)

    @cached_property
    def stands(self) -> bool:
        """Whether it takes part: valid and confirmed; once the request is decided, whatever lay on the table then."""
        if self.quotation.state in {Quotation.State.ACCEPTED, Quotation.State.DECLINED}:
            return not self.quotation.rfq.is_decidable  # type: ignore[union-attr]  # only these are compared
        own_end = self.version.valid_until  # a buyer's counter-offer on the table may name another day
        ended = own_end is not None and own_end < timezone.localdate()
        return self.quotation.is_valid and not ended and not self.quotation.needs_confirmation

    @property
    def is_awardable(self) -> bool:
        return self.stands and self.quotation.state in {Quotation.State.SUBMITTED, Quotation.State.REVISED}

    def contest(self, pk: int) -> Price | None:
        """Its price for a line of the request, where that takes part."""
        price = self.main.get(pk)
        return price if price is not None and self.stands and price.counts else None

    @cached_property
    def counted(self) -> list[Price]:
        return [price for price in self.main.values() if price.counts]

    @property
    def full_total(self) -> Money | None:
        """Over all lines with a price that counts; the sum of the figures as they are shown."""
        totals = [price.total for price in self.counted if price.total is not None]
        return sum_of(totals)

    def total_over(self, pks: Iterable[int]) -> Money | None:
        wanted = set(pks)
        return sum_of([price.total for pk, price in self.main.items() if pk in wanted and price.total is not None])

    @property
    def stated_total(self) -> Money | None:
        """In the quotation's own currency, for the quantities it names, all main lines."""
        return sum_of([line.total for line in self.lines if not line.is_alternative and line.total is not None])

    @property
    def lead_time_days(self) -> int | None:
        """The longest of what it states: the last goods decide."""
        own = [price.line.lead_time_days for price in self.main.values() if price.line.lead_time_days is not None]
        stated = [*own, *([self.version.lead_time_days] if self.version.lead_time_days is not None else [])]
        return max(stated, default=None)

    # -- making it like the others --------------------------------------------------------------------------------

    def price_lines(self, asked: Sequence[RFQLine], basis: Basis) -> None:
        wanted = {line.pk: line for line in asked}
        for line in self.lines:
            asked_line = wanted.get(line.rfq_line_id or 0)
            if asked_line is None:
                continue
            price = Price(line, asked_line, basis.quantity_of(asked_line))
            if line.is_alternative:
                self.alternatives.setdefault(asked_line.pk, []).append(price)
            else:
                self.main.setdefault(asked_line.pk, price)

    def make_alike(self, basis: Basis, rfq: RFQ) -> None:
        self.rate, self.rate_day = rate_between(self.version.currency, basis.currency)
        self.find_factor(basis, rfq)
        for price in [*self.main.values(), *chain.from_iterable(self.alternatives.values())]:
            price.make_alike(basis.currency, self.rate, self.factor)

    def find_factor(self, basis: Basis, rfq: RFQ) -> None:
        """What the estimates add to each price, as a share of the value of the goods; none where one is missing."""
        if basis.incoterm and self.version.incoterm:
            self.signs = between(self.version.incoterm, basis.incoterm)
        if not self.signs:
            self.factor = Decimal(1)
            return
        made = (one for one in self.estimates if (one.to_term, one.step) == (basis.incoterm, basis.step))
        held = next((one for one in made if one.holds_for(self.version, rfq.revision)), None)
        self.estimate = held
        self.missing = tuple(kind for kind in self.signs if held is None or held.amount_of(kind) is None)
        goods = sum_of([price.own_total for price in self.main.values() if price.own_total is not None])
        if self.missing or held is None or goods is None:
            return
        rate, _day = rate_between(held.currency, self.version.currency)
        if rate is None:
            self.missing = tuple(self.signs)
            return
        costs = sum((sign * (held.amount_of(kind) or 0) for kind, sign in self.signs.items()), Decimal(0))
        factor = 1 + costs * rate / Decimal(goods.amount)
        self.factor = factor if factor > 0 else None  # an estimate larger than the price is a slip


def rate_between(own: str, wanted: str) -> tuple[Decimal | None, date | None]:
    """Units of `wanted` for one of `own`, and the day of that rate; a day only where something is converted."""
    if own == wanted:
        return Decimal(1), None
    result = convert(Money(1, own), wanted)
    return (result.rate, result.date) if result else (None, None)


def sum_of(amounts: Sequence[Money]) -> Money | None:
    """Of amounts in one currency; None without any."""
    if not amounts:
        return None
    return Money(sum((Decimal(one.amount) for one in amounts), Decimal(0)), amounts[0].currency)
