"""The count of unread notifications for the page's frame."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from notifications.models import Notification, page_of
from portal.core.actor import Actor

MOST = 100  # unread ones that are counted; beyond, the number says nothing more


def unread(request: HttpRequest) -> dict[str, Any]:
    return {"unread_notifications": SimpleLazyObject(lambda: count(request))}


def waiting(actor: Actor) -> int:
    """How many unread ones there are, up to MOST."""
    return Notification.objects.visible_to(actor).unread()[:MOST].count()


def count(request: HttpRequest) -> int:
    """How many wait; those that point to the page being shown are read by showing it to the person themselves."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.user is None:
        return 0
    own = Notification.objects.visible_to(actor).unread()
    paths = list(own.order_by().values_list("path", flat=True)[:MOST])
    here = plain_path(request)
    shown = [path for path in paths if page_of(path) == here]
    if shown and actor.through is None:
        own.pointing_to(here).mark_read()
    return len(paths) - len(shown)


def plain_path(request: HttpRequest) -> str:
    """The page's address without its language."""
    language = get_language() or settings.LANGUAGE_CODE
    prefix = f"/{language}/"
    return request.path[len(prefix) - 1 :] if request.path.startswith(prefix) else request.path
