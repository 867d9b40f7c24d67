"""Error pages; they touch neither the database nor the session, so that they work when those are down."""

import logging
import sys
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template import loader
from django.utils import translation
from django.utils.translation import gettext as _

from portal.core.typed_words import typed_words

logger = logging.getLogger("portal.errors")
TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
PLAIN = "<!doctype html><html lang=en><meta charset=utf-8><title>Jangteo</title><h1>{code}</h1><p>{title}</p>"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, TOO_BIG):
        return too_big(request)
    with reading(request):
        return page(
            request,
            400,
            _("We could not read this request"),
            _("Something in the address or in what was sent is not as it should be. Nothing was changed."),
        )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """With the sentence that the refusing transition gave, if any."""
    with reading(request):
        reason = str(exception.args[0]) if exception and exception.args and exception.args[0] else ""
        return page(
            request,
            403,
            _("This is not open to you"),
            reason or _("Your role in the company you act for does not include this. Nothing was changed."),
            typed_words(request),
        )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    with reading(request):
        return page(
            request,
            403,
            _("This form was open for too long"),
            _(
                "For your safety a form works only for a while, and only in the browser it was opened in. Nothing was "
                "changed. Go back, load the page again and send it once more. If cookies are off, please allow them."
            ),
        )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    with reading(request):
        return page(
            request,
            404,
            _("There is nothing at this address"),
            _("It may have been withdrawn, it may be open to its partners only, or the address has a slip in it."),
        )


def too_big(request: HttpRequest) -> HttpResponse:
    with reading(request):
        limit = settings.UPLOAD_LIMIT // (1024 * 1024)
        return page(
            request,
            413,
            _("This is too much at once"),
            _("Nothing was saved. One upload may have up to %(limit)s MB; please send it in smaller parts.")
            % {"limit": limit},
        )


def not_by_this_way(request: HttpRequest) -> HttpResponse:
    """An address that only takes what a form sends, opened by the back button or typed."""
    with reading(request):
        return page(
            request,
            405,
            _("There is nothing to see at this address"),
            _("It only takes what a form sends. Nothing was changed. Go back to the page you came from."),
        )


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Also what django-allauth answers with when somebody tries too often to sign in."""
    with reading(request):
        response = page(
            request,
            429,
            _("A little too fast"),
            _("There were many tries from here in a short time. Please wait a few minutes, then try again."),
        )
    response.headers.setdefault("Retry-After", "300")
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Called while the exception is being handled: a database that is away for a moment is no fault of the code."""
    if is_passing(sys.exc_info()[1]):
        return unavailable(request)
    with reading(request):
        return page(
            request,
            500,
            _("Something broke on our side"),
            _("It has been noted. What you sent may not have been saved; please look before you send it again."),
        )


def is_passing(problem: BaseException | None) -> bool:
    """The database cannot be reached, is starting, or somebody else holds what was needed. (For SQLite a table that is
    missing is of the same kind, and is a fault.)
    """
    return isinstance(problem, OperationalError | InterfaceError) and "no such" not in str(problem)


def unavailable(request: HttpRequest) -> HttpResponse:
    with reading(request):
        response = page(
            request,
            503,
            _("Out of reach for a moment"),
            _(
                "The portal cannot reach its own data just now; what it has is safe. Try again in a few seconds. What "
                "you sent may not have been saved: please look before you send it again."
            ),
        )
    response["Retry-After"] = "10"
    return response


def reading(request: HttpRequest) -> "translation.override":
    """The reader's language by the address, the cookie or the browser: the frame that knows more may be what broke.

    No address names it in the editors' office: there it is the person's own (cms/desk/middleware.py).
    """
    if known := getattr(request, "office_language", ""):
        return translation.override(known)
    return translation.override(translation.get_language_from_request(request, check_path=True))


EDITORS = "/editors/"
AGAIN = {500, 503}  # may be over when it is tried once more
BACK = {403, 405, 413, 500, 503}  # of what a form has sent


def way_on(request: HttpRequest, code: int) -> dict[str, str]:
    """Where the reader was going, once more, or the page whose form was sent."""
    if code in AGAIN and request.method in {"GET", "HEAD"}:
        return {"again": request.get_full_path()}
    came_from = request.headers.get("Referer", "")
    is_ours = urlsplit(came_from).netloc == request.META.get("HTTP_HOST") and came_from.startswith(("http:", "https:"))
    return {"back": came_from} if code in BACK and is_ours else {}


def page(request: HttpRequest, code: int, title: str, text: str, typed: Sequence[str] = ()) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": f"{title}. {text}"}, status=code)
    language = translation.get_language() or settings.LANGUAGE_CODE
    theme = request.COOKIES.get("theme", "")
    look = getattr(request, "look", None)  # staff who look as somebody else still see it, and can end it
    context: dict[str, Any] = {
        "code": code,
        "title": title,
        "text": text,
        "typed": typed,
        "language": language,
        "theme": theme if theme in {"light", "dark"} else "",
        "look": look,
        "mandate": getattr(request, "mandate", None),
        "csrf_token": get_token(request) if look or getattr(request, "mandate", None) else "",
        "home": "/" if language == settings.LANGUAGE_CODE else f"/{language}/",
        "office": EDITORS if request.path.startswith(EDITORS) and code != 403 else "",
        **way_on(request, code),
    }
    try:
        html = loader.get_template("errors/page.html").render(context)
    except Exception:  # static files not collected, a template half-deployed: the reader still gets an answer
        logger.exception("the error page itself failed")
        html = PLAIN.format(code=code, title=title)
    return HttpResponse(html, status=code)


class MethodMiddleware:
    """Django answers with an empty page where an address does not take a method: people get words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.streaming or response.content:
            return response
        answer = not_by_this_way(request)
        answer["Allow"] = response["Allow"]
        return answer


class NulMiddleware:
    """No honest address has a NUL in it, and PostgreSQL refuses to look for one: there is nothing there.

    In a query it is left out, as text fields leave out control characters.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            return page_not_found(request)
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or "\x00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "").replace("\x00", "")
        return self.get_response(request)


class SizeLimitMiddleware:
    """Answers 413 before anything is done with a request that is larger than we take.

    Reading the form here keeps Django's own limits (fields, files, size of the text parts) from ending as a bare 400.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if declared_length(request) > settings.UPLOAD_LIMIT:
            return too_big(request)
        if request.method == "POST":
            try:
                request.POST  # noqa: B018 - parsed and kept
            except TOO_BIG:
                return too_big(request)
        return self.get_response(request)


def declared_length(request: HttpRequest) -> int:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(length) if length.isdecimal() else 0
