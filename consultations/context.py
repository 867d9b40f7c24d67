"""The count of unread conversations for the page's frame; a page of a signed-in person is also a sign of life."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from consultations.head_count import unread_rooms


def unread(request: HttpRequest) -> dict[str, Any]:
    return {"unread_consultations": SimpleLazyObject(lambda: count(request))}


def count(request: HttpRequest) -> int:
    """None for visitors, and for staff who look as somebody: what is said is not theirs to know of."""
    actor = getattr(request, "actor", None)
    return 0 if actor is None or actor.through is not None else unread_rooms(actor)
