"""Links that show a selection to somebody outside: making and closing them, and what their readers see."""

from typing import TypeVar

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.pricing import currency_for, ladder
from catalog.printed.forms import LinksForm, ShareForm
from catalog.printed.models import PrintedCatalogue, SharedCatalogue
from catalog.printed.selection import Selection
from catalog.printed.views import handed_out, may_edit
from companies.guards import company_required
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused

Answer = TypeVar("Answer", bound=HttpResponseBase)
FRESH = "shared_catalogue"  # in the session: the one link whose address is shown next, and never again


@company_required
def shared_list(request: SignedIn) -> HttpResponse:
    """Make a link to what was chosen; those made so far."""
    chosen = Selection.of(request.POST if request.method == "POST" else request.GET)
    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return share(request, chosen, form)
    filters = LinksForm(request.GET)
    rows = SharedCatalogue.objects.visible_to(request.actor).select_related("user", "company")
    wanted = filters.filters().get("state")
    shown = rows.open() if wanted == "open" else rows.closed() if wanted == "closed" else rows
    context = {
        "form": form,
        "chosen": chosen,
        "count": chosen.own(request.actor.company).count(),
        "filter_form": filters,
        "filters": filters.filters(),
        "page": paginate(request, shown, 20),
        "may_edit": may_edit(request),
        "fresh": request.session.pop(FRESH, None),
    }
    return render(request, "catalog/shared_list.html", context, status=422 if form.errors else 200)


def share(request: SignedIn, chosen: Selection, form: ShareForm) -> HttpResponse:
    wishes = dict(form.cleaned_data)
    language = wishes.pop("language")
    if wishes.pop("unpublished"):
        chosen = chosen.with_unpublished()
    try:
        link, secret = SharedCatalogue.issue(request.actor, chosen, **wishes)
    except Refused as problem:
        messages.error(request, problem.message)
    else:
        with override(language):
            address = settings.SITE_URL + reverse("catalog:shared", args=[secret])
        request.session[FRESH] = {"ref": link.ref, "address": address}
    return redirect("catalog:shared_list")


@company_required
@require_POST
def revocation(request: SignedIn, ref: str) -> HttpResponse:
    link = get_object_or_404(SharedCatalogue.objects.visible_to(request.actor), ref=ref)
    link.revoke(request.actor)
    messages.success(request, _("Closed: who opens the link now is led to your public page."))
    return redirect("catalog:shared_list")


@require_safe
def shared(request: Request, secret: str) -> HttpResponse:
    """What the link shows to whoever has it: a small catalogue, also on a phone."""
    link = behind(secret)
    if not link.is_open:
        return closed(request, link)
    if request.method == "GET" and "page" not in request.GET:
        link.count_opening(request.actor)
    page = paginate(request, link.rows.for_cards(), 24)
    items = [
        (product, ladder(product, currency_for(product, request.currency)) if link.shows_prices else [])
        for product in page.object_list
    ]
    context = {"link": link, "company": link.company, "page": page, "items": items, "secret": secret}
    return unlisted(render(request, "catalog/shared.html", context))


@require_safe
def shared_file(request: Request, secret: str) -> HttpResponseBase:
    """The same as a PDF."""
    link = behind(secret)
    if not link.is_open:
        return closed(request, link)
    try:
        catalogue, _is_new = PrintedCatalogue.ask(link.company, link.chosen, get_language() or "en", link.shows_prices)
    except Refused as problem:
        messages.info(request, problem.message)
        return redirect("catalog:shared", secret)
    return unlisted(handed_out(request, catalogue, reverse("catalog:shared", args=[secret])))


def behind(secret: str) -> SharedCatalogue:
    link = SharedCatalogue.behind(secret)
    if link is None:
        raise Http404
    return link


def closed(request: Request, link: SharedCatalogue) -> HttpResponse:
    """410: it was there; the company itself may still be asked."""
    context = {"link": link, "company": link.company}
    return unlisted(render(request, "catalog/shared_closed.html", context, status=410))


def unlisted(answer: Answer) -> Answer:
    """Its address is a secret: no search engine, no cache and no other site is to learn it."""
    answer["X-Robots-Tag"], answer["Referrer-Policy"] = "noindex, nofollow", "no-referrer"
    answer["Cache-Control"] = "private, no-store"
    return answer
