"""What people are told of their company's inbox of consultations."""

from companies.models import User
from consultations.models import Room, RoomDesk
from notifications.handlers import path_of
from notifications.models import Notification
from notifications.recipients import people_of
from portal.core.events import Event, subscribe


@subscribe("room.assigned")
def room_assigned(event: Event) -> None:
    """To whom it was handed by a colleague, while they still have it; nobody is told of what they took themselves."""
    person = event.payload.get("to")
    room = Room.objects.filter(pk=event.subject_id or 0).first()
    if room is None or not person or person == event.user_id:
        return
    held = RoomDesk._default_manager.filter(room=room, company=event.company_id, assignee=person)
    if held.exists() and User.objects.filter(pk=person).exists():
        people = people_of([event.company_id], "talk", event).filter(pk=person)
        Notification.tell(people, event, path_of(room), title=room.title)
