"""Many lines at once: cells pasted from a spreadsheet, or a CSV or Excel file; what does not do is said row by row."""

import csv
import io
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from catalog.imports import values
from catalog.imports.files import open_file
from catalog.imports.problems import Odd, Problem, Unreadable, worded
from catalog.imports.tables import CsvTable, Workbook
from offers.models.rfq import MOST_LINES
from offers.rfq_line_forms import Raw
from portal.core.permissions import Refused
from portal.core.spreadsheet import restored
from portal.core.texts import clean_block, clean_line
from portal.core.units import plain

MOST_BYTES = 5 * 1024 * 1024
ORDER = ("title", "quantity", "unit", "target_amount", "hs_code", "text")
HEADINGS: dict[str, tuple[str, ...]] = {
    "title": ("title", "item", "product", "article", "name", "part", "description", "품명", "품목", "제품", "제품명"),
    "quantity": ("quantity", "qty", "amount", "pieces", "menge", "수량"),
    "unit": ("unit", "uom", "unit of measure", "단위"),
    "target_amount": ("target price", "target", "price", "목표 단가", "목표단가", "단가", "희망 단가"),
    "hs_code": ("hs code", "hs", "hscode", "customs code", "hs 코드", "hs코드"),
    "text": (
        "details",
        "detail",
        "note",
        "notes",
        "specification",
        "spec",
        "remark",
        "remarks",
        "규격",
        "비고",
        "사양",
    ),
}
KNOWN = {name: key for key, names in HEADINGS.items() for name in names}


@dataclass
class Pasted:
    """Good rows as raw lines; of the bad ones the number, what is wrong, and the cells to be put right."""

    lines: list[Raw] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    rest: list[list[str]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)

    @property
    def rest_text(self) -> str:
        """The bad rows as cells to paste again, under their headings."""
        rows = [self.headings, *self.rest] if self.headings and self.rest else self.rest
        return "\n".join("\t".join(row) for row in rows)


def read_cells(text: str, room: int = MOST_LINES) -> Pasted:
    """Cells as a spreadsheet copies them, with tabs; or typed with semicolons or commas between."""
    text = clean_block(text[:MOST_BYTES])
    first = text.partition("\n")[0]
    sign = max("\t;,", key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=sign if first.count(sign) else "\t")
    try:
        return read_rows([list(row) for row in rows], room)
    except csv.Error:
        raise Refused(_("These cells cannot be told apart. Copy them from the spreadsheet again.")) from None


def read_file(file: Any, room: int = MOST_LINES) -> Pasted:
    """A CSV or Excel file, its first sheet. Raises Refused with a sentence for a file that is no table."""
    if file.size > MOST_BYTES:
        raise Refused(_("The file is larger than 5 MB. Leave out what is not needed."))
    try:
        opened = open_file(file, file.name)
        if opened.kind not in {"csv", "xlsx"}:
            raise Refused(_("Send a CSV or Excel file (.xlsx)."))
        table = Workbook(opened) if opened.kind == "xlsx" else CsvTable(opened)
        rows: list[list[Any]] = [list(table.headings)]
        first = table.number
        for row in table.rows():
            while len(rows) < row.number - first:
                rows.append([])
            rows.append((row.raw or []) if isinstance(row.problem, Problem) else list(row.cells.values()))
            if len(rows) > 2 * MOST_LINES + 1:
                break
    except Unreadable as problem:
        raise Refused(problem.message) from None
    return read_rows(rows, room)


def read_rows(rows: list[list[Any]], room: int) -> Pasted:
    """Rows are counted as the sheet shows them, from 1; empty ones are passed over."""
    columns, start = columns_of(rows)
    pasted = Pasted(headings=[clean_line(values.text_of(cell)) for cell in rows[0]] if start else [])
    for number, row in enumerate(rows[start:], start=start + 1):
        cells = [clean_line(values.text_of(cell)) for cell in row]
        if not any(cells):
            continue
        raw, problem = line_of(dict(zip(columns, row, strict=False)))
        if not problem and len(pasted.lines) >= room:
            problem = _("A request takes up to %(most)s lines.") % {"most": MOST_LINES}
        if problem:
            pasted.problems.append((number, problem))
            pasted.rest.append(cells)
        else:
            pasted.lines.append(raw)
    return pasted


def columns_of(rows: list[list[Any]]) -> tuple[list[str], int]:
    """What each column is, by a first row of headings if there is one, else in our order; and where rows begin."""
    if not rows:
        return list(ORDER), 0
    named = [KNOWN.get(clean_line(values.text_of(cell)).casefold().rstrip(":"), "") for cell in rows[0]]
    if "title" not in named:
        return list(ORDER), 0
    seen: set[str] = set()
    return [name if name and not (name in seen or seen.add(name)) else "" for name in named], 1  # type: ignore[func-returns-value]  # `add` gives None


def line_of(cells: dict[str, Any]) -> tuple[Raw, str]:
    """The raw line, and what is wrong with it; empty when nothing is."""
    title = restored(clean_line(values.text_of(cells.get("title"))))
    if not title:
        return {}, _("What is needed is missing.")
    if len(title) > 200:
        return {}, _("The name is longer than 200 characters. Put the details into their own column.")
    raw: Raw = {"title": title, "text": restored(clean_block(values.text_of(cells.get("text"))))[:4000]}
    readers: dict[str, Any] = {
        "quantity": read_quantity,
        "unit": values.unit,
        "target_amount": read_price,
        "hs_code": values.hs_code,
    }
    for name, read in readers.items():
        cell = cells.get(name)
        if cell in {None, ""} or not str(cell).strip():
            continue
        try:
            raw[name] = read(cell)
        except Odd as problem:
            return {}, worded(problem.code, problem.params)
        except Refused as refusal:
            return {}, str(refusal.message)
    return raw, ""


def read_quantity(cell: Any) -> str:
    found = values.quantity(cell)
    if found <= 0:
        raise Refused(_("Enter a quantity above 0."))
    return plain(found)


def read_price(cell: Any) -> str:
    """In the request's currency, whatever sign stands in the cell."""
    amount, _code = values.price(cell)
    if amount <= 0:
        raise Refused(_("Enter a price above 0, or none."))
    return plain(amount)


READERS: dict[str, Any] = {
    "quantity": read_quantity,
    "unit": values.unit,
    "target_amount": read_price,
    "hs_code": values.hs_code,
}
