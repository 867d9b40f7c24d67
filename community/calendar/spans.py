"""From when to when, in words."""

from datetime import datetime

from django.utils.formats import date_format

from portal.core.zones import place_of, wall_of


def span_said(start: datetime, end: datetime, zone: str) -> str:
    """`Tue, 1 Dec 2026, 09:00–17:00 (Seoul)`, with the day of the end where it is another one."""
    first, last = wall_of(start, zone), wall_of(end, zone)
    until = f"{last:%H:%M}" if last.date() == first.date() else f" {day_said(last)}, {last:%H:%M}"
    dash = "–" if last.date() == first.date() else " –"
    return f"{day_said(first)}, {first:%H:%M}{dash}{until} ({place_of(zone)})"


def day_said(wall: datetime) -> str:
    return f"{date_format(wall, 'D')}, {date_format(wall, 'DATE_FORMAT')}"
