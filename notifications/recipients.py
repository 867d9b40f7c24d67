"""Who is told: the people who can get on with it now, by their memberships of this moment."""

from collections.abc import Iterable

from django.db.models import QuerySet

from companies.models import User
from companies.permissions import POWERS
from portal.core.events import Event


def people_of(companies: Iterable[int], power: str, event: Event | None = None) -> "QuerySet[User, User]":
    """The active people whose role in one of the companies has the power; never the one who did it."""
    roles = [role for role, powers in POWERS.items() if power in powers]
    people = User.objects.filter(
        is_active=True, memberships__company_id__in=list(companies), memberships__role__in=roles
    ).distinct()
    return people.exclude(pk=event.user_id) if event and event.user_id else people


def person_or_colleagues(user_id: int | None, company_id: int, power: str, event: Event) -> "QuerySet[User, User]":
    """The person who began it, as long as they are in the company; else those who can get on with it."""
    people = people_of([company_id], power, event)
    own = people.filter(pk=user_id or 0)
    return own if own.exists() else people
