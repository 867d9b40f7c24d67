"""Rows of JSON files: one object a line, or a list of objects."""

import codecs
import io
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from catalog.imports.files import Opened
from catalog.imports.problems import Problem, Unreadable
from catalog.imports.tables import Lines, Row, encoding_of

LONGEST_RECORD = 4_000_000
LOOK_AT = 200  # records whose names are shown as columns
NESTED, PARENT = "variants", "parent_sku"
BLANK = " \t\r\n,\ufeff"


def refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON number")


DECODER = json.JSONDecoder(parse_constant=refuse_constant)


class Records:
    """JSON lines, or the elements of one list; names are the columns."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.number = 0
        start = opened.stream().read(4096).removeprefix(codecs.BOM_UTF8).lstrip()
        encoding = encoding_of(opened)  # reads the file, so it comes before the stream that is kept
        text = io.TextIOWrapper(opened.stream(), encoding, errors="replace", newline="")
        self.source = self.elements(text) if start.startswith(b"[") else self.lines(text)
        self.first = list(islice(self.source, LOOK_AT))
        self.headings = list(dict.fromkeys(name for row in self.first for name in row.cells))
        if not self.headings and any(row.problem for row in self.first):
            raise Unreadable(_("The file is not valid JSON with one product a line."))

    @property
    def fraction(self) -> float:
        return self.opened.fraction

    def rows(self) -> Iterator[Row]:
        yield from self.first
        self.first = []
        yield from self.source

    def lines(self, text: io.TextIOBase) -> Iterator[Row]:
        lines = Lines(text)
        for number, line in enumerate(lines, start=1):
            if lines.is_cut:
                yield Row(number, problem=Problem(number, "", "too_long_row", is_refusal=True))
            elif line.strip(BLANK):
                yield from self.parsed(number, line)
            lines.begin()

    def parsed(self, number: int, line: str) -> Iterator[Row]:
        try:
            yield from rows_of(number, DECODER.decode(line.strip(BLANK)))
        except (ValueError, RecursionError) as problem:
            detail = {"detail": str(problem)[:120]}
            yield Row(number, {}, Problem(number, "", "not_json", detail, is_refusal=True), [line.strip(BLANK)])

    def elements(self, text: io.TextIOBase) -> Iterator[Row]:
        """The elements of a list that may be larger than memory: each is decoded as soon as it is whole."""
        buffer = text.read(65536).lstrip(BLANK).removeprefix("[")
        number = 0
        while True:
            buffer = buffer.lstrip(BLANK)
            if buffer.startswith("]"):
                return
            value, buffer = self.next_element(buffer, text)
            number += 1
            yield from rows_of(number, value)

    def next_element(self, buffer: str, text: io.TextIOBase) -> tuple[Any, str]:
        size = 65536
        while True:
            try:
                value, end = DECODER.raw_decode(buffer)
            except (ValueError, RecursionError) as problem:
                chunk = text.read(size) if len(buffer) < LONGEST_RECORD else ""
                size *= 2
                if not chunk:
                    raise Unreadable(
                        _("From element %(number)s on the file is not valid JSON: %(detail)s")
                        % {"number": self.number + 1, "detail": str(problem)[:120]}
                    ) from problem
                buffer = (buffer + chunk).lstrip(BLANK)
            else:
                self.number += 1
                return value, buffer[end:]


def row_of(number: int, value: Any) -> Row:
    if isinstance(value, dict):
        return Row(number, value)
    return Row(number, {}, Problem(number, "", "not_object", is_refusal=True), [value])


def rows_of(number: int, value: Any) -> Iterator[Row]:
    """The row of a product, and behind it one for each of the variants that stand inside it, as an export has them."""
    inside = value.get(NESTED) if isinstance(value, dict) else None
    if not (isinstance(inside, list) and inside and all(isinstance(one, dict) for one in inside)):
        yield row_of(number, value)
        return
    yield Row(number, {name: cell for name, cell in value.items() if name != NESTED}, whole=value)
    for one in inside:
        yield Row(number, {PARENT: value.get("sku"), **one})
