"""Pages grow old: somebody looks at them again after some months, and says that they are still right."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, get_page_models

from cms.desk.permissions import can_edit_page
from portal.core.permissions import require

MONTH = timedelta(days=30.44)
USUAL = 12
# In months; a page type may say its own as `review_months`. None: it belongs to its day, or is only a list.
MONTHS: dict[str, int | None] = {"cms.newspage": None, "cms.homepage": None, "cms.casepage": 24}


class StillRight(models.Model):
    """Somebody has looked at a published page and found nothing to change."""

    page = models.OneToOneField(Page, models.CASCADE, related_name="still_right", verbose_name=_("page"))
    said_at = models.DateTimeField(_("said at"), default=timezone.now)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("said by")
    )

    class Meta:
        verbose_name = _("page that is still right")
        verbose_name_plural = _("pages that are still right")

    def __str__(self) -> str:
        return f"{self.page} {self.said_at:%Y-%m-%d}"

    @classmethod
    def say(cls, page: Page, by: Any) -> None:
        require(can_edit_page(by, page), _("Your role in this section does not go so far."))
        cls.objects.update_or_create(page=page, defaults={"said_at": timezone.now(), "said_by": by})


def review_months(model: type[Page]) -> int | None:
    from cms.models.base import IndexPage

    usual = None if issubclass(model, IndexPage) else MONTHS.get(model._meta.label_lower, USUAL)
    months: int | None = getattr(model, "review_months", usual)
    return months


def stale(rows: Any, now: datetime | None = None) -> Any:
    """Those of the pages that nobody has published or found right for the months of their type, the oldest first."""
    now = now or timezone.now()
    old = Q(pk__in=[])
    for model in get_page_models():
        months = review_months(model)
        if months is not None:
            before = now - months * MONTH
            silent = Q(still_right=None) | Q(still_right__said_at__lt=before)
            kind = ContentType.objects.get_for_model(model)
            old |= Q(content_type=kind, last_published_at__lt=before) & silent
    return rows.filter(old, live=True).select_related("still_right").order_by("last_published_at", "pk")
