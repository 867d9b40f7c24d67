"""Tables as editors have them: cells copied from a spreadsheet, or the text of a CSV file."""

import csv
import re
from decimal import Decimal, InvalidOperation
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

MOST_ROWS, MOST_COLUMNS = 20_000, 40
SHOWN = 25  # rows on the page; all of them are in the file that one may take along
NUMBER = re.compile(r"^[-+−]?(?:[A-Z]{3} ?)?\d[\d,.\s\u00a0]*(?: ?(?:%|[^\d\s]{1,6}))?$")
SIGNS = re.compile(r"[^\d.\-]")


def parse(text: str) -> list[list[str]]:
    """Rows of cells, all of the same length. Cells are parted by tabs (a spreadsheet's copy), semicolons or commas.

    Raises nothing: what cannot be read as a table is a table of one column.
    """
    text = text.replace("\x00", "").strip("\n\r")
    first = text.split("\n", 1)[0]
    sign = next((sign for sign in "\t;," if sign in first), ",")
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=sign))
    except csv.Error:  # a cell beyond csv's limit of 131,072 signs
        rows = [line.split(sign) for line in text.splitlines()]
    rows = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def number_of(cell: str) -> Decimal | None:
    """The number in a cell such as `EUR 1,234.50`, `38 %` or `−12`; None where there is none. Commas part thousands."""
    if not NUMBER.match(cell):
        return None
    try:
        return Decimal(SIGNS.sub("", cell.replace("−", "-")))
    except InvalidOperation:
        return None


class CellsField(blocks.TextBlock):
    """A large field to paste cells into; refuses what no page could show."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"rows": 8, "label": _("Cells"), "help_text": HELP, **kwargs})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        rows = parse(text)
        if len(rows) < 2:
            raise ValidationError(_("Paste at least two rows: the first one names the columns."))
        if len(rows) > MOST_ROWS or len(rows[0]) > MOST_COLUMNS:
            sentence = _(
                "A table has up to %(rows)s rows and %(columns)s columns; this one has %(height)s and %(width)s."
            )
            params = {"rows": MOST_ROWS, "columns": MOST_COLUMNS, "height": len(rows), "width": len(rows[0])}
            raise ValidationError(sentence, params=params)
        return text

    def get_searchable_content(self, value: Any) -> list[str]:
        """The first rows: a long list of numbers would drown the words of the page."""
        return [" ".join(cell for row in parse(value)[:SHOWN] for cell in row)]


HELP = _("Copy the cells in your spreadsheet and paste them here, with the row that names the columns; CSV does, too.")


class Cells(blocks.StructValue):
    """The cells of a component, read once; `key` names them in the address of their file."""

    @cached_property
    def rows(self) -> list[list[str]]:
        return parse(str(self.get("cells") or ""))

    @property
    def names(self) -> list[str]:
        return self.rows[0] if self.rows else []

    @property
    def body(self) -> list[list[str]]:
        return self.rows[1:]

    @cached_property
    def numeric(self) -> list[bool]:
        """For each column whether it holds numbers and is set to the right; the first one names the rows."""
        sample = self.body[:200]
        columns = [[row[place] for row in sample if row[place]] for place in range(len(self.names))]
        return [
            place > 0 and bool(cells) and all(number_of(cell) is not None for cell in cells)
            for place, cells in enumerate(columns)
        ]

    @property
    def heads(self) -> list[tuple[str, bool]]:
        return list(zip(self.names, self.numeric, strict=True))

    @property
    def shown(self) -> list[list[tuple[str, str, bool]]]:
        """The rows on the page; each cell with the name of its column, and whether it is a number."""
        return [list(zip(row, self.names, self.numeric, strict=True)) for row in self.body[:SHOWN]]

    @property
    def total(self) -> int:
        return len(self.body)

    @property
    def is_cut(self) -> bool:
        return self.total > SHOWN

    @property
    def key(self) -> str:
        return sha256(str(self.get("cells") or "").encode()).hexdigest()[:20]
