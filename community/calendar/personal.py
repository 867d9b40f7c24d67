"""What a person registered for and said there, and what ends with their account."""

from community.calendar.models import CalendarKey, GatheringLetter, Registration, TableMeeting, TableOutcome, TableSeat
from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import User


@personal_data("events")
def registrations(user: User) -> Rows:
    rows = Registration.objects.filter(user=user).for_lists().order_by("pk")
    for one in rows.iterator(chunk_size=1000):
        yield {
            "event": one.gathering.title,
            "community": one.gathering.community.name,
            "begins": one.gathering.starts_at,
            "for_company": one.company.name,
            "state": one.state,
            "note": one.note,
            "answers": one.answers,
            "at": one.queued_at,
            "checked_in_at": one.checked_in_at,
        }


@personal_data("event_words")
def words(user: User) -> Rows:
    """Letters to everybody who comes, wishes for meetings and what came of them, as far as they wrote them."""
    for letter in GatheringLetter._default_manager.filter(user=user).select_related("gathering").order_by("pk"):
        yield {"event": letter.gathering.title, "kind": "letter", "text": letter.body, "at": letter.created_at}
    for wish in TableMeeting.objects.filter(user=user).select_related("gathering").order_by("pk"):
        yield {"event": wish.gathering.title, "kind": "wish", "text": wish.words, "at": wish.created_at}
    outcomes = TableOutcome._default_manager.filter(user=user).select_related("meeting__gathering").order_by("pk")
    for one in outcomes:
        yield {"event": one.meeting.gathering.title, "kind": one.kind, "text": one.words, "at": one.updated_at}


@personal_data("event_meetings")
def seats(user: User) -> Rows:
    rows = TableSeat._default_manager.filter(user=user).select_related("meeting__gathering", "slot").order_by("pk")
    for one in rows:
        yield {"event": one.meeting.gathering.title, "meeting": one.meeting.ref, "at": one.slot.starts_at}


@on_farewell
def forget(user: User) -> None:
    """Places ahead become free, what they noted and answered goes; that a place was taken stays without words."""
    CalendarKey._default_manager.filter(user=user).delete()
    for one in Registration.objects.filter(user=user).ahead().select_related("gathering"):
        one.give_up()
    Registration.objects.filter(user=user).update(note="", answers=[])
