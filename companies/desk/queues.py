"""What waits for staff: each matter adds its queue to the desk's first page, in the order of `rank`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.desk.flags import FLAGS
from companies.models import Claim, Company, MergeProposal, NameFlag, Suspension, SuspensionProposal
from companies.permissions import may_review
from portal.core.actor import Actor
from portal.core.alarms import Alarm
from portal.core.wait import Backlog


@dataclass(frozen=True)
class Queue:
    """`count` things wait at `url`; `text` says what is to be decided there."""

    icon: str
    title: Any
    text: Any
    count: int
    url: str
    backlog: Backlog | None = None  # where firms are promised an answer


Counter = Callable[[Actor], Queue | None]
QUEUES: list[tuple[int, Counter]] = []


def desk_queue(rank: int) -> Callable[[Counter], Counter]:
    """Add a queue; the function gives None for staff who have no part in it."""

    def register(count: Counter) -> Counter:
        QUEUES.append((rank, count))
        QUEUES.sort(key=lambda pair: pair[0])
        return count

    return register


def queues_for(actor: Actor) -> list[Queue]:
    """By rank, and those in which nothing waits after all others."""
    return sorted((queue for _rank, count in QUEUES if (queue := count(actor))), key=lambda queue: not queue.count)


@desk_queue(10)
def checks(actor: Actor) -> Queue | None:
    if not may_review(actor):
        return None
    rows = Claim.objects.waiting_for(actor)
    text = _("What firms claim of themselves, with the papers they sent.")
    url = reverse("desk:verifications")
    return Queue("certificate", _("Verification"), text, rows.count(), url, Backlog.of(rows))


@desk_queue(15)
def look_alikes(actor: Actor) -> Queue | None:
    if not may_review(actor):
        return None
    count = NameFlag.objects.visible_to(actor).unresolved().count()
    return Queue(
        "warning", _("Look-alikes"), _("New firms whose names resemble a checked one’s."), count, reverse("desk:flags")
    )


@desk_queue(20)
def appeals(actor: Actor) -> Queue:
    count = Suspension.objects.appealed().count()
    url = reverse("desk:firms") + "?flag=appealed"
    return Queue("flag", _("Appeals"), _("Suspended firms that have something to say to it."), count, url)


@desk_queue(18)
def proposed_suspensions(actor: Actor) -> Queue | None:
    if not (actor.user and actor.user.has_perm("companies.suspend_company")):
        return None
    rows = SuspensionProposal.objects.visible_to(actor).open().exclude(proposed_by=actor.user)
    url, text = reverse("desk:firms") + "?flag=proposed", _("A colleague proposes them; you decide.")
    return Queue("lock", _("Suspensions to confirm"), text, rows.filter(company__is_active=True).count(), url)


@desk_queue(60)
def duplicates(actor: Actor) -> Queue:
    count = MergeProposal.objects.open().count()
    return Queue(
        "copy", _("Possible duplicates"), _("Pairs that look like one firm."), count, reverse("desk:duplicates")
    )


@desk_queue(70)
def ownerless(actor: Actor) -> Queue:
    count = FLAGS["ownerless"][1](Company.objects.visible_to(actor)).count()
    url = reverse("desk:firms") + "?flag=ownerless"
    return Queue("user", _("Firms without an owner"), _("Nobody who can sign in owns them."), count, url)


@desk_queue(5)
def alarms(actor: Actor) -> Queue | None:
    if not (actor.user and actor.user.has_perm("core.view_alarm")):
        return None
    url = reverse("admin:core_alarm_changelist") + "?over_at__isempty=1"
    return Queue(
        "warning", _("Alarms"), _("What is wrong with the portal itself."), Alarm.objects.running().count(), url
    )
