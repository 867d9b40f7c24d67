"""A booked talk as an entry of people's own calendars (RFC 5545, 5546). Times are UTC, so no zone is to be explained.

Each person gets a letter of their own, from the portal: neither side learns the other's e-mail address by it.
"""

from collections.abc import Iterable
from datetime import timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from companies.models import User
from consultations.meetings.words import times_of
from consultations.models import Meeting, Where
from portal.core.icalendar import Entry, calendar
from portal.core.phones import international

ALARM = timedelta(minutes=15)


def entry_of(meeting: Meeting, side: str, reader: User | None = None, is_off: bool = False) -> Entry:
    """As that side reads it; with `reader` as a letter to that person. What was said of the topic stays signed in."""
    partner = meeting.guest_company if side == Meeting.Side.HOST else meeting.host_company
    person = meeting.person_of(Meeting.Side.GUEST if side == Meeting.Side.HOST else Meeting.Side.HOST)
    link = f"{settings.SITE_URL}{meeting.get_absolute_url()}"
    lines = [f"{partner.name}{f', {person}' if person else ''}", meeting.title, times_of(meeting), where_said(meeting)]
    lines += [_("Agenda, minutes and changes: %(link)s") % {"link": link}]
    return Entry(
        uid=meeting.uid,
        start=meeting.starts_at,
        end=meeting.ends_at,
        summary=_("Talk with %(company)s: %(title)s") % {"company": partner.name, "title": meeting.title},
        description="\n".join(line for line in lines if line),
        location=meeting.where if meeting.where_kind != Where.OPEN else "",
        url=link,
        sequence=meeting.sequence,
        changed_at=meeting.updated_at,
        is_cancelled=is_off or not (meeting.is_live or meeting.state in (Meeting.State.HELD, Meeting.State.MISSED)),
        is_tentative=meeting.state == Meeting.State.REQUESTED,
        alarm=ALARM,
        organizer=("Jangteo", sender()) if reader else None,
        attendee=(str(reader), reader.email) if reader else None,
    )


def where_said(meeting: Meeting) -> str:
    """`By phone: +82 55-278-1234`."""
    said = international(meeting.where) if meeting.where_kind == Where.PHONE else meeting.where
    return f"{meeting.get_where_kind_display()}{f': {said}' if said else ''}"


def sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def invitation_of(meeting: Meeting, side: str, reader: User, is_off: bool = False) -> str:
    """What goes with an e-mail to one person: an invitation that replaces the one before, or its end."""
    method = "CANCEL" if is_off else "REQUEST"
    return calendar(meeting.title, [entry_of(meeting, side, reader, is_off)], method)


def file_of(meeting: Meeting, side: str) -> str:
    """To be taken down from the page."""
    return calendar(meeting.title, [entry_of(meeting, side)])


def feed_of(user: User, meetings: Iterable[Any]) -> str:
    """All of a person's; what was cancelled is among them as cancelled, so that a calendar strikes it out."""
    rows = [entry_of(one, str(Meeting.Side.HOST if one.host_id == user.pk else Meeting.Side.GUEST)) for one in meetings]
    return calendar(_("Talks on Jangteo"), rows)
