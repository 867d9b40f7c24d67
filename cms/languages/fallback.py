"""A page that is not in the reader's language says so, and shows what there is; never another one silently."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils import translation
from django.utils.translation import get_language, get_language_info
from wagtail.models import Locale, Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from cms.models import HomePage

PAGE_OF_LIST = 12


def serve_page(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """Wagtail's own view, and what follows where it finds nothing."""
    if not path:
        know_front_page(request)
    try:
        answer: HttpResponseBase = serve(request, path)
        return answer
    except Http404:
        found = elsewhere(request, path)
        if found is None:
            raise
    return show(request, found)


def know_front_page(request: HttpRequest) -> None:
    """Spares Wagtail to look for it: this is where it keeps what it has found."""
    site = Site.find_for_request(request)
    page = HomePage.in_front(site, get_language() or "") if site else None
    if page is not None:
        request._wagtail_route_for_request = RouteResult(page)  # type: ignore[attr-defined]  # where Wagtail looks first, untyped there


def elsewhere(request: HttpRequest, path: str) -> Page | None:
    """The published page that has this address in another language; None where the reader's own has it."""
    site = Site.find_for_request(request)
    language = get_language()
    home = site.root_page.localized if site else None
    if home is None or home.locale.language_code != language:
        return None
    here, rest = walk(home, [part for part in path.split("/") if part])
    if not rest:
        return None
    for other in here.get_translations().filter(live=True).select_related("locale"):
        found, left = walk(other, rest)
        if not left and found.live and not found.get_view_restrictions().exists():
            return found.specific
    return None


def walk(page: Page, slugs: list[str]) -> tuple[Page, list[str]]:
    """As far down as published pages answer to the slugs, and the slugs that are left."""
    for number, slug in enumerate(slugs):
        below = page.get_children().filter(slug=slug, live=True).first()
        if below is None:
            return page, slugs[number:]
        page = below
    return page, []


def show(request: HttpRequest, page: Any) -> HttpResponse:
    wanted = Locale.objects.filter(language_code=get_language()).first()
    own = page.get_translation_or_none(wanted) if wanted else None
    if own is not None and own.live and (address := own.get_url(request)):
        return redirect(address)
    code = page.locale.language_code
    with translation.override(code):
        story = render_to_string("cms/languages/_story.html", {"page": page}, request)
    context = {
        "original": page,
        "story": story,
        "code": code,
        "wanted": name_of(get_language() or code),
        "spoken": name_of(code),
    }
    return render(request, "cms/languages/not_yet.html", context)


def name_of(code: str) -> str:
    """In the reader's language."""
    return str(get_language_info(code)["name_translated"])


@dataclass(frozen=True)
class Further:
    """What a list has only in another language; `shown` where the reader has asked for it."""

    code: str
    language: str
    count: int
    shown: Any = None


def further(page: Page, request: HttpRequest) -> Further | None:
    """Of the pages below the same list in another language, those the reader's language does not have."""
    known = Page.objects.filter(locale_id=page.locale_id, live=True).values("translation_key")
    for other in page.get_translations().filter(live=True).select_related("locale"):
        rows = other.get_children().live().public().exclude(translation_key__in=known)
        count = rows.count()
        if count:
            code = other.locale.language_code
            shown = listed(rows, code, request) if request.GET.get("also") == code else None
            return Further(code, name_of(code), count, shown)
    return None


def listed(rows: Any, code: str, request: HttpRequest) -> Any:
    """A page of them, each with its address among the pages of the reader's language, where the notice stands."""
    found = Paginator(rows.order_by("-first_published_at", "-pk").specific(), PAGE_OF_LIST)
    part = found.get_page(request.GET.get("further"))
    language = get_language() or code
    with translation.override(code):  # in which their own addresses are understood
        for item in part.object_list:
            item.address = translate_url(item.get_url(request) or "/", language)
    return part
