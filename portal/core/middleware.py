"""What every request passes: the security policy, the reader's choices, and refusals in words."""

import logging
import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.core.http import Request
from portal.core.particles import settled_page
from portal.core.permissions import Refused
from portal.core.reader_mark import clear_browser
from portal.core.refused import refused
from portal.core.typed_words import typed_words

Next = Callable[[HttpRequest], HttpResponse]
refusals = logging.getLogger("portal.refusals")

STRICT = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
# Wagtail's and Django's own back offices and the API's browser bring inline parts of their own: they get the
# widest policy that still loads nothing from elsewhere. Only signed-in staff see the first two.
OFFICE = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
OFFICES = ("/editors/", "/staff/", "/api/docs/")


def with_media(policy: str, *parts: str) -> str:
    """The policy with the origin of the bucket that holds the public files, if there is one, in those parts of it."""
    origin = settings.MEDIA_ORIGIN
    for part in parts if origin else ():
        policy = policy.replace(f"{part} 'self'", f"{part} 'self' {origin}")
    return policy


STRIPE_PAGES = "https://checkout.stripe.com https://connect.stripe.com https://billing.stripe.com"


def with_payments(policy: str) -> str:
    """The policy with the pages on which one pays: browsers hold a form's redirect to `form-action` too."""
    if not settings.STRIPE_API_KEY:
        return policy
    return policy.replace("form-action 'self'", f"form-action 'self' {settings.STRIPE_API_BASE or STRIPE_PAGES}")


class SecurityPolicyMiddleware:
    """Content-Security-Policy and Permissions-Policy on every answer; who may keep it; refusals into the log."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "is_dummy", False):  # a page inside the editors' preview: the office it is shown in decides
            return response
        policy = OFFICE if request.path.startswith(OFFICES) else with_payments(STRICT)
        response.headers.setdefault("Content-Security-Policy", with_media(policy, "img-src"))
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if is_somebodys(request):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        clear_browser(request, response)
        note_refusal(request, response)
        return response


def is_somebodys(request: HttpRequest) -> bool:
    """Made for whoever sent a session or a key; public pictures and styles are the same for all."""
    names_itself = settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
    return names_itself and not request.path.startswith((settings.MEDIA_URL, settings.STATIC_URL))


def note_refusal(request: HttpRequest, response: HttpResponse) -> None:
    """Whoever looks for misuse sees who was refused what, by numbers and by the address' name: no words of anybody."""
    if response.status_code in {403, 429}:
        user, match = getattr(request, "_cached_user", None), request.resolver_match
        person = f"person {user.pk}" if user is not None and user.pk else "a visitor"
        name = match.view_name if match else "no address"
        refusals.info("%s %s %s by %s", response.status_code, request.method, name, person)
        refused.count()


class PreferencesMiddleware:
    """`request.currency` and the time zone: the person's own, else the browser's cookie, else the default. A page in
    Korean gets the right particle behind each name."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        try:
            user = request.actor.user
        except DatabaseError:  # a page that needs nobody, such as /readyz, still tells what is wrong
            user = None
        currency = (user and user.currency) or request.COOKIES.get("currency", "")
        request.currency = currency if currency in settings.CURRENCIES else settings.DEFAULT_CURRENCY
        with timezone.override(zone((user and user.timezone) or request.COOKIES.get("timezone", ""))):
            return with_particles(self.get_response(request))


def with_particles(response: HttpResponse) -> HttpResponse:
    if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
        response.content = settled_page(response.content)
    return response


def zone(name: str) -> zoneinfo.ZoneInfo:
    """The named time zone, or the default one when there is none of that name."""
    try:
        return zoneinfo.ZoneInfo(name or settings.TIME_ZONE)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return zoneinfo.ZoneInfo(settings.TIME_ZONE)


class RefusalMiddleware:
    """A transition that is not possible now is answered with 409 and its sentence, whichever view asked for it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, Refused):
            return None
        context = {"message": problem.message, "typed": typed_words(request), "way": problem.way}
        return render(request, "errors/409.html", context, status=409)
