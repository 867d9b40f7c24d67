"""Good practices: what small firms did, so that others can do it too."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager

from cms.models.base import Article, ArticleQuerySet, IndexPage
from companies.sectors import SECTORS, sector_name
from portal.core.http import Request
from portal.core.pages import paginate


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
