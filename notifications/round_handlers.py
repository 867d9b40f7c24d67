"""Notifications about joint purchases: to the members who may pledge, to those who have pledged, and to stewards."""

from typing import Any

from community.models import CommunityMember
from notifications.handlers import address, members_of, path_of
from notifications.models import Notification
from notifications.moments import day_of, moment_of
from notifications.recipients import people_of
from notifications.trust_handlers import tell_each
from portal.core.events import Event, subscribe
from portal.core.money import format_money
from portal.core.units import quantity
from trade.models import Pledge, PurchaseRound, Split

State = PurchaseRound.State


def find(event: Event, *states: str) -> PurchaseRound | None:
    """While it still is so: what was decided anew meanwhile is told by the newer fact."""
    rows = PurchaseRound.objects.select_related("community", "company").prefetch_related("tiers")
    return rows.filter(pk=event.subject_id or 0, state__in=states).first()


def pledged(purchase: PurchaseRound) -> list[int]:
    """The companies that take part and are still members, or are bound though they have left."""
    members = set(members_of(purchase.community))
    taking = purchase.pledges.filter(quantity__gt=0).values_list("company_id", "stays_since")
    return [pk for pk, stays_since in taking if pk in members or stays_since]


def stewards(purchase: PurchaseRound, event: Event) -> Any:
    places = CommunityMember.objects.active().filter(community=purchase.community, role="steward")
    return people_of(places.values_list("company_id", flat=True), "run_communities", event)


def tell(purchase: PurchaseRound, people: Any, event: Event, kind: str = "", **more: Any) -> None:
    words = {"title": purchase.title, "community": purchase.community.name, **more}
    Notification.tell(people, event, path_of(purchase), kind=kind, **words)


@subscribe("round.opened")
def opened(event: Event) -> None:
    """Everybody who buys for a member; the company whose product it is is asked when it closes, not before."""
    purchase = find(event, *PurchaseRound.TAKING)
    if purchase is None or purchase.deadline is None:
        return
    members = [pk for pk in members_of(purchase.community) if pk != purchase.supplier_id]
    words: dict[str, Any] = {
        "title": purchase.title,
        "community": purchase.community.name,
        "day": day_of(purchase.deadline),
    }
    Notification.tell(people_of(members, "buy", event), event, path_of(purchase), **words)


@subscribe("round.reached", "round.tier_reached")
def price_reached(event: Event) -> None:
    purchase = find(event, *PurchaseRound.TAKING)
    if purchase is None:
        return

    def words() -> dict[str, Any]:
        price = format_money(purchase.current_price) if purchase.current_price else ""
        return {"title": purchase.title, "total": quantity(purchase.total, purchase.unit), "price": price}

    people = [*people_of(pledged(purchase), "buy", event)]
    known = {person.pk for person in people}
    people += [person for person in stewards(purchase, event) if person.pk not in known]
    tell_each(people, event, path_of(purchase), words)


@subscribe("round.closing_soon")
def closing_soon(event: Event) -> None:
    """Those who have pledged, and stewards; who has not is reminded on their own page."""
    purchase = find(event, *PurchaseRound.TAKING)
    if purchase is not None:
        tell_all(purchase, event)


@subscribe("round.extended")
def extended(event: Event) -> None:
    purchase = find(event, *PurchaseRound.TAKING)
    if purchase is None or purchase.deadline is None:
        return
    words: dict[str, Any] = {"title": purchase.title, "day": moment_of(purchase.deadline)}
    Notification.tell(people_of(pledged(purchase), "buy", event), event, path_of(purchase), **words)


@subscribe("round.succeeded", "round.failed", "round.cancelled", "round.fell_through")
def ended(event: Event) -> None:
    """All who pledged, and the stewards."""
    purchase = find(event, State.SUCCEEDED, State.FAILED, State.CANCELLED)
    if purchase is not None:
        tell_all(purchase, event)


def tell_all(purchase: PurchaseRound, event: Event) -> None:
    """Each person once."""
    people = [*people_of(pledged(purchase), "buy", event)]
    known = {person.pk for person in people}
    people += [person for person in stewards(purchase, event) if person.pk not in known]
    tell(purchase, people, event)


@subscribe("pledge.release_asked")
def release_asked(event: Event) -> None:
    pledge = find_pledge(event)
    if pledge is not None and pledge.release_to is not None:
        tell(pledge.round, stewards(pledge.round, event), event, company=pledge.company.name)


@subscribe("pledge.dropped")
def dropped(event: Event) -> None:
    """The stewards: a company that left does not count any more. And the company: nothing binds it any more."""
    pledge = find_pledge(event)
    if pledge is None:
        return
    tell(pledge.round, stewards(pledge.round, event), event, company=pledge.company.name)
    buyers = people_of([pledge.company_id], "buy", event)
    path = address("community:list")
    Notification.tell(buyers, event, path, kind="pledge.fell", title=pledge.round.title)


@subscribe("pledge.stays")
def stays(event: Event) -> None:
    """Both sides, at the moment of leaving: the stewards, and whoever buys for the company that goes."""
    pledge = find_pledge(event)
    if pledge is None or pledge.stays_since is None:
        return
    people = [*people_of([pledge.company_id], "buy", event)]
    people += [person for person in stewards(pledge.round, event) if person.pk not in {one.pk for one in people}]

    def words() -> dict[str, Any]:
        taken = quantity(pledge.quantity, pledge.round.unit)
        return {"company": pledge.company.name, "title": pledge.round.title, "quantity": taken}

    tell_each(people, event, path_of(pledge.round), words)


@subscribe("pledge.released", "pledge.held")
def release_answered(event: Event) -> None:
    pledge = find_pledge(event)
    if pledge is not None and (pledge.stays_since or pledge.company_id in set(members_of(pledge.round.community))):
        tell(pledge.round, people_of([pledge.company_id], "buy", event), event)


def find_pledge(event: Event) -> Pledge | None:
    return Pledge.objects.select_related("round__community", "company").filter(pk=event.subject_id or 0).first()


@subscribe("split.agreed", "split.price_asked")
def share_priced(event: Event) -> None:
    """Each member its own share, in its amount and nobody else's."""
    split = find_split(event, Split.State.AGREED, Split.State.ASKED)
    if split is None:
        return

    def words() -> dict[str, Any]:
        return {"title": split.round.title, "amount": format_money(split.price)}

    people = people_of([split.company_id], "buy", event)
    tell_each(people, event, f"{path_of(split.round)}#share", words)


@subscribe("split.price_refused", "split.received")
def share_answered(event: Event) -> None:
    split = find_split(event, Split.State.RELEASED, Split.State.RECEIVED)
    if split is not None:
        tell(split.round, stewards(split.round, event), event, company=split.company.name)


def find_split(event: Event, *states: str) -> Split | None:
    rows = Split.objects.select_related("round__community", "company")
    return rows.filter(pk=event.subject_id or 0, state__in=states).first()
