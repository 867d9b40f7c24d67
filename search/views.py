"""The search page, and the document by which browsers learn to search here."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from catalog.models import Category, Product
from cms.tools.finding import Tool, tools_called
from portal.core.http import Request
from portal.core.pages import counted_page
from search.analytics import Asked, Clicked
from search.cards import Cards
from search.engines import EngineDown, engine
from search.facets import Facet, Range, ranges_of
from search.found import Found, find
from search.pace import paced
from search.query import SORTS, WINDOW, from_parameters, whole_number
from search.sources import SOURCES, audience_of
from search.wording import folded

VIEW_COOKIE = "search_view"
VIEWS = ("cards", "table")
PRICELESS = frozenset({"company", "community", "page"})
YEAR = 60 * 60 * 24 * 365


@paced
def search(request: Request) -> HttpResponse:
    """Full page, or for htmx the part that changes with the filters; both from one template."""
    query = from_parameters(request.GET, audience_of(request.actor), currency=request.currency)
    chosen = request.GET.get("view", "")
    view = chosen if chosen in VIEWS else request.COOKIES.get(VIEW_COOKIE, "")
    view = view if view in VIEWS else "cards"
    found = find(query, request.actor, Cards(request) if view == "cards" else None)
    is_fragment = request.htmx and not request.htmx.history_restore_request
    is_first = query.page == 1 and not is_fragment and request.actor.through is None
    context = {
        "found": found,
        "base_url": reverse("search:search"),
        "asked": Asked.note(found) if is_first else "",
        "page": page_of(found),
        "tools": tools_for(found),
        "address": address(request.GET),
        "tabs": kind_tabs(found, request.GET),
        "facets": facets_shown(found),
        "ranges": ranges_shown(found, request),
        "priceless": not is_for_sale(found),
        "chips": [*chips(found, request.GET), *range_chips(found, request.GET, request.currency)],
        "sorts": sort_links(found, request.GET),
        "view": view,
        "sectors": [one for one in Category.tree().values() if one.level == 0] if not found.items else [],
        "view_links": [(name, address(request.GET, view=name)) for name in VIEWS],
    }
    response = render(request, "search/search.html#results" if is_fragment else "search/search.html", context)
    if chosen in VIEWS:
        response.set_cookie(VIEW_COOKIE, chosen, max_age=YEAR, httponly=True, samesite="Lax")
    patch_vary_headers(response, ["HX-Request"])
    return response


@csrf_exempt  # it acts for nobody: whoever has the page may say what was opened on it
@require_POST
@paced
def opened(request: Request) -> HttpResponse:
    """A result was opened from a search; told by the page in passing, so it answers with nothing."""
    position = whole_number(request.POST.get("position"), 0, 1000)
    Clicked.note(request.POST.get("asked", "")[:16], position, request.POST.get("kind", ""))
    return HttpResponse(status=204)


@paced
def similar(request: Request, slug: str) -> HttpResponse:
    """Other products of which much the same is said; the fragment below a product's page, empty without an engine."""
    product = get_object_or_404(Product.objects.visible_to(request.actor), slug=slug)
    try:
        hits = engine().similar(f"product:{product.pk}", tuple(audience_of(request.actor)))
    except EngineDown:
        hits = []
    rows = SOURCES["product"].visible(request.actor, [hit.pk for hit in hits])
    products = [rows[hit.pk] for hit in hits if hit.pk in rows]
    return render(request, "search/_similar.html", {"products": products})


def tools_for(found: Found) -> list[Tool]:
    """The trade tools of this name, above what else is found; none where nothing but goods or firms is asked for."""
    kinds = found.query.filters.get("kind", ())
    is_asked = found.query.page == 1 and (not kinds or "page" in kinds)
    return tools_called(found.query.text, folded) if is_asked else []


def page_of(found: Found) -> "Page[Any]":
    """A Page for the pagination component; the engine has cut the rows already."""
    return counted_page(found.items, min(found.total, WINDOW), found.query.size, found.query.page)


def address(parameters: QueryDict, base: str = "", **changes: str) -> str:
    """The page's own address with some values changed, or left out when empty; a change leads to page 1.

    `base` is the path of the page, of the search of the whole market where it is empty.
    """
    left_out = {"page", "view", *changes}
    kept = [(name, value) for name, values in parameters.lists() if name not in left_out for value in values]
    return addressed([*kept, *((name, value) for name, value in changes.items() if value)], base)


def without(parameters: QueryDict, name: str, value: str, base: str = "") -> str:
    pairs = [(key, one) for key, values in parameters.lists() if key != "page" for one in values]
    return addressed([(key, one) for key, one in pairs if key != name or one.strip() != value], base)


def addressed(pairs: list[tuple[str, str]], base: str = "") -> str:
    return f"{base or reverse('search:search')}?{urlencode(pairs)}"


def chips(found: Found, parameters: QueryDict, base: str = "") -> list[tuple[str, str, str]]:
    """(facet, value, address without it) for every filter but the kind, which has its tabs."""
    facets: list[Facet] = [facet for facet in found.facets if facet.name != "kind"]
    return [
        (facet.title, value.label, without(parameters, facet.name, value.value, base))
        for facet in facets
        for value in facet.chosen
    ]


def range_chips(found: Found, parameters: QueryDict, currency: str, base: str = "") -> list[tuple[str, str, str]]:
    """The same for ranges, in the words in which they were typed."""
    unit = parameters.get("currency") or currency
    chips: list[tuple[str, str, str]] = []
    for one in ranges_of(parameters, unit):
        if one.name in found.query.ranges:
            left_out = {f"{one.name}_from": "", f"{one.name}_to": ""}
            chips.append((str(one.title), one.words, address(parameters, base, **left_out)))
    return chips


def is_for_sale(found: Found) -> bool:
    """Whether what is looked for may have a price; companies, communities and pages have none."""
    kinds = found.query.filters.get("kind", ())
    return not kinds or not PRICELESS.issuperset(kinds)


def facets_shown(found: Found) -> list[Facet]:
    """All but the kind, which has its tabs; what tells pages apart comes first."""
    facets = [facet for facet in found.facets if facet.name != "kind" and facet.values]
    return sorted(facets, key=lambda facet: facet.name != "type")


def ranges_shown(found: Found, request: Request) -> list[Range]:
    """Price, minimum order and lead time where there are such, or where somebody has typed one."""
    if not is_for_sale(found) and not found.query.ranges:
        return []
    return ranges_of(request.GET, request.GET.get("currency") or request.currency)


def kind_tabs(found: Found, parameters: QueryDict, base: str = "") -> list[tuple[str, str, bool, int | str]]:
    kinds = found.facet("kind").values
    chosen = found.query.filters.get("kind", ())
    everything = "" if found.is_degraded else sum(kind.count for kind in kinds)
    tabs: list[tuple[str, str, bool, int | str]] = [
        (_("Everything"), address(parameters, base, kind=""), not chosen, everything)
    ]
    for kind in kinds:
        count = "" if found.is_degraded else kind.count
        tabs.append((kind.label, address(parameters, base, kind=kind.value), kind.is_chosen, count))
    return tabs


def sort_links(found: Found, parameters: QueryDict, base: str = "") -> list[tuple[str, str, bool]]:
    names = {
        "relevance": _("Best match"),
        "newest": _("Newest"),
        "price": _("Lowest price"),
        "lead_time": _("Soonest delivery"),
    }
    shown = [sort for sort in SORTS if sort != "relevance" or not found.query.is_empty]
    if not is_for_sale(found):
        shown = [sort for sort in shown if sort not in {"price", "lead_time"} or sort == found.query.sort]
    return [
        (names[sort], address(parameters, base, sort="" if sort == "relevance" else sort), sort == found.query.order)
        for sort in shown
    ]


def opensearch(request: Request) -> HttpResponse:
    """OpenSearch 1.1, so that a browser or a partner's portal can add the market to its search field."""
    base = request.build_absolute_uri("/").rstrip("/")
    about = _("Products, offers, companies and communities of the market place")
    context = {"base": base, "about": about, "page": reverse("search:search"), "suggest": reverse("suggest")}
    return render(request, "search/opensearch.xml", context, content_type="application/opensearchdescription+xml")
