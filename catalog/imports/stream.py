"""A file being read: from bytes to drafts, at a position that can be found again."""

from collections.abc import Iterator
from itertools import islice
from typing import IO

from catalog.classify import classifier
from catalog.imports.columns import Mapping
from catalog.imports.files import open_file
from catalog.imports.records import Records
from catalog.imports.rows import Draft, Reader
from catalog.imports.tables import CsvTable, Row, Table, Workbook
from catalog.variants import MOST_VARIANTS

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
        self.ahead: list[Draft] = []  # read already, for the next time
        self.drafts: Iterator[Draft] = map(self.reader.draft, islice(source.rows(), position, None))

    def take(self, count: int) -> list[Draft]:
        """The next drafts, none at the end; a product's variants are not parted from it. Raises Unreadable."""
        taken = [*self.ahead, *islice(self.drafts, count - len(self.ahead))]
        self.ahead = []
        for draft in islice(self.drafts, MOST_VARIANTS if taken else 0):
            if not draft.parent_sku:
                self.ahead = [draft]
                break
            taken.append(draft)
        return taken

    @property
    def fraction(self) -> float:
        return self.source.fraction
