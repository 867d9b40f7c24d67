"""Requests of somebody who acts under a mandate: the banner, the pages that stay closed, and its end meanwhile."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from companies.impersonation import SAFE, path_of
from companies.mandates.acting import is_under_mandate, require_in_force
from companies.middleware import SESSION_KEY
from portal.core.actor import Actor
from portal.core.permissions import Refused

TRADE = frozenset({"buy", "sell"})
ANYBODY = frozenset({"view"})
NOBODY: frozenset[str] = frozenset()
# How an address begins (a pattern, without language), and the powers of which one opens it; the first that fits
# decides, and an address that none fits is open to everybody anyway. Below /my/ whatever is not named stays closed.
RULES = [
    (r"/my/(inquiries/settings|quotations/rules|meetings/hours|communities/new)/", NOBODY),
    (r"/consultations/(settings|reply)/|/companies/[^/]+/block/", NOBODY),
    (r"/my/$|/my/(acting-company|notifications|recent)/|/my/mandates/(acting/end|[^/]+/acting)/", ANYBODY),
    (r"/my/(products|import|reports)/", frozenset({"edit_catalogue"})),
    (r"/my/(offers|quotations|rfqs|inquiries|deadlines)/", TRADE),
    (r"/my/shortlists/", frozenset({"buy"})),
    (r"/my/meetings/|/(consultations|meetings)/", frozenset({"talk"})),
    (r"/my/communities/", frozenset({"join_communities"})),
    (r"/(quotations|orders|invoices)/|/inquiries/(?!new/|response-figures/)", TRADE),
    (r"/api/v1/(search|suggest)/|/accounts/logout/", ANYBODY),
    (r"/(my|api|accounts|staff|editors|desk|documents)/", NOBODY),
]


def is_closed(path: str, actor: Actor) -> bool:
    needed = next((powers for pattern, powers in RULES if re.match(pattern, path)), ANYBODY)
    return not needed & actor.powers


class MandateMiddleware:
    """After StandingMiddleware. `request.mandate` is the one in use, if any."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        request.mandate = None
        actor = actor_of(request)
        if actor is None:
            return self.get_response(request)
        if actor.mandate is None:
            tell_end(request, actor)
            return self.get_response(request)
        request.mandate = actor.mandate
        if is_closed(path_of(request), actor):
            return render(request, "mandates/closed.html", {"mandate": actor.mandate}, status=403)
        return self.get_response(request) if request.method in SAFE else self.whole(request, actor)

    def whole(self, request: Any, actor: Actor) -> HttpResponseBase:
        """The act as one transaction that ends with the question whether the mandate still holds.

        So that whatever writes no fact into the outbox, and asks no guard there, is stopped as well.
        """
        refused: Refused | None = None
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
                return response
            try:
                if request.session.get(SESSION_KEY) == actor.acting_key:  # else they have stopped by this very act
                    require_in_force(actor)
            except Refused as problem:  # told below: where all is rolled back nothing can be asked of the database
                refused = problem
                transaction.set_rollback(True)
        if refused is None:
            return response
        return render(request, "errors/409.html", {"message": refused.message}, status=409)


def actor_of(request: Any) -> Actor | None:
    """Whoever has chosen to act under a mandate; staff who look as somebody else have not."""
    if getattr(request, "look", None) is not None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    try:
        if not is_under_mandate(request.session):
            return None
        actor: Actor = request.actor
        return actor if actor.user else None
    except DatabaseError:  # a page that needs nobody, such as /readyz, still tells what is wrong
        return None


def tell_end(request: Any, actor: Actor) -> None:
    """The next page says so, and they are themselves again; an act is refused by StandingMiddleware, with its words."""
    if request.method not in SAFE or request.path.startswith("/api/"):
        return
    request.session[SESSION_KEY] = actor.acting_key
    messages.warning(request, _("The mandate has ended. You act for your own company again."))
