"""The report of an import as CSV: one line for each problem, in the reader's language."""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from portal.core.spreadsheet import csv_lines

HEADINGS = ("row", "sku", "column", "problem")


class Told(Protocol):
    row: int
    sku: str
    column: str

    @property
    def words(self) -> str: ...


def lines(problems: Iterable[Any]) -> Iterator[str]:
    """The CSV line by line, so that a long report is never held as a whole."""
    return csv_lines(HEADINGS, ((told.row or "", told.sku, told.column, told.words) for told in problems))
