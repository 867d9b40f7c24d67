"""Consultations about a community: who is no longer a member takes no further part in them."""

from companies.models import Company
from consultations.models import RoomParty
from consultations.models.chain import ChainEntry, named
from portal.core.actor import Actor
from portal.core.events import Event, subscribe
from portal.core.states import locked

KIND = "community"


@subscribe("membership.left", "membership.removed")
def end_with_membership(event: Event) -> None:
    """Its stay ends: sockets and pages show nothing newer; what was said until then it has read."""
    company, slug = event.payload.get("company") or 0, event.payload.get("slug")
    if not slug:
        return  # a place in a company, or a fact older than this rule
    rows = RoomParty.objects.here().filter(company_id=company, room__subject_kind=KIND, room__subject_key=slug)
    by = Actor(user=event.user, company=Company.objects.filter(pk=event.company_id or 0).first())
    for party in rows.select_related("room", "company").order_by("room_id"):
        end_stay(party, by, event.kind == "membership.removed")


def end_stay(party: RoomParty, by: Actor, is_removed: bool) -> None:
    with locked(party.room), locked(party):
        if not party.is_here:
            return
        state = RoomParty.State.REMOVED if is_removed else RoomParty.State.LEFT
        kind = ChainEntry.Kind.REMOVED if is_removed else ChainEntry.Kind.LEFT
        party.end(state, party.tell(kind, by, **({"company": named(party.company)} if is_removed else {})))
        party.withdraw_what_it_asked(by)
