"""What the search has waiting for staff."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.desk.queues import Queue, desk_queue
from companies.desk.ways import DeskWay, desk_way
from portal.core.actor import Actor
from search.analytics import Asked, can_see_analytics

SPAN = timedelta(days=7)
OFTEN = 3  # asked that often, a wording without a result deserves a look


@desk_queue(80)
def without_result(actor: Actor) -> Queue | None:
    if not can_see_analytics(actor):
        return None
    rows = Asked.objects.since(timezone.now() - SPAN).filter(total=0).by_words().filter(times__gte=OFTEN)
    text = _("Asked for several times this week, and nothing was found: a synonym, or a supplier, is missing.")
    url = reverse("search_desk:analytics") + "?list=empty&days=7"
    return Queue("search", _("Searches without a result"), text, rows.count(), url)


desk_way(DeskWay(140, _("Searches"), "search_desk:analytics", "search", can_see_analytics, is_tool=True))
