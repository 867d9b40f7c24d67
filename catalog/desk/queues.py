"""What waits for staff of the catalogue, on the desk's first page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.desk.rows import appeals, flags, waiting
from catalog.reports.models import ReportCase
from catalog.standing.permissions import may_review_listings
from companies.desk.queues import Queue, desk_queue
from companies.desk.ways import DeskWay, desk_way
from portal.core.actor import Actor
from portal.core.wait import Backlog


@desk_queue(25)
def listings(actor: Actor) -> Queue:
    text = _("First listings of unchecked firms, and what may be prohibited goods.")
    rows, url = waiting(actor), reverse("catalog_desk:listings")
    return Queue("box", _("Listings to review"), text, rows.count(), url, Backlog.of(rows))


@desk_queue(26)
def listing_appeals(actor: Actor) -> Queue | None:
    if not may_review_listings(actor):
        return None
    url = reverse("catalog_desk:appeals")
    return Queue("flag", _("Appeals of listings"), _("Firms that object to a rejection."), appeals(actor).count(), url)


@desk_queue(27)
def listing_flags(actor: Actor) -> Queue:
    text = _("Prices that cannot be meant, and words to look at.")
    return Queue("warning", _("Flags of listings"), text, flags(actor).count(), reverse("catalog_desk:flags"))


@desk_queue(29)
def reports(actor: Actor) -> Queue | None:
    if not may_review_listings(actor):
        return None
    count = ReportCase.objects.for_desk(actor).waiting().count()
    text = _("Products and offers that people say break the rules.")
    return Queue("flag", _("Reports"), text, count, reverse("catalog_desk:reports"))


@desk_queue(29)
def report_appeals(actor: Actor) -> Queue | None:
    if not may_review_listings(actor):
        return None
    count = ReportCase.objects.for_desk(actor).appealed().count()
    url = reverse("catalog_desk:reports") + "?state=appealed"
    return Queue("flag", _("Appeals after reports"), _("Firms that object to what was decided."), count, url)


desk_way(
    DeskWay(30, _("Listings"), "catalog_desk:listings", "box"),
    DeskWay(70, _("Reports"), "catalog_desk:reports", "flag"),
    DeskWay(110, _("Categories"), "catalog_desk:categories", "grid", is_tool=True),
)
