"""The report of an import as CSV: one line for each problem, in the reader's language."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from django.utils.translation import override

from catalog.imports.formulas import neutral

HEADINGS = ("row", "sku", "column", "problem")


class Told(Protocol):
    row: int
    sku: str
    column: str

    @property
    def words(self) -> str: ...


def lines(problems: Iterable[Any]) -> Iterator[str]:
    """The CSV line by line, so that a long report is never held as a whole."""
    writer = csv.writer(Echo())
    yield writer.writerow(HEADINGS)
    for problem in problems:
        cells = (problem.row, neutral(problem.sku), neutral(problem.column), neutral(problem.words))
        yield writer.writerow(cells)


def spoken(content: Iterator[str], language: str) -> Iterator[bytes]:
    """The lines in one language, whatever the thread that streams them to the reader is set to."""
    yield "\ufeff".encode()
    while True:
        with override(language):
            line = next(content, None)
        if line is None:
            return
        yield line.encode()


class Echo:
    """Gives back what csv would write to a file."""

    def write(self, text: str) -> str:
        return text
