"""Tells the outbox what editors publish, take back, move, restrict and delete.

Wagtail says so by signals only, in the same transaction. What lies below a page goes where it goes: out of sight with a
restriction, to another address with a move.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.blocks.pictures import rendition_of
from cms.findable import has_other_names, page_types, snippet_types
from portal.core.events import Event, record, record_many, subscribe


@receiver(page_published)
def published(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Wagtail says so also of a page that waits for its time."""
    if isinstance(instance, page_types()) and instance.live:
        record("page.published", instance)
        tell_versions([instance])


@receiver(page_unpublished)
def unpublished(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Also sent for what is deleted while it is live."""
    if isinstance(instance, page_types()):
        record("page.unpublished", instance)
        tell_versions([instance])


@receiver(post_page_move)
def moved(sender: Any, instance: Any, **kwargs: Any) -> None:
    tell_of_branch("page.moved", instance)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def restricted(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    """Set, changed or lifted."""
    page = Page.objects.filter(pk=instance.page_id).first()  # none: it goes together with its page
    if page is not None:
        tell_of_branch("page.restricted", page)


def tell_of_branch(kind: str, page: Any) -> None:
    """One fact about a page and all that is below it."""
    branch = list(Page.objects.descendant_of(page, inclusive=True).type(*page_types()))
    if branch:
        record_many(kind, Page, [one.pk for one in branch])
        tell_versions(branch)


def tell_versions(pages: list[Any]) -> None:
    """Which readers the other versions are for, and by which words they are found, hangs on these."""
    others = Page.objects.filter(translation_key__in={page.translation_key for page in pages})
    others = others.exclude(pk__in=[page.pk for page in pages]).type(*page_types())
    if ids := list(others.values_list("pk", flat=True)):
        record_many("page.version_changed", Page, ids)


def follow_snippets() -> None:
    for model in snippet_types():
        post_save.connect(snippet_changed, sender=model)
        post_delete.connect(snippet_changed, sender=model)


def snippet_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    """What is found by the names of its translations changes with them."""
    record("snippet.changed", instance)
    if has_other_names(sender):
        others = sender.objects.filter(translation_key=instance.translation_key).exclude(pk=instance.pk)
        if ids := list(others.values_list("pk", flat=True)):
            record_many("snippet.changed", sender, ids)


follow_snippets()


CARDS = ("fill-640x360", "fill-480x270", "fill-240x160", "width-960")  # how lists, cards and heads show a picture


@subscribe("page.published")
def make_pictures(event: Event) -> None:
    """So that no reader waits for them. A file that cannot be read is left to the report of problems."""
    page = Page.objects.filter(pk=event.subject_id or 0).first()
    picture = getattr(page.specific, "picture", None) if page else None
    for cut in CARDS if picture else ():
        rendition_of(picture, f"{cut}|format-webp")
