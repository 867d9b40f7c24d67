"""A Redis cache that costs nobody their page: while Redis is away each process remembers for itself.

What is kept in it is counted or looked up anew at worst: limits of tries are then counted by each process alone.
"""

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger("portal.cache")
AWAY = (RedisError, OSError)
AGAIN_AFTER = 5.0  # seconds before Redis is asked again; a host that does not answer takes its time to say so


def patient(name: str) -> Callable[..., Any]:
    """The method of RedisCache, or of the memory while Redis is away."""
    real = getattr(RedisCache, name)

    @wraps(real)
    def method(self: "PatientRedisCache", *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= PatientRedisCache.away_until:
            try:
                return real(self, *args, **kwargs)
            except AWAY as problem:
                PatientRedisCache.away_until = time.monotonic() + AGAIN_AFTER
                logger.warning("the cache is away: %s", problem)
        return getattr(self.memory, name)(*args, **kwargs)

    return method


class PatientRedisCache(RedisCache):
    away_until = 0.0  # of the process: every thread has a connection of its own to the same server

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, dict(params))
        plain = {name: value for name, value in params.items() if name != "OPTIONS"}
        self.memory = LocMemCache("while-redis-is-away", plain)

    add, get, set, touch, delete = map(patient, ("add", "get", "set", "touch", "delete"))
    get_many, set_many, delete_many = map(patient, ("get_many", "set_many", "delete_many"))
    has_key, incr, clear = map(patient, ("has_key", "incr", "clear"))
