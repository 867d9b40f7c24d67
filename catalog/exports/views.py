"""A company's own products as files, all of them or those that were chosen."""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from catalog.exports.files import as_csv, as_jsonl, as_workbook
from catalog.exports.forms import TableForm, UblForm
from catalog.exports.ubl import as_ubl
from catalog.printed.selection import Selection
from companies.guards import company_required
from portal.core.http import SignedIn

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@company_required
@require_safe
def export(request: SignedIn, form: UblForm | None = None) -> HttpResponse:
    """What can be had, and of which products."""
    chosen = Selection.of(request.GET)
    rows = chosen.own(request.actor.company)
    context = {
        "chosen": chosen,
        "count": rows.count(),
        "published": rows.published().count(),
        "form": TableForm(),
        "ubl_form": form or UblForm(),
    }
    return render(request, "catalog/export.html", context, status=422 if form else 200)


@company_required
@require_safe
def export_file(request: SignedIn, name: str) -> HttpResponseBase:
    """One of the files; their names are the addresses."""
    rows = Selection.of(request.GET).own(request.actor.company)
    language = TableForm(request.GET).chosen()
    if name == "products.csv":
        return streamed(as_csv(rows, language), "text/csv; charset=utf-8", request, "csv")
    if name == "products.jsonl":
        return streamed(as_jsonl(rows, language), "application/x-ndjson; charset=utf-8", request, "jsonl")
    if name == "products.xlsx":
        return FileResponse(
            as_workbook(rows, language), as_attachment=True, filename=file_name(request, "xlsx"), content_type=XLSX
        )
    if name == "catalogue.xml":
        return ubl(request, rows)
    raise Http404


def ubl(request: SignedIn, rows: Any) -> HttpResponseBase:
    """What is published of them; a form with a slip in it comes back with what was typed."""
    form = UblForm(request.GET)
    if not form.is_valid():
        return export(request, form)
    content = as_ubl(request.actor.company, rows.published(), form.parties())
    return streamed(content, "application/xml; charset=utf-8", request, "xml")


def streamed(content: Iterator[bytes], kind: str, request: SignedIn, ending: str) -> StreamingHttpResponse:
    name = file_name(request, ending)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return StreamingHttpResponse(spoken(content, get_language() or "en"), content_type=kind, headers=headers)


def spoken(content: Iterator[bytes], language: str) -> Iterator[bytes]:
    """In the reader's language, whatever the thread that streams is set to."""
    while True:
        with override(language):
            piece = next(content, None)
        if piece is None:
            return
        yield piece


def file_name(request: SignedIn, ending: str) -> str:
    return f"{request.actor.company.slug}-products-{localdate().isoformat()}.{ending}"
