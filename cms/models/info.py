"""Plain pages: about the programme, help, terms."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks import StoryBlock, plain
from cms.blocks.contents import headings_of

LONG = 4  # headings from which on a list of contents helps


class InfoPage(Page):
    """A plain page: about the programme, help, terms."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = StreamField(StoryBlock(), verbose_name=_("text"), use_json_field=True)

    template = "cms/info.html"
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage", "cms.InfoPage", "cms.SectionPage"]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page")

    @property
    def words(self) -> str:
        return f"{self.summary} {plain(self.body)}"

    @property
    def contents(self) -> list[tuple[str, str]]:
        """The headings with the addresses within the page; none on a short one."""
        headings = headings_of(self.body)
        return headings if len(headings) >= LONG else []
