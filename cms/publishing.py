"""Tells the outbox what editors publish and take back. Wagtail says so by signals only, in the same transaction."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.models import CasePage, InfoPage, NewsPage
from portal.core.events import record

ARTICLES = (NewsPage, CasePage, InfoPage)


@receiver(page_published)
def published(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, ARTICLES):
        record("page.published", instance)


@receiver(page_unpublished)
def unpublished(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, ARTICLES):
        record("page.unpublished", instance)


@receiver(post_page_move)
def moved(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, ARTICLES):
        record("page.published", instance)
