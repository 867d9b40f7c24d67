"""What the page types of the programme's site have in common."""

from typing import Any, ClassVar, cast

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.blocks import StoryBlock, plain
from portal.core.http import Request
from portal.core.open_pages import unrestricted
from portal.core.pages import paginate
from portal.core.structured import Absolute, article_data


class ArticleQuerySet(PageQuerySet):
    def unrestricted(self) -> "ArticleQuerySet":
        return cast("ArticleQuerySet", unrestricted(self))

    def newest(self, locale_id: int) -> "ArticleQuerySet":
        """Published ones of a language, with what a card shows."""
        rows: ArticleQuerySet = self.live().unrestricted().filter(locale_id=locale_id).order_by("-date", "-pk")
        return cast("ArticleQuerySet", rows.select_related("picture").prefetch_related("picture__renditions"))


class Article(Page):
    """What news and cases have in common."""

    date = models.DateField(_("date"), default=timezone.localdate)
    summary = models.CharField(_("summary"), max_length=300, help_text=_("Shown in lists; one or two sentences."))
    picture = models.ForeignKey(
        get_image_model_string(), models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    body = StreamField(StoryBlock(), verbose_name=_("text"), use_json_field=True)

    schema: ClassVar[str] = "Article"  # its kind at https://schema.org
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

    def structured_data(self, absolute: Absolute) -> list[dict[str, Any]]:
        """For the machines that read the page; its picture as cut for the page's head."""
        made = self.picture and get_rendition_or_not_found(self.picture, "width-960|format-webp")
        facts = {
            "headline": self.title[:110],
            "description": self.summary,
            "image": absolute(made.url) if made else "",
            "datePublished": self.date.isoformat(),
            "dateModified": self.last_published_at.isoformat() if self.last_published_at else "",
            "inLanguage": self.locale.language_code,
        }
        return [article_data(self.schema, absolute(self.url or ""), absolute, **facts)]

    @property
    def words(self) -> str:
        return f"{self.summary} {plain(self.body)}"


class IndexPage(Page):
    """A list of articles, newest first."""

    lead = models.CharField(_("one sentence below the title"), max_length=240, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("lead")]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage", "cms.SectionPage"]

    class Meta:
        abstract = True

    @property
    def words(self) -> str:
        return self.lead

    def articles(self) -> Any:
        raise NotImplementedError

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # `page` is Wagtail's name for this page itself, so the page of the list goes by another
        return {**context, "articles": paginate(request, self.articles(), 12)}
