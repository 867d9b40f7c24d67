"""iCalendar (RFC 5545): dates of ours in people's own calendars."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

LONGEST = 75  # octets of a line (3.1)


@dataclass(frozen=True)
class Entry:
    """`uid` stays the same for the same thing, `sequence` grows with each change of it (3.8.4.7, 3.8.7.4).

    `start` is a moment, or a day for what lasts all of it, and `end` its last day then; `alarm` is how long before a
    moment to remind. What has an `end` in time takes the time of whose calendar it is in. `organizer` and `attendee`
    are each a name and an e-mail address.
    """

    uid: str
    start: datetime | date
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    sequence: int = 0
    changed_at: datetime | None = None
    is_cancelled: bool = False
    alarm: timedelta | None = None
    end: datetime | date | None = None
    organizer: tuple[str, str] | None = None
    attendee: tuple[str, str] | None = None
    is_tentative: bool = False

    @property
    def status(self) -> str:
        if self.is_cancelled:
            return "CANCELLED"
        return "TENTATIVE" if self.is_tentative else "CONFIRMED"


def calendar(name: str, entries: Iterable[Entry], method: str = "PUBLISH") -> str:
    """A VCALENDAR with an event for each entry, lines ended and folded as 3.1 says.

    `method` is PUBLISH for a calendar to follow, REQUEST or CANCEL for a letter to one attendee (RFC 5546, 3.2).
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Jangteo//Market//EN", "CALSCALE:GREGORIAN"]
    lines.append(f"METHOD:{method}")
    lines.append(f"X-WR-CALNAME:{escaped(name)}")
    for entry in entries:
        lines += event(entry)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def event(entry: Entry) -> list[str]:
    changed = stamp(entry.changed_at or datetime.now(UTC))
    lines = ["BEGIN:VEVENT", f"UID:{entry.uid}@{urlsplit(settings.SITE_URL).hostname}", f"DTSTAMP:{changed}"]
    lines += [f"LAST-MODIFIED:{changed}", f"SEQUENCE:{entry.sequence}", *times(entry.start, entry.end)]
    lines += people(entry)
    texts = {"SUMMARY": entry.summary, "DESCRIPTION": entry.description, "LOCATION": entry.location}
    lines += [f"{name}:{escaped(text)}" for name, text in texts.items() if text]
    lines += [f"URL:{entry.url}"] if entry.url else []
    lines += [f"STATUS:{entry.status}", f"TRANSP:{'OPAQUE' if isinstance(entry.end, datetime) else 'TRANSPARENT'}"]
    if entry.alarm and not entry.is_cancelled:
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escaped(entry.summary)}"]
        lines += [f"TRIGGER:-PT{int(entry.alarm.total_seconds() // 60)}M", "END:VALARM"]
    return [*lines, "END:VEVENT"]


def people(entry: Entry) -> list[str]:
    """Who sends it and to whom (3.8.4.1, 3.8.4.3): what was booked needs no answer by the calendar."""
    lines = []
    if entry.organizer:
        name, address = entry.organizer
        lines.append(f"ORGANIZER;CN={quoted(name)}:mailto:{address}")
    if entry.attendee:
        name, address = entry.attendee
        status = "TENTATIVE" if entry.is_tentative else "ACCEPTED"
        role = f"CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={status};RSVP=FALSE"
        lines.append(f"ATTENDEE;CN={quoted(name)};{role}:mailto:{address}")
    return lines


def times(start: datetime | date, end: datetime | date | None = None) -> list[str]:
    """A moment has no length: an event without an end ends when it starts. A day ends with the next one (3.6.1)."""
    if isinstance(start, datetime):
        return [f"DTSTART:{stamp(start)}", *([f"DTEND:{stamp(end)}"] if isinstance(end, datetime) else [])]
    last = start if end is None or isinstance(end, datetime) else end
    return [f"DTSTART;VALUE=DATE:{start:%Y%m%d}", f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"]


def stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: Any) -> str:
    """A TEXT value (3.3.11)."""
    plain = str(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def quoted(text: Any) -> str:
    """A parameter's value (3.2), which can hold neither a double quote nor a control character."""
    return '"' + "".join(sign for sign in str(text).replace('"', "'") if sign.isprintable()) + '"'


def folded(line: str) -> str:
    """No line is longer than 75 octets; a sign of several octets is not cut through."""
    pieces, piece, size = [], "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > LONGEST:
            pieces.append(piece)
            piece, size = "", 1  # the blank that begins a folded line counts
        piece, size = piece + sign, size + width
    return "\r\n ".join([*pieces, piece])
