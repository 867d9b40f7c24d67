"""Tells people of what their saved searches have found."""

from django.urls import reverse
from django.utils.translation import override

from notifications.models import Notification
from portal.core.events import Event, subscribe
from search.saved import SavedSearch


@subscribe("saved_search.matched")
def matched(event: Event) -> None:
    saved = SavedSearch.objects.select_related("user").filter(pk=event.subject_id or 0, user__is_active=True).first()
    if saved is None:
        return
    count, titles = int(event.payload["count"]), event.payload["titles"]
    more = f" (+{count - len(titles)})" if count > len(titles) else ""
    with override(None):
        path = reverse("search:saved", args=[saved.ref])
    Notification.tell([saved.user], event, path, count=count, title=saved.name, first=" · ".join(titles) + more)
