"""What people are told of events of their communities, with the time by the clock of whoever reads it.

Who gets the invitation for their calendar by e-mail (community/calendar/mail.py) gets no second e-mail that says the
same: there the notification stands in the portal alone. What is not so any more when it is told is not told.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from community.calendar.models import Gathering, GatheringInvitation, Registration, TableMeeting
from community.models import CommunityMember
from companies.models import User
from notifications.handlers import address, path_of
from notifications.models import Notification
from notifications.moments import moment_of
from notifications.recipients import people_of
from portal.core.events import Event, subscribe

State = Gathering.State
POWER = "join_communities"


def find(event: Event, *states: str) -> Gathering | None:
    rows = Gathering.objects.for_cards().filter(pk=event.subject_id or 0, state__in=states or [State.PUBLISHED])
    return rows.first()


def tell(
    people: Iterable[User], event: Event, gathering: Gathering, path: str = "", kind: str = "", **more: Any
) -> None:
    words: dict[str, Any] = {
        "title": gathering.title,
        "community": gathering.community.name,
        "day": moment_of(gathering.starts_at),
    }
    Notification.tell(people, event, path or path_of(gathering), kind=kind, **words, **more)


def in_the_post(event: Event, people: Iterable[int]) -> None:
    """These get the invitation itself."""
    waiting = Notification.objects.filter(event_id=event.pk, user__in=list(people), mailed_at=None)
    waiting.update(mailed_at=timezone.now(), mail_at=None)


def those_who_come(gathering: Gathering, event: Event, *states: str) -> list[User]:
    """As people of the company they come for; who has left it, or may not come any more, is not among them."""
    rows = gathering.registrations.filter(state__in=states or [Registration.State.GOING]).welcome()
    companies: dict[int, list[int]] = {}
    for company, user in rows.values_list("company_id", "user_id"):
        companies.setdefault(company, []).append(user)
    return [one for pk, users in companies.items() for one in people_of([pk], POWER, event).filter(pk__in=users)]


@subscribe("gathering.published")
def published(event: Event) -> None:
    """Everybody in the community's companies, or in those invited."""
    gathering = find(event)
    if gathering is None or gathering.is_over:
        return
    if gathering.audience == Gathering.Audience.INVITED:
        # Later ones are told by their own fact.
        companies = gathering.invitations.filter(created_at__lte=gathering.published_at).values_list(
            "company_id", flat=True
        )
        welcome = [pk for pk in companies if gathering.welcomes(pk)]
        tell(people_of(welcome, POWER, event), event, gathering, kind="gathering.invited")
        return
    members = CommunityMember.objects.active().filter(community=gathering.community, company__is_active=True)
    tell(people_of(members.values_list("company_id", flat=True), POWER, event), event, gathering)


@subscribe("gathering.invited")
def invited(event: Event) -> None:
    """Once it is published; before that the publication tells."""
    rows = GatheringInvitation._default_manager.select_related("gathering__community")
    invitation = rows.filter(pk=event.subject_id or 0, gathering__state=State.PUBLISHED).first()
    if invitation is None or invitation.gathering.is_over or not invitation.gathering.welcomes(invitation.company_id):
        return
    published_at = invitation.gathering.published_at
    if published_at is None or invitation.created_at > published_at:
        tell(people_of([invitation.company_id], POWER, event), event, invitation.gathering)


@subscribe("gathering.moved")
def moved(event: Event) -> None:
    """Who comes has the invitation in the post; who waits is told here."""
    gathering = find(event)
    if gathering is None or gathering.sequence != event.payload.get("sequence"):
        return
    tell(those_who_come(gathering, event, Registration.State.GOING, Registration.State.WAITING), event, gathering)
    in_the_post(event, gathering.registrations.going().values_list("user_id", flat=True))


@subscribe("gathering.cancelled")
def cancelled(event: Event) -> None:
    gathering = find(event, State.CANCELLED)
    if gathering is None:
        return
    people = those_who_come(gathering, event, Registration.State.GOING, Registration.State.WAITING)
    tell(people, event, gathering, reason=gathering.reason)
    in_the_post(event, gathering.registrations.going().values_list("user_id", flat=True))


@subscribe("gathering.told")
def told(event: Event) -> None:
    """Words of the steward: their beginning; the rest stands on the event's page."""
    gathering = find(event, State.PUBLISHED, State.CANCELLED)
    letter = gathering.letters.filter(pk=event.payload.get("letter") or 0).first() if gathering else None
    if gathering and letter:
        people = those_who_come(gathering, event, Registration.State.GOING, Registration.State.WAITING)
        first = letter.body.splitlines()[0][:120]
        tell(people, event, gathering, path=f"{path_of(gathering)}#letters", first=first)


@subscribe("gathering.tomorrow", "gathering.soon")
def reminded(event: Event) -> None:
    """Who comes, as long as it begins when it was to begin, and has not begun."""
    gathering = find(event)
    if gathering is None or gathering.has_begun:
        return
    if gathering.starts_at == datetime.fromisoformat(str(event.payload.get("starts_at"))):
        tell(those_who_come(gathering, event), event, gathering)


@subscribe("registration.moved_up", "registration.withdrawn")
def place_changed(event: Event) -> None:
    """The person, if somebody else did it: the waiting list, the steward, the end of a membership."""
    rows = Registration.objects.for_lists().filter(pk=event.subject_id or 0, user__is_active=True)
    found = rows.filter(gathering__state=State.PUBLISHED).first()
    if found is None or found.is_going != (event.kind == "registration.moved_up") or event.payload.get("own"):
        return
    tell(people_of([found.company_id], POWER, event).filter(pk=found.user_id), event, found.gathering)
    had_a_place = found.is_going or event.payload.get("was") == Registration.State.GOING
    in_the_post(event, [found.user_id] if had_a_place else [])


@subscribe(
    *("table_meeting.asked", "table_meeting.proposed", "table_meeting.agreed", "table_meeting.declined"),
    *("table_meeting.called_off", "table_meeting.moved", "table_meeting.unplaced"),
)
def meeting_changed(event: Event) -> None:
    """The other company; both, where the steward or nobody of the two did it. Those who come to the event for it."""
    meeting = TableMeeting.objects.for_lists().filter(pk=event.subject_id or 0).first()
    if meeting is None or not is_still_so(meeting, event) or meeting.gathering.is_over:
        return
    for own, partner in ((meeting.asker, meeting.asked), (meeting.asked, meeting.asker)):
        if event.company_id != own.pk:
            coming = meeting.gathering.registrations.going().filter(company=own).values("user_id")
            people = people_of([own.pk], POWER, event).filter(pk__in=coming)
            tell(people, event, meeting.gathering, path=path_of(meeting), company=partner.name)


def is_still_so(meeting: TableMeeting, event: Event) -> bool:
    asked, agreed = TableMeeting.State.ASKED, TableMeeting.State.AGREED
    wanted = {
        "asked": asked,
        "proposed": asked,
        "agreed": agreed,
        "moved": agreed,
        "unplaced": agreed,
        "declined": TableMeeting.State.DECLINED,
        "called_off": TableMeeting.State.OFF,
    }
    return meeting.state == wanted[event.kind.partition(".")[2]]


@subscribe("meeting_plan.placed")
def placed(event: Event) -> None:
    """Everybody who comes for a company that meets somebody."""
    gathering = find(event)
    if gathering is None or gathering.is_over:
        return
    rows = gathering.table_meetings.placed()
    companies = {pk for pair in rows.values_list("asker_id", "asked_id") for pk in pair}
    coming = gathering.registrations.going().filter(company__in=companies).values("user_id")
    people = people_of(companies, POWER, event).filter(pk__in=coming)
    tell(people, event, gathering, path=address("community:schedule", gathering.community.slug, gathering.ref))
