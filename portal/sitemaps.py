"""`/sitemap.xml`: an index of pages of at most 5,000 addresses each, so that a million products fit."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_page
from wagtail.models import Page

from catalog.models import Category, Product
from community.models import Community
from companies.models import Company
from offers.models import Offer
from portal.core.actor import VISITOR
from portal.core.face import with_default

KEPT_FOR = 60 * 60  # seconds: a crawler reads all the pages one after another


class Pages(Sitemap):
    """What a visitor may see; each address once, in the portal's first language, with its translations named."""

    limit = 5000
    i18n = False

    def lastmod(self, item: Any) -> datetime:
        changed: datetime = item.updated_at
        return changed

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        urls = super().get_urls(page, site, protocol)
        for url in urls:
            url["alternates"] = in_each_language(url["location"])
        return urls


def in_each_language(address: str) -> list[dict[str, str]]:
    """Alternates of an address in the first language, which has no prefix (`portal.urls`)."""
    parts = urlsplit(address)
    others = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    pages = [(settings.LANGUAGE_CODE, address)]
    pages += [(code, parts._replace(path=f"/{code}{parts.path}").geturl()) for code in others]
    return alternates(pages)


def alternates(pages: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"lang_code": code, "location": address} for code, address in with_default(pages)]


class Products(Pages):
    def items(self) -> QuerySet[Product]:
        return Product.objects.published().only("slug", "updated_at").order_by("pk")


class Companies(Pages):
    def items(self) -> QuerySet[Company]:
        return Company.objects.visible_to(VISITOR).only("slug", "updated_at").order_by("pk")


class Offers(Pages):
    def items(self) -> QuerySet[Offer]:
        return Offer.objects.open().public().only("ref", "updated_at").order_by("pk")


class Categories(Pages):
    lastmod = None  # type: ignore[assignment]  # nobody knows

    def items(self) -> list[Category]:
        return list(Category.tree().values())


class Communities(Pages):
    def items(self) -> QuerySet[Community]:
        return Community.objects.visible_to(VISITOR).only("slug", "updated_at").order_by("pk")


class Articles(Sitemap):
    """What the editors have published for everybody, in every language: each is a page that names its translations."""

    limit = 5000

    def items(self) -> QuerySet[Page]:
        return published().order_by("pk")

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        urls = super().get_urls(page, site, protocol)
        sisters = sisters_of([url["item"] for url in urls])
        for url in urls:
            root = url["location"].removesuffix(self.location(url["item"]))
            pages = [(code, root + self.location(one)) for code, one in sisters[url["item"].translation_key]]
            named = sorted(pages, key=lambda one: [code for code, _name in settings.LANGUAGES].index(one[0]))
            url["alternates"] = alternates(named)
        return urls

    def location(self, item: Page) -> str:
        return str(item.get_url() or "/")

    def lastmod(self, item: Page) -> datetime | None:
        changed: datetime | None = item.last_published_at
        return changed


def published() -> QuerySet[Page]:
    known = [code for code, _name in settings.LANGUAGES]
    rows: QuerySet[Page] = Page.objects.live().public().filter(depth__gt=1, locale__language_code__in=known)
    return rows.select_related("locale")


def sisters_of(pages: list[Page]) -> dict[Any, list[tuple[str, Page]]]:
    """By translation key, the published ones of each language: one query for all of them."""
    found: dict[Any, list[tuple[str, Page]]] = defaultdict(list)
    for one in published().filter(translation_key__in={page.translation_key for page in pages}):
        found[one.translation_key].append((one.locale.language_code, one))
    return found


class Tools(Sitemap):
    """The same in each language."""

    i18n = alternates = x_default = True

    def items(self) -> list[str]:
        return ["index", "currency", "incoterms", "hs", "units", "time"]

    def location(self, item: Any) -> str:
        return reverse(f"tools:{item}")


SECTIONS: dict[str, type[Sitemap]] = {
    "articles": Articles,
    "categories": Categories,
    "communities": Communities,
    "companies": Companies,
    "offers": Offers,
    "products": Products,
    "tools": Tools,
}


@cache_page(KEPT_FOR)
def index(request: HttpRequest) -> HttpResponse:
    return sitemap_views.index(request, SECTIONS, sitemap_url_name="sitemap_section")  # type: ignore[arg-type]  # invariant dict


@cache_page(KEPT_FOR)
def section(request: HttpRequest, section: str) -> HttpResponse:
    return sitemap_views.sitemap(request, SECTIONS, section)  # type: ignore[arg-type]  # invariant dict


def robots(request: HttpRequest) -> HttpResponse:
    """The market is to be found; what belongs to one company, and endless combinations of filters, are not."""
    private = ("/my/", "/accounts/", "/consultations/", "/inquiries/", "/staff/", "/editors/", "/search/?")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in private)]
    sitemap = request.build_absolute_uri("/sitemap.xml")
    return HttpResponse("\n".join([*lines, f"Sitemap: {sitemap}", ""]), content_type="text/plain")
