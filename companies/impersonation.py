"""Looking at the portal as somebody else, made safe.

Staff begin it from a firm's page, with a reason. Until it ends each of their requests is answered as the person's own,
with `actor.through` naming who looks. Whatever such a request writes is rolled back, so that a page that marks
something as read marks nothing; what is not a page is refused before it is tried; each page is recorded; some pages
stay closed. Sockets do not open at all (companies/sockets.py).
"""

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from companies.models import Impersonation
from portal.core.events import record
from portal.core.timed import every

SESSION_KEY = "looking_as"
SAFE = {"GET", "HEAD", "OPTIONS"}
# What is the person's alone: sign-in, account, keys, papers, invitations, and the offices of staff. Patterns of
# addresses without their language; the apps above add theirs with `keep_out`.
CLOSED: list[str] = [
    *("/accounts/", "/my/account/", "/my/tokens/", "/my/verification/", "/my/company/certificates/"),
    *("/companies/[^/]+/certificates/", "/my/people/invitations/", "/my/people/handovers/", "/my/invitations/"),
    *("/my/webhooks/", "/invitations/", "/staff/", "/editors/", "/documents/", "/desk/"),
]
TALKS = ("/consultations/",)  # open only in a dispute


def keep_out(*patterns: str) -> None:
    """Close addresses (patterns of how they begin, without language) to whoever looks as somebody else."""
    CLOSED.extend(patterns)


def begin(request: Any, look: Impersonation) -> None:
    request.session[SESSION_KEY] = look.pk


def finish(request: Any, look: Impersonation) -> None:
    look.end()
    request.session.pop(SESSION_KEY, None)


def running_look(request: Any) -> Impersonation | None:
    """The one this session runs, if it is still good and the session is that of who began it."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session:
        return None
    rows = Impersonation.objects.running().select_related("staff", "person", "company")
    look = rows.filter(pk=request.session[SESSION_KEY], staff_id=request.user.pk or 0).first()
    if look is not None and look.is_good:
        return look
    if look is not None:
        look.end()
    request.session.pop(SESSION_KEY, None)
    request.look_is_over = True
    return None


class ImpersonationMiddleware:
    """After ActorMiddleware: puts the person, and their actor, in the place of who looks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        try:
            look = running_look(request)
        except DatabaseError:  # a page that needs nobody, such as /readyz, still tells what is wrong
            look = None
        if look is None:
            return self.over(request) if getattr(request, "look_is_over", False) else self.get_response(request)
        request.look, request.user, request.actor = look, look.person, look.actor
        if path_of(request) == reverse_plain("desk:looking"):
            return self.get_response(request)
        reason = refusal(request, look)
        response = refused(request, look, reason) if reason else self.harmless(request)
        with transaction.atomic():
            record("impersonation.page", look, by=look.actor, path=request.path[:300], status=response.status_code)
        return response

    def over(self, request: HttpRequest) -> HttpResponseBase:
        """It ended since the page was shown. A form of that page must not be taken for one of the member of staff."""
        if request.method in SAFE or path_of(request) == reverse_plain("desk:looking"):
            return self.get_response(request)
        message = _("You are yourself again: the time was up. Nothing was changed.")
        return render(request, "errors/409.html", {"message": message}, status=409)

    def harmless(self, request: HttpRequest) -> HttpResponseBase:
        """The page, without whatever it would have written: to the database, or to the session, which is of staff."""
        session: Any = request.session
        before, was_modified = deepcopy(dict(session.items())), session.modified
        with transaction.atomic():
            response = self.get_response(request)
            transaction.set_rollback(True)
        if session.modified and not was_modified:
            session.clear()
            session.update(before)
            session.modified = False
        return response


def refusal(request: HttpRequest, look: Impersonation) -> str:
    """Why this is not open, in a sentence; empty when it is."""
    if request.method not in SAFE:
        return _("You are looking as somebody else: you can read, not act. Nothing was changed.")
    path = path_of(request)
    if any(re.match(pattern, path) for pattern in CLOSED):
        return _("This page is the person’s alone. It stays closed while you look as somebody else.")
    if path.startswith(TALKS) and look.category != Impersonation.Category.DISPUTE:
        return _("Conversations are open only in a dispute, and that is not the occasion you gave.")
    return ""


def refused(request: HttpRequest, look: Impersonation, reason: str) -> HttpResponse:
    return render(request, "desk/refused.html", {"look": look, "message": reason}, status=403)


def path_of(request: HttpRequest) -> str:
    """The address without its language."""
    prefix = f"/{get_language() or settings.LANGUAGE_CODE}/"
    path = request.path_info
    return path[len(prefix) - 1 :] if path.startswith(prefix) else path


def reverse_plain(name: str) -> str:
    path = reverse(name)
    prefix = f"/{get_language() or settings.LANGUAGE_CODE}/"
    return path[len(prefix) - 1 :] if path.startswith(prefix) else path


@every(minutes=1)
def end_overdue() -> None:
    """Who closed the browser instead of ending it is done all the same, and the person is told."""
    for look in Impersonation.objects.past_due().select_related("staff", "person", "company")[:200]:
        look.end()
