"""The front page of the market."""

from typing import Any, ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks.home import HomeBlock, usual_home
from portal.core.structured import Absolute, site_data


class HomePage(Page):
    """What this is for, for each role, and live proof that something happens here."""

    body = StreamField(HomeBlock(min_num=1), default=usual_home, verbose_name=_("parts"), use_json_field=True)

    template = "cms/home_page.html"
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count_per_parent = 2 * len(settings.LANGUAGES)

    class Meta:
        verbose_name = _("home page")

    def structured_data(self, absolute: Absolute) -> list[dict[str, Any]]:
        return site_data(absolute, reverse("search:search"))

    @property
    def has_hero(self) -> bool:
        """Whether the page brings the large search field and its own headline."""
        return any(part.block_type == "hero" for part in self.body)
