"""Who is named behind an @ in a consultation is told of it, by a kind of its own."""

from consultations.models import Message
from notifications.handlers import path_of
from notifications.models import Notification
from notifications.recipients import people_of
from portal.core.events import Event, subscribe


@subscribe("message.mentioned")
def message_mentioned(event: Event) -> None:
    """Those who may still talk there, and whose name still stands in it."""
    rows = Message.objects.select_related("room", "company", "user").prefetch_related("mentions")
    message = rows.filter(pk=event.subject_id or 0, deleted_at=None).first()
    if message is None:
        return
    named = {one.user_id for one in message.mentions.all()} & set(event.payload.get("people", ()))
    companies = message.room.parties.here().values_list("company_id", flat=True)
    people = people_of(companies, "talk", event).filter(pk__in=named)
    path = f"{path_of(message.room)}#m{message.number}"
    person, company, title = message.author, message.company.name, message.room.title
    Notification.tell(people, event, path, fold=True, person=person, company=company, title=title)
