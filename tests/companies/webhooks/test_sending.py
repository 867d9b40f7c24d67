"""Sent, tried again, given up; by whom, how often, and that nobody holds up another."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connections
from django.utils.timezone import now

from companies.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from companies.webhooks import posting
from companies.webhooks.sending import LEASE, Lane, claim, send_due, send_webhooks, tidy_up, work_through
from notifications.models import Notification
from portal.core import timed
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.companies.webhooks.receiver import Receiver, example, receiving

SetUp = Callable[..., tuple[WebhookEndpoint, str]]
STATES = WebhookDelivery.State


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """The time as the sender and the receiver see it."""
    with ExitStack() as stack:
        for module in ("models.webhook", "models.webhook_delivery", "webhooks.sending"):
            stack.enter_context(patch(f"companies.{module}.now", lambda: moment))
        stack.enter_context(patch("time.time", moment.timestamp))
        yield


def ask(endpoint: WebhookEndpoint, person: Person) -> WebhookDelivery:
    return WebhookDelivery.ask_for_test(endpoint, person.actor)


@pytest.mark.django_db
def test_after_500_and_after_silence_it_is_tried_again(
    seller: Person, receiver: Receiver, set_up: SetUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint, secret = set_up(seller)
    monkeypatch.setattr(posting, "WHOLE", 0.3)
    receiver.answers = [500, 500, 200]
    delivery = ask(endpoint, seller)
    assert send_due() == 1 and send_due() == 0, "not at once"
    delivery.refresh_from_db()
    assert 0 < (delivery.due_at - now()).total_seconds() <= 6
    second = now() + timedelta(seconds=7)
    with at(second):
        receiver.wait = 1.0
        assert send_due() == 1
        delivery.refresh_from_db()
        assert 300 <= (delivery.due_at - second).total_seconds() <= 360, "longer each time"
    with at(now() + timedelta(minutes=7)):
        receiver.wait = 0.0
        assert send_due() == 1
    delivery.refresh_from_db()
    endpoint.refresh_from_db()
    tries = list(WebhookAttempt.objects.order_by("number").values_list("number", "status", "error"))
    assert tries == [(1, 500, "status"), (2, None, "timeout"), (3, 200, "")]
    assert delivery.state == STATES.DELIVERED and endpoint.failures == 0
    ids = {got.headers["webhook-id"] for got in receiver.got}
    assert len(ids) == 1, "the same id at each try"
    with at(now() + timedelta(minutes=7)):
        assert example()(secret, receiver.got[-1].headers, receiver.got[-1].body), "a fresh timestamp at each try"


@pytest.mark.django_db
def test_after_three_days_it_is_given_up_and_the_endpoint_is_switched_off(
    seller: Person, receiver: Receiver, set_up: SetUp
) -> None:
    endpoint, _secret = set_up(seller)
    manager = make_person("manager@seller.example", seller.company, "manager")
    make_person("sales@seller.example", seller.company, "sales")
    receiver.answers = [503]
    delivery, begun = ask(endpoint, seller), now()
    while delivery.state == STATES.WAITING:
        ended = delivery.due_at + timedelta(minutes=6)
        with at(ended):
            send_due()
        delivery.refresh_from_db()
    endpoint.refresh_from_db()
    assert (delivery.state, delivery.tries) == (STATES.FAILED, 10) and len(receiver.got) == 10
    assert timedelta(days=3) < ended - begun < timedelta(days=4)
    assert (endpoint.state, endpoint.reason) == ("stopped", "failing")
    deliver_all()
    told = Notification.objects.filter(kind="webhook.stopped")
    assert {note.user for note in told} == {seller.user, manager.user}
    assert "Switch it on again" in seller.client.get(endpoint.get_absolute_url()).content.decode()
    seller.client.post(f"{endpoint.get_absolute_url()}resumption/")
    endpoint.refresh_from_db()
    assert (endpoint.state, endpoint.failures) == ("active", 0)


@pytest.mark.django_db
def test_who_says_gone_hears_nothing_more(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    endpoint, _secret = set_up(seller)
    receiver.answers = [410]
    ask(endpoint, seller)
    assert send_due() == 1
    endpoint.refresh_from_db()
    assert (endpoint.state, endpoint.reason) == ("stopped", "gone")


@pytest.mark.django_db
def test_the_old_secret_signs_for_24_hours_more(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    endpoint, old = set_up(seller)
    new = endpoint.renew_secret(seller.actor)
    ask(endpoint, seller)
    send_due()
    got = receiver.got[0]
    assert example()(old, got.headers, got.body) and example()(new, got.headers, got.body)
    with at(now() + timedelta(hours=24, minutes=1)):
        ask(endpoint, seller)
        send_due()
        got = receiver.got[1]
        assert not example()(old, got.headers, got.body) and example()(new, got.headers, got.body)


@pytest.mark.django_db
def test_a_waiting_one_that_nobody_could_try_ends_as_well(seller: Person, set_up: SetUp) -> None:
    endpoint, _secret = set_up(seller)
    delivery = ask(endpoint, seller)
    with at(now() + timedelta(days=4, hours=1)):
        tidy_up()
        delivery.refresh_from_db()
        assert delivery.state == STATES.FAILED
    with at(now() + timedelta(days=31)):
        tidy_up()
        assert not WebhookDelivery.objects.exists()


@pytest.mark.django_db
def test_a_lease_that_ran_out_is_not_let_go_by_who_had_it(seller: Person, set_up: SetUp) -> None:
    endpoint, _secret = set_up(seller)
    first = claim(endpoint.pk)
    assert first and claim(endpoint.pk) is None
    with at(now() + LEASE + timedelta(seconds=1)):
        second = claim(endpoint.pk)
        assert second
        work_through(endpoint.pk, first)
        assert claim(endpoint.pk) is None, "the second one still has it"


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_once_for_each_try(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    endpoint, _secret = set_up(seller)
    for _number in range(3):
        ask(endpoint, seller)
    receiver.wait = 0.1
    start, counts = threading.Barrier(6), []

    def work() -> None:
        start.wait()
        try:
            counts.append(send_due())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == 3 and len(receiver.got) == 3
    assert len({got.headers["webhook-id"] for got in receiver.got}) == 3
    assert WebhookAttempt.objects.count() == 3 and not WebhookDelivery.objects.waiting().exists()


@pytest.mark.django_db(transaction=True)
def test_a_slow_endpoint_holds_up_neither_the_clock_nor_another(
    seller: Person, buyer: Person, receiver: Receiver, set_up: SetUp
) -> None:
    with receiving(wait=2.0) as slow:
        ask(set_up(seller, url=slow.url)[0], seller)
        ask(set_up(buyer)[0], buyer)
        job = f"{send_webhooks.__module__}.{send_webhooks.__name__}"
        begun = time.monotonic()
        assert timed.run_due(among=[job]) == 1
        assert time.monotonic() - begun < 1, "the clock goes on at once"
        until(lambda: bool(receiver.got))
        assert time.monotonic() - begun < 1.8
        until(lambda: not WebhookDelivery.objects.waiting().exists())
    until(lambda: not WebhookEndpoint.objects.exclude(busy_until=None).exists())
    until(lambda: not [one for one in threading.enumerate() if one.name.startswith("webhooks-")])


@pytest.mark.django_db(transaction=True)
def test_a_lane_takes_no_more_than_it_has_room_for(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    for _number in range(3):
        ask(set_up(seller)[0], seller)
    receiver.wait = 0.3
    lane = Lane(False, 2)
    lane.start()
    assert WebhookEndpoint.objects.exclude(busy_until=None).count() == 2
    until(lambda: not [one for one in threading.enumerate() if one.name.startswith("webhooks-")])
    lane.start()
    until(lambda: not WebhookDelivery.objects.waiting().exists())
    until(lambda: not [one for one in threading.enumerate() if one.name.startswith("webhooks-")])


def until(is_so: Callable[[], Any], patience: float = 10.0) -> None:
    end = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)
