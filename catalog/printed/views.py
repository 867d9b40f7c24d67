"""Catalogues to print, for their makers and for whoever comes to a company's page."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, translate_url
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.permissions import can_edit_catalogue
from catalog.printed.fonts import shelf
from catalog.printed.forms import ListForm, PrintForm
from catalog.printed.models import MOST_PRODUCTS, PrintedCatalogue
from catalog.printed.selection import Selection
from catalog.printed.work import print_now
from companies.guards import company_required
from companies.models import Company
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused


@company_required
def printed_list(request: SignedIn) -> HttpResponse:
    """Make one of what was chosen; those made so far."""
    chosen = Selection.of(request.POST if request.method == "POST" else request.GET)
    form = PrintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return make(request, chosen, form)
    filters = ListForm(request.GET, auto_id="show_%s")
    rows = PrintedCatalogue.objects.visible_to(request.actor).filter(company_id=request.actor.company_id)
    context = {
        "form": form,
        "chosen": chosen,
        "count": chosen.shown(request.actor.company).count(),
        "most": MOST_PRODUCTS,
        "filter_form": filters,
        "filters": filters.filters(),
        "page": paginate(request, rows.filter(**filters.filters()).select_related("user"), 20),
        "may_edit": may_edit(request),
        "has_korean": shelf().has_korean,
    }
    return render(request, "catalog/printed_list.html", context, status=422 if form.errors else 200)


def make(request: SignedIn, chosen: Selection, form: PrintForm) -> HttpResponse:
    """The catalogue's own page, whether it is new or was made before."""
    try:
        catalogue, is_new = PrintedCatalogue.request(request.actor, chosen, **form.cleaned_data)
    except Refused as problem:
        messages.error(request, problem.message)
        return redirect("catalog:mine")
    tell(request, catalogue, is_new)
    return redirect(catalogue)


def tell(request: SignedIn, catalogue: PrintedCatalogue, is_new: bool) -> None:
    if not is_new and not catalogue.is_active:
        messages.info(request, _("Nothing has changed since this one was made, so here it is."))


def may_edit(request: SignedIn) -> bool:
    return can_edit_catalogue(request.actor, request.actor.company_id or 0)


@company_required
def printed(request: SignedIn, ref: str) -> HttpResponse:
    """One catalogue on its way or ready."""
    catalogue = find(request, ref)
    if request.htmx and not catalogue.is_active:
        return HttpResponse(headers={"HX-Refresh": "true"})
    part = "#progress" if request.htmx else ""
    context = {"catalogue": catalogue, "may_edit": may_edit(request)}
    return render(request, f"catalog/printed_one.html{part}", context)


@company_required
@require_POST
def again(request: SignedIn, ref: str) -> HttpResponse:
    """The same selection as it is now."""
    try:
        catalogue, is_new = find(request, ref).again(request.actor)
    except Refused as problem:
        messages.error(request, problem.message)
        return redirect("catalog:printed_list")
    tell(request, catalogue, is_new)
    return redirect(catalogue)


def find(request: SignedIn, ref: str) -> PrintedCatalogue:
    rows = PrintedCatalogue.objects.visible_to(request.actor).select_related("company", "user")
    return get_object_or_404(rows, ref=ref)


@company_required
@require_safe
def printed_file(request: SignedIn, ref: str) -> HttpResponseBase:
    """The PDF, to those of the company."""
    catalogue = find(request, ref)
    if not catalogue.has_file():
        raise Http404
    return as_file(request, catalogue, "private, no-cache", as_attachment=True)


def as_file(
    request: Request, catalogue: PrintedCatalogue, caching: str, as_attachment: bool = False
) -> HttpResponseBase:
    """The file, or word that the reader's copy of it is still the same."""
    same: HttpResponseBase | None = get_conditional_response(request, etag=catalogue.etag)
    answer = same or FileResponse(
        catalogue.file.open("rb"),
        as_attachment=as_attachment,
        filename=catalogue.file_name,
        content_type="application/pdf",
    )
    answer["ETag"], answer["Cache-Control"] = catalogue.etag, caching
    # The page's own rules say nothing about a PDF, and a reader's viewer needs its own styles.
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"
    return answer


@require_safe
def public(request: Request, slug: str) -> HttpResponseBase:
    """The company's standard catalogue in the reader's language, as it is now; made when it is not there."""
    company = get_object_or_404(Company.objects.visible_to(request.actor), slug=slug)
    try:
        catalogue, _is_new = PrintedCatalogue.ask(company, Selection(), get_language() or "en")
    except Refused as problem:
        return no_catalogue(request, company, problem.message)
    return handed_out(request, catalogue, company.get_absolute_url())


def handed_out(request: Request, catalogue: PrintedCatalogue, home: str) -> HttpResponseBase:
    """The file when it is ready or soon made; else the one before it; else a page that waits."""
    if catalogue.state != catalogue.State.DONE and not print_now(catalogue):
        earlier = latest_like(catalogue)
        if earlier is None:
            context = {"catalogue": catalogue, "company": catalogue.company, "home": home}
            answer = render(request, "catalog/printed_wait.html", context, status=202)
            answer["Refresh"], answer["Retry-After"], answer["Cache-Control"] = "3", "3", "no-store"
            return answer
        catalogue = earlier
    return as_file(request, catalogue, "public, no-cache")


def latest_like(catalogue: PrintedCatalogue) -> PrintedCatalogue | None:
    rows = PrintedCatalogue.objects.ready().filter(
        company=catalogue.company_id,
        selection=catalogue.selection,
        language=catalogue.language,
        shows_prices=catalogue.shows_prices,
    )
    return next((one for one in rows[:3] if one.has_file()), None)


def no_catalogue(request: Request, company: Company, reason: Any) -> HttpResponse:
    has_products = company.products.filter(state="published").exists() and company.is_active
    here = reverse("catalog:public_catalogue", args=[company.slug])
    context = {"company": company, "reason": reason, "english": translate_url(here, "en") if has_products else ""}
    return render(request, "catalog/printed_none.html", context, status=404)
