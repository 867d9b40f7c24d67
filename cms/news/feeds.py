"""News as Atom (RFC 4287) and RSS 2.0, all of it or one topic, in the reader's language."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms.feeds import ArticleFeed
from cms.models import NewsPage
from cms.news.models import Topic

SHOWN = 30


class NewsFeed(ArticleFeed):
    """Atom; of one topic where its address names one."""

    model = NewsPage
    author_name = "Jangteo"  # Atom demands an author of the feed where an entry has none

    def get_object(self, request: HttpRequest, topic: str = "") -> Any:
        locale = Locale.objects.filter(language_code=get_language() or "en").first()
        names = Topic.names(locale.pk) if locale else {}
        if locale is None or (topic and topic not in names):
            raise Http404
        return {"locale": locale.pk, "topic": topic, "names": names}

    def title(self, obj: dict[str, Any]) -> str:
        title = _("Jangteo: news")
        return f"{title} · {obj['names'][obj['topic']]}" if obj["topic"] else title

    subtitle = description = title

    def link(self, obj: dict[str, Any]) -> str:
        place = reverse("wagtail_serve", args=["news/"])
        return f"{place}?category={obj['topic']}" if obj["topic"] else place

    def items(self, obj: Any = None) -> Any:
        rows = NewsPage.objects.newest(obj["locale"]).narrowed(obj["topic"])
        shown = list(rows.prefetch_related("bylines__author")[:SHOWN])
        for item in shown:
            item.topic_names = [obj["names"][item.topic.slug]] if item.topic else []
        return shown

    def item_author_name(self, item: NewsPage) -> str:
        return ", ".join(byline.author.name for byline in item.bylines.all()) or "Jangteo"

    def item_categories(self, item: Any) -> list[str]:
        return list(item.topic_names)


class NewsRss(NewsFeed):
    """By-lines are `dc:creator`: RSS 2.0's own author is an e-mail address."""

    feed_type = Rss201rev2Feed
