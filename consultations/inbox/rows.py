"""The inbox of a company: which conversations lie where, how many there are, and who waits for how long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.core.cache import cache
from django.db import models
from django.db.models import Case, Count, F, FilteredRelation, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from consultations.inbox.office_hours import open_time
from consultations.models import Message, ReadMark, Room, RoomDesk
from consultations.models.sight import NEWEST, unread_after
from portal.core.actor import Actor

WINDOW = timedelta(days=90)
MOST = 500  # rooms that a median is made from: the newest
KEPT = 300  # seconds for which a median is shown before it is counted anew

Rooms = QuerySet[Room, Any]


class Tab(models.TextChoices):
    OPEN = "open", _("Inbox")
    MINE = "mine", _("Mine")
    UNASSIGNED = "unassigned", _("Nobody’s")
    UNREAD = "unread", _("Unread")
    WAITING = "waiting", _("Waiting for us")
    SNOOZED = "snoozed", _("Asleep")
    ARCHIVED = "archived", _("Archived")


def placed(actor: Actor) -> Rooms:
    """The company's rooms, each with its `place`, who has it (`holder`), `unread` and whose turn it is (`is_ours`)."""
    mark = ReadMark.objects.filter(room=OuterRef("pk"), user_id=actor.user_id).values("number")[:1]
    said = Message.objects.filter(room=OuterRef("pk"), is_automatic=False).order_by("-number").values("number")
    said = said.filter(number__gte=OuterRef("sees_first"), number__lte=OuterRef("newest"))
    rows = Room.objects.visible_to(actor).annotate(
        desk=FilteredRelation("desks", condition=Q(desks__company_id=actor.company_id)), newest=NEWEST
    )
    return rows.annotate(
        place=Case(
            When(desk__archived_number__gte=F("newest"), then=Value("archived")),
            When(
                desk__snoozed_until__gt=timezone.now(),
                desk__snoozed_number__gte=F("newest"),
                then=Value("snoozed"),
            ),
            default=Value("open"),
        ),
        holder=F("desk__assignee_id"),
        snoozed_until=F("desk__snoozed_until"),
        unread=unread_after(Coalesce(Subquery(mark), 0)),
        ours=Coalesce(Subquery(said.filter(company_id=actor.company_id)[:1]), 0),
        theirs=Coalesce(Subquery(said.exclude(company_id=actor.company_id)[:1]), 0),
    )


def condition(tab: str, actor: Actor) -> Q:
    """What lies in a tab; the middle ones are parts of the inbox."""
    match tab:
        case Tab.MINE:
            return Q(place="open", holder=actor.user_id)
        case Tab.UNASSIGNED:
            return Q(place="open", holder=None)
        case Tab.UNREAD:
            return Q(place="open", unread__gt=0)
        case Tab.WAITING:
            return Q(place="open", theirs__gt=F("ours"), sees_state="here")
        case Tab.SNOOZED | Tab.ARCHIVED:
            return Q(place=str(tab))
    return Q(place="open")


def counts(actor: Actor) -> dict[str, int]:
    """How many lie in each tab, in one query."""
    found = placed(actor).aggregate(
        **{f"in_{tab}": Count("pk", filter=condition(tab, actor), distinct=True) for tab in Tab}
    )
    return {str(tab): found[f"in_{tab}"] for tab in Tab}


def rooms_in(tab: str, actor: Actor, q: str = "", tag: str = "") -> Rooms:
    """A tab's rooms for the list: the longest waiting first where somebody waits, else the newest."""
    first = Message.objects.filter(room=OuterRef("pk"), number__gt=OuterRef("ours"), is_automatic=False)
    first = first.filter(number__gte=OuterRef("sees_first"), number__lte=OuterRef("newest"))
    first = first.exclude(company_id=actor.company_id).order_by("number")
    desks = RoomDesk._default_manager.filter(company_id=actor.company_id)
    rows: Any = (
        placed(actor).filter(condition(tab, actor)).annotate(waits_since=Subquery(first.values("created_at")[:1]))
    )
    rows = rows.filter(desk__tags__ref=tag) if tag else rows
    listed: Any = rows.matching(q).for_list(actor)
    own = desks.select_related("assignee").prefetch_related("tags")
    listed = listed.prefetch_related(Prefetch("desks", own, to_attr="own_desks"))
    orders = {Tab.WAITING: ("waits_since", "pk"), Tab.SNOOZED: ("snoozed_until", "pk")}
    ordered: Rooms = listed.order_by(*orders.get(Tab(tab), ("-newest_at", "-id")))
    return ordered


@dataclass(frozen=True)
class FirstResponse:
    """`median` of the answered ones; `waiting` are those that nobody has answered yet."""

    answered: int
    waiting: int
    median: timedelta | None


def first_response(company: Company) -> FirstResponse:
    """Of the conversations that began in the last ninety days with words of the other side.

    The time from those to the company's first words written by a person, in its working hours if it has told them.
    """
    key = f"consultations.first-response.{company.pk}"
    kept = cache.get(key)
    if kept is None:
        kept = counted(company, timezone.now())
        cache.set(key, kept, KEPT)
    return FirstResponse(*kept)


def counted(company: Company, now: datetime) -> tuple[int, int, timedelta | None]:
    said = Message.objects.filter(room=OuterRef("pk"), is_automatic=False).order_by("number")
    own = Q(parties__company=company, parties__invited_by=None)  # who was asked into it later was not asked first
    begun = Room.objects.filter(own, created_at__gte=now - WINDOW).annotate(
        begun_by=Subquery(said.values("company_id")[:1]),
        asked_at=Subquery(said.values("created_at")[:1]),
        answered_at=Subquery(said.filter(company=company).values("created_at")[:1]),
    )
    begun = begun.filter(asked_at__isnull=False).exclude(begun_by=company.pk).order_by("-pk")
    times = list(begun.values_list("asked_at", "answered_at")[:MOST])
    waits = [open_time(company, asked, answered).total_seconds() for asked, answered in times if answered]
    return len(waits), len(times) - len(waits), timedelta(seconds=median(waits)) if waits else None
