"""Notifications about pooled answers: to members who sell, to those who take part, to the lead; never to the buyer."""

from typing import Any

from companies.models import Company
from notifications.handlers import members_of, path_of
from notifications.models import Notification
from notifications.recipients import people_of
from portal.core.events import Event, subscribe
from trade.models import CapacityPool

State = CapacityPool.State


def find(event: Event, *states: str) -> CapacityPool | None:
    rows = CapacityPool.objects.select_related("community", "rfq", "lead").filter(pk=event.subject_id or 0)
    return rows.filter(state__in=states).first()


def tell(pool: CapacityPool, companies: list[int], event: Event, kind: str = "", **more: Any) -> None:
    """Only those who are members still, and the buyer not even as one."""
    members = set(members_of(pool.community)) - {pool.rfq.company_id}
    people = people_of([pk for pk in companies if pk in members], "sell", event)
    words = {"title": pool.rfq.title, "community": pool.community.name, **more}
    Notification.tell(people, event, path_of(pool), kind=kind, **words)


def sharing(pool: CapacityPool) -> list[int]:
    return [member.company_id for member in pool.sharing()]


@subscribe("pool.opened")
def opened(event: Event) -> None:
    pool = find(event, State.OPEN)
    if pool is not None:
        tell(pool, list(members_of(pool.community)), event, company=pool.lead.name)


@subscribe("pool.closed")
def closed(event: Event) -> None:
    pool = find(event, State.SPLIT)
    if pool is not None:
        tell(pool, [pk for pk in sharing(pool) if pk != pool.lead_id], event)


@subscribe("pool.consented", "pool.objected")
def answered(event: Event) -> None:
    pool = find(event, State.SPLIT, State.SENT)
    company = Company.objects.filter(pk=event.company_id or 0).first()
    if pool is not None and company is not None:
        tell(pool, [pool.lead_id], event, company=company.name)


@subscribe("pool.sent", "pool.cancelled")
def ended(event: Event) -> None:
    pool = find(event, State.SENT, State.CANCELLED)
    if pool is not None:
        tell(pool, sharing(pool), event)


@subscribe("pool.won")
def won(event: Event) -> None:
    """The lead hears of its quotation as of any other; those beside it hear of their part."""
    pool = find(event, State.SENT)
    if pool is not None:
        tell(pool, [pk for pk in sharing(pool) if pk != pool.lead_id], event)
