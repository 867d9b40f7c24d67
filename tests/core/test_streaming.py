"""Answers in pieces under ASGI: sent as they are made, closed when they end, and without a warning of Django's."""

import asyncio
import io
import time
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from portal.core.spreadsheet import csv_download, csv_lines
from portal.core.streaming import MOST_BYTES, StreamingHandler


def sent(response: Any, on_part: Any = None) -> list[bytes]:
    """The parts of the body as an ASGI server gets them; any warning is an error."""
    parts: list[bytes] = []

    async def send(message: dict[str, Any]) -> None:
        if message.get("body"):
            parts.append(message["body"])
            if on_part:
                on_part()

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        asyncio.run(StreamingHandler().send_response(response, send))
    for close in response._resource_closers:  # what `close` does beside telling that the request is over
        close()
    return parts


def test_pieces_are_read_as_they_are_sent() -> None:
    made, ahead = [0], []

    def rows() -> Iterator[bytes]:
        for _number in range(1000):
            made[0] += 1
            yield b"x" * 4096

    seen = [0]

    def on_part() -> None:
        seen[0] += 1
        ahead.append(made[0] * 4096 - seen[0] * MOST_BYTES)

    parts = sent(StreamingHttpResponse(rows()), on_part)
    assert sum(map(len, parts)) == 1000 * 4096
    assert len(parts) == 63 and max(ahead) <= MOST_BYTES, "never more than one part is held"


def test_slow_pieces_go_out_as_they_come() -> None:
    def slow() -> Iterator[bytes]:
        for _number in range(3):
            time.sleep(0.12)
            yield b"row\n"

    assert sent(StreamingHttpResponse(slow())) == [b"row\n"] * 3


def test_files_tables_and_nothing_at_all() -> None:
    file = io.BytesIO(b"%PDF" * 50_000)
    assert b"".join(sent(FileResponse(file, content_type="application/pdf"))) == b"%PDF" * 50_000
    assert file.closed, "what was open is closed"
    table = b"".join(sent(csv_download("a.csv", csv_lines(["Name"], [["=1+1"]])))).decode("utf-8-sig")
    assert table.splitlines() == ["Name", "'=1+1"]
    assert sent(StreamingHttpResponse(iter(()))) == []
    assert sent(HttpResponse("as ever")) == [b"as ever"]


def test_one_that_breaks_off_says_so() -> None:
    closed = []

    def broken() -> Iterator[bytes]:
        try:
            yield b"x" * MOST_BYTES
            raise ValueError("the row cannot be read")
        finally:
            closed.append(True)

    with pytest.raises(ValueError, match="cannot be read"):
        sent(StreamingHttpResponse(broken()))
    assert closed == [True]
