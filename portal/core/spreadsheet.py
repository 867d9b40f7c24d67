"""CSV for people's spreadsheets: harmless, streamed, and in the reader's language."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import get_language, override

# A cell that begins so is a formula to a spreadsheet (OWASP, "CSV injection"); an apostrophe makes it text.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutral(text: str) -> str:
    """`restored(neutral(text)) == text` for every text, so that what was exported comes back as it was."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_SIGNS) else text


def restored(text: str) -> str:
    """Without the apostrophe that `neutral` has put in front."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA_SIGNS) else text


def csv_lines(headings: Iterable[Any], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The CSV line by line, never held as a whole; numbers stay numbers, text is made harmless."""
    writer = csv.writer(Echo())
    yield writer.writerow([str(heading) for heading in headings])
    for row in rows:
        yield writer.writerow([cell if isinstance(cell, int) else neutral(str(cell)) for cell in row])


def spoken(content: Iterator[str], language: str) -> Iterator[bytes]:
    """The lines in one language, whatever the thread that streams them to the reader is set to."""
    yield "\ufeff".encode()
    while True:
        with override(language):
            line = next(content, None)
        if line is None:
            return
        yield line.encode()


def csv_download(name: str, content: Iterator[str]) -> StreamingHttpResponse:
    """The answer to a download: `name` is the file's, the words are in the language of the request."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    text = spoken(content, get_language() or "en")
    return StreamingHttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


class Echo:
    """Gives back what csv would write to a file."""

    def write(self, text: str) -> str:
        return text
