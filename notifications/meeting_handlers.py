"""What people are told of booked talks, with the time by the clock of whoever reads it.

Who gets an invitation for the calendar by e-mail (consultations/meetings/mail.py) gets no second e-mail that says the
same: there the notification stands in the portal alone.
"""

from typing import Any

from django.utils import timezone

from companies.models import Company, User
from consultations.meetings.mail import reader_of
from consultations.models import Meeting, MeetingTask
from notifications.handlers import address, path_of
from notifications.models import Notification
from notifications.moments import moment_of
from notifications.recipients import people_of, person_or_colleagues
from portal.core.events import Event, subscribe

State, Side = Meeting.State, Meeting.Side


def find(event: Event, *states: str) -> Meeting | None:
    """While it still is so: what was decided anew meanwhile is told by the newer fact."""
    rows = Meeting.objects.for_cards().filter(pk=event.subject_id or 0)
    found: Meeting | None = (rows.filter(state__in=states) if states else rows).first()
    return found


def side_of(meeting: Meeting, event: Event) -> str:
    """The one that did it."""
    return str(Side.HOST if event.company_id == meeting.host_company_id else Side.GUEST)


def other(side: str) -> str:
    return str(Side.GUEST if side == Side.HOST else Side.HOST)


def company_of(meeting: Meeting, side: str) -> Company:
    return meeting.host_company if side == Side.HOST else meeting.guest_company


def people_on(meeting: Meeting, side: str, event: Event) -> Any:
    """The person who goes; where there is nobody, the colleagues who could."""
    person = meeting.person_of(side)
    return person_or_colleagues(person.pk if person else None, company_of(meeting, side).pk, "talk", event)


def tell(meeting: Meeting, people: Any, event: Event, partner: Company, kind: str = "", anchor: str = "") -> None:
    words: dict[str, Any] = {"company": partner.name, "title": meeting.title, "day": moment_of(meeting.starts_at)}
    Notification.tell(people, event, f"{path_of(meeting)}{anchor}", kind=kind, **words)


def is_in_the_post(meeting: Meeting, event: Event) -> None:
    """These people get the invitation itself."""
    readers = [one.pk for side in Side.values if (one := reader_of(meeting, side))]
    waiting = Notification.objects.filter(event_id=event.pk, user__in=readers, mailed_at=None)
    waiting.update(mailed_at=timezone.now(), mail_at=None)


@subscribe("meeting.requested")
def requested(event: Event) -> None:
    meeting = find(event, State.REQUESTED)
    if meeting:
        tell(meeting, people_on(meeting, Side.HOST, event), event, meeting.guest_company)


@subscribe("meeting.confirmed", "meeting.moved", "meeting.where_changed")
def changed(event: Event) -> None:
    """The side that did not do it, and who goes for the side that did, where a colleague did it for them."""
    meeting = find(event, *Meeting.LIVE)
    if meeting is None or meeting.sequence != event.payload.get("sequence"):
        return
    did = side_of(meeting, event)
    kind = "meeting.booked" if event.payload.get("is_new") else event.kind
    tell(meeting, people_on(meeting, other(did), event), event, company_of(meeting, did), kind)
    own = meeting.person_of(did)
    if own and own.pk != event.user_id:
        colleagues = people_of([company_of(meeting, did).pk], "talk", event).filter(pk=own.pk)
        tell(meeting, colleagues, event, company_of(meeting, did), kind)
    if meeting.state == State.CONFIRMED:
        is_in_the_post(meeting, event)


@subscribe("meeting.cancelled")
def cancelled(event: Event) -> None:
    meeting = find(event, State.CANCELLED)
    if meeting is None:
        return
    did = side_of(meeting, event)
    tell(meeting, people_on(meeting, other(did), event), event, company_of(meeting, did))
    if event.payload.get("was") == State.CONFIRMED:
        is_in_the_post(meeting, event)


@subscribe("meeting.passed_on")
def passed_on(event: Event) -> None:
    """Who goes now, if a colleague chose them."""
    meeting = find(event, *Meeting.LIVE)
    side = str(event.payload.get("side", ""))
    person = meeting.person_of(side) if meeting else None
    if meeting and person and person.pk != event.user_id:
        people = people_of([company_of(meeting, side).pk], "talk", event).filter(pk=person.pk)
        tell(meeting, people, event, company_of(meeting, other(side)))


@subscribe("meeting.person_left")
def person_left(event: Event) -> None:
    meeting = find(event, *Meeting.LIVE)
    side = str(event.payload.get("side", ""))
    if meeting and meeting.person_of(side) is None:
        people = people_of([company_of(meeting, side).pk], "talk")
        tell(meeting, people, event, company_of(meeting, other(side)))


@subscribe("meeting.lapsed")
def lapsed(event: Event) -> None:
    meeting = find(event, State.LAPSED)
    if meeting is None:
        return
    for side in Side.values:
        tell(meeting, people_on(meeting, side, event), event, company_of(meeting, other(side)))


@subscribe("meeting.tomorrow", "meeting.soon")
def reminded(event: Event) -> None:
    """Both who go, as long as it begins when it was to begin, and has not begun."""
    meeting = find(event, State.CONFIRMED)
    if meeting is None or meeting.has_begun or meeting.starts_at.isoformat() != event.payload.get("starts_at"):
        return
    for side in Side.values:
        tell(meeting, people_on(meeting, side, event), event, company_of(meeting, other(side)))


@subscribe("meeting.missed")
def missed(event: Event) -> None:
    """The side that is said not to have come, where the other one says so."""
    meeting = find(event, State.MISSED)
    if meeting and side_of(meeting, event) != meeting.missed_by:
        side = meeting.missed_by
        tell(meeting, people_on(meeting, side, event), event, company_of(meeting, other(side)))


@subscribe("minutes.written", "minutes.signed")
def minutes(event: Event) -> None:
    """The other side; in other words where its signature was taken back by the change."""
    meeting = find(event)
    if meeting is None:
        return
    did = side_of(meeting, event)
    told = other(did)
    was_signed = company_of(meeting, told).pk in event.payload.get("withdrawn", [])
    kind = "minutes.unsigned" if was_signed else event.kind
    tell(meeting, people_on(meeting, told, event), event, company_of(meeting, did), kind, "#minutes")


@subscribe("task.given", "task.due")
def task(event: Event) -> None:
    """Who has it; where nobody is named, all of the company who could do it. Not what is done by now."""
    found = MeetingTask.objects.for_cards().filter(pk=event.subject_id or 0, done_at=None).first()
    if found is None or (event.kind == "task.due" and str(found.due_on) != event.payload.get("due_on")):
        return
    doer = event if event.kind == "task.given" else Event()
    owner = found.owner_id
    people: Any = person_or_colleagues(owner, found.company_id, "talk", doer)
    if owner and owner == doer.user_id:
        people = User.objects.none()
    path = f"{address('meetings:meeting', found.meeting.ref)}#tasks"
    Notification.tell(people, event, path, title=found.meeting.title, first=found.text)
