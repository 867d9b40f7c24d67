"""What editors change shows at once: pages that are kept for visitors count for nothing then."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from portal.core.anonymous import renew


@receiver([page_published, page_unpublished, post_page_move])
def page_changed(sender: Any, **kwargs: Any) -> None:
    renew()


@receiver([post_save, post_delete], sender=PageViewRestriction)
def readers_changed(sender: Any, **kwargs: Any) -> None:
    renew()


@receiver([post_save, post_delete])
def something_changed(sender: Any, created: bool | None = None, **kwargs: Any) -> None:
    """What pages show beside their own text. A page that is saved is a draft until it is published, as above."""
    if getattr(sender, "_meta", None) is None or sender._meta.app_label != "cms":
        return
    if created is not False or not issubclass(sender, Page):
        renew()
