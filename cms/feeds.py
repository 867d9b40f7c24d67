"""What feeds of articles have in common, and that of good practices; in the reader's language."""

from typing import Any

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.models import CasePage


class ArticleFeed(Feed):
    feed_type: Any = Atom1Feed
    model: type[Any]

    def items(self, obj: Any = None) -> Any:
        locale = Locale.objects.filter(language_code=get_language() or "en").first()
        return self.model.objects.newest(locale.pk if locale else 0)[:30]

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.summary)

    def item_link(self, item: Any) -> str:
        return str(item.get_url())

    def item_pubdate(self, item: Any) -> Any:
        return item.first_published_at

    def item_updateddate(self, item: Any) -> Any:
        return item.last_published_at


class CaseFeed(ArticleFeed):
    model = CasePage
    title = _("Jangteo: good practices")
    link = "/cases/"
