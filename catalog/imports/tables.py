"""Rows of CSV files and Excel workbooks, one at a time."""

import codecs
import csv
import io
import shutil
import tempfile
import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from catalog.imports.files import Opened, check_workbook
from catalog.imports.problems import Problem, Unreadable

MOST_COLUMNS = 500
LONGEST_HEADING = 150  # `attr:`, a name of 120 signs and a unit of 20
LONGEST_LINE = 4_000_000
MOST_OPEN_QUOTES = 50
SAMPLE = 200_000
LOOK_FOR_HEADINGS = 20  # rows that may stand above the headings


@dataclass(slots=True)
class Row:
    """A row of the file: its number there (the first row is 1), its cells by heading, or what keeps it from use.

    `raw` are the cells of a row with a problem as far as they could be read, to be mended; `whole` is the JSON object
    that several rows come of.
    """

    number: int
    cells: dict[str, Any] = field(default_factory=dict)
    problem: Problem | None = None
    raw: list[Any] | None = None
    whole: dict[str, Any] | None = None


def encoding_of(opened: Opened) -> str:
    """From the byte order mark, else the first of UTF-8, CP949 and CP1252 that all of the file can be read in."""
    head = opened.stream().read(4)
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return name
    if reads_as(opened, "utf-8"):
        return "utf-8"
    sample = opened.stream().read(SAMPLE)
    if looks_korean(sample) and reads_as(opened, "cp949"):
        return "cp949"
    return "cp1252" if not mostly_utf8(sample) else "utf-8"


def reads_as(opened: Opened, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream = opened.stream()
    try:
        while chunk := stream.read(1024 * 1024):
            decoder.decode(chunk)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def looks_korean(sample: bytes) -> bool:
    """In CP949 high bytes come in pairs; in CP1252 an accented letter stands alone between plain ones."""
    high = pairs = 0
    position = 0
    while position < len(sample):
        if sample[position] < 0x80:
            position += 1
            continue
        high += 1
        if position + 1 < len(sample) and sample[position + 1] >= 0xA1:
            pairs += 1
            position += 1
        position += 1
    return high == 0 or pairs / high > 0.7


def mostly_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) > 2 * broken


class Lines:
    """The lines of a text with a limit on their length; keeps those of the current record, and takes lines back."""

    def __init__(self, text: io.TextIOBase) -> None:
        self.text = text
        self.waiting: deque[str] = deque()
        self.record: list[str] = []
        self.is_cut = False

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        line = self.waiting.popleft() if self.waiting else self.read()
        if not line:
            raise StopIteration
        self.record.append(line)
        return line

    def read(self) -> str:
        line = self.text.readline(LONGEST_LINE)
        if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
            self.is_cut = True
            while (rest := self.text.readline(LONGEST_LINE)) and not rest.endswith(("\n", "\r")):
                pass
        return line

    def begin(self) -> None:
        self.record, self.is_cut = [], False

    def take_back(self, lines: list[str]) -> None:
        self.waiting.extendleft(reversed(lines))


class Table:
    """What CSV and workbooks have in common: a row of headings, then rows of cells under them."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.number = 0
        self.headings: list[str] = []
        self.records: Iterator[list[Any] | Problem] = iter(())
        self.broken: list[Any] | None = None

    @property
    def fraction(self) -> float:
        return self.opened.fraction

    def find_headings(self) -> None:
        """The first row in which more than one cell is filled, or the first filled one when there is but one column."""
        for _attempt in range(LOOK_FOR_HEADINGS):
            record = next(self.records, None)
            if record is None:
                break
            if not isinstance(record, Problem) and (names := [heading(cell) for cell in record]) and any(names):
                self.headings = unique(names)
                break
        if not self.headings:
            raise Unreadable(_("The file has no row of headings such as sku, title, price."))
        if len(self.headings) > MOST_COLUMNS:
            raise Unreadable(_("The file has more than %(limit)s columns.") % {"limit": MOST_COLUMNS})

    def rows(self) -> Iterator[Row]:
        """The rows under the headings; empty ones are passed over, but counted."""
        headings, columns = self.headings, len(self.headings)
        for record in self.records:
            if isinstance(record, Problem):
                yield Row(self.number, problem=record, raw=self.broken)
            elif any(cell not in {None, ""} for cell in record):
                if len(record) > columns and any(str(cell or "").strip() for cell in record[columns:]):
                    found = {"found": len(record), "columns": columns}
                    yield Row(self.number, {}, Problem(self.number, "", "too_many_cells", found, True), record)
                else:
                    yield Row(self.number, dict(zip(headings, record, strict=False)))


def heading(cell: Any) -> str:
    return " ".join(str(cell if cell is not None else "").split())[:LONGEST_HEADING]


def unique(names: list[str]) -> list[str]:
    """Headings to tell columns by: nameless ones get a number, repeated ones a second name, empty last ones go."""
    while names and not names[-1]:
        names = names[:-1]
    seen: set[str] = set()
    result = []
    for number, name in enumerate(names, start=1):
        name = name or f"({number})"
        while name in seen:
            name = f"{name} ({number})"
        seen.add(name)
        result.append(name)
    return result


class CsvTable(Table):
    """Comma, semicolon or tab; UTF-8, UTF-16 or CP949; quoted as RFC 4180 says."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        self.encoding = encoding_of(opened)
        # A bad byte in row 50,000 becomes a visible sign in that row, which is reported; the rest is read.
        text = io.TextIOWrapper(opened.stream(), self.encoding, errors="replace", newline="")
        self.lines = Lines(text)
        self.separator = separator_of(self.lines)
        self.open_quotes = 0
        self.records = self.read()
        self.find_headings()

    def read(self) -> Iterator[list[Any] | Problem]:
        reader = csv.reader(self.lines, delimiter=self.separator, strict=True)
        while True:
            self.lines.begin()
            self.broken = None
            try:
                record: list[Any] | Problem = next(reader)
            except StopIteration:
                return
            except csv.Error as problem:
                record = self.mend(str(problem))
            self.number += 1
            if self.lines.is_cut:
                record = Problem(self.number, "", "too_long_row", is_refusal=True)
            yield record

    def mend(self, detail: str) -> list[Any] | Problem:
        """One broken row must not swallow those below it: they are read again without it."""
        first, *rest = self.lines.record or [""]
        self.lines.take_back(rest)
        if "expected after" in detail:
            return next(csv.reader([first], delimiter=self.separator), [])
        self.open_quotes += 1
        if self.open_quotes > MOST_OPEN_QUOTES:
            raise Unreadable(_("Too many quotation marks are opened and not closed. Save the file anew as CSV."))
        self.broken = first.rstrip("\r\n").split(self.separator)
        return Problem(self.number + 1, "", "open_quote", is_refusal=True)


def separator_of(lines: Lines) -> str:
    """The sign that parts the headings: the most frequent of those outside quotation marks."""
    first = ""
    looked: list[str] = []
    for line in lines:
        looked.append(line)
        if line.strip() or len(looked) > LOOK_FOR_HEADINGS:
            first = line
            break
    lines.take_back(looked)
    bare = "".join(part for number, part in enumerate(first.split('"')) if number % 2 == 0)
    best = max(",;\t|", key=bare.count)
    return best if bare.count(best) else ","


class Workbook(Table):
    """The first sheet of an Excel workbook. Formulas are taken as the text they are, never calculated."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        self.file = opened.file if not opened.is_packed else unpacked(opened)
        self.file.seek(0)
        check_workbook(self.file)
        self.file.seek(0)
        try:
            book = load_workbook(self.file, read_only=True, data_only=False, keep_links=False)
            sheet = book.worksheets[0]
            self.total = sheet.max_row or 0
            sheet.reset_dimensions()
        except BROKEN as problem:
            raise Unreadable(_("The Excel file is damaged.")) from problem
        self.records = self.read(sheet)
        self.find_headings()

    @property
    def fraction(self) -> float:
        return min(1.0, self.number / self.total) if self.total > 1 else 0.0

    def read(self, sheet: Any) -> Iterator[list[Any] | Problem]:
        try:
            for cells in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
                self.number += 1
                record = list(cells)
                while record and record[-1] is None:
                    record.pop()
                yield record
        except BROKEN as problem:
            raise Unreadable(_("The Excel file is damaged.")) from problem


# What openpyxl raises on files that are no sound workbooks: whatever the place it stumbles at raises.
BROKEN = (
    zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, EOFError,
)  # fmt: skip


def unpacked(opened: Opened) -> IO[bytes]:
    file = tempfile.SpooledTemporaryFile(max_size=16 * 1024**2)  # noqa: SIM115 (lives as long as the workbook)
    shutil.copyfileobj(opened.stream(), file)
    return file
