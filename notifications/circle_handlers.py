"""What people are told of who comes into a consultation and who goes."""

from typing import Any

from companies.models import User
from consultations.models import Room, RoomMute, RoomParty
from consultations.permissions import can_speak
from notifications.handlers import address, path_of
from notifications.models import Notification
from notifications.recipients import people_of
from portal.core.events import Event, subscribe


def find_party(event: Event) -> RoomParty | None:
    parties = RoomParty.objects.select_related("room", "company", "invited_by", "inviter")
    return parties.filter(pk=event.subject_id or 0).first()


@subscribe("room.invited")
def room_invited(event: Event) -> None:
    """Those who write for the invited company, while the invitation is open."""
    party = find_party(event)
    if party and party.is_invited and party.invited_by:
        path = address("consultations:invitation", party.room.ref)
        people = people_of([party.company_id], "talk", event)
        Notification.tell(people, event, path, company=party.invited_by.name, title=party.room.title)


@subscribe("room.joined", "room.invitation_declined")
def room_answered(event: Event) -> None:
    """Who invited hears how it was answered, as long as they belong to the company that did."""
    party = find_party(event)
    if party and party.invited_by_id and party.inviter_id:
        people = unmuted(people_of([party.invited_by_id], "talk", event), party.room).filter(pk=party.inviter_id)
        Notification.tell(people, event, path_of(party.room), company=party.company.name, title=party.room.title)


@subscribe("room.party_removed")
def room_party_removed(event: Event) -> None:
    party = find_party(event)
    remover = event.company_id and RoomParty.objects.filter(
        room=party.room_id if party else 0, company=event.company_id
    )
    by = remover.select_related("company").first() if remover else None
    if party and by and party.state == RoomParty.State.REMOVED:
        people = people_of([party.company_id], "talk", event)
        Notification.tell(people, event, path_of(party.room), company=by.company.name, title=party.room.title)


@subscribe("room.help_asked")
def room_help_asked(event: Event) -> None:
    """The colleague, whether they have muted it or not: they were asked by name."""
    room = Room.objects.filter(pk=event.subject_id or 0).first()
    asker = User.objects.filter(pk=event.user_id or 0).first()
    people: Any = people_of([event.company_id or 0], "talk", event).filter(pk=event.payload.get("to") or 0)
    person = people.first()
    if room and asker and person and can_speak(person.actor_for(company_slug(person, event)), room):
        Notification.tell(people, event, path_of(room), person=str(asker), title=room.title)


def company_slug(person: User, event: Event) -> str | None:
    return person.memberships.filter(company=event.company_id).values_list("company__slug", flat=True).first()


def unmuted(people: Any, room: Room) -> Any:
    return people.exclude(pk__in=RoomMute._default_manager.filter(room=room).values("user_id"))
