"""The rows of a comparison as people read them: a cell for each supplier, the best marked by a word."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from moneyed import Money

from catalog.compare import best_of, days_in_words
from offers.models import RFQLine
from offers.requirements import Requirement
from portal.core.money import format_money
from portal.core.translating.languages import Written
from portal.core.units import quantity, unit_name
from trade.comparison import Comparison
from trade.comparison_prices import Column, Price
from trade.comparison_terms import KINDS

LAST = 30  # the rank, on a phone, of what takes no part


@dataclass
class Cell:
    """What one supplier says in a row. `figure` is the large one; `value` is it for a spreadsheet and the API."""

    column: Column
    figure: str = ""
    text: str = ""
    more: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    best: str = ""
    rank: int = LAST
    value: Any = None
    notes: Sequence[int] = ()
    mark: str = ""  # met, missed or unknown
    price: Price | None = None
    needs_estimate: bool = False

    @property
    def is_ranked(self) -> bool:
        return self.rank < LAST


@dataclass
class Row:
    """`kind` decides how it is drawn: total, line, alternative, check or term."""

    label: str
    cells: list[Cell]
    kind: str = "term"
    more: list[str] = field(default_factory=list)
    number: int = 0
    asked: RFQLine | None = None


def rank(cells: Sequence[Cell], values: Sequence[Any], word: str, choose: Callable[..., Any] = min) -> None:
    """Mark the best of `values`, and number all of them; None takes no part, and equals share their place."""
    best = best_of(values, choose)
    order = sorted({value for value in values if value is not None}, reverse=choose is max)
    for place, (cell, value) in enumerate(zip(cells, values, strict=True)):
        cell.best = word if place in best else ""
        cell.rank = min(order.index(value) + 1, LAST - 1) if value is not None else LAST


# -- lines of the request -----------------------------------------------------------------------------------------


def line_rows(comparison: Comparison, with_checks: bool) -> Iterable[Row]:
    """Each line, with a row for each requirement (if wanted) and each further answer to it."""
    for number, asked in enumerate(comparison.asked, start=1):
        cells = [price_cell(column, column.main.get(asked.pk), comparison) for column in comparison.columns]
        prices = [column.contest(asked.pk) for column in comparison.columns]
        rank(cells, [price.exact if price else None for price in prices], pgettext("mark", "Lowest price"))
        for cell in cells:
            cell.more += checked_words(cell, asked)
        yield Row(
            Written.by(asked.title, comparison.rfq.language),
            cells,
            "line",
            asked_words(comparison, asked),
            number,
            asked,
        )
        if with_checks:
            for required in asked.required:
                yield check_row(comparison, asked, required)
        yield from alternative_rows(comparison, asked, [price.exact for price in prices if price and price.exact])


def asked_words(comparison: Comparison, asked: RFQLine) -> list[str]:
    words = [amount_words(comparison.basis.quantity_of(asked), asked.unit)]
    if asked.target_price is not None:
        words.append(_("target %(price)s") % {"price": format_money(asked.target_price)})
    return words


def price_cell(column: Column, price: Price | None, comparison: Comparison) -> Cell:
    cell = Cell(column, price=price)
    if price is None or price.problem:
        explain(cell, price, comparison)
        return cell
    assert price.unit_price and price.total and price.own and price.own_quantity  # there is no problem
    line = price.line
    cell.figure, cell.value = format_money(price.unit_price), price.exact
    cell.text = _("per %(unit)s") % {"unit": unit_name(price.asked.unit)}
    if column.rate_day or column.signs or line.unit != price.asked.unit:
        cell.more.append(original_words(price))
    sum_words = {"quantity": amount_words(price.own_quantity, line.unit), "total": format_money(price.total)}
    cell.more.append(_("%(quantity)s: %(total)s") % sum_words)
    cell.more += line_words(price)
    if price.is_below_minimum:
        least = amount_words(line.moq, line.unit)
        cell.warnings.append(_("Minimum order %(quantity)s: takes no part") % {"quantity": least})
    return cell


def original_words(price: Price) -> str:
    assert price.own is not None
    names = {"price": format_money(price.own), "unit": unit_name(price.line.unit)}
    return _("%(price)s per %(unit)s, as quoted") % names


def line_words(price: Price) -> list[str]:
    """What the supplier says of this line that differs from what was asked."""
    line, words = price.line, list[str]()
    if line.title != price.asked.title:
        words.append(Written.by(line.title))
    steps = {line.quantity, *(tier.quantity for tier in line.tiers.all())}
    if price.own_quantity not in steps and line.quantity is not None and not line.tiers.all():
        words.append(_("quoted for %(quantity)s") % {"quantity": amount_words(line.quantity, line.unit)})
    if line.moq is not None and not price.is_below_minimum:
        words.append(_("minimum %(quantity)s") % {"quantity": amount_words(line.moq, line.unit)})
    if line.lead_time_days is not None:
        words.append(days_in_words(line.lead_time_days))
    return words


def explain(cell: Cell, price: Price | None, comparison: Comparison) -> None:
    """Why there is no figure: said, never guessed."""
    problem = price.problem if price is not None else "no_price"
    if problem == "no_price" or price is None:
        cell.text = _("No price")
    elif problem == "too_few":
        cell.text = _("No price for so few")
        cell.more.append(
            _("Prices begin at %(quantity)s.") % {"quantity": amount_words(price.starts_at, price.line.unit)}
        )
    elif problem == "unit":
        cell.text = _("Not comparable: quoted by the %(unit)s") % {"unit": unit_name(price.line.unit)}
        cell.more.append(original_words(price))
    elif problem == "rate":
        cell.text = _("No exchange rate")
        cell.more.append(original_words(price))
    else:
        cell.text, cell.needs_estimate = missing_words(cell.column, comparison.basis.incoterm), True
        cell.more.append(original_words(price))


def missing_words(column: Column, incoterm: str) -> str:
    kinds = ", ".join(str(KINDS[kind]) for kind in column.missing or column.signs)
    names = {"own": column.version.incoterm, "wanted": incoterm, "kinds": kinds}
    return _("Your estimate is missing, %(own)s to %(wanted)s: %(kinds)s") % names


def alternative_rows(comparison: Comparison, asked: RFQLine, mains: list[Decimal]) -> Iterable[Row]:
    """Other answers to the same line, out of the contest; one below the lowest price is pointed out."""
    most = max((len(column.alternatives.get(asked.pk, ())) for column in comparison.columns), default=0)
    for place in range(most):
        cells = []
        for column in comparison.columns:
            offers = column.alternatives.get(asked.pk, [])
            if place >= len(offers):
                cells.append(Cell(column))
                continue
            price = offers[place]
            cell = price_cell(column, price, comparison)
            if column.stands and price.counts and mains and price.exact is not None and price.exact < min(mains):
                cell.best = _("Below the lowest price")
            cells.append(cell)
        label = _("Alternative") if most == 1 else _("Alternative %(number)s") % {"number": place + 1}
        yield Row(label, cells, "alternative", asked=asked)


# -- requirements ---------------------------------------------------------------------------------------------------


def answers_of(price: Price | None) -> dict[str, str]:
    rows = price.line.answers if price is not None else []
    known = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return {str(row.get("name", "")).casefold(): str(row.get("value", "")) for row in known}


def verdicts(price: Price | None, asked: RFQLine) -> list[tuple[Requirement, str, bool | None]]:
    answers = answers_of(price)
    found = [(required, answers.get(required.name.casefold(), "")) for required in asked.required]
    return [(required, answer, required.is_met_by(answer)) for required, answer in found]


def checked_words(cell: Cell, asked: RFQLine) -> list[str]:
    """`4 of 5 met`, with the names of those missed."""
    judged = verdicts(cell.price, asked) if cell.price is not None else []
    if not judged:
        return []
    missed = [required.name for required, _answer, is_met in judged if is_met is False]
    if missed:
        cell.warnings.append(_("Missed: %(names)s") % {"names": ", ".join(missed)})
    return [met_words(sum(is_met is True for *_rest, is_met in judged), len(judged))]


def met_words(met: int, of: int) -> str:
    words = ngettext("%(met)s of %(of)s requirement met", "%(met)s of %(of)s requirements met", of)
    return words % {"met": met, "of": of}


def check_row(comparison: Comparison, asked: RFQLine, required: Requirement) -> Row:
    cells = []
    for column in comparison.columns:
        price = column.main.get(asked.pk)
        answer = answers_of(price).get(required.name.casefold(), "")
        is_met = required.is_met_by(answer)
        mark = {True: "met", False: "missed"}.get(is_met, "unknown") if price is not None else ""  # type: ignore[arg-type]  # None is the default
        cells.append(Cell(column, text=Written.by(answer), mark=mark, value=answer))
    own = comparison.rfq.language
    return Row(Written.by(required.name, own), cells, "check", [Written.by(required.words, own)], asked=asked)


@lru_cache(4096)
def amount_words_in(amount: Decimal, unit: str, _language: str) -> str:
    return quantity(amount, unit)


def amount_words(amount: Decimal | None, unit: str) -> str:
    """`1,000 pieces`; the same quantities stand in thousands of cells."""
    return amount_words_in(amount, unit, get_language() or "en") if amount is not None else ""


# -- totals -----------------------------------------------------------------------------------------------------------


def total_rows(comparison: Comparison) -> list[Row]:
    """Over the lines all contenders have, where these are not all; over all lines; and as the suppliers state it."""
    asked, common = len(comparison.asked), len(comparison.common)
    rows = []
    if common < asked and len(comparison.contenders) > 1:
        rows.append(common_row(comparison, common, asked))
    rows += [full_row(comparison, asked), stated_row(comparison)]
    if any(column.beyond for column in comparison.columns):
        rows.append(beyond_row(comparison))
    return rows


def common_row(comparison: Comparison, common: int, asked: int) -> Row:
    cells, values = [], []
    pks = [line.pk for line in comparison.common]
    for column in comparison.columns:
        takes_part = column in comparison.contenders and bool(pks)
        total = column.total_over(pks) if takes_part else None
        words = _("No line is quoted by all") if not pks else _("Takes no part")
        cells.append(total_cell(column, total, words))
        values.append(total.amount if total else None)
    rank(cells, values, _("Lowest total"))
    label = ngettext("Total of the %(n)s line that all quote", "Total of the %(n)s lines that all quote", common)
    return Row(label % {"n": common}, cells, "total", [_("of %(asked)s asked for") % {"asked": asked}])


def full_row(comparison: Comparison, asked: int) -> Row:
    """The best is marked among those that quote every line."""
    cells, values = [], []
    for column in comparison.columns:
        total, counted = column.full_total, len(column.counted)
        cell = total_cell(column, total, why_none(column, comparison))
        if total is not None and counted < asked:
            cell.warnings.append(_("%(counted)s of %(asked)s lines") % {"counted": counted, "asked": asked})
        cells.append(cell)
        values.append(total.amount if total and column.stands and counted == asked else None)
    rank(cells, values, _("Lowest total"))
    label = ngettext("Total of all %(n)s line", "Total of all %(n)s lines", asked) % {"n": asked}
    return Row(label, cells, "total", [basis_words(comparison)])


def why_none(column: Column, comparison: Comparison) -> str:
    if column.factor is None and column.signs:
        return missing_words(column, comparison.basis.incoterm)
    return _("No exchange rate") if column.rate is None else _("No price that can be compared")


def total_cell(column: Column, total: Money | None, words: str) -> Cell:
    if total is None:
        return Cell(column, text=words, needs_estimate=bool(column.missing))
    return Cell(column, figure=format_money(total), value=total.amount, notes=column.notes)


def stated_row(comparison: Comparison) -> Row:
    cells = []
    for column in comparison.columns:
        total = column.stated_total
        cells.append(Cell(column, text=format_money(total) if total else _("No price"), value=total))
    return Row(_("As the supplier states it"), cells, "term", [_("own currency, quantities and Incoterm")])


def beyond_row(comparison: Comparison) -> Row:
    cells = []
    for column in comparison.columns:
        words: list[str] = [
            Written.by(f"{line.title}: {format_money(line.total)}" if line.total else line.title)
            for line in column.beyond
        ]
        cells.append(Cell(column, text=words[0] if words else "", more=words[1:]))
    return Row(_("Beyond the request"), cells, "term", [_("not in the totals for comparison")])


def basis_words(comparison: Comparison) -> str:
    basis = comparison.basis
    return f"{basis.currency}, {basis.incoterm}" if basis.incoterm else _("%(currency)s, as quoted") % {
        "currency": basis.currency
    }  # fmt: skip
