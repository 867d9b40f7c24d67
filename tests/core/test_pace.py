"""Who asks too often is told so with 429, and when to come again; nothing else is done for them."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from rest_framework.throttling import AnonRateThrottle, UserRateThrottle

from companies.models import User
from tests.cast import Person

pytestmark = pytest.mark.django_db
PASSWORD = "long-and-own-words"
Ask = Callable[[int], Any]


class Clock:
    """For what is counted by whole minutes: no test ends in another one than it began in."""

    def __init__(self, now: float) -> None:
        self.now = now

    def time(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(time.time())
    monkeypatch.setattr("search.pace.time", clock)
    return clock


def answers(ask: Ask, most: int) -> tuple[list[int], Any]:
    """Up to the limit, and the one beyond it."""
    return [ask(number).status_code for number in range(most)], ask(most)


def assert_refused(answer: Any) -> None:
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def sign_in(number: int) -> Any:
    """Each with another address of mail: what is counted is where it comes from."""
    return Client().post("/accounts/login/", {"login": f"{number}@mail.example", "password": "wrong"})


def sign_up(number: int) -> Any:
    data = {"email": f"{number}@mail.example", "name": "Somebody", "password1": PASSWORD}
    return Client().post("/accounts/signup/", data)


def reset(number: int) -> Any:
    return Client().post("/accounts/password/reset/", {"email": f"{number}@mail.example"})


def test_signing_up_ends_after_ten_in_a_minute() -> None:
    before, answer = answers(sign_up, 10)
    assert 429 not in before
    assert_refused(answer)
    assert User.objects.count() == 10
    assert len(mail.outbox) == 10


def test_asking_for_a_new_password_ends_after_ten_in_a_minute() -> None:
    before, answer = answers(reset, 10)
    assert 429 not in before
    assert_refused(answer)
    assert len(mail.outbox) == 10


def test_signing_in_ends_after_thirty_in_a_minute_whoever_it_is(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "5/m/ip"}
    before, answer = answers(sign_in, 5)
    assert 429 not in before
    assert_refused(answer)


@pytest.mark.parametrize("path", ["/api/v1/search/?q=bearing", "/api/v1/suggest/?q=bea", "/api/v1/products/"])
def test_the_api_counts_by_address(path: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(AnonRateThrottle, "rate", "3/min", raising=False)
    before, answer = answers(lambda _number: Client().get(path), 3)
    assert set(before) == {200}
    assert_refused(answer)
    assert Client().get(path, REMOTE_ADDR="203.0.113.7").status_code == 200


def test_the_api_counts_by_person(seller: Person, buyer: Person, monkeypatch: Any) -> None:
    monkeypatch.setattr(UserRateThrottle, "rate", "3/min", raising=False)
    before, answer = answers(lambda _number: seller.client.get("/api/v1/products/"), 3)
    assert set(before) == {200}
    assert_refused(answer)
    assert buyer.client.get("/api/v1/products/").status_code == 200


@pytest.mark.parametrize("path", ["/search/?q=bearing", "/search/feed.atom?q=bearing", "/search/feed.rss?q=bearing"])
def test_pages_and_feeds_of_results_count_by_address(path: str, settings: Any) -> None:
    settings.SEARCHES_A_MINUTE = 3
    before, answer = answers(lambda _number: Client().get(path), 3)
    assert set(before) == {200}
    assert_refused(answer)
    assert Client().get("/search/?q=bolt").status_code == 429, "they are counted together"
    assert Client().get(path, REMOTE_ADDR="203.0.113.7").status_code == 200


def test_whoever_is_signed_in_is_counted_apart_from_the_office(seller: Person, buyer: Person, settings: Any) -> None:
    settings.SEARCHES_A_MINUTE = 3
    answers(lambda _number: Client().get("/search/?q=bearing"), 4)
    before, answer = answers(lambda _number: seller.client.get("/search/?q=bearing"), 3)
    assert set(before) == {200}
    assert_refused(answer)
    assert buyer.client.get("/search/?q=bearing").status_code == 200, "a colleague at the same address"


def test_the_next_minute_counts_anew(settings: Any, clock: Clock) -> None:
    settings.SEARCHES_A_MINUTE = 1
    _before, answer = answers(lambda _number: Client().get("/search/?q=bearing"), 1)
    assert_refused(answer)
    clock.now += int(answer["Retry-After"])
    assert Client().get("/search/?q=bearing").status_code == 200


def test_without_a_number_searches_are_not_counted(settings: Any) -> None:
    settings.SEARCHES_A_MINUTE = 0
    before, answer = answers(lambda _number: Client().get("/search/?q=bearing"), 5)
    assert {*before, answer.status_code} == {200}
