"""News of the market and of the programme."""

import math
import re
from datetime import timedelta
from typing import Any, ClassVar, cast
from urllib.parse import urlencode

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import PageManager

from cms.models.base import Article, ArticleQuerySet, IndexPage
from cms.news.models import Author, Topic
from portal.core.http import Request
from portal.core.pages import paginate
from portal.core.texts import clean_line

HANGUL = re.compile("[\uac00-\ud7a3]")
WORDS_A_MINUTE, SYLLABLES_A_MINUTE = 200, 500  # how fast people read in English and in Korean
RELATED = 3
SHARED_BY: dict[str, tuple[str, str, str]] = {  # name, address, the parameter that carries the page's address
    "linkedin": ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/", "url"),
    "line": ("LINE", "https://social-plugins.line.me/lineit/share", "url"),
    "x": ("X", "https://x.com/intent/post", "url"),
    "facebook": ("Facebook", "https://www.facebook.com/sharer/sharer.php", "u"),
}


class NewsQuerySet(ArticleQuerySet):
    def newest(self, locale_id: int) -> "NewsQuerySet":
        return cast("NewsQuerySet", super().newest(locale_id).select_related("topic"))

    def narrowed(self, topic: str = "", year: int | None = None, words: str = "") -> "NewsQuerySet":
        """Those of a topic and a year whose title, summary or author has each of the words."""
        rows = self
        if topic:
            rows = rows.filter(topic__slug=topic)
        if year:
            rows = rows.filter(date__year=year)
        for word in words.split()[:8]:
            written = models.Q(bylines__author__name__icontains=word)
            rows = rows.filter(models.Q(title__icontains=word) | models.Q(summary__icontains=word) | written)
        return rows.distinct() if words else rows

    def years(self) -> list[int]:
        return [day.year for day in self.dates("date", "year", order="DESC")]


class NewsPage(Article):
    """A piece of news."""

    topic = models.ForeignKey(
        Topic, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("category")
    )

    objects = PageManager.from_queryset(NewsQuerySet)()
    template = "cms/article.html"
    schema = "NewsArticle"
    parent_page_types: ClassVar[list[str]] = ["cms.NewsIndexPage"]
    content_panels: ClassVar[list[Any]] = [
        *Article.content_panels[:-1],
        FieldPanel("topic"),
        InlinePanel("bylines", label=_("author"), heading=_("Authors"), max_num=6),
        Article.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")

    @property
    def minutes(self) -> int:
        """How long it takes to read, at least one minute."""
        syllables = len(HANGUL.findall(self.words))
        others = len(HANGUL.sub(" ", self.words).split()) if not syllables else 0
        return max(1, math.ceil(others / WORDS_A_MINUTE + syllables / SYLLABLES_A_MINUTE))

    def authors(self) -> list[Author]:
        """In the order of the page, in its language where they are translated."""
        written = [byline.author for byline in self.bylines.select_related("author")]
        keys = [author.translation_key for author in written]
        own = {one.translation_key: one for one in Author.objects.filter(translation_key__in=keys, locale=self.locale)}
        return [own.get(author.translation_key, author) for author in written]

    def related(self) -> list["NewsPage"]:
        """The newest of its topic, then those of the same weeks."""
        others = NewsPage.objects.newest(self.locale_id).exclude(pk=self.pk)
        alike = list(others.narrowed(topic=self.topic.slug)[:RELATED]) if self.topic else []
        near = timedelta(days=60)
        rest = others.exclude(pk__in=[page.pk for page in alike]).filter(
            date__range=(self.date - near, self.date + near)
        )
        return [*alike, *rest[: RELATED - len(alike)]]

    def shared_by(self) -> list[tuple[str, str]]:
        """Names of services and plain links that hand them the page's address: nobody is told before the click."""
        address = self.full_url or ""
        links = [(name, f"{url}?{urlencode({key: address})}") for name, url, key in SHARED_BY.values()]
        mail = urlencode({"subject": self.title, "body": address}).replace("+", "%20")
        return [(str(_("E-mail")), f"mailto:?{mail}"), *links]

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "authors": self.authors(),
            "related": self.related(),
            "topic_name": Topic.names(self.locale_id).get(self.topic.slug) if self.topic else "",
        }


class NewsIndexPage(IndexPage):
    template = "cms/news_index.html"
    subpage_types: ClassVar[list[str]] = ["cms.NewsPage"]

    class Meta:
        verbose_name = _("news list")

    def articles(self) -> Any:
        return NewsPage.objects.newest(self.locale_id)

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Narrowed to what is asked for; a topic or year that no article has is as good as none."""
        rows = self.articles()
        used = set(rows.order_by().values_list("topic__slug", flat=True).distinct())
        topics = {slug: name for slug, name in Topic.names(self.locale_id).items() if slug in used}
        years = rows.years()
        topic = request.GET.get("category", "")
        year = int(text) if (text := request.GET.get("year", "")) in map(str, years) else None
        words = clean_line(request.GET.get("words", "")[:100])
        found = rows.narrowed(topic if topic in topics else "", year, words)
        return {
            **super().get_context(request, *args, **kwargs),
            "articles": paginate(request, found, 12),
            "topics": topics,
            "years": years,
            "topic": topic if topic in topics else "",
            "year": year,
            "words": words,
        }
