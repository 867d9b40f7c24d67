"""What the desk does when something happens: answers for those who are not there, and frees what leavers had."""

from datetime import timedelta

from django.utils import timezone

from consultations.models import AutoReply, Message, RoomDesk, people_to_talk
from portal.core.events import Event, subscribe

STALE = timedelta(hours=1)  # after an outage nobody wants to hear that we were closed then


@subscribe("message.posted")
def answer_for_the_absent(event: Event) -> None:
    message = Message.objects.select_related("user", "room").filter(pk=event.subject_id or 0).first()
    if message is None or message.is_automatic or message.created_at < timezone.now() - STALE:
        return
    others = message.room.parties.here().exclude(company=message.company).values("company_id")
    for setting in AutoReply._default_manager.filter(company__in=others).select_related("company").order_by("pk"):
        setting.answer(message)


@subscribe("membership.ended", "membership.role_changed")
def free_what_was_held(event: Event) -> None:
    """Who left the company or only looks now has none of its conversations; who has come back meanwhile keeps them."""
    company, user = event.payload.get("company") or event.company_id or 0, event.payload.get("user") or 0
    if not people_to_talk(company).filter(pk=user).exists():
        RoomDesk.release(company, user)
