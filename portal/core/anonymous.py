"""Pages of the programme's site, kept for a minute for everybody who is nobody in particular.

Such a reader sends no cookie but those of harmless choices. What is kept is the page with a gap in the place of the
token against forged requests (CSRF), and each reader gets their own token put in. A hit asks neither the database nor
the session. `renew()` makes all that was kept count for nothing, so that an editor's change shows at once.
"""

import hashlib
import re
import secrets
import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple, cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.templatetags.static import static
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers

from portal.core.middleware import zone
from portal.core.stencil import gap

Next = Callable[[HttpRequest], HttpResponse]

VIEWS = frozenset({"wagtail_serve"})
NAMESPACES = frozenset({"tools"})
CHOICES = frozenset({"currency", "timezone", "theme", settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME})
# Values of these are few; what is asked for in free words would be asked once, and is made each time.
PARAMETERS = frozenset(
    {"page", "sector", "country", "size", "category", "author", "year", "month", "topic", "tag"}
    | {"kind", "when", "pavilion", "sort", "level", "language"}
)
TRACKING = re.compile(r"utm_\w+|gclid|dclid|fbclid|msclkid|yclid|mc_cid|mc_eid|igshid")
LONGEST = 300  # characters of a path or a query
MOST = 2000  # pages in the time for which one is kept: whoever asks for all numbers of pages fills no server
VERSION, FILLED = "anonymous.version", "anonymous.filled"
OF_THE_ANSWER = ("content-length", "set-cookie")  # headers that are made for each answer


class Kept(NamedTuple):
    version: str
    body: bytes  # compressed
    gap: bytes  # what stands in the token's place; empty where there is none
    digest: str  # of the body without the name of the gap
    headers: list[tuple[str, str]]


def same_for_all(view: Any) -> Any:
    """Marks a view, a feed for instance, whose answer is the same for all who are not signed in."""
    view.same_for_all = True
    return view


def renew() -> None:
    """What was kept is not shown any more: at once, and once more when what has changed is there for others to read."""
    cache.set(VERSION, secrets.token_hex(8), None)
    if transaction.get_connection().in_atomic_block:
        transaction.on_commit(lambda: cache.set(VERSION, secrets.token_hex(8), None))


def token(request: HttpRequest) -> dict[str, Any]:
    """For templates: the gap in the token's place, while a page is made for everybody."""
    name = getattr(request, "token_gap", "")
    return {"csrf_token": gap(name)} if name else {}


class AnonymousMiddleware:
    """Stands before the session, so that a hit reads none."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.ANONYMOUS_CACHE_SECONDS or not is_nobody(request) or not is_shared(request.path_info):
            return self.get_response(request)
        if not without_tracking(request):
            return self.get_response(request)
        key = key_of(request)
        found = cache.get_many([VERSION, key])
        version, kept = found.get(VERSION) or first_version(), found.get(key)
        if isinstance(kept, Kept) and kept.version == version:
            return answer(request, kept, HttpResponse(headers=dict(kept.headers)))
        return self.made(request, key, version)

    def made(self, request: HttpRequest, key: str, version: str) -> HttpResponse:
        """Made now, by the version that was read before: a change in the meantime makes it count for nothing."""
        request.token_gap = secrets.token_hex(8)  # type: ignore[attr-defined]  # ours; nobody can have written it
        response = self.get_response(request)
        if response.streaming:
            return response
        is_kept = may_be_kept(request, response)  # before the reader's own cookie is set
        kept = kept_of(request, response, version)
        if is_kept and request.method == "GET" and has_room():
            cache.set(key, kept, settings.ANONYMOUS_CACHE_SECONDS)
        if is_kept:
            return answer(request, kept, response)
        fill(request, response, response.content, kept.gap)
        return response


def is_nobody(request: HttpRequest) -> bool:
    if request.method not in {"GET", "HEAD"} or not CHOICES.issuperset(request.COOKIES):
        return False
    return not any(name in request.headers for name in ("Authorization", "HX-Request"))  # the second: a part of a page


@lru_cache(2048)
def is_shared(path: str) -> bool:
    language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
    if len(path) > LONGEST:
        return False
    with translation.override(language):
        try:
            match = resolve(path)
        except Resolver404:
            return False
    is_ours = match.url_name in VIEWS or not NAMESPACES.isdisjoint(match.namespaces)
    return is_ours or bool(getattr(match.func, "same_for_all", False))


def without_tracking(request: HttpRequest) -> bool:
    """Takes off what only tells where a reader came from; False where the query has more than we keep pages by."""
    query = QueryDict(request.META.get("QUERY_STRING", "")[: LONGEST + 1])
    asked = [(name, value) for name, values in query.lists() for value in values if not TRACKING.fullmatch(name)]
    if len(request.META.get("QUERY_STRING", "")) > LONGEST or not PARAMETERS.issuperset(name for name, _ in asked):
        return False
    request.META["QUERY_STRING"] = urlencode(asked)
    request.__dict__.pop("GET", None)  # was read from the longer one
    return True


def key_of(request: HttpRequest) -> str:
    """All that a page for nobody depends on: the address, the reader's valid choices, and the portal's own files."""
    currency, theme = request.COOKIES.get("currency", ""), request.COOKIES.get("theme", "")
    parts = (
        request.scheme,
        request.get_host(),
        request.path,  # the language is in it
        request.META["QUERY_STRING"],
        currency if currency in settings.CURRENCIES else "",
        theme if theme in {"light", "dark"} else "",
        zone(request.COOKIES.get("timezone", "")).key,
        "timezone" in request.COOKIES,
        static("jangteo.css"),
        static("jangteo.js"),
    )
    return f"anonymous.{hashlib.sha256(repr(parts).encode()).hexdigest()}"


def first_version() -> str:
    cache.add(VERSION, secrets.token_hex(8), None)
    return str(cache.get(VERSION, ""))


def may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Only what was found, says nothing to somebody, and is no preview; a page for some readers says `private`."""
    if response.status_code != 200 or response.cookies or getattr(request, "is_preview", False):
        return False
    if getattr(getattr(request, "_messages", None), "added_new", False):
        return False
    return not re.search(r"private|no-store", response.headers.get("Cache-Control", ""))


def has_room() -> bool:
    cache.add(FILLED, 0, settings.ANONYMOUS_CACHE_SECONDS)
    try:
        return cache.incr(FILLED) <= MOST
    except ValueError:  # it has just run out
        return True


def kept_of(request: HttpRequest, response: HttpResponse, version: str) -> Kept:
    body, mark = response.content, gap(request.token_gap).encode()  # type: ignore[attr-defined]  # set in made()
    headers = [(name, value) for name, value in response.items() if name.lower() not in OF_THE_ANSWER]
    digest = hashlib.sha256(body.replace(mark, b"")).hexdigest()
    return Kept(version, zlib.compress(body, 1), mark if mark in body else b"", digest, headers)


def answer(request: HttpRequest, kept: Kept, response: HttpResponse) -> HttpResponse:
    """The page with the reader's token; 304 where they have it already, as an older token of theirs still holds.

    It is kept by nobody between us and the reader, for the token is theirs; their browser asks each time whether it has
    changed, so that an editor's change shows at once.
    """
    fill(request, response, zlib.decompress(kept.body), kept.gap)
    own = str(request.META.get("CSRF_COOKIE", "")) if kept.gap else ""
    etag = f'W/"{hashlib.sha256(f"{kept.digest}{own}".encode()).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    response.headers.setdefault("Cache-Control", "private, no-cache" if kept.gap else "no-cache")
    patch_vary_headers(response, ("Cookie", "HX-Request"))
    return cast("HttpResponse", get_conditional_response(request, etag=etag, response=response))


def fill(request: HttpRequest, response: HttpResponse, body: bytes, mark: bytes) -> None:
    """The answer has the body with the reader's token in the gap, and the cookie that goes with it."""
    if mark:
        body = body.replace(mark, own_token(request, response).encode())
    response.content = body
    response.headers["Content-Length"] = str(len(body))


def own_token(request: HttpRequest, response: HttpResponse) -> str:
    guard = CsrfViewMiddleware(lambda _request: response)
    guard.process_request(request)
    own = get_token(request)
    guard.process_response(request, response)
    return own
