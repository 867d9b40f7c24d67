"""The reader's language, currency, time zone and theme: kept in cookies, and with the account of who is signed in."""

import zoneinfo
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, get_language_from_path, override
from django.views.decorators.http import require_POST

from portal.core.http import Request

A_YEAR = 60 * 60 * 24 * 365


@require_POST
def save(request: Request) -> HttpResponse:
    """Keep the valid ones of the posted choices and return to the page, in its chosen language."""
    chosen = valid_choices(request)
    language = chosen.get("language") or get_language() or settings.LANGUAGE_CODE
    response = redirect(in_language(safe_next(request), language))
    for name, value in chosen.items():
        cookie = settings.LANGUAGE_COOKIE_NAME if name == "language" else name
        response.set_cookie(cookie, value, max_age=A_YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True)
    remember(request, chosen)
    return response


def in_language(path: str, language: str) -> str:
    """The page's address in that language. It is understood in its own: elsewhere `/ko/…` could be any page's."""
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        return translate_url(path, language)


def valid_choices(request: HttpRequest) -> dict[str, str]:
    allowed = {
        "language": {code for code, _name in settings.LANGUAGES},
        "currency": set(settings.CURRENCIES),
        "timezone": zoneinfo.available_timezones(),
        "theme": {"light", "dark", "system"},
    }
    return {name: value for name, known in allowed.items() if (value := request.POST.get(name, "")) in known}


def remember(request: Request, chosen: dict[str, str]) -> None:
    user = request.actor.user
    fields = [name for name in ("language", "currency", "timezone") if name in chosen]
    if user and fields:
        for name in fields:
            setattr(user, name, chosen[name])
        user.save(update_fields=fields)


def safe_next(request: HttpRequest) -> str:
    """The page to return to: one of ours, never one elsewhere."""
    target = request.POST.get("next") or request.headers.get("Referer", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(target)
    return parts.path + (f"?{parts.query}" if parts.query else "")
