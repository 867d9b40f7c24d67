"""The count of unread conversations for the page's frame; a page of a signed-in person is also a sign of life."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from consultations.live.head_count import unread_rooms

# Opened most, with few queries to spend: shows what was counted a moment ago, and the script asks for the rest.
LEAN = {"catalog:product"}


def unread(request: HttpRequest) -> dict[str, Any]:
    return {"unread_consultations": SimpleLazyObject(lambda: count(request))}


def count(request: HttpRequest) -> int:
    """None for visitors, and for staff who look as somebody: what is said is not theirs to know of."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.through is not None:
        return 0
    match = request.resolver_match
    return unread_rooms(actor, only_kept=match is not None and match.view_name in LEAN)
