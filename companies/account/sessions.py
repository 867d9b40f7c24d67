"""Where a person is signed in, and how a sign-in ends, with all that is open on it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from companies.account.devices import device_of
from companies.account.personal import on_farewell
from companies.people import User
from companies.sockets import digest_of
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.live import push
from portal.core.middleware import Next
from portal.core.timed import every

SEEN_SECONDS = 300  # how exact "last seen" is; each step is a write
REF_LENGTH = 16
USER_AGENT_LENGTH = UserSession._meta.get_field("user_agent").max_length


class SeenMiddleware:
    """Notes when and from where a sign-in was used last, once in five minutes."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if key and cache.add(f"seen.{digest_of(key)}", 1, SEEN_SECONDS):
            note(request)
        return self.get_response(request)


def note(request: HttpRequest) -> None:
    """No page fails because of it: not without a database, nor for an address that cannot be told."""
    try:
        if request.user.is_authenticated:
            row = UserSession(
                user_id=request.user.pk,
                session_key=request.session.session_key,
                ip=get_adapter(request).get_client_ip(request),
                user_agent=request.headers.get("User-Agent", "")[:USER_AGENT_LENGTH],
            )
            fields = ["user", "ip", "user_agent", "last_seen_at"]
            # One statement: two pages that open at once do not wait for one another.
            UserSession.objects.bulk_create(
                [row], update_conflicts=True, unique_fields=["session_key"], update_fields=fields
            )
    except (DatabaseError, PermissionDenied):
        return


@dataclass(frozen=True)
class Place:
    """One sign-in as its owner sees it."""

    ref: str
    device: Any
    address: str
    since: datetime
    seen: datetime
    is_this: bool

    @classmethod
    def of(cls, row: UserSession, current_key: str | None) -> "Place":
        is_this = row.session_key == current_key
        return cls(ref_of(row), device_of(row.user_agent), row.ip, row.created_at, row.last_seen_at, is_this)

    @property
    def is_near(self) -> bool:
        """Whether the address is of a local network, which says nothing about the place."""
        return ip_address(self.address).is_private


def ref_of(row: UserSession) -> str:
    """Names a sign-in on its owner's page without giving its key away."""
    return digest_of(row.session_key)[:REF_LENGTH]


def places_of(user: User, current_key: str | None) -> list[Place]:
    """This sign-in first, then those used last. Those that have ended by themselves are cleared away."""
    places = [Place.of(row, current_key) for row in living_of(user)]
    return sorted(places, key=lambda place: (not place.is_this, -place.seen.timestamp()))


def living_of(user: User) -> list[UserSession]:
    """As allauth's `purge_and_list`, which asks three times for each of them."""
    rows = {row.session_key: row for row in UserSession.objects.filter(user_id=user.pk)}
    hashes = {user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()}
    stored = Session.objects.filter(session_key__in=rows, expire_date__gt=timezone.now())
    data = {one.session_key: one.get_decoded() for one in stored}
    owner = {key: (said.get(SESSION_KEY), said.get(HASH_SESSION_KEY) in hashes) for key, said in data.items()}
    gone = [row.pk for key, row in rows.items() if owner.get(key) != (str(user.pk), True)]
    if gone:
        UserSession.objects.filter(pk__in=gone).delete()
    return [row for row in rows.values() if row.pk not in gone]


def end_place(user: User, ref: str) -> bool:
    """End the person's sign-in of that reference; False when there is none (any more)."""
    for row in UserSession.objects.filter(user=user):
        if ref_of(row) == ref:
            end(row)
            return True
    return False


def end_sessions(user: User, keep: str | None = None) -> int:
    """End all sign-ins but the one with the key `keep`; returns how many ended."""
    rows = list(UserSession.objects.filter(user=user).exclude(session_key=keep or ""))
    for row in rows:
        end(row)
    push(f"user.{user.pk}", "access.changed")  # sockets look again, those of sign-ins that no row knows of as well
    return len(rows)


def end(row: UserSession) -> None:
    """The sign-in is over, and the sockets that it opened close."""
    with transaction.atomic():
        push(f"user.{row.user_id}", "session.ended", session=digest_of(row.session_key))
        record("person.session_ended", row.user)
        row.end()


class SessionsAdapter(DefaultUserSessionsAdapter):
    def end_sessions(self, sessions: Any) -> None:
        for row in sessions:
            end(row)


@receiver((password_changed, password_set, password_reset), dispatch_uid="companies.end_other_sessions")
def end_other_sessions(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Whoever knew the old password is out, everywhere but here."""
    with transaction.atomic():
        record("person.password_changed", user, by=Actor(user=user))
        end_sessions(user, keep=request.session.session_key)


on_farewell(end_sessions)


@every(hours=12)
def sweep() -> None:
    """Expired sign-ins go, and what was noted about them."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    old = timezone.now() - timedelta(hours=1)
    UserSession.objects.filter(created_at__lt=old).exclude(session_key__in=Session.objects.values("pk")).delete()
