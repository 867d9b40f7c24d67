"""What other pages show of booked talks: one tag each, so that they know nothing of them."""

from datetime import datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone

from consultations.meetings.permissions import can_book
from consultations.models import Meeting, MeetingHours, Room
from portal.core.actor import Actor
from portal.core.middleware import zone
from portal.core.subjects import KINDS
from portal.core.zones import day_and_time, place_of

register = template.Library()


@register.inclusion_tag("meetings/_book_button.html", takes_context=True)
def book_talk(context: Any, kind: str, key: str, company: Any, wide: bool = False) -> dict[str, Any]:
    """The button, where somebody of the company can be booked by others."""
    actor = context["request"].actor
    may = actor.company is None or actor.may("talk")  # who has yet to sign in is shown the way
    is_bookable = may and company is not None and not actor.acts_for(company.pk) and company.takes_bookings
    return {"kind": kind, "key": key, "is_bookable": is_bookable, "wide": wide}


@register.inclusion_tag("meetings/_room.html", takes_context=True)
def room_meetings(context: Any, room: Room) -> dict[str, Any]:
    """The talks ahead between those who are in the room, and the way to book one."""
    request = context["request"]
    ahead = Meeting.objects.visible_to(request.actor).upcoming().filter(room=room)
    return {"request": request, "ahead": list(ahead[:3]), "book_url": book_url(room, request.actor)}


def book_url(room: Room, actor: Actor) -> str:
    others = [
        party.company_id for party in room.parties.all() if party.is_here and not actor.acts_for(party.company_id)
    ]
    if not can_book(actor) or room.subject_kind not in KINDS or not MeetingHours.objects.published_by(others).exists():
        return ""
    return reverse("meetings:book", args=[room.subject_kind, room.subject_key])


@register.filter
def own_time(meeting: Meeting, actor: Actor) -> str:
    """By the clock of the reader."""
    return day_and_time(meeting.starts_at, timezone.get_current_timezone_name())


@register.filter
def clock(moment: datetime, zone_name: str) -> str:
    """`17:00 Seoul`."""
    return f"{moment.astimezone(zone(zone_name)):%H:%M} {place_of(zone_name)}"
