"""The refused rows of a file as a file of the same kind and columns, with what is wrong beside each of them.

It is mended and uploaded as it is: the column `problem` is passed over by the import. Rows and problems are both
read in the order of the file, one at a time, so that a million refused rows need no more memory than one.
"""

import csv
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import IO, Any

from openpyxl import Workbook as Book
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from catalog.imports.columns import PROBLEM
from catalog.imports.records import Records
from catalog.imports.report import Told
from catalog.imports.stream import Source
from catalog.imports.tables import Row, Workbook
from catalog.imports.values import text_of
from portal.core.spreadsheet import Echo, neutral, restored

WRONG = PatternFill("solid", fgColor="FBE3DD")
REASON = PatternFill("solid", fgColor="FFF6DF")
MOST_COMMENTS = 2000
LONGEST_CELL = 32_000
FIGURE = re.compile(r"[-+]?[0-9.,\s]*")  # a number, or the dash that clears: no formula


@dataclass
class Refused:
    """A row that did not go in: its cells in the order of the columns, what is wrong, and with which column."""

    row: Row
    words: str
    wrong: dict[str, str]


def refused(source: Source, problems: Iterable[Told]) -> Iterator[Refused]:
    """The refused rows of the file, which is read once; `problems` in the order of its rows, all of a row or none."""
    rows = source.rows()
    for number, several in groupby(problems, key=lambda one: one.row):
        told = list(several)
        if not number or not any(getattr(one, "is_refusal", True) for one in told):
            continue
        row = next((row for row in rows if row.number >= number), None)
        if row is None or row.number != number:
            return
        wrong: dict[str, str] = {}
        for one in told:
            wrong[one.column] = f"{wrong[one.column]} {one.words}" if one.column in wrong else one.words
        words = "; ".join(f"{column}: {said}" if column else said for column, said in wrong.items())
        yield Refused(row, words, wrong)


def kind_of(source: Source) -> str:
    return "xlsx" if isinstance(source, Workbook) else "jsonl" if isinstance(source, Records) else "csv"


def pieces(source: Source, problems: Iterable[Told]) -> Iterator[bytes]:
    """The corrected file, piece by piece."""
    found = refused(source, problems)
    if isinstance(source, Workbook):
        with as_workbook(source, found) as file:
            while chunk := file.read(256 * 1024):
                yield chunk
    elif isinstance(source, Records):
        yield from as_lines(found)
    else:
        yield from as_csv(source, found)


def cells_of(columns: list[str], one: Refused) -> list[Any]:
    """The row's cells under the columns; what a broken row has beyond them comes behind the reason."""
    if one.row.raw is not None:
        return one.row.raw
    return [one.row.cells.get(name) for name in columns]


def columns_of(source: Any) -> list[str]:
    return [name for name in source.headings if name != PROBLEM]


# -- CSV ------------------------------------------------------------------------------------------------------------


def as_csv(source: Any, found: Iterator[Refused]) -> Iterator[bytes]:
    """With the separator of the original, and the byte order mark by which spreadsheets know UTF-8."""
    writer, columns = csv.writer(Echo(), delimiter=source.separator), columns_of(source)
    yield "\ufeff".encode() + str(writer.writerow([*map(harmless, columns), PROBLEM])).encode()
    for one in found:
        cells = [harmless(text_of(cell)) for cell in cells_of(columns, one)]
        cells += [""] * (len(columns) - len(cells))
        line = [*cells[: len(columns)], neutral(one.words), *cells[len(columns) :]]
        yield str(writer.writerow(line)).encode()


def harmless(text: str) -> str:
    """No formula for a spreadsheet, and read by the import as the cell it was."""
    return text if restored(text) != text or FIGURE.fullmatch(text) else neutral(text)


# -- JSON lines -----------------------------------------------------------------------------------------------------


def as_lines(found: Iterator[Refused]) -> Iterator[bytes]:
    for one in found:
        cells = one.row.whole or one.row.cells
        kept = {"line": one.row.raw[0]} if one.row.raw else {k: v for k, v in cells.items() if k != PROBLEM}
        yield json.dumps({**kept, PROBLEM: one.words}, ensure_ascii=False).encode() + b"\n"


# -- Excel ----------------------------------------------------------------------------------------------------------


def as_workbook(source: Any, found: Iterator[Refused]) -> IO[bytes]:
    """The wrong cells are coloured, with the reason as a comment; all reasons of a row stand in the last column."""
    columns = columns_of(source)
    book = Book(write_only=True)
    page = book.create_sheet("Products")
    page.freeze_panes = "A2"
    page.append([cell(page, name, bold=True) for name in [*columns, PROBLEM]])
    comments = 0
    for one in found:
        cells = [cell(page, value) for value in cells_of(columns, one)]
        cells += [cell(page, None) for _blank in range(len(columns) - len(cells))]
        for place, name in enumerate(columns):
            if name in one.wrong:
                cells[place].fill = WRONG
                if comments < MOST_COMMENTS:
                    cells[place].comment = Comment(one.wrong[name], "Jangteo", width=280, height=90)
                    comments += 1
        reason = cell(page, one.words)
        reason.fill, reason.alignment = REASON, Alignment(wrap_text=True, vertical="top")
        page.append([*cells[: len(columns)], reason, *cells[len(columns) :]])
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the caller closes it)
    book.save(file)
    file.seek(0)
    return file


def cell(page: Any, value: Any, bold: bool = False) -> Any:
    """A text is marked as text: nothing in it is ever calculated."""
    if not isinstance(value, str):
        return WriteOnlyCell(page, value)
    made = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL])
    made.data_type = "s"
    if bold:
        made.font = Font(bold=True)
    return made
