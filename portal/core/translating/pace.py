"""How much one reader, and all visitors together, may have translated. What is kept already is never counted."""

import time

from allauth.core.internal import ratelimit
from django.core.cache import cache

from portal.core.http import Request

HOUR, DAY = 60 * 60, 24 * 60 * 60
PAGES_AN_HOUR = {"person": 60, "address": 15}
SIGNS_A_DAY = 1_000_000  # of texts, for all visitors together: whoever signs in is not held up by them


def may_ask(request: Request, signs: int) -> bool:
    """Counts this page against its reader, by whole hours of the clock; visitors by their address."""
    who = "person" if request.user.is_authenticated else "address"
    name = request.user.pk if who == "person" else ratelimit.get_ip(request)
    if add(f"translated.{who}.{int(time.time()) // HOUR}.{name}", 1, HOUR) > PAGES_AN_HOUR[who]:
        return False
    return who == "person" or add(f"translated.signs.{int(time.time()) // DAY}", signs, DAY) <= SIGNS_A_DAY


def add(key: str, number: int, seconds: int) -> int:
    cache.add(key, 0, seconds * 2)
    try:
        return int(cache.incr(key, number))
    except ValueError:  # it went away between the two
        return number
