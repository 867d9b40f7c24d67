"""Consultations about a community: who is no longer a member takes no further part in them."""

from companies.models import Company, Membership
from consultations.models import RoomParty
from consultations.models.chain import ChainEntry, named
from portal.core.actor import Actor
from portal.core.events import Event, subscribe
from portal.core.leaving import Leaving, at_leaving
from portal.core.live import push
from portal.core.states import locked

KIND = "community"


@at_leaving
def end_with_place(leaving: Leaving) -> None:
    """In the transaction of the removal: no later message reaches the company, and its open tabs close."""
    parties = stays_in(leaving.slug, leaving.company)
    for party in parties:
        end_stay(party, leaving.by, leaving.is_removed)
    people = Membership.objects.filter(company=leaving.company).values_list("user_id", flat=True) if parties else ()
    for user_id in people:
        push(f"user.{user_id}", "stay.ended", rooms=[party.room.ref for party in parties], company=leaving.company)


@subscribe("membership.left", "membership.removed")
def end_with_membership(event: Event) -> None:
    """Once more when the fact is delivered: a consultation opened in the moment of the removal ends, too."""
    company, slug = event.payload.get("company") or 0, event.payload.get("slug")
    if not slug:
        return  # a place in a company, or a fact older than this rule
    by = Actor(user=event.user, company=Company.objects.filter(pk=event.company_id or 0).first())
    for party in stays_in(slug, company):
        end_stay(party, by, event.kind == "membership.removed")


def stays_in(slug: str, company: int) -> list[RoomParty]:
    rows = RoomParty.objects.here().filter(company_id=company, room__subject_kind=KIND, room__subject_key=slug)
    return list(rows.select_related("room", "company").order_by("room_id"))


def end_stay(party: RoomParty, by: Actor, is_removed: bool) -> None:
    with locked(party.room), locked(party):
        if not party.is_here:
            return
        state = RoomParty.State.REMOVED if is_removed else RoomParty.State.LEFT
        kind = ChainEntry.Kind.REMOVED if is_removed else ChainEntry.Kind.LEFT
        party.end(state, party.tell(kind, by, **({"company": named(party.company)} if is_removed else {})))
        party.withdraw_what_it_asked(by)
