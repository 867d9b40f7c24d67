"""News of the market and of the programme."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.models import PageManager

from cms.models.base import Article, ArticleQuerySet, IndexPage


class NewsPage(Article):
    """A piece of news."""

    objects = PageManager.from_queryset(ArticleQuerySet)()
    template = "cms/article.html"
    parent_page_types: ClassVar[list[str]] = ["cms.NewsIndexPage"]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")


class NewsIndexPage(IndexPage):
    template = "cms/news_index.html"
    subpage_types: ClassVar[list[str]] = ["cms.NewsPage"]

    class Meta:
        verbose_name = _("news list")

    def articles(self) -> Any:
        return NewsPage.objects.newest(self.locale_id)
