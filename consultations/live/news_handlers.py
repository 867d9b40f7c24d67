"""Tells the open browsers of a company that somebody wrote; after the message, so that sending waits for nothing."""

from datetime import timedelta

from django.utils import timezone

from consultations.models import Message
from portal.core.events import Event, subscribe
from portal.core.live import push

STALE = timedelta(minutes=5)  # what is older is no news, and counted all the same


@subscribe("message.posted")
def tell_browsers(event: Event) -> None:
    message = Message.objects.select_related("room").filter(pk=event.subject_id or 0).first()
    if message is None or message.created_at < timezone.now() - STALE:
        return
    for company_id in message.room.parties.here().values_list("company_id", flat=True):
        push(f"company.{company_id}", "talk.news", message=message.pk)
