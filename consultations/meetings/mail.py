"""The invitation in the post: to both people when a talk is fixed, and again when it changes or is off.

It goes out whatever somebody has chosen about notifications: a talk that is missing in a calendar is missed.
"""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _
from django.utils.translation import override

from companies.models import User
from consultations.meetings.calendars import invitation_of, where_said
from consultations.models import Meeting, people_to_talk
from portal.core.events import Event, subscribe
from portal.core.mails import deliver, enter, letter
from portal.core.zones import day_and_time

Side, State = Meeting.Side, Meeting.State


@subscribe("meeting.confirmed", "meeting.moved", "meeting.where_changed", "meeting.passed_on")
def invite(event: Event) -> None:
    """To both as it stands now; a change that came after this one sends its own."""
    meeting = find(event)
    if meeting is None or meeting.state != State.CONFIRMED or meeting.sequence != event.payload.get("sequence"):
        return
    for side in Side.values:
        if reader := reader_of(meeting, side):
            deliver(compose(meeting, side, reader))
    gone = User.objects.filter(pk=event.payload.get("was") or 0, is_active=True).first() if passed(event) else None
    if gone:
        deliver(compose(meeting, str(event.payload["side"]), gone, is_off=True))


def passed(event: Event) -> bool:
    return event.kind == "meeting.passed_on"


@subscribe("meeting.cancelled")
def call_off(event: Event) -> None:
    """To both, if it was confirmed: what was only asked for stands in no calendar."""
    meeting = find(event)
    if meeting is None or meeting.state != State.CANCELLED or event.payload.get("was") != State.CONFIRMED:
        return
    for side in Side.values:
        if reader := reader_of(meeting, side):
            deliver(compose(meeting, side, reader, is_off=True))


def find(event: Event) -> Meeting | None:
    found: Meeting | None = Meeting.objects.for_cards().filter(pk=event.subject_id or 0).first()
    return found


def reader_of(meeting: Meeting, side: str) -> User | None:
    """The person of that side, while they talk for its company."""
    person = meeting.person_of(side)
    company = meeting.host_company_id if side == Side.HOST else meeting.guest_company_id
    return people_to_talk(company).filter(pk=person.pk).first() if person else None


def compose(meeting: Meeting, side: str, reader: User, is_off: bool = False) -> EmailMultiAlternatives:
    """Text, simple HTML and the calendar's part; it names where and when, what was written stays signed in."""
    with override(reader.language or settings.LANGUAGE_CODE):
        partner = meeting.guest_company if side == Side.HOST else meeting.host_company
        other = Side.GUEST if side == Side.HOST else Side.HOST
        context: dict[str, Any] = {
            "user": reader,
            "meeting": meeting,
            "partner": partner,
            "person": meeting.person_of(other),
            "is_off": is_off,
            "is_changed": meeting.sequence > 0,
            "own_time": day_and_time(meeting.starts_at, meeting.zone_of(side)),
            "their_time": day_and_time(meeting.starts_at, meeting.zone_of(other)),
            "where": where_said(meeting),
            "link": f"{settings.SITE_URL}{meeting.get_absolute_url()}",
            "language": reader.language or settings.LANGUAGE_CODE,
        }
        names = {"company": partner.name, "day": context["own_time"]}
        context["subject"] = subject_of(meeting, is_off) % names
        name = f"{meeting.ref}-{meeting.sequence}-{side}{'-off' if is_off else ''}"
        message = letter("meetings/mail", context["subject"], reader.email, context, name)
        enter(message, invitation_of(meeting, side, reader, is_off), "CANCEL" if is_off else "REQUEST")
    return message


def subject_of(meeting: Meeting, is_off: bool) -> str:
    if is_off:
        return _("Cancelled: talk with %(company)s, %(day)s")
    if meeting.sequence:
        return _("Changed: talk with %(company)s, %(day)s")
    return _("Talk with %(company)s, %(day)s")
