"""Asks signed-in people to agree to a legal text, once, from the day it is in force: when they join, or at a page."""

from collections.abc import Callable
from datetime import date
from time import monotonic
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate

from cms.models import Consent, LegalVersion
from companies.account.joining import joining
from companies.impersonation import keep_out, path_of
from companies.models import User

SESSION_KEY = "agreed_to"
KEPT = 60  # seconds for which a process remembers what is to be agreed to
# Where nobody is stopped: the texts themselves, ways in and out, help, what is no page, and the back offices.
OPEN = (
    *("/legal/", "/my/agreements/", "/my/account/", "/accounts/", "/help/", "/glossary/", "/preferences/"),
    *("/editors/", "/staff/", "/documents/", "/api/", "/static/", "/media/", "/dev/", "/styleguide/"),
    *("/healthz", "/readyz", "/.well-known/", "/webhooks/", "/favicon.ico", "/robots.txt", "/sitemap"),
)

keep_out("/my/agreements/")


class Known:
    """What is to be agreed to, as this process last looked."""

    token, day, until = "", date.min, 0.0

    @classmethod
    def now(cls) -> str:
        """The versions in force, as `12,15`; empty for none."""
        if monotonic() >= cls.until or cls.day != localdate():
            keys = LegalVersion.objects.to_agree().values_list("pk", flat=True)
            cls.token, cls.day, cls.until = ",".join(map(str, keys)), localdate(), monotonic() + KEPT
        return cls.token

    @classmethod
    def forget(cls) -> None:
        cls.until = 0.0


class Texts:
    """The condition of joining: the texts in force that everybody agrees to."""

    def token(self) -> str:
        return Known.now()

    def words(self) -> SafeString:
        versions = LegalVersion.objects.to_agree().prefetch_related("texts")
        return mark_safe(render_to_string("cms/legal/_joining.html", {"versions": versions}))  # a template of ours

    def accept(self, user: User, token: str) -> None:
        """Only what was shown: who sends a form of before a change is asked at the first page."""
        shown = {int(key) for key in token.split(",") if key.isdecimal()}
        versions = [one for one in LegalVersion.objects.to_agree().prefetch_related("texts") if one.pk in shown]
        Consent.give(user, versions, Consent.Way.SIGNUP)


joining(Texts())


class AgreementMiddleware:
    """Leads to what is still to be agreed to before the next page; what somebody sends is never lost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            owes = is_page(request) and owes_consent(request)
        except DatabaseError:  # a page that needs nobody still tells what is wrong
            owes = False
        if owes:
            return redirect(f"{reverse('agreements')}?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)


def is_page(request: HttpRequest) -> bool:
    """Whether a person is about to read this for themselves: not a part of a page, through another's eyes, or under a
    mandate, where what is their own is closed."""
    elsewhere = getattr(request, "look", None) or getattr(request, "mandate", None)
    if request.method != "GET" or elsewhere or request.headers.get("HX-Request"):
        return False
    is_document = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    return is_document and not path_of(request).startswith(OPEN)


def owes_consent(request: Any) -> bool:
    """Asked of the session; of the database only when that does not know. Nobody's session is opened for a visitor."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not (token := Known.now()):
        return False
    if not request.user.is_authenticated or request.session.get(SESSION_KEY) == token:
        return False
    if LegalVersion.objects.open_for(request.user).exists():
        return True
    request.session[SESSION_KEY] = token
    return False
