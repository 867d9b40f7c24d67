"""What components send besides the page: the whole of a table, and films in parts."""

import re
from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.blocks.cells import Cells
from cms.blocks.files import FILMS
from cms.blocks.walking import parts_of
from portal.core.http import Request
from portal.core.spreadsheet import csv_download, csv_lines

RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")
PART = 1 << 16
SERVED = {**FILMS, "vtt": "text/vtt"}


@require_safe
def table(request: Request, pk: int, key: str) -> StreamingHttpResponse:
    """All rows of a table of a published page; `key` is made of its cells, so an old link never gives other ones."""
    page = get_object_or_404(Page.objects.live().public(), pk=pk).specific  # open: a published page is for everybody
    for _block, value, _outer in parts_of(page):
        if isinstance(value, Cells) and value.key == key:
            name = slugify(str(value.get("caption") or value.get("title") or page.slug)) or page.slug
            return csv_download(f"{name}.csv", csv_lines(value.names, value.body))
    raise Http404


@require_safe
def film(request: Request, pk: int) -> HttpResponse | StreamingHttpResponse | FileResponse:
    """A film or its subtitles from the public documents; browsers ask for parts of it (RFC 9110, section 14)."""
    document: Any = get_object_or_404(get_document_model(), pk=pk)  # open: restricted collections are refused below
    kind = SERVED.get(document.file_extension.lower())
    if kind is None or document.collection.get_view_restrictions().exists():
        raise Http404
    try:
        file, size = document.file.open("rb"), document.file.size
    except OSError:
        raise Http404 from None
    asked = RANGE.match(request.headers.get("Range", ""))
    if asked is None or not any(asked.groups()):
        return FileResponse(file, content_type=kind, headers={"Accept-Ranges": "bytes"})
    first, last = span(asked, size)
    if first > last:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Range": f"bytes {first}-{last}/{size}",
        "Content-Length": str(last - first + 1),
    }
    return StreamingHttpResponse(piece(file, first, last), status=206, content_type=kind, headers=headers)


def span(asked: "re.Match[str]", size: int) -> tuple[int, int]:
    """The first and the last byte; the first is behind the last where the file has no such part."""
    start, end = asked.groups()
    if not start:
        return max(0, size - int(end)), size - 1
    return int(start), min(int(end), size - 1) if end else size - 1


def piece(file: Any, first: int, last: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (data := file.read(min(PART, left))):
            left -= len(data)
            yield data
