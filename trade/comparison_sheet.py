"""The comparison as a workbook: figures to reckon with on the first sheet, what they assume on the second."""

import tempfile
from collections.abc import Iterable
from decimal import Decimal
from typing import IO, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from portal.core.money import format_money, minor_digits
from portal.core.places import country_name
from portal.core.spreadsheet import neutral
from portal.core.units import unit_name
from trade.comparison_grid import Grid
from trade.comparison_prices import Column
from trade.comparison_rows import Cell, Row, basis_words
from trade.comparison_scores import Scoring, scoring_of

WIDE, NARROW = 34, 20


def workbook_of(grid: Grid) -> IO[bytes]:
    """Numbers are numbers; every text is marked as text, whatever it begins with."""
    book = Workbook(write_only=True)
    fill(book.create_sheet(_("Comparison")), grid)
    explain(book.create_sheet(_("Assumptions")), grid)
    if scoring := scoring_of(grid.comparison):
        score(book.create_sheet(_("Scores")), scoring)
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
    book.save(file)
    file.seek(0)
    return file


def fill(page: Any, grid: Grid) -> None:
    columns = grid.comparison.columns
    page.freeze_panes = "F2"
    for letter, width in zip("ABCDE", (6, WIDE, 12, 12, NARROW), strict=True):
        page.column_dimensions[letter].width = width
    labels = ("#", _("Line"), _("Quantity"), _("Unit"), _("Row"))
    page.append([text(page, one, is_bold=True) for one in (*labels, *(one.supplier.name for one in columns))])
    for label, words in heads(columns):
        page.append([None] * 4 + [text(page, label), *(text(page, one) for one in words)])
    for row in grid.totals:
        add(page, row, grid)
    for row in grid.lines:
        add_line(page, row, grid) if row.kind in {"line", "alternative"} else add(page, row, grid)
    for row in grid.terms:
        add(page, row, grid)


def heads(columns: list[Column]) -> Iterable[tuple[str, list[str]]]:
    yield _("Country"), [country_name(one.supplier.country) for one in columns]
    yield _("Checked"), [str(one.supplier.get_tier_display()) for one in columns]
    yield _("Quotation"), [f"{one.quotation.ref}, {one.version.number}" for one in columns]
    yield _("State"), [str(one.quotation.get_state_display()) for one in columns]


def add(page: Any, row: Row, grid: Grid) -> None:
    label = ", ".join([row.label, *row.more])
    cells = [amount(page, cell, grid) if row.kind == "total" else text(page, words_of(cell)) for cell in row.cells]
    page.append([None, *[None] * 3, text(page, label), *cells])


def add_line(page: Any, row: Row, grid: Grid) -> None:
    """Two rows: the price for a unit, and the sum for the quantity."""
    asked = row.asked
    assert asked is not None  # of a line
    wanted = grid.comparison.basis.quantity_of(asked)
    number = row.number or None
    title = row.label if row.kind == "line" else f"{asked.title} – {row.label}"
    start = [number, text(page, title), wanted, text(page, unit_name(asked.unit, 2))]
    page.append([*start, text(page, _("Price per %(unit)s") % {"unit": unit_name(asked.unit)}), *prices(page, row)])
    sums = [one.price.total.amount if one.price and one.price.total else None for one in row.cells]
    page.append([number, *start[1:], text(page, _("Total")), *sums])
    if any(cell.best for cell in row.cells):
        page.append([None] * 4 + [text(page, _("Best")), *(text(page, cell.best) for cell in row.cells)])


def prices(page: Any, row: Row) -> list[Any]:
    shown = []
    for cell in row.cells:
        price = cell.price.unit_price if cell.price else None
        shown.append(price.amount if price is not None else text(page, cell.text))
    return shown


def amount(page: Any, cell: Cell, grid: Grid) -> Any:
    if not isinstance(cell.value, Decimal):
        return text(page, cell.text)
    made = WriteOnlyCell(page, cell.value)  # type: ignore[arg-type]  # it takes decimals as they are
    digits = minor_digits(grid.comparison.basis.currency)
    made.number_format = "#,##0" + ("." + "0" * digits if digits else "")
    made.font = Font(bold=bool(cell.best))
    return made


def words_of(cell: Cell) -> str:
    marks = {"met": _("met"), "missed": _("missed"), "unknown": _("cannot tell")}
    parts = [cell.figure, cell.text, *cell.more, *cell.warnings, marks.get(cell.mark, ""), cell.best]
    return "; ".join(part for part in parts if part)


def explain(page: Any, grid: Grid) -> None:
    comparison = grid.comparison
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = WIDE, 100
    rfq = comparison.rfq
    facts: list[tuple[str, str]] = [
        (_("Request"), f"{rfq.ref} {rfq.title}"),
        (_("Compared on"), basis_words(comparison)),
        (_("Made on"), date_format(timezone.localdate(), "DATE_FORMAT")),
        *[(_("Exchange rate"), words) for words in rates(comparison.columns, comparison.basis.currency)],
        *[(str(number), words) for number, words in enumerate(comparison.notes.words, start=1)],
        *[(_("As the supplier states it"), stated(column)) for column in comparison.columns],
    ]
    for label, words in facts:
        page.append([text(page, label, is_bold=True), text(page, words)])


def score(page: Any, scoring: Scoring) -> None:
    """Points and what they were given for, by supplier; below it the formulas. What is missing has no number."""
    page.column_dimensions["A"].width = WIDE
    heads = [_("Supplier"), _("Score of 100"), _("Highest score"), _("Missing")]
    for label, _formula, weight in scoring.weighed:
        heads += [_("%(label)s, of %(weight)s") % {"label": label, "weight": weight}, ""]
    page.append([text(page, one, is_bold=True) for one in heads])
    for one in scoring.scores:
        best = _("Highest score") if one.best else ""
        start = [text(page, one.column.supplier.name), one.total, text(page, best), text(page, ", ".join(one.missing))]
        for points in one.points:
            start += [None if points.is_missing else points.points, text(page, points.words)]
        page.append(start)
    page.append([])
    page.append([text(page, scoring.verdict, is_bold=True)])
    whole = _(
        "Score = 100 × sum of (weight × value from 0 to 1) ÷ sum of the weights. A missing value gives no points."
    )
    page.append([text(page, whole)])
    for label, formula, weight in scoring.weighed:
        page.append([text(page, label), weight, None, text(page, formula)])


def rates(columns: list[Column], currency: str) -> list[str]:
    """`1 USD = 0.8621 EUR, 27 November 2026`, once for each currency."""
    found = {
        column.version.currency: f"1 {column.version.currency} = {column.rate.normalize():.6f} {currency}, "
        f"{date_format(column.rate_day, 'DATE_FORMAT')}"
        for column in columns
        if column.rate is not None and column.rate_day is not None
    }
    return list(found.values())


def stated(column: Column) -> str:
    total = column.stated_total
    place = f"{column.version.incoterm} {column.version.incoterm_place}".strip()
    return f"{column.supplier.name}: {format_money(total) if total else '–'}, {place}"


def text(page: Any, words: str, is_bold: bool = False) -> Any:
    if not words:
        return None
    cell = WriteOnlyCell(page, neutral(ILLEGAL_CHARACTERS_RE.sub("", str(words))))
    cell.data_type, cell.font = "s", Font(bold=is_bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
