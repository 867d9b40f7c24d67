"""Who is here now: kept in Redis for a moment and nowhere else. Without Redis nothing is known, and nothing is shown.

A person who has switched it off is neither kept nor shown. Times are rounded before anybody sees them.
"""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from redis import Redis
from redis.exceptions import RedisError

logger = logging.getLogger("portal.presence")
HERE_FOR = 70  # seconds after the last sign of life; an open tab gives one every 25
ONLINE_FOR = 150  # seconds after the last page or sign of life anywhere in the portal
KEPT = 30 * 24 * 3600  # seconds for which “last seen” is known
AGAIN_AFTER = 10.0  # seconds before a Redis that was away is asked again
MINUTE, HOUR, DAY = 60, 3600, 86400

T = TypeVar("T")
away_until = 0.0


@dataclass(frozen=True)
class Presence:
    """Of one person: `where` is `here`, `portal` or empty; `ago` seconds since the last sign, if one is known."""

    where: str = ""
    ago: float | None = None

    @property
    def words(self) -> str:
        """Rounded, in the language in force; empty where nothing is known."""
        if self.where == "here":
            return _("here now")
        if self.where == "portal":
            return _("online")
        if self.ago is None:
            return ""
        if self.ago < HOUR:
            return _("seen within the hour")
        if self.ago < DAY:
            hours = int(self.ago // HOUR)
            return ngettext("seen %(n)s hour ago", "seen %(n)s hours ago", hours) % {"n": hours}
        days = int(self.ago // DAY)
        return ngettext("seen %(n)s day ago", "seen %(n)s days ago", days) % {"n": days}


NOBODY_KNOWS = Presence()


@lru_cache(maxsize=4)
def client(url: str, patience: float) -> "Redis":
    return Redis.from_url(url, socket_timeout=patience, socket_connect_timeout=patience)


def patience() -> float:
    """Seconds: as long as the cache, which is the same Redis, is waited for."""
    options: Any = settings.CACHES["default"].get("OPTIONS") or {}
    return float(options.get("socket_timeout", 0.5))


def asked(question: Callable[["Redis"], T], otherwise: T) -> T:
    """The answer of Redis, or `otherwise` where there is none or it is away."""
    global away_until
    if not settings.REDIS_URL or time.monotonic() < away_until:
        return otherwise
    try:
        return question(client(settings.REDIS_URL, patience()))
    except (RedisError, OSError) as problem:
        away_until = time.monotonic() + AGAIN_AFTER
        logger.warning("presence is not known: %s", problem)
        return otherwise


def room_key(room_id: int) -> str:
    return f"{settings.REDIS_PREFIX}:presence:room:{room_id}"


def person_key(user_id: int) -> str:
    return f"{settings.REDIS_PREFIX}:presence:person:{user_id}"


def sign(user_id: int, room_id: int | None = None) -> None:
    """The person gives a sign of life, in a room or anywhere."""
    now = time.time()

    def keep(redis: "Redis") -> None:
        pipe = redis.pipeline(transaction=False)
        pipe.set(person_key(user_id), int(now), ex=KEPT)
        if room_id is not None:
            pipe.zadd(room_key(room_id), {str(user_id): now})
            pipe.expire(room_key(room_id), HERE_FOR * 2)
        pipe.execute()

    asked(keep, None)


def gone(user_id: int, room_id: int) -> None:
    """Their tab in the room is closed; another one gives its own sign soon."""
    asked(lambda redis: bool(redis.zrem(room_key(room_id), str(user_id))), False)


def forget(user_id: int) -> None:
    """What is known of a person who does not want it known."""
    asked(lambda redis: bool(redis.delete(person_key(user_id))), False)


def presences(room_id: int, users: Iterable[int]) -> dict[int, Presence]:
    """What is known of these people at this moment."""
    wanted, now = list(users), time.time()
    if not wanted:
        return {}

    def look(redis: "Redis") -> tuple[Any, Any]:
        pipe = redis.pipeline(transaction=False)
        pipe.zrangebyscore(room_key(room_id), now - HERE_FOR, "+inf")
        pipe.mget([person_key(pk) for pk in wanted])
        found: Any = pipe.execute()
        return found[0], found[1]

    nothing: tuple[Any, Any] = ([], [None] * len(wanted))
    here, seen = asked(look, nothing)
    inside = {int(pk) for pk in here}
    return {pk: presence_of(pk in inside, at, now) for pk, at in zip(wanted, seen, strict=True)}


def presence_of(is_here: bool, at: Any, now: float) -> Presence:
    if is_here:
        return Presence("here")
    if at is None:
        return NOBODY_KNOWS
    ago = max(0.0, now - int(at))
    return Presence("portal" if ago < ONLINE_FOR else "", ago)
