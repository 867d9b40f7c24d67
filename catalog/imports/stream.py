"""A file being read: from bytes to drafts, at a position that can be found again."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from itertools import islice
from typing import IO

from catalog.classify import classifier
from catalog.imports.columns import Mapping
from catalog.imports.files import open_file
from catalog.imports.records import Records
from catalog.imports.rows import Draft, Reader
from catalog.imports.tables import CsvTable, Row, Table, Workbook

# Reads the next batch while the database writes the last one; it never asks the database itself.
AHEAD = ThreadPoolExecutor(max_workers=2, thread_name_prefix="import")

Source = Table | Records
KINDS: dict[str, type[CsvTable] | type[Workbook] | type[Records]] = {
    "csv": CsvTable,
    "xlsx": Workbook,
    "json": Records,
}


def look_at(file: IO[bytes], name: str) -> Source:
    """Open the file as what it is. Raises Unreadable for anything that is no table of products."""
    opened = open_file(file, name)
    return KINDS[opened.kind](opened)


def sample(source: Source, count: int = 3) -> list[Row]:
    """The first rows, to be looked at."""
    return [row for row in islice(source.rows(), count) if not row.problem]


class Stream:
    """Drafts of a file from a position on; rows before it are read over, not worked on."""

    def __init__(self, source: Source, mapping: Mapping, currency: str = "", position: int = 0) -> None:
        self.source = source
        self.classifier = classifier()
        self.position = position
        self.reader = Reader(mapping, self.classifier, currency)
        self.drafts: Iterator[Draft] = map(self.reader.draft, islice(source.rows(), position, None))

        self.coming: Future[list[Draft]] | None = None

    def take(self, count: int) -> list[Draft]:
        """The next drafts, none at the end; those after them are being read meanwhile. Raises Unreadable."""
        batch = self.coming.result() if self.coming else self.read(count)
        self.coming = AHEAD.submit(copy_context().run, self.read, count) if batch else None
        return batch

    def read(self, count: int) -> list[Draft]:
        return list(islice(self.drafts, count))

    def close(self) -> None:
        """Let go of the file; nothing reads from it afterwards."""
        if self.coming:
            with suppress(Exception):  # what was read ahead is no longer asked for, nor is its failure
                self.coming.result()
        self.coming = None

    @property
    def fraction(self) -> float:
        return self.source.fraction
