"""The list of figures that are old, or soon will be."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cms.countries.figures import CountryFigure
from cms.countries.permissions import can_edit_countries
from portal.core.http import SignedIn


def due() -> list[CountryFigure]:
    """The oldest first. How long one lasts differs from row to row, and there are some hundreds, so Python sorts."""
    rows = CountryFigure.objects.filter(page__live=True, ages__gt=0).select_related("page__locale")
    found: list[Any] = [one for one in rows if one.is_due]
    return sorted(found, key=lambda one: (one.old_on, one.pk))


def figures(request: SignedIn) -> HttpResponse:
    if not can_edit_countries(request.actor):
        raise Http404
    page = Paginator(due(), 50).get_page(request.GET.get("page"))
    context = {"page_title": _("Old figures of countries"), "header_icon": "history", "figures": page}
    return render(request, "cms/office/figures.html", context)
