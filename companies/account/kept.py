"""The person's own row and what hangs on it, for the copy of their data and for their leaving."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db.models import Field, ForeignKey

from companies.account.devices import device_of
from companies.account.personal import Rows, on_farewell, personal_data
from companies.models.mailed_invitation import MailedInvitation
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


@personal_data("where_you_are_named")
def traces(user: User) -> Rows:
    """Every row that names the person, of whatever kind: nothing is kept that this copy does not at least point to."""
    for field in names_of_people():
        model = field.model
        day = next((one for one in ("created_at", "given_at", "at") if one in {f.name for f in model._meta.fields}), "")
        key = "ref" if "ref" in {f.name for f in model._meta.fields} else "pk"
        rows = model._default_manager.filter(**{field.name: user}).order_by("pk").values(*filter(None, (key, day)))
        for row in rows.iterator(chunk_size=1000):
            yield {"kind": model._meta.label, "as": field.name, "which": str(row[key]), "since": row.get(day)}


ELSEWHERE = {"core.Event", "notifications.Notification"}  # by far the most: their own parts have them whole


def names_of_people() -> "list[Field[Any, Any]]":
    """Each column of each table that points to a person."""
    return [
        field
        for model in apps.get_models()
        if model._meta.label not in ELSEWHERE and not model._meta.proxy
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and field.remote_field.model is User
    ]


@on_farewell
def free_addresses(user: User) -> None:
    """They may sign up again; what others sent to these addresses to invite them goes, since it names them."""
    known = EmailAddress.objects.filter(user=user)
    confirmed = [one.lower() for one in known.filter(verified=True).values_list("email", flat=True)]
    for model in apps.get_models():
        if issubclass(model, MailedInvitation):
            rows: Any = model._default_manager  # each has its own `email`
            rows.filter(email__in=confirmed).delete()
    known.delete()
