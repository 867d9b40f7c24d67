"""What keeps a company from writing where its people take part otherwise: a block, a closed room, a suspended right.

A block closes a talk of two, for both of them. Among several it does not silence anybody before the others, who have
nothing to do with it: whoever does not want to hear one of them leaves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from companies.models import CompanyBlock
from portal.core.actor import Actor
from portal.core.permissions import Refused

if TYPE_CHECKING:
    from consultations.models import Room

THEIRS, OURS, CLOSED, SUSPENDED = "theirs", "ours", "closed", "suspended"


@dataclass(frozen=True)
class Barrier:
    """`words` say to the company that is kept from writing what it may know; `url` is where it can do something."""

    kind: str
    words: str
    url: str = ""


def barrier_for(actor: Actor, room: "Room") -> Barrier | None:
    """What keeps the acting company from writing in this room now; None for one that takes no part in it."""
    found = facts_of(actor, room) if actor.company else None
    if found is None:
        return None
    if found["closed_at"]:
        day = date_format(timezone.localtime(found["closed_at"]), "DATE_FORMAT")
        return Barrier(CLOSED, _("Our staff closed this consultation for writing on %(day)s.") % {"day": day})
    if found["suspended_until"]:
        return Barrier(SUSPENDED, suspended_words(found["suspended_until"]), reverse("catalog:received_reports"))
    if found["parties_count"] == 2 and found["by_us"]:
        return Barrier(OURS, _("Your company has blocked this one. Unblock it to write here."))
    if found["parties_count"] == 2 and found["by_them"]:
        return Barrier(THEIRS, _("This company does not take messages from yours."))
    return None


def facts_of(actor: Actor, room: "Room") -> dict[str, Any] | None:
    """In one query: it is asked with every frame."""
    from consultations.models import RoomClosure, RoomParty, TalkSuspension

    own, here = actor.company_id, OuterRef("room_id")
    counted = RoomParty.objects.here().filter(room=here).order_by().values("room").annotate(n=Count("pk")).values("n")
    others = RoomParty.objects.here().filter(room=room.pk).values("company")
    closures = RoomClosure.objects.running().filter(room=here).values("at")
    suspensions = TalkSuspension.objects.running().filter(company_id=own).order_by("-ends_at").values("ends_at")
    found: Any = (
        RoomParty.objects.here()
        .filter(room=room.pk, company_id=own)
        .annotate(
            parties_count=Subquery(counted[:1]),
            closed_at=Subquery(closures[:1]),
            suspended_until=Subquery(suspensions[:1]),
            by_us=Exists(CompanyBlock.objects.filter(company_id=own, blocked__in=others)),
            by_them=Exists(CompanyBlock.objects.filter(blocked_id=own, company__in=others)),
        )
        .values("parties_count", "closed_at", "suspended_until", "by_us", "by_them")
        .first()
    )
    return dict(found) if found else None


def suspended_words(until: Any) -> str:
    at = date_format(timezone.localtime(until), "SHORT_DATETIME_FORMAT")
    words = _("Our staff have taken the right to write in consultations from your company until %(time)s.")
    return words % {"time": at}


def check_may_open(by: Actor, companies: Iterable[int]) -> None:
    """Raise Refused when one of these companies has blocked another, or the right to talk is suspended."""
    from consultations.models import TalkSuspension

    running = TalkSuspension.objects.running().filter(company_id=by.company_id).order_by("-ends_at").first()
    if running:
        raise Refused(suspended_words(running.ends_at))
    blocks = list(CompanyBlock.objects.among(companies).values_list("company_id", flat=True))
    if by.company_id in blocks:
        raise Refused(_("Your company has blocked this one. Unblock it to write here."))
    if blocks:
        raise Refused(_("This company does not take messages from yours."))


def check_may_write(by: Actor, room: "Room") -> None:
    """Raise Refused, in words for who wanted to write."""
    barrier = barrier_for(by, room)
    if barrier:
        raise Refused(barrier.words)
