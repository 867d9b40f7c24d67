"""What pages of consultations show of who takes part: one tag each."""

from typing import Any

from django import template

from consultations.circle.people_rows import people_rows
from consultations.models import Room, RoomParty

register = template.Library()
SHOWN = 3  # companies beside the talk; the others are on the page of all


@register.inclusion_tag("consultations/_people.html", takes_context=True)
def room_people(context: Any, room: Room, about_url: str = "") -> dict[str, Any]:
    """The other companies beside the talk; `about_url` is the page of the subject, which is not named twice."""
    actor = context["request"].actor
    rows = [row for row in people_rows(room, actor) if not row.is_own]
    here = [row for row in rows if row.party.is_here] or [row for row in rows if row.party.was_in]
    return {
        "request": context["request"],
        "room": room,
        "about_url": about_url,
        "total": len(here) + 1,
        "shown": here[:SHOWN],
        "more": len(here) - len(here[:SHOWN]),
        "invited": [row.party for row in rows if row.party.is_invited],
        "is_here": room.sight_of(actor).is_here,
        "is_alone": not any(row.party.is_here for row in rows),
    }


@register.inclusion_tag("consultations/_invitations.html", takes_context=True)
def invitations(context: Any) -> dict[str, Any]:
    """Into which consultations the acting company is asked."""
    parties = RoomParty.objects.visible_to(context["request"].actor).invited()
    return {"parties": parties.select_related("room", "invited_by").order_by("-pk")[:20]}
