"""Which published pages have something wrong with them, as the checks said when they looked last."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.desk.checks import problems


class Finding(models.Model):
    """A page with problems. Their words are not kept: they are asked for in the language of who looks."""

    page = models.OneToOneField(Page, models.CASCADE, related_name="finding", verbose_name=_("page"))
    count = models.PositiveSmallIntegerField(_("problems"))
    found_at = models.DateTimeField(_("found at"), default=timezone.now)

    class Meta:
        verbose_name = _("page with problems")
        verbose_name_plural = _("pages with problems")

    def __str__(self) -> str:
        return f"{self.page}: {self.count}"


def look_at(page: Any) -> list[str]:
    """What is wrong with the published page now; the row follows."""
    found = problems(page) if page.live else []
    if found:
        Finding.objects.update_or_create(page_id=page.pk, defaults={"count": len(found), "found_at": timezone.now()})
    else:
        Finding.objects.filter(page_id=page.pk).delete()
    return found


def look_at_all() -> int:
    """Pages one after another: a site has hundreds, and each is looked at with the few queries of its checks."""
    Finding.objects.filter(page__live=False).delete()
    return sum(bool(look_at(page)) for page in Page.objects.live().filter(depth__gt=1).specific().iterator(100))
