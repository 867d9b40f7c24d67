"""Who is told: the people who can get on with it now, by their memberships of this moment."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Min, QuerySet, Value

from companies.models import User
from companies.models.mandate import PREFIX
from companies.permissions import POWERS
from portal.core.actor import Actor
from portal.core.events import Event

if TYPE_CHECKING:
    from notifications.models import Notification


def people_of(companies: Iterable[int], power: str, event: Event | None = None) -> "QuerySet[User, Any]":
    """The active people whose role in one of the companies has the power; never the one who did it.

    Each with `told_for`, the company by which they are told, and `told_by_power`: the notification keeps both, and an
    e-mail that goes out later asks again whether they still hold.
    """
    roles = [role for role, powers in POWERS.items() if power in powers]
    people = User.objects.filter(
        is_active=True, memberships__company_id__in=list(companies), memberships__role__in=roles
    )
    people = people.exclude(pk=event.user_id) if event and event.user_id else people
    return people.annotate(told_for=Min("memberships__company_id"), told_by_power=Value(power))


def person_or_colleagues(user_id: int | None, company_id: int, power: str, event: Event) -> "QuerySet[User, Any]":
    """The person who began it, as long as they are in the company; else those who can get on with it."""
    people = people_of([company_id], power, event)
    own = people.filter(pk=user_id or 0)
    return own if own.exists() else people


def still_concerns(notification: "Notification", actor: Actor) -> bool:
    """Whether it is still theirs to know: their place in the company, its power, and sight of what it is about.

    `actor` acts for the notification's company, if they still can. What is about no company is the person's own.
    """
    if notification.company_id is None:
        return True
    if notification.data.get("mandate"):
        return still_acts_for(notification)
    if not actor.acts_for(notification.company_id) or (notification.power and not actor.may(notification.power)):
        return False
    event = Event.objects.filter(pk=notification.event_id).first()
    return event is None or event.subject_id is None or sees_subject(actor, event)


def still_acts_for(notification: "Notification") -> bool:
    """Of what concerns a firm for which the person acts: whether the mandate holds, covers it, and shows it now."""
    actor = notification.user.actor_for(f"{PREFIX}{notification.data['mandate']}")
    if actor.mandate is None or actor.mandate.ref != notification.data["mandate"]:
        return False
    event = Event.objects.filter(pk=notification.event_id).first()
    return actor.may(notification.power) and (event is None or sees_subject(actor, event))


def sees_subject(actor: Actor, event: Event) -> bool:
    """By the rule of the page itself; what has no such rule follows its company."""
    try:
        model = apps.get_model(event.subject_type)
    except (LookupError, ValueError):
        return True
    rows: Any = model._default_manager
    return not hasattr(rows, "visible_to") or rows.visible_to(actor).filter(pk=event.subject_id).exists()
