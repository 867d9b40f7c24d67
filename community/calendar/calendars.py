"""Events and meetings as entries of people's own calendars (RFC 5545, 5546). Times are UTC, so no zone is explained.

The link of an online event stands in what goes to somebody who has a place, nowhere else.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _

from community.calendar.models import Gathering, Registration, TableMeeting
from community.models import Community
from companies.models import User
from portal.core.icalendar import Entry, calendar
from portal.core.places import country_name
from portal.core.zones import day_and_time

ALARM = timedelta(hours=1)


def where_said(gathering: Gathering, with_link: bool) -> str:
    """`COEX, 513 Yeongdong-daero, South Korea`; `Online` with its link for who comes."""
    parts = [gathering.place, gathering.address, country_name(gathering.country) if gathering.country else ""]
    place = ", ".join(part for part in parts if part)
    online = (gathering.link if with_link and gathering.link else _("online")) if gathering.is_online else ""
    return " · ".join(part for part in (place, online) if part)


def entry_of(gathering: Gathering, with_link: bool = False) -> Entry:
    """As everybody reads it who may see the event; with the link for who has a place."""
    url = f"{settings.SITE_URL}{gathering.get_absolute_url()}"
    lines = [gathering.summary, str(gathering.community), times_of(gathering), where_said(gathering, with_link)]
    lines += [_("Called off: %(reason)s") % {"reason": gathering.reason}] if gathering.is_cancelled else []
    return Entry(
        uid=gathering.ref,
        start=gathering.starts_at,
        end=gathering.ends_at,
        summary=gathering.title,
        description="\n".join(line for line in [*lines, url] if line),
        location=where_said(gathering, with_link),
        url=url,
        sequence=gathering.sequence,
        changed_at=gathering.updated_at,
        is_cancelled=gathering.is_cancelled,
        alarm=ALARM if with_link else None,
    )


def times_of(gathering: Gathering) -> str:
    return day_and_time(gathering.starts_at, gathering.zone)


def letter_entry(registration: Registration) -> Entry:
    """What one person has in their calendar; who gives their place back has it no more."""
    gathering, reader = registration.gathering, registration.user
    return replace(
        entry_of(gathering, with_link=registration.is_going),
        uid=f"{gathering.ref}-{registration.ref}",
        sequence=gathering.sequence + registration.sequence,
        changed_at=max(gathering.updated_at, registration.updated_at),
        is_cancelled=gathering.is_cancelled or not registration.is_going,
        organizer=("Jangteo", parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        attendee=(str(reader), reader.email),
    )


def invitation_of(registration: Registration) -> tuple[str, str]:
    """The calendar's part of an e-mail to one person, and its method."""
    entry = letter_entry(registration)
    method = "CANCEL" if entry.is_cancelled else "REQUEST"
    return calendar(registration.gathering.title, [entry], method), method


def file_of(gathering: Gathering, with_link: bool) -> str:
    return calendar(gathering.title, [entry_of(gathering, with_link)])


def feed_of(community: Community, gatherings: Iterable[Gathering], own: "frozenset[int]" = frozenset()) -> str:
    """A community's events; `own` are those at which the reader has a place."""
    return calendar(community.name, [entry_of(one, one.pk in own) for one in gatherings])


def meeting_entry(meeting: TableMeeting, company_id: int) -> Entry:
    """One company's meeting at a table; the caller has taken placed ones."""
    assert meeting.slot is not None
    gathering, partner = meeting.gathering, meeting.partner_of(company_id)
    own, theirs = meeting.side_of(company_id), meeting.side_of(partner.pk)
    people = [person_named(meeting.person_of(side)) for side in (own, theirs)]
    table = _("Table %(n)s") % {"n": meeting.table}
    url = f"{settings.SITE_URL}{meeting.get_absolute_url()}"
    return Entry(
        uid=f"{meeting.ref}-{company_id}",
        start=meeting.slot.starts_at,
        end=meeting.slot.ends_at,
        summary=_("%(company)s – table %(n)s") % {"company": partner.name, "n": meeting.table},
        description="\n".join([gathering.title, " – ".join(name for name in people if name), meeting.words, url]),
        location=", ".join(part for part in (table, gathering.place) if part),
        url=url,
        changed_at=meeting.updated_at,
        is_cancelled=gathering.is_cancelled,
    )


def person_named(person: User | None) -> str:
    return str(person) if person else ""


def meetings_file(gathering: Gathering, meetings: Iterable[TableMeeting], company_id: int) -> str:
    return calendar(gathering.title, [meeting_entry(one, company_id) for one in meetings])
