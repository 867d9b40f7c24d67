"""Hears of every change of what can be found, and brings the index in step."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from catalog.models import Product
from community.calendar.models import Gathering
from community.discussion.models import Post
from community.models import Community, CommunityMember
from companies.models import Certificate, Company
from offers.models import Offer
from portal.core.events import Event, Unavailable, subscribe
from portal.core.timed import every
from search.community_sources import HELD
from search.engines import EngineDown, engine
from search.site_sources import LONGEST_NAME
from search.sources import SOURCES
from search.sync import rebuild, sync

LOOKED_BACK = timedelta(days=3)  # how long the relay may have stood still
KIND_OF = {
    "catalog.product": "product",
    "offers.offer": "offer",
    "companies.company": "company",
    "community.community": "community",
    "community.gathering": "event",
    "community.initiative": "initiative",
    "community.article": "article",
    "community.thread": "thread",
}
RESHAPED = {"community.changed", "community.taken_in", "community.went_out"}  # others may read what is in it then
UNTOLD = {"post.written", "post.mentioned"}  # what opens a thread comes with the thread; replies are not looked in


@subscribe(
    *("product.*", "offer.*", "company.*", "verification.*", "page.*", "snippet.*", "community.*", "membership.*"),
    *("gathering.*", "initiative.*", "article.*", "thread.*", "post.*"),
    batch=True,
)
def index(events: list[Event]) -> None:
    """Repeated or late events do no harm: only the ids are taken from them, the rest is read anew."""
    try:
        if not engine().exists():
            rebuild()
            return
        for kind, ids in affected(events).items():
            sync(kind, ids)
    except EngineDown as problem:
        raise Unavailable(str(problem)) from problem


def affected(events: list[Event]) -> dict[str, list[int]]:
    """The rows to index by kind; a company's name, country, tier and standing are in all that is its own."""
    found: dict[str, list[int]] = defaultdict(list)
    for event in events:
        kind, ids = named_by(event)
        found[kind] += ids
    add_communities(found.pop("membership", []), found)
    add_threads(found.pop("post", []), found)
    add_contents([pk for event in events if event.kind in RESHAPED for pk in event.subject_ids], found)
    if gone := [company for event in events if (company := who_left(event))]:
        add_listings(gone, found)
    if companies := found.get("company"):
        add_belongings(companies, found)
    return {kind: list(dict.fromkeys(ids)) for kind, ids in found.items() if ids}


def named_by(event: Event) -> tuple[str, list[int]]:
    """A kind of rows, memberships and posts too, and which of them an event tells of."""
    if kind := source_of(event):
        return kind, event.subject_ids
    if event.kind == "membership.removed":  # the place itself is gone
        return "community", [int(event.payload["community"])]
    if event.subject_type == "community.communitymember":
        return "membership", event.subject_ids
    if event.subject_type == "community.post" and event.kind not in UNTOLD:
        return "post", event.subject_ids
    if event.subject_type.startswith("companies.") and event.payload.get("company"):
        return "company", [int(event.payload["company"])]
    return "company", []


def source_of(event: Event) -> str:
    """The source of which the subject is a row; empty where it is none of a source."""
    group, model = event.kind.partition(".")[0], event.subject_type.rpartition(".")[2]
    if group == "page":
        return "page"
    if group == "snippet":
        return name if (name := model[:LONGEST_NAME]) in SOURCES else ""
    return KIND_OF.get(event.subject_type, "")


def add_threads(posts: list[int], found: dict[str, list[int]]) -> None:
    """A post is looked in as a part of its thread."""
    if posts:
        found["thread"] += Post.objects.filter(pk__in=posts).values_list("thread_id", flat=True)


def add_contents(communities: list[int], found: dict[str, list[int]]) -> None:
    """All that is in them, and in those inside of them."""
    inside = Q(community__in=communities) | Q(community__parent__in=communities)
    for source in HELD if communities else ():
        found[source.kind] += source.rows().filter(inside).values_list("pk", flat=True)


def add_communities(memberships: list[int], found: dict[str, list[int]]) -> None:
    """Those whose members have changed, and what is inside of them: who may find a part hangs on the whole."""
    if memberships:
        rows = list(CommunityMember.objects.filter(pk__in=memberships).values_list("community_id", "company_id"))
        found["community"] += [community for community, _company in rows]
        add_listings([company for _community, company in rows], found)
    if communities := list(found.get("community", ())):
        found["community"] += Community.objects.filter(parent__in=communities).values_list("pk", flat=True)


def who_left(event: Event) -> int:
    """Whose listings stood under a community's roof until then: the row of its membership may be gone. 0: nobody's."""
    if not (event.kind.startswith("membership.") and event.subject_type == "community.community"):
        return 0
    return int(event.payload.get("company") or event.company_id or 0)


def add_listings(companies: list[int], found: dict[str, list[int]]) -> None:
    """In their documents stand the communities in whose catalogue they are shown."""
    found["product"] += Product.objects.filter(company__in=companies).values_list("pk", flat=True)
    found["offer"] += Offer.objects.filter(company__in=companies).values_list("pk", flat=True)


def add_belongings(companies: list[int], found: dict[str, list[int]]) -> None:
    known = list(Company.objects.filter(pk__in=companies).values_list("pk", flat=True))
    add_listings(known, found)
    found["community"] += Community.objects.filter(steward__in=known).values_list("pk", flat=True)


@every(hours=1)
def forget_ended_events() -> None:
    """An event of a community is found until it is over, though nobody has changed anything."""
    now = timezone.now()
    ended = Gathering.objects.filter(ends_at__lte=now, ends_at__gt=now - LOOKED_BACK)
    try:
        sync("event", list(ended.values_list("pk", flat=True)))
    except EngineDown:
        return  # the next hour tries again


@every(hours=1)
def forget_ended_certificates() -> None:
    """A certificate stops counting on the day it ends, though nobody has changed anything; looked at for some days."""
    today = timezone.localdate()
    ended = Certificate.objects.filter(valid_until__lt=today, valid_until__gte=today - LOOKED_BACK)
    companies = list(ended.values_list("company_id", flat=True).distinct())
    found: dict[str, list[int]] = defaultdict(list, company=companies)
    if companies:
        add_belongings(companies, found)
    try:
        for kind, ids in found.items():
            sync(kind, ids)
    except EngineDown:
        return  # the next hour tries again


@every(minutes=1)
def build_missing_index() -> None:
    """An index that was wiped, never made, or made by an older portal comes by itself, without an event to ask for it.

    One with other fields serves until the new one is whole.
    """
    try:
        if not (engine().exists() and engine().is_of_today()):
            rebuild()
    except EngineDown:
        return  # the ready check says so; the next minute tries again
