"""What pages say of events: when, by which clock, in which languages."""

from django import template
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone_name

from community.calendar.models import Gathering, MeetingSlot
from community.calendar.spans import span_said as said
from portal.core.places import language_name as name_of
from portal.core.zones import wall_of

register = template.Library()


@register.simple_tag
def span_said(gathering: Gathering) -> str:
    """By the event's own clock."""
    return said(gathering.starts_at, gathering.ends_at, gathering.zone)


@register.simple_tag
def span_said_here(gathering: Gathering) -> str:
    """By the reader's clock, where it is another one."""
    zone = get_current_timezone_name()
    return "" if zone == gathering.zone else said(gathering.starts_at, gathering.ends_at, zone)


@register.simple_tag
def slot_said(slot: MeetingSlot, zone: str) -> str:
    """`Tue, 1 Dec, 10:00–10:20` by the event's clock."""
    start, end = wall_of(slot.starts_at, zone), wall_of(slot.ends_at, zone)
    return f"{date_format(start, 'D')} {date_format(start, 'MONTH_DAY_FORMAT')}, {start:%H:%M}–{end:%H:%M}"


@register.simple_tag
def slot_said_here(slot: MeetingSlot, zone: str) -> str:
    """By the reader's clock, where it shows another time than that of `zone`."""
    own = get_current_timezone_name()
    return "" if wall_of(slot.starts_at, own) == wall_of(slot.starts_at, zone) else slot_said(slot, own)


@register.filter
def spoken_name(code: str) -> str:
    """`Korean` or `한국어`; Django's own `language_name` says it in English only."""
    return name_of(code)
