"""The person's own row and what hangs on it, for the copy of their data and for their leaving."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from companies.account.devices import device_of
from companies.account.personal import Rows, on_farewell, personal_data
from companies.people import User
from portal.core.events import Event


@personal_data("profile")
def profile(user: User) -> Rows:
    fields = ("name", "email", "language", "currency", "timezone", "date_joined", "last_login", "is_staff")
    yield {field: getattr(user, field) for field in fields}


@personal_data("email_addresses")
def addresses(user: User) -> Rows:
    yield from EmailAddress.objects.filter(user=user).order_by("pk").values("email", "verified", "primary")


@personal_data("memberships")
def memberships(user: User) -> Rows:
    for one in user.memberships.select_related("company").order_by("pk"):
        yield {
            "company": one.company.name,
            "company_ref": one.company.ref,
            "role": one.role,
            "job_title": one.title,
            "since": one.created_at,
        }


@personal_data("second_factors")
def factors(user: User) -> Rows:
    for one in Authenticator.objects.filter(user=user).order_by("pk"):
        row: dict[str, Any] = {"kind": one.type, "added_at": one.created_at, "last_used_at": one.last_used_at}
        yield {**row, "name": one.data.get("name", "")}


@personal_data("sessions")
def sessions(user: User) -> Rows:
    for one in UserSession.objects.filter(user=user).order_by("pk"):
        yield {
            "device": str(device_of(one.user_agent)),
            "browser": one.user_agent,
            "address": one.ip,
            "since": one.created_at,
            "last_seen_at": one.last_seen_at,
        }


@personal_data("activity")
def activity(user: User) -> Rows:
    """What the outbox remembers of this person's acts."""
    acts = Event.objects.filter(user=user).order_by("pk")
    fields = ("kind", "subject_type", "subject_id", "company_id", "created_at")
    yield from acts.values(*fields).iterator(chunk_size=1000)


@on_farewell
def free_addresses(user: User) -> None:
    """They may sign up again."""
    EmailAddress.objects.filter(user=user).delete()
