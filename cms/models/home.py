"""The front page of the market."""

from typing import Any, ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction, Site

from cms.blocks.home import HomeBlock, usual_home
from portal.core.open_pages import is_restricted
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

    open_versions: ClassVar[list["HomePage"]] = []  # of one that is in front: itself and its translations
    is_restricted: ClassVar[bool | None] = None  # of one that is in front: whether not everybody may read it

    @classmethod
    def in_front(cls, site: Site, language: str) -> "HomePage | None":
        """The site's first page in that language with its translations, from one question; None where there is none.

        Wagtail asks for it five times: its language, the translation, its type, its own row, the restrictions.
        """
        rows = cls.objects.live().filter(translation_key=site.root_page.translation_key)
        versions = list(rows.select_related("locale").annotate(is_restricted=is_restricted()))
        found = next((one for one in versions if one.locale.language_code == language), None)
        if found is not None:
            found.open_versions = [one for one in versions if not one.is_restricted]
        return found

    def get_view_restrictions(self) -> Any:
        return PageViewRestriction.objects.none() if self.is_restricted is False else super().get_view_restrictions()

    def structured_data(self, absolute: Absolute) -> list[dict[str, Any]]:
        return site_data(absolute, reverse("search:search"))

    @property
    def has_hero(self) -> bool:
        """Whether the page brings the large search field and its own headline."""
        return any(part.block_type == "hero" for part in self.body)
