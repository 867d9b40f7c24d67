"""The count of unread notifications for the page's frame."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from notifications.models import Notification


def unread(request: HttpRequest) -> dict[str, Any]:
    return {"unread_notifications": SimpleLazyObject(lambda: count(request))}


def count(request: HttpRequest) -> int:
    actor = getattr(request, "actor", None)
    return Notification.objects.visible_to(actor).unread().count() if actor else 0
