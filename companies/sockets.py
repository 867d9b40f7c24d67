"""Who is behind a socket: found from its session anew each time, exactly as `request.actor` is for a page."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from companies.impersonation import SESSION_KEY as LOOKING
from companies.mandates.acting import is_under_mandate
from companies.middleware import find_actor
from companies.models import Membership
from portal.core.actor import VISITOR, Actor
from portal.core.prepared import Asked, Prepared

HAS_ROWS = settings.SESSION_ENGINE == "django.contrib.sessions.backends.db"


def session_actor(session_key: str | None) -> Actor:
    """The actor of the session as it is now: logged out, ended, of another company meanwhile, all count at once."""
    if not session_key:
        return VISITOR
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    if LOOKING in request.session:
        return VISITOR  # staff who look as somebody else see pages, and nothing live
    request.user = get_user(request)
    actor = find_actor(request)
    if is_under_mandate(request.session) and (actor.mandate is None or not actor.may("talk")):
        return VISITOR  # a mandate that has ended is no reason to speak for another company through the same socket
    return actor


def session_data(sessions: list[str], now: datetime) -> "QuerySet[Any, Any]":
    rows = Session.objects.filter(session_key__in=sessions, expire_date__gt=now)
    return rows.values_list("session_key", "session_data")


def standing(users: list[int], companies: list[int]) -> "QuerySet[Any, Any]":
    return Membership.objects.filter(user__in=users, company__in=companies).values_list(
        "user",
        "company",
        "role",
        "user__password",
        "user__is_active",
        "user__name",
        "company__slug",
        "company__name",
        "company__tier",
        "company__is_active",
    )


SESSION, STANDING = Prepared(session_data), Prepared(standing)


def written_sessions(session_keys: Iterable[str | None]) -> Asked:
    """The sessions as they are stored, by their keys: the same text, signed with its time, is the same session."""
    known = sorted({key for key in session_keys if key and HAS_ROWS})
    return SESSION.asked(sessions=known, now=timezone.now())


def places_of(actors: Iterable[Actor]) -> Asked:
    """What `still_stands` compares, of these people and companies, behind the keys of both."""
    standing = [actor for actor in actors if actor.user and actor.company]
    users, companies = {one.user_id for one in standing}, {one.company_id for one in standing}
    return STANDING.asked(users=sorted(users), companies=sorted(companies))


def still_stands(actor: Actor, place: tuple[Any, ...] | None) -> bool:
    """Whether the person and their place in the company are as `actor` has them, whose session has not changed.

    Who acts under a mandate is looked up anew each time.
    """
    user, company = actor.user, actor.company
    if user is None or company is None or actor.mandate is not None:
        return False
    known = (user.password, user.is_active, user.name, company.slug, company.name, company.tier, company.is_active)
    return place == (actor.role, *known)


def session_key_of(scope: dict[str, Any]) -> str | None:
    """The key that the socket's cookie carried when it connected."""
    session = scope.get("session")
    return session.session_key if session is not None else None


def digest_of(session_key: str) -> str:
    """What may be said about a session on a channel layer: which one it is, not the key to it."""
    return hashlib.sha256(session_key.encode()).hexdigest()
