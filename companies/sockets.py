"""Who is behind a socket: found from its session anew each time, exactly as `request.actor` is for a page."""

import hashlib
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest

from companies.impersonation import SESSION_KEY as LOOKING
from companies.middleware import find_actor
from portal.core.actor import VISITOR, Actor


def session_actor(session_key: str | None) -> Actor:
    """The actor of the session as it is now: logged out, ended, of another company meanwhile, all count at once."""
    if not session_key:
        return VISITOR
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    if LOOKING in request.session:
        return VISITOR  # staff who look as somebody else see pages, and nothing live
    request.user = get_user(request)
    return find_actor(request)


def session_key_of(scope: dict[str, Any]) -> str | None:
    """The key that the socket's cookie carried when it connected."""
    session = scope.get("session")
    return session.session_key if session is not None else None


def digest_of(session_key: str) -> str:
    """What may be said about a session on a channel layer: which one it is, not the key to it."""
    return hashlib.sha256(session_key.encode()).hexdigest()
