"""How fast one reader may ask for pages and feeds of results: far above what hands can do.

Whoever is signed in is counted as a person, so that no office behind one address waits for its colleagues; visitors are
counted by address. The API counts for itself (REST framework), its suggestions included.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse

from portal.core.http import Request

MINUTE = 60


def paced(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, or 429 with the time to wait. All that is paced is counted together."""

    @wraps(view)
    def answer(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if is_in_time(request) else too_fast(request)

    return answer


def is_in_time(request: Request) -> bool:
    """Counted by whole minutes of the clock: a number and no list of moments, so that readers never wait for a lock."""
    most = settings.SEARCHES_A_MINUTE
    return not most or count(f"searches.{int(time.time()) // MINUTE}.{reader(request)}") <= most


def reader(request: Request) -> str:
    return f"person.{request.user.pk}" if request.user.is_authenticated else f"address.{ratelimit.get_ip(request)}"


def count(key: str) -> int:
    try:
        return int(cache.incr(key))
    except ValueError:  # the first of this minute; two first ones at once may count as one
        cache.set(key, 1, MINUTE * 2)
        return 1


def too_fast(request: Request) -> HttpResponse:
    response: HttpResponse = ratelimit.respond_429(request)
    response["Retry-After"] = str(MINUTE - int(time.time()) % MINUTE)
    return response
