"""The rows as CSV, as an Excel workbook and as JSON lines."""

import csv
import json
import tempfile
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from catalog.exports.records import REST, Sheet, guarded
from catalog.imports.spelled import written, written_told
from catalog.imports.values import text_of
from portal.core.spreadsheet import Echo, neutral

if TYPE_CHECKING:
    from catalog.models import ProductQuerySet

WIDE = {"title": 40, "description": 60, "price_tiers": 30, "packaging": 30, "payment_terms": 30}


def as_csv(products: "ProductQuerySet", language: str) -> Iterator[bytes]:
    """Line by line. What a spreadsheet would take for a formula has an apostrophe before it, and is a text."""
    sheet = Sheet.of(products, language)
    writer = csv.writer(Echo())
    yield "\ufeff".encode() + str(writer.writerow([neutral(one) for one in sheet.headings])).encode()
    for row in sheet.rows(products):
        yield str(writer.writerow([neutral(cell_text(row.get(name), name)) for name in sheet.headings])).encode()


def as_jsonl(products: "ProductQuerySet", language: str) -> Iterator[bytes]:
    """An object a line, with the names of the columns; numbers and yes or no as they are."""
    sheet = Sheet.of(products, language)
    for row in sheet.nested(products):
        kept = {name: guarded(value) if isinstance(value, str) else value for name, value in row.items()}
        yield json.dumps(kept, ensure_ascii=False).encode() + b"\n"


def as_workbook(products: "ProductQuerySet", language: str) -> IO[bytes]:
    """Written to a file row by row. Every text is marked as text: nothing in it is ever calculated."""
    sheet = Sheet.of(products, language)
    book = Workbook(write_only=True)
    page = book.create_sheet("Products")
    page.freeze_panes = "C2"
    for number, name in enumerate(sheet.headings, start=1):
        page.column_dimensions[letter(number)].width = WIDE.get(name, 16)
    page.append([in_bold(page, name) for name in sheet.headings])
    for row in sheet.rows(products):
        page.append([excel_cell(page, row.get(name), name) for name in sheet.headings])
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
    book.save(file)
    file.seek(0)
    return file


def letter(number: int) -> str:
    """1 → A, 27 → AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def in_bold(page: Any, text: str) -> Any:
    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type, cell.font = "s", Font(bold=True)
    return cell


def excel_cell(page: Any, value: Any, name: str) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", guarded(cell_text(value, name))))
    cell.data_type = "s"
    return cell


def cell_text(value: Any, name: str) -> str:
    """A cell as text; the specifications that have no column, and those in another language, as people write them."""
    if not isinstance(value, dict):
        return text_of(value)
    return written(value) if name == REST else written_told(value)
