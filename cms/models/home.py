"""The front page of the market."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from catalog.models import Category, Product
from cms.models.cases import CasePage
from cms.models.news import NewsPage
from community.models import Community
from companies.models import Company
from offers.models import Offer
from portal.core.http import Request

FIGURES_KEPT = 300  # seconds: counting a million products at every visit of the home page helps nobody


class HomePage(Page):
    """What this is for, for each role, and live proof that something happens here."""

    headline = models.CharField(_("headline"), max_length=120, blank=True)
    lead = models.CharField(_("one sentence below it"), max_length=240, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("headline"), FieldPanel("lead")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count_per_parent = 2 * len(settings.LANGUAGES)

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        actor = request.actor
        offers = Offer.objects.open().visible_to(actor).for_cards().order_by("-published_at", "-pk")
        return {
            **super().get_context(request, *args, **kwargs),
            "offers": offers[:6],
            "communities": Community.objects.visible_to(actor).largest()[:3],
            "case": CasePage.objects.newest(self.locale_id).first(),
            "news": NewsPage.objects.newest(self.locale_id)[:3],
            "sectors": Category.objects.sectors().order_by("position"),
            "figures": market_figures(),
        }


def market_figures() -> dict[str, int]:
    """How much there is on the market, counted every five minutes."""

    def count() -> dict[str, int]:
        companies = Company.objects.filter(is_active=True)
        return {
            "companies": companies.count(),
            "countries": companies.values("country").distinct().count(),
            "products": Product.objects.published().count(),
            "offers": Offer.objects.open().public().count(),
        }

    return cache.get_or_set("cms.market_figures", count, FIGURES_KEPT) or count()
