"""Import from a file: choose it, look at its columns, have it checked, have it imported."""

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.exports.views import spoken as in_language
from catalog.imports import corrected, example, explained, report
from catalog.imports.columns import currency_named
from catalog.imports.filters import ProblemFilter
from catalog.imports.forms import ColumnsForm, UploadForm
from catalog.imports.problems import Unreadable
from catalog.imports.runs import REFUSAL, ImportRun
from catalog.imports.stream import look_at, sample
from catalog.permissions import can_edit_catalogue
from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import require
from portal.core.spreadsheet import csv_download

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/x-ndjson; charset=utf-8",
}
TEMPLATES = {"csv": example.as_csv, "xlsx": example.as_workbook}


@company_required
def import_list(request: SignedIn) -> HttpResponse:
    """The first step, a file; and the imports before."""
    allowed = can_edit_catalogue(request.actor, request.actor.company_id or 0)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        require(allowed, REFUSAL)
        if form.is_valid():
            run = ImportRun.begin(request.actor, **form.cleaned_data, language=get_language() or "en", currency="")
            if not run.mapping:  # pictures alone have no columns to look at
                run.request(request.actor, is_dry_run=True)
            return redirect("catalog:import_run", run.ref)
    runs = ImportRun.objects.visible_to(request.actor).filter(company_id=request.actor.company_id)
    page = paginate(request, runs.select_related("user"), 20)
    context = {"form": form, "page": page, "allowed": allowed, "steps": steps("file")}
    return render(request, "catalog/import_list.html", context, status=422 if form.errors else 200)


@company_required
def import_run(request: SignedIn, ref: str) -> HttpResponse:
    """One import on its way; what the page shows follows from where it is."""
    run = find(request, ref)
    if request.method == "POST":
        return act(request, run)
    if request.htmx and not run.is_active:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if run.state == run.State.NEW or "columns" in request.GET:
        return show_columns(request, run)
    wish = ProblemFilter.of(run, request.GET)
    step = "import" if run.is_active or not run.is_dry_run else "check"
    context = {"run": run, "filter": wish, "page": paginate(request, wish.rows(), 50), "steps": steps(step, run)}
    part = "#progress" if request.htmx else ""
    return render(request, f"catalog/import_run.html{part}", context)


def act(request: SignedIn, run: ImportRun) -> HttpResponse:
    """What was pressed: save the columns and check, check again, or import."""
    wish = request.POST.get("wish", "")
    if wish == "import":
        run.request(request.actor)
    elif wish == "check":
        form = columns_form(run, request.POST)
        if not form.is_valid():
            return show_columns(request, run, form)
        run.map_columns(request.actor, form.chosen(), **form.choices_for_all())
        run.request(request.actor, is_dry_run=True)
    else:
        raise BadRequest("wish")
    return redirect("catalog:import_run", run.ref)


def show_columns(request: SignedIn, run: ImportRun, form: ColumnsForm | None = None) -> HttpResponse:
    """The second step: which column is what."""
    try:
        shown = form or columns_form(run)
    except Unreadable as problem:
        messages.error(request, problem.message)
        return redirect("catalog:import")
    context = {"run": run, "form": shown, "steps": steps("columns", run)}
    status = 422 if shown.is_bound and shown.errors else 200
    return render(request, "catalog/import_columns.html", context, status=status)


def columns_form(run: ImportRun, data: Any = None) -> ColumnsForm:
    with run.open() as file:
        samples = sample(look_at(file, run.file_name))
    currency = run.currency or currency_named(run.mapping, settings.CURRENCIES)
    initial = {"language": run.language, "currency": currency, "publishes": run.publishes}
    return ColumnsForm(data, mapping=run.mapping, samples=samples, initial=initial)


def find(request: SignedIn, ref: str) -> ImportRun:
    """The run, for those who may see it (404 otherwise) and change the catalogue (403 otherwise)."""
    run = get_object_or_404(ImportRun.objects.visible_to(request.actor).select_related("company"), ref=ref)
    require(can_edit_catalogue(request.actor, run.company_id), REFUSAL)
    return run


@company_required
@require_safe
def import_report(request: SignedIn, ref: str) -> HttpResponseBase:
    """What was wrong, row by row, to correct in the spreadsheet."""
    run = find(request, ref)
    return csv_download(f"report-{run.ref}.csv", report.lines(run.problems.order_by("pk").iterator(chunk_size=2000)))


@company_required
@require_safe
def import_corrected(request: SignedIn, ref: str) -> HttpResponseBase:
    """The refused rows alone, as a file like the one that was uploaded, to be mended and uploaded again."""
    run = find(request, ref)
    if not run.file or not run.refused:
        raise Http404
    try:
        source = look_at(run.open(), run.file_name)
    except Unreadable as problem:
        messages.error(request, problem.message)
        return redirect("catalog:import_run", run.ref)
    content = corrected.pieces(source, run.problems.order_by("pk").iterator(chunk_size=2000))
    kind = corrected.kind_of(source)
    name = f"{slugify(PurePath(run.file_name).stem) or 'products'}-corrected.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    spoken = in_language(content, get_language() or "en")
    return StreamingHttpResponse(spoken, content_type=CONTENT_TYPES[kind], headers=headers)


@company_required
@require_safe
def import_help(request: SignedIn) -> HttpResponse:
    """What may stand under each heading, and how pictures find their products."""
    return render(request, "catalog/import_help.html", {"groups": explained.columns(), "codes": explained.codes()})


@company_required
@require_safe
def import_template(request: SignedIn, kind: str) -> HttpResponse:
    """A file with the headings and two example rows, to begin with."""
    if kind not in TEMPLATES:
        raise Http404
    make, content_type = TEMPLATES[kind], CONTENT_TYPES[kind]
    headers = {"Content-Disposition": f'attachment; filename="jangteo-products.{kind}"'}
    return HttpResponse(make(), content_type=content_type, headers=headers)


def steps(current: str, run: ImportRun | None = None) -> list[tuple[str, str]]:
    """The three steps with where the person is."""
    place = {"file": 0, "columns": 1, "check": 2, "import": 2}[current]
    labels = [_("Choose the file"), _("Match the columns"), _("Check and import")]
    is_over = run is not None and run.state == run.State.DONE and not run.is_dry_run
    states = ["done" if at < place or is_over else "current" if at == place else "" for at in range(3)]
    return list(zip(labels, states, strict=True))
