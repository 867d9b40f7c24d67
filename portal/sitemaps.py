"""`/sitemap.xml`: an index of pages of at most 5,000 addresses each, so that a million products fit."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_page
from wagtail.models import Page

from catalog.models import Category, Product
from community.models import Community
from companies.models import Company
from offers.models import Offer
from portal.core.actor import VISITOR

KEPT_FOR = 60 * 60  # seconds: a crawler reads all the pages one after another


class Pages(Sitemap):
    """What a visitor may see; each address once, in the portal's first language, with its translations named."""

    limit = 5000
    i18n = False

    def lastmod(self, item: Any) -> datetime:
        changed: datetime = item.updated_at
        return changed


class Products(Pages):
    def items(self) -> QuerySet[Product]:
        return Product.objects.published().only("slug", "updated_at").order_by("pk")


class Companies(Pages):
    def items(self) -> QuerySet[Company]:
        return Company.objects.visible_to(VISITOR).only("slug", "updated_at").order_by("pk")


class Offers(Pages):
    def items(self) -> QuerySet[Offer]:
        return Offer.objects.open().public().only("ref", "updated_at").order_by("pk")


class Categories(Sitemap):
    limit = 5000

    def items(self) -> list[Category]:
        return list(Category.tree().values())


class Communities(Pages):
    def items(self) -> QuerySet[Community]:
        return Community.objects.visible_to(VISITOR).only("slug", "updated_at").order_by("pk")


class Articles(Sitemap):
    """What the editors have published, in every language: each is a page of its own."""

    limit = 5000

    def items(self) -> QuerySet[Page]:
        rows: QuerySet[Page] = Page.objects.live().public().exclude(depth=1).specific()
        return rows.order_by("pk")

    def location(self, item: Page) -> str:
        return str(item.get_url() or "/")

    def lastmod(self, item: Page) -> datetime | None:
        changed: datetime | None = item.last_published_at
        return changed


SECTIONS: dict[str, type[Sitemap]] = {
    "articles": Articles,
    "categories": Categories,
    "communities": Communities,
    "companies": Companies,
    "offers": Offers,
    "products": Products,
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
