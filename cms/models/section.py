"""Pages that lead to the pages below them."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page

from cms.blocks import StoryBlock, plain
from portal.core.http import Request
from portal.core.pages import paginate


class SectionPage(Page):
    """Says what a part of the site is about, and shows the pages below it as cards in the order editors gave them."""

    summary = models.CharField(
        _("summary"), max_length=300, help_text=_("Below the title, and on the card that leads here.")
    )
    picture = models.ForeignKey(
        get_image_model_string(), models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    body = StreamField(
        StoryBlock(required=False), blank=True, verbose_name=_("text above the cards"), use_json_field=True
    )

    template = "cms/section/section.html"
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage", "cms.SectionPage"]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("section")

    @property
    def words(self) -> str:
        return f"{self.summary} {plain(self.body)}"

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        children = self.get_children().live().public().order_by("path").specific()
        # `page` is Wagtail's name for this page itself, so the page of the list goes by another
        return {**super().get_context(request, *args, **kwargs), "children": paginate(request, children, 24)}
