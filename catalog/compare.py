"""Up to four products side by side, like for like: one quantity, one unit, one currency at a dated rate."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from moneyed import Money, get_currency

from catalog.alike import SpecRow, aligned
from catalog.hs_headings import short_name
from catalog.models import Product
from catalog.pricing import currency_for, spanned
from catalog.seen import refs_of
from portal.core.actor import Actor
from portal.core.incoterms import incoterm_name
from portal.core.money import as_unit_price, convert, format_money, half_up, rounded
from portal.core.places import country_name
from portal.core.translating.languages import Written
from portal.core.units import is_counted, kind_of, quantity, unit_name, units_in

MOST = 4
BASKET = "compare"  # where the session keeps the references that were ticked


def basket_of(request: HttpRequest) -> list[str]:
    """The references ticked so far, in the order of the ticks."""
    kept = request.session.get(BASKET, []) if hasattr(request, "session") else []
    return refs_of(kept, MOST) if isinstance(kept, list) else []


def keep_basket(request: HttpRequest, refs: Sequence[str]) -> None:
    """An empty basket leaves nothing behind, so that a visitor who unticks has no session to keep."""
    if refs:
        request.session[BASKET] = list(refs)
    elif BASKET in request.session:
        del request.session[BASKET]


def ticked(basket: Sequence[str], shown: Sequence[str], chosen: Sequence[str]) -> tuple[list[str], int]:
    """The basket after a page that showed some products came back with some of them chosen.

    What the page did not show stays. The second value is how many found no place any more.
    """
    stay = [ref for ref in basket if ref not in shown or ref in chosen]
    wanted = list(dict.fromkeys([*stay, *chosen]))
    return wanted[:MOST], max(0, len(wanted) - MOST)


@dataclass
class Column:
    """A product in the comparison. Figures are for the comparison's quantity and in its unit; None: not stated.

    `own_quantity` is the quantity in the product's own unit, whole where only whole ones are sold.
    """

    product: Product
    is_comparable: bool
    own_quantity: Decimal
    is_rounded_up: bool = False
    is_below_minimum: bool = False
    own_price: Money | None = None
    price: Money | None = None
    exact_price: Decimal | None = None
    total: Money | None = None
    own_total: Money | None = None
    starts_at: Decimal | None = None
    rate_day: date | None = None
    minimum: Decimal | None = None
    notes: list[int] = field(default_factory=list)

    @property
    def is_converted(self) -> bool:
        return self.rate_day is not None


@dataclass(frozen=True)
class Cell:
    """What a product says in a row: the words, smaller ones under them, and a word of praise where it is best."""

    text: str = ""
    more: tuple[str, ...] = ()
    best: str = ""
    warning: str = ""
    column: Column | None = None  # drawn by a template of its own, from these figures


@dataclass(frozen=True)
class Line:
    """A row of the comparison; `differs` when the products do not all say the same."""

    label: str
    cells: list[Cell]
    differs: bool = True


@dataclass
class Comparison:
    """The whole of it, worked out when it is made. `asked` is what the reader typed, None to begin with."""

    products: list[Product]
    currency: str
    asked: Decimal | None = None
    asked_unit: str = ""
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.unit = self.choose_unit()
        self.quantity = self.asked or self.usual_quantity()
        self.columns = [self.column(product) for product in self.products]
        self.footnote()

    # -- for which quantity, in which unit ----------------------------------------------------------------------

    @cached_property
    def units(self) -> list[str]:
        """The units that the reader may choose: those the products are sold by, the usual ones of a kind first."""
        return list(dict.fromkeys(product.unit for product in self.products))

    def choose_unit(self) -> str:
        """The reader's, else that of most products: kilograms and tonnes count together, the first one names it."""
        if self.asked_unit in self.units:
            return self.asked_unit
        kinds = Counter(kind_of(product.unit) for product in self.products)
        kind = kinds.most_common(1)[0][0] if kinds else ""
        return next((code for code in self.units if kind_of(code) == kind), "C62")

    def usual_quantity(self) -> Decimal:
        """The largest minimum order: every price of the comparison then holds."""
        minima = [
            product.moq * size for product in self.products if (size := units_in(product.unit, self.unit)) is not None
        ]
        largest = max(minima, default=Decimal(1))
        return largest.to_integral_value(ROUND_CEILING) if is_counted(self.unit) else largest.normalize()

    # -- a product ----------------------------------------------------------------------------------------------

    def column(self, product: Product) -> Column:
        size = units_in(product.unit, self.unit)
        if size is None:
            return Column(product, False, product.moq, own_price=first_price(product))
        exact = self.quantity / size
        own = exact.to_integral_value(ROUND_CEILING) if is_counted(product.unit) else round(exact, 6)
        column = Column(product, True, own, is_rounded_up=own != round(exact, 6), minimum=product.moq * size)
        column.is_below_minimum = own < product.moq
        self.price(column, size)
        return column

    def price(self, column: Column, size: Decimal) -> None:
        """The step of the ladder that holds, then in the comparison's unit and currency, unrounded to compare."""
        product, code = column.product, currency_for(column.product, self.currency)
        column.own_price = product.price_for(column.own_quantity, code)
        if column.own_price is None and not product.tiers and product.price_span:
            column.own_price, code = product.price_span[0], product.price_span[0].currency.code
        if column.own_price is None:
            starts = [tier.min_quantity for tier in product.tiers if tier.currency == code]
            column.starts_at = min(starts, default=None)
            return
        column.own_total = rounded(Money(column.own_price.amount * column.own_quantity, code))
        result = convert(Money(1, code), self.currency)
        if code == self.currency or result is None:
            rate = Decimal(1) if code == self.currency else None
        else:
            rate, column.rate_day = result.rate, result.date
        if rate is None:
            return  # no rate is published: it stays in its own currency and out of the contest
        column.exact_price = column.own_price.amount * rate / size
        column.price = Money(fitting(column.exact_price, self.currency), get_currency(self.currency))
        column.total = rounded(Money(column.own_price.amount * column.own_quantity * rate, get_currency(self.currency)))

    # -- footnotes ----------------------------------------------------------------------------------------------

    def note(self, words: str, columns: Iterable[Column]) -> None:
        """An assumption, numbered where it matters."""
        concerned = list(columns)
        if concerned:
            self.notes.append(words)
            for column in concerned:
                column.notes.append(len(self.notes))

    def footnote(self) -> None:
        comparable = [column for column in self.columns if column.is_comparable]
        for column in self.columns:
            if column.product.price_span:
                words = _("Its %(count)s variants cost %(span)s; which one it is decides.")
                figures = {"count": column.product.variant_count, "span": spanned(column.product.price_span)}
                self.note(words % figures, [column])
        days = sorted({column.rate_day for column in self.columns if column.rate_day})
        for day in days:
            words = _(
                "Converted to %(currency)s at the European Central Bank's reference rate of %(day)s; "
                "the price in the original currency holds."
            )
            told = words % {"currency": self.currency, "day": date_format(day, "DATE_FORMAT")}
            self.note(told, [column for column in self.columns if column.rate_day == day])
        for column in comparable:
            if column.is_rounded_up:
                told = _("Only whole units are sold: %(asked)s are %(own)s here.") % {
                    "asked": quantity(self.quantity, self.unit),
                    "own": quantity(column.own_quantity, column.product.unit),
                }
                self.note(told, [column])
        terms = {column.product.incoterm for column in comparable if column.price is not None}
        if len(terms) > 1:
            words = _("The prices end at different places (%(terms)s). Freight, insurance and duty are not evened out.")
            named = ", ".join(sorted(term or _("not stated") for term in terms))
            self.note(words % {"terms": named}, [column for column in comparable if column.price is not None])

    # -- what is shown ------------------------------------------------------------------------------------------

    @cached_property
    def facts(self) -> list[Line]:
        """The four facts, in the order they have everywhere."""
        return [self.price_line(), self.minimum_line(), self.lead_line(), self.delivery_line()]

    def price_line(self) -> Line:
        contest = [None if column.is_below_minimum else column.exact_price for column in self.columns]
        best = best_of(contest, min)
        word = pgettext("mark", "Lowest price")
        cells = [Cell(best=word if place in best else "", column=column) for place, column in enumerate(self.columns)]
        return Line(_("Price"), cells)

    def minimum_line(self) -> Line:
        best = best_of([column.minimum for column in self.columns], min)
        cells = []
        for place, column in enumerate(self.columns):
            own = quantity(column.product.moq, column.product.unit)
            converted = column.minimum is not None and column.product.unit != self.unit
            text = quantity(round(column.minimum, 3), self.unit) if converted and column.minimum is not None else own
            warning = _("Your quantity is below it.") if column.is_below_minimum else ""
            cells.append(
                Cell(text, (own,) if converted else (), _("Smallest minimum") if place in best else "", warning)
            )
        return Line(_("Minimum order"), cells)

    def lead_line(self) -> Line:
        best = best_of([column.product.lead_time_days for column in self.columns], min)
        cells = [
            Cell(days_in_words(column.product.lead_time_days), best=_("Soonest") if place in best else "")
            for place, column in enumerate(self.columns)
        ]
        return Line(_("Lead time"), cells)

    def delivery_line(self) -> Line:
        cells = []
        for column in self.columns:
            term, place = column.product.incoterm, column.product.incoterm_place
            text = f"{term} {place}".strip() or _("To be agreed")
            cells.append(Cell(text, (incoterm_name(term),) if term else ()))
        return Line(_("Delivery"), cells)

    @property
    def summary(self) -> list[tuple[Column, Cell, Cell]]:
        """Each product with its price and its lead time."""
        return list(zip(self.columns, self.facts[0].cells, self.facts[2].cells, strict=True))

    @cached_property
    def details(self) -> list[Line]:
        """What else a product states; rows that no product fills are left out."""
        rows: list[tuple[str, Callable[[Product], str]]] = [
            (_("Brand"), lambda one: one.brand),
            (_("Model"), lambda one: one.model),
            (_("Country of origin"), lambda one: country_name(one.origin) if one.origin else ""),
            (_("HS code"), lambda one: f"{one.hs_code} {short_name(one.hs_code[:4]).text}".strip()),
            (_("Sold by"), lambda one: unit_name(one.unit)),
            (_("Category"), lambda one: one.category.name),
            (_("Supply capacity"), capacity_of),
            (_("Packaging"), lambda one: Written.by(one.packaging, one.language)),
            (_("Payment"), lambda one: ", ".join(one.payment_names)),
            (_("Samples"), sample_of),
            (_("Private label"), lambda one: one.get_private_label_display()),
        ]
        lines = [self.detail(label, [read(column.product) for column in self.columns]) for label, read in rows]
        return [line for line in lines if any(cell.text for cell in line.cells)]

    def detail(self, label: str, texts: list[str]) -> Line:
        return Line(label, [Cell(text) for text in texts], len(set(texts)) > 1)

    @cached_property
    def most_checked(self) -> set[int]:
        """The places of the suppliers whose claims were checked furthest."""
        return best_of([column.product.company.tier for column in self.columns], max)

    @cached_property
    def specifications(self) -> list[SpecRow]:
        products = [column.product for column in self.columns]
        return aligned([one.attributes for one in products], [one.language for one in products])

    @property
    def differing(self) -> list[SpecRow]:
        return [row for row in self.specifications if not row.is_same]

    @property
    def equal(self) -> list[SpecRow]:
        return [row for row in self.specifications if row.is_same]

    @property
    def difference_count(self) -> int:
        return len(self.differing) + sum(line.differs for line in self.details)

    @property
    def refs(self) -> list[str]:
        return [product.ref for product in self.products]


def best_of(values: Sequence[Any], choose: Callable[[Iterable[Any]], Any]) -> set[int]:
    """The places of the best value; none when fewer than two can be compared, or all of them are alike."""
    stated = [value for value in values if value is not None]
    if len(stated) < 2 or len(set(stated)) == 1:
        return set()
    best = choose(stated)
    return {place for place, value in enumerate(values) if value == best}


def fitting(amount: Decimal, currency: str) -> Decimal:
    """In minor units; a unit price so small that these say nothing has four digits after the point."""
    return half_up(amount, currency) if abs(amount) >= 1 else as_unit_price(amount)


def first_price(product: Product) -> Money | None:
    first = product.starting_price
    return first.unit_price if first else None


def days_in_words(days: int | None) -> str:
    if days is None:
        return _("To be agreed")
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def read(refs: Sequence[str], actor: Actor) -> tuple[list[Product], list[str]]:
    """The products in the order asked for, and the references that cannot be seen (any more), whatever the reason."""
    rows = Product.objects.visible_to(actor).filter(ref__in=refs).for_cards()
    known = {product.ref: product for product in rows}
    return [known[ref] for ref in refs if ref in known], [ref for ref in refs if ref not in known]


def capacity_of(product: Product) -> str:
    if product.supply_capacity is None:
        return ""
    return f"{quantity(product.supply_capacity, product.unit)} {product.get_supply_period_display()}"


def sample_of(product: Product) -> str:
    return format_money(product.sample_price) if product.sample_price else product.get_sample_display()
