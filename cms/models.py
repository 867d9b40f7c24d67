"""The programme's own pages: home, news and good-practice cases, written by editors in Wagtail."""

from typing import Any, ClassVar, cast

from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from catalog.models import Category, Product
from cms.blocks import StoryBlock, plain
from community.models import Community
from companies.models import Company
from companies.sectors import SECTORS, sector_name
from offers.models import Offer
from portal.core.http import Request
from portal.core.pages import paginate

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


class ArticleQuerySet(PageQuerySet):
    def newest(self, locale_id: int) -> "ArticleQuerySet":
        """Published ones of a language, with what a card shows."""
        rows: ArticleQuerySet = self.live().public().filter(locale_id=locale_id).order_by("-date", "-pk")
        return cast("ArticleQuerySet", rows.select_related("picture").prefetch_related("picture__renditions"))


class Article(Page):
    """What news and cases have in common."""

    date = models.DateField(_("date"), default=timezone.localdate)
    summary = models.CharField(_("summary"), max_length=300, help_text=_("Shown in lists; one or two sentences."))
    picture = models.ForeignKey(
        get_image_model_string(), models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    body = StreamField(StoryBlock(), verbose_name=_("text"), use_json_field=True)

    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("summary"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]

    class Meta:
        abstract = True

    @property
    def words(self) -> str:
        return f"{self.summary} {plain(self.body)}"


class NewsPage(Article):
    """A piece of news."""

    objects = PageManager.from_queryset(ArticleQuerySet)()
    template = "cms/article.html"
    parent_page_types: ClassVar[list[str]] = ["cms.NewsIndexPage"]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")


class CasePage(Article):
    """A good practice: what a firm wanted, what it did, what came of it, in numbers where there are any."""

    company_name = models.CharField(_("company"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    sector = models.CharField(_("sector"), max_length=40, blank=True, choices=list(SECTORS.items()))
    result = models.CharField(_("result in one line"), max_length=160, blank=True)

    objects = PageManager.from_queryset(ArticleQuerySet)()
    template = "cms/case.html"
    parent_page_types: ClassVar[list[str]] = ["cms.CaseIndexPage"]
    content_panels: ClassVar[list[Any]] = [
        *Article.content_panels[:-1],
        MultiFieldPanel(
            [FieldPanel("company_name"), FieldPanel("country"), FieldPanel("sector"), FieldPanel("result")],
            heading=_("The firm"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")

    @property
    def sector_name(self) -> str:
        return str(sector_name(self.sector))


class IndexPage(Page):
    """A list of articles, newest first."""

    lead = models.CharField(_("one sentence below the title"), max_length=240, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("lead")]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]

    class Meta:
        abstract = True

    def articles(self) -> Any:
        raise NotImplementedError

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # `page` is Wagtail's name for this page itself, so the page of the list goes by another
        return {**context, "articles": paginate(request, self.articles(), 12)}


class NewsIndexPage(IndexPage):
    template = "cms/news_index.html"
    subpage_types: ClassVar[list[str]] = ["cms.NewsPage"]

    class Meta:
        verbose_name = _("news list")

    def articles(self) -> Any:
        return NewsPage.objects.newest(self.locale_id)


class CaseIndexPage(IndexPage):
    template = "cms/case_index.html"
    subpage_types: ClassVar[list[str]] = ["cms.CasePage"]

    class Meta:
        verbose_name = _("list of good practices")

    def articles(self) -> Any:
        return CasePage.objects.newest(self.locale_id)

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Narrowed to a sector where one is asked for."""
        rows = self.articles()
        present = list(rows.order_by("sector").values_list("sector", flat=True).distinct())
        sector = request.GET.get("sector", "")
        context = super().get_context(request, *args, **kwargs)
        if sector in present:
            context["articles"] = paginate(request, rows.filter(sector=sector), 12)
        return {**context, "sector": sector, "sectors": [(slug, sector_name(slug)) for slug in present if slug]}


class InfoPage(Page):
    """A plain page: about the programme, help, terms."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = StreamField(StoryBlock(), verbose_name=_("text"), use_json_field=True)

    template = "cms/info.html"
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage", "cms.InfoPage"]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page")

    @property
    def words(self) -> str:
        return f"{self.summary} {plain(self.body)}"
