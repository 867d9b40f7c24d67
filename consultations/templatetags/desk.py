"""What a consultation's page shows of the company's own desk: one tag each, so that the page knows nothing of it."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.models import Company
from consultations.inbox.forms import DeskForm
from consultations.inbox.office_hours import hours_known, open_time
from consultations.inbox.prepared import prepared_sorted
from consultations.models import Room, RoomDesk
from consultations.permissions import can_keep_room, can_open_room

register = template.Library()


@register.inclusion_tag("consultations/_desk.html", takes_context=True)
def room_desk(context: Any, room: Room) -> dict[str, Any]:
    """Who has it, when it wakes, its tags; with the forms to change that for who may."""
    request = context["request"]
    actor = request.actor
    desk = RoomDesk.of(room, actor)
    may_keep = can_keep_room(actor, room)
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "room": room,
        "desk": desk,
        "tags": list(desk.tags.all()) if desk.pk else [],
        "may_keep": may_keep,
        "form": DeskForm(actor=actor, desk=desk) if may_keep else None,
    }


@register.inclusion_tag("consultations/_prepared.html", takes_context=True)
def prepared_replies(context: Any, room: Room) -> dict[str, Any]:
    request = context["request"]
    replies = prepared_sorted(request.actor) if can_open_room(request.actor) else []
    return {"room": room, "replies": replies}


@register.filter
def span_of(time: timedelta) -> str:
    """`25 min`, `3 h 10 min`, `4 d`: exact as far as it matters."""
    minutes = int(time.total_seconds() // 60)
    if minutes < 1:
        return _("less than a minute")
    if minutes < 60:
        return _("%(n)s min") % {"n": minutes}
    if minutes < 48 * 60:
        return _("%(h)s h %(m)s min") % {"h": minutes // 60, "m": minutes % 60}
    return _("%(n)s days") % {"n": minutes // (24 * 60)}


@register.filter
def waited(since: datetime, company: Company) -> str:
    """How long somebody has waited by now, in the working hours of the company if it has told them."""
    spent = span_of(open_time(company, since, timezone.now()))
    return _("%(time)s of working hours") % {"time": spent} if hours_known(company) else spent
