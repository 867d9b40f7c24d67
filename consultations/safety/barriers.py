"""What keeps a company from writing where its people take part otherwise: a block, a closed room, a suspended right.

A block closes a talk of two, for both of them. Among several it does not silence anybody before the others, who have
nothing to do with it: whoever does not want to hear one of them leaves.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from companies.models import CompanyBlock
from portal.core.actor import Actor
from portal.core.permissions import Refused
from portal.core.prepared import Answer, Asked, Prepared

if TYPE_CHECKING:
    from consultations.models import Room

THEIRS, OURS, CLOSED, SUSPENDED = "theirs", "ours", "closed", "suspended"


@dataclass(frozen=True)
class Barrier:
    """`words` say to the company that is kept from writing what it may know; `url` is where it can do something."""

    kind: str
    words: str
    url: str = ""


class Standing(NamedTuple):
    """What stands in the way of a company that takes part in a room."""

    parties_count: int
    closed_at: datetime | None
    last_suspension: datetime | None  # the end of the one that ends last
    by_us: bool
    by_them: bool

    @classmethod
    def of(cls, room: int, company: int, here: Collection[int], facts: Sequence[Answer]) -> "Standing":
        """From the answers to `standings`; `here` are the companies that take part in the room."""
        _parties, closures, suspensions, blocks = (answer.rows for answer in facts)
        closed = next((at for one, at in closures if one == room), None)
        last = max((at for one, at in suspensions if one == company), default=None)
        by_us = any(blocker == company and blocked in here for blocker, blocked in blocks)
        by_them = any(blocked == company and blocker in here for blocker, blocked in blocks)
        return cls(len(here), closed, last, by_us, by_them)

    @property
    def barrier(self) -> Barrier | None:
        if self.closed_at:
            day = date_format(timezone.localtime(self.closed_at), "DATE_FORMAT")
            return Barrier(CLOSED, _("Our staff closed this consultation for writing on %(day)s.") % {"day": day})
        if self.last_suspension and self.last_suspension > timezone.now():
            return Barrier(SUSPENDED, suspended_words(self.last_suspension), reverse("catalog:received_reports"))
        if self.parties_count == 2 and self.by_us:
            return Barrier(OURS, _("Your company has blocked this one. Unblock it to write here."))
        if self.parties_count == 2 and self.by_them:
            return Barrier(THEIRS, _("This company does not take messages from yours."))
        return None


def barrier_for(actor: Actor, room: "Room") -> Barrier | None:
    """What keeps the acting company from writing in this room now; None for one that takes no part in it."""
    found = facts_of(actor, room) if actor.company else None
    return found.barrier if found else None


def facts_of(actor: Actor, room: "Room") -> Standing | None:
    """None for who takes no part. In one query: it is asked with every frame."""
    row = FACTS.row(company=actor.company_id, room=room.pk)
    return Standing(*row) if row else None


def standing_of(company: int, room: int) -> "QuerySet[Any, Any]":
    from consultations.models import RoomClosure, RoomParty, TalkSuspension

    here = OuterRef("room_id")
    counted = RoomParty.objects.here().filter(room=here).order_by().values("room").annotate(n=Count("pk")).values("n")
    others = RoomParty.objects.here().filter(room=room).values("company")
    closures = RoomClosure.objects.running().filter(room=here).values("at")
    suspensions = TalkSuspension.objects.unlifted().filter(company_id=company).order_by("-ends_at").values("ends_at")
    return (
        RoomParty.objects.here()
        .filter(room=room, company_id=company)
        .annotate(
            parties_count=Subquery(counted[:1]),
            closed_at=Subquery(closures[:1]),
            last_suspension=Subquery(suspensions[:1]),
            by_us=Exists(CompanyBlock.objects.filter(company_id=company, blocked__in=others)),
            by_them=Exists(CompanyBlock.objects.filter(blocked_id=company, company__in=others)),
        )
        .values_list("parties_count", "closed_at", "last_suspension", "by_us", "by_them")
    )


FACTS = Prepared(standing_of)


def standings(rooms: list[int], companies: list[int]) -> list[Asked]:
    """The same for several rooms, and companies that write there: who takes part, closures, suspensions, blocks."""
    parties = [PARTIES.asked(rooms=rooms), CLOSURES.asked(rooms=rooms)]
    return [*parties, SUSPENSIONS.asked(companies=companies), BLOCKS.asked(rooms=rooms)]


def parties_of(rooms: list[int]) -> "QuerySet[Any, Any]":
    from consultations.models import RoomParty

    return RoomParty.objects.here().filter(room__in=rooms).order_by("pk").values_list("room", "company")


def closures_of(rooms: list[int]) -> "QuerySet[Any, Any]":
    from consultations.models import RoomClosure

    return RoomClosure.objects.running().filter(room__in=rooms).values_list("room", "at")


def suspensions_of(companies: list[int]) -> "QuerySet[Any, Any]":
    from consultations.models import TalkSuspension

    return TalkSuspension.objects.unlifted().filter(company__in=companies).values_list("company", "ends_at")


def blocks_among(rooms: list[int]) -> "QuerySet[Any, Any]":
    from consultations.models import RoomParty

    here = RoomParty.objects.here().order_by().filter(room__in=rooms).values("company")
    rows = CompanyBlock.objects.filter(company__in=here, blocked__in=here).order_by()
    return rows.values_list("company", "blocked")


PARTIES, CLOSURES, SUSPENSIONS = Prepared(parties_of), Prepared(closures_of), Prepared(suspensions_of)
BLOCKS = Prepared(blocks_among)


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
