"""How the language versions of a page stand to each other."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from cms.desk.permissions import can_edit_page
from portal.core.permissions import require


class InStep(models.Model):
    """A translation says what its source said when it was last published before `source_published_at`."""

    page = models.OneToOneField(Page, models.CASCADE, related_name="in_step", verbose_name=_("translation"))
    source_published_at = models.DateTimeField(_("source published at"), null=True)
    source_revision = models.ForeignKey(
        Revision, models.SET_NULL, null=True, related_name="+", verbose_name=_("text of the source")
    )
    marked_at = models.DateTimeField(_("marked at"), default=timezone.now)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("marked by")
    )

    class Meta:
        verbose_name = _("translation in step")
        verbose_name_plural = _("translations in step")

    def __str__(self) -> str:
        return str(self.page)

    @classmethod
    def mark(cls, page: Page, by: Any) -> "InStep":
        """`by` has compared both and found that they say the same; None: the copy was made a moment ago."""
        require(by is None or can_edit_page(by, page), _("Your role in this section does not go so far."))
        source = source_of(page)
        facts = {
            "source_published_at": source and source.last_published_at,
            "source_revision_id": source and source.live_revision_id,
            "marked_at": timezone.now(),
            "marked_by": by,
        }
        return cls.objects.update_or_create(page=page, defaults=facts)[0]


def source_of(page: Page) -> Page | None:
    """What `page` is a translation of: the version in the portal's first language; None for that one itself."""
    rows = Page.objects.filter(translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE)
    return rows.exclude(pk=page.pk).first()
