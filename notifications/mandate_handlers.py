"""Tells the two sides of a mandate: that it was proposed, given, ended, ends soon; and the principal what was done."""

from typing import Any

from django.apps import apps

from companies.models import Company, Mandate
from notifications.handlers import path_of
from notifications.models import Notification
from notifications.recipients import people_of
from portal.core.events import Event, record, subscribe

POWER = "manage_people"  # owners and managers, who decide on it
# What binds the principal, told to it at once.
BINDING = (
    *("quotation.submitted", "quotation.revised", "quotation.countered", "quotation.accepted", "quotation.confirmed"),
    *("order.placed", "order.confirmed", "order.cancelled", "order.change_asked", "order.change_agreed"),
    *("rfq.published", "rfq.awarded", "offer.published"),
)


def find(event: Event, *states: str) -> Mandate | None:
    rows = Mandate.objects.select_related("principal", "agent").filter(pk=event.subject_id or 0)
    return rows.filter(state__in=states).first() if states else rows.first()


def tell(mandate: Mandate, company: Company, event: Event, **data: Any) -> None:
    """The owners and managers of `company`, who read the other one's name."""
    other = mandate.agent if company == mandate.principal else mandate.principal
    people = people_of([company.pk], POWER, event)
    Notification.tell(people, event, path_of(mandate), company=other.name, title=mandate.principal.name, **data)


@subscribe("mandate.proposed")
def proposed(event: Event) -> None:
    """While it waits for an answer, to the side that is asked."""
    if mandate := find(event, Mandate.State.PROPOSED):
        tell(mandate, mandate.principal if mandate.is_agents_proposal else mandate.agent, event)


@subscribe("mandate.given")
def given(event: Event) -> None:
    if mandate := find(event, Mandate.State.GIVEN):
        tell(mandate, mandate.principal, event)
        tell(mandate, mandate.agent, event)


@subscribe("mandate.revoked", "mandate.returned", "mandate.expired", "mandate.declined", "mandate.merged")
def ended(event: Event) -> None:
    """Both sides: colleagues of who did it, too, as somebody lost access."""
    if mandate := find(event, Mandate.State.ENDED):
        tell(mandate, mandate.principal, event)
        tell(mandate, mandate.agent, event)


@subscribe("mandate.ending")
def ending(event: Event) -> None:
    if mandate := find(event, Mandate.State.GIVEN):
        tell(mandate, mandate.principal, event, days=event.payload.get("days", ""))
        tell(mandate, mandate.agent, event, days=event.payload.get("days", ""))


@subscribe("mandate.week")
def week(event: Event) -> None:
    if mandate := find(event):
        tell(mandate, mandate.principal, event, count=event.payload.get("count", 0))


@subscribe(*BINDING)
def bound(event: Event) -> None:
    """A fact of its own, as the act itself may be told to the same people in other words."""
    mandate = Mandate.objects.filter(pk=event.mandate_id).first() if event.mandate_id else None
    if mandate is not None:
        record("mandate.bound", mandate, **mandate.told(), event=event.pk, did=event.kind)


@subscribe("mandate.bound")
def told_of_act(event: Event) -> None:
    mandate = find(event)
    act = Event.objects.filter(pk=event.payload.get("event") or 0).select_related("user").first()
    if mandate is None or act is None:
        return
    subject = subject_of(act)
    title = str(getattr(subject, "subject_title", subject or ""))
    path = path_of(subject) if subject is not None else path_of(mandate)
    people = people_of([mandate.principal_id], POWER, event)
    Notification.tell(people, event, path, company=mandate.agent.name, title=title, person=str(act.user or ""))


def subject_of(event: Event) -> Any:
    try:
        rows: Any = apps.get_model(event.subject_type)._default_manager
    except (LookupError, ValueError):
        return None
    return rows.filter(pk=event.subject_id).first()
