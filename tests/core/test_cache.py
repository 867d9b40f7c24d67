"""Pages and limits while Redis is away."""

from collections.abc import Iterator
from unittest import mock

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from redis.exceptions import ConnectionError as RedisAway

from portal.core.patient_cache import PatientRedisCache
from tests.cast import Person

CLOSED = {
    "default": {
        "BACKEND": "portal.core.patient_cache.PatientRedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
        "OPTIONS": {"socket_connect_timeout": 1},
    }
}


@pytest.fixture
def redis_away() -> Iterator[None]:
    with override_settings(CACHES=CLOSED, ACCOUNT_RATE_LIMITS={"login": "2/m/ip"}):
        PatientRedisCache.away_until = 0.0
        cache.clear()
        yield
        PatientRedisCache.away_until = 0.0


def test_people_sign_in_and_tries_are_still_counted(db: None, redis_away: None) -> None:
    data = {"login": "a@b.example", "password": "x"}
    answers = [Client().post("/accounts/login/", data).status_code for _try in range(3)]
    assert answers == [200, 200, 429]


def test_the_api_answers(seller: Person, visitor: Client, redis_away: None) -> None:
    assert visitor.get("/api/v1/companies/").json()["count"] == 1


def test_it_is_not_asked_again_at_once_and_then_it_is(redis_away: None) -> None:
    cache.set("word", "kept")
    with mock.patch("django.core.cache.backends.redis.RedisCacheClient.get", side_effect=RedisAway) as asked:
        assert cache.get("word") == "kept" and not asked.called
        PatientRedisCache.away_until = 0.0
        assert cache.get("word") == "kept" and asked.call_count == 1
    PatientRedisCache.away_until = 0.0
    with mock.patch("django.core.cache.backends.redis.RedisCacheClient.get", return_value="from Redis"):
        assert cache.get("word") == "from Redis", "as soon as it is back, it counts"
