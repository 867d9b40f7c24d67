"""Deliveries: signed, tried again, given up, switched off; by several workers at once, and never one for another."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils.timezone import now

from companies.models import Company, Membership, WebhookAttempt, WebhookDelivery, WebhookEndpoint
from companies.models.webhook import STOPPED_AFTER
from companies.models.webhook_delivery import ASKED_AN_HOUR, WAITS
from companies.webhooks import posting, sending
from companies.webhooks.sending import (
    LANES,
    Lane,
    claim,
    send_due,
    send_webhooks,
    stop_unanswered,
    tidy_up,
    work_through,
)
from notifications.models import Notification
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.companies.webhooks.heard import fresh, trial_of
from tests.companies.webhooks.receiver import Receiver, receiving
from tests.processes import at_once

pytestmark = pytest.mark.django_db
SetUp = Callable[..., tuple[WebhookEndpoint, str]]


def make_due(**fields: Any) -> None:
    WebhookDelivery.objects.filter(state="waiting").update(due_at=now(), **fields)
    WebhookEndpoint.objects.update(hold_until=None)


def test_after_a_500_it_comes_again_with_the_same_id(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    endpoint, _secret = set_up(seller)
    receiver.answers = [(500, {}, b"x" * 5000 + b"\x00"), (503, {"Retry-After": "120"}, b"\x00\xff"), 204]
    delivery = trial_of(endpoint, seller)
    waits = []
    for _turn in range(3):
        assert send_due() == 1
        waits.append((fresh(delivery).due_at - now()).total_seconds())
        assert send_due() == 0, "not before its time"
        make_due()
    assert 3 < waits[0] <= 6.1, "five seconds and a little by chance"
    assert 299 <= waits[1] <= 361, "five minutes, as that is longer than what was asked for"
    assert [(one.number, one.status) for one in WebhookAttempt.objects.all()] == [(1, 500), (2, 503), (3, 204)]
    assert len({got.headers["webhook-id"] for got in receiver.got}) == 1
    assert len({got.body for got in receiver.got}) == 1
    assert len(WebhookAttempt.objects.get(number=1).response) == 1024
    assert "\x00" not in WebhookAttempt.objects.get(number=2).response
    assert fresh(delivery).state == "delivered" and fresh(endpoint).failing_since is None


def test_the_waits_add_up_to_three_days_and_then_it_is_given_up(
    seller: Person, receiver: Receiver, set_up: SetUp
) -> None:
    assert timedelta(days=3) <= sum(WAITS, timedelta()) < timedelta(days=3.5)
    endpoint, _secret = set_up(seller)
    receiver.answers = [500]
    delivery = trial_of(endpoint, seller)
    for _turn in range(len(WAITS) + 1):
        assert send_due() == 1
        make_due()
    assert fresh(delivery).state == "failed" and send_due() == 0
    receiver.answers = [200]
    delivery.send_again(seller.actor)
    assert send_due() == 1 and fresh(delivery).state == "delivered"
    assert WebhookAttempt.objects.filter(delivery=delivery).count() == len(WAITS) + 2
    delivery.send_again(seller.actor)
    assert fresh(delivery).state == "waiting", "also what has arrived may be sent again"
    with pytest.raises(WrongState):
        delivery.send_again(seller.actor)


def test_who_does_not_answer_is_left_after_a_while(
    seller: Person, receiver: Receiver, set_up: SetUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "WHOLE", 0.3)
    endpoint, _secret = set_up(seller)
    receiver.wait = 1.5
    trial_of(endpoint, seller)
    begun = time.monotonic()
    assert send_due() == 1
    assert time.monotonic() - begun < 1.4
    assert WebhookAttempt.objects.get().error == "timeout"


def test_who_drips_byte_by_byte_is_left_too(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    import socket
    import threading

    settings.WEBHOOKS_INSIDE = True
    monkeypatch.setattr(posting, "WHOLE", 0.5)
    listening = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        line, _address = listening.accept()
        try:
            for _byte in range(100):
                line.sendall(b"H")
                time.sleep(0.1)
        except OSError:
            return

    threading.Thread(target=drip, daemon=True).start()
    begun = time.monotonic()
    reply = posting.post(f"http://127.0.0.1:{listening.getsockname()[1]}/", b"{}", {})
    assert reply.error == "timeout" and time.monotonic() - begun < 3
    listening.close()


def test_nobody_there_and_nonsense_are_failures_like_others(settings: Any) -> None:
    settings.WEBHOOKS_INSIDE = True
    with receiving() as gone:
        url = gone.url
    assert posting.post(url, b"{}", {}).error == "connection"
    with receiving() as plain:
        assert posting.post(plain.url.replace("http:", "https:"), b"{}", {}).error == "tls"


def test_of_many_workers_one_sends(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    endpoint, _secret = set_up(seller)
    trial_of(endpoint, seller)
    assert claim(endpoint.pk) and not claim(endpoint.pk)
    assert send_due() == 0, "somebody has it"
    WebhookEndpoint.objects.update(busy_until=now() - timedelta(seconds=1))
    assert send_due() == 1, "who had it has died"
    assert len(receiver.got) == 1


@pytest.mark.django_db(transaction=True)
def test_twelve_workers_at_once_send_each_delivery_once(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    endpoint, _secret = set_up(seller)
    for _number in range(5):
        trial_of(endpoint, seller)
    results = at_once(12, lambda _number: send_due())
    assert sum(results) == 5, results
    assert len(receiver.got) == 5 and len({got.headers["webhook-id"] for got in receiver.got}) == 5
    assert WebhookAttempt.objects.count() == 5
    assert not WebhookDelivery.objects.exclude(state="delivered").exists()


def test_who_stood_still_does_not_let_go_of_what_another_has_taken(
    seller: Person, receiver: Receiver, set_up: SetUp
) -> None:
    endpoint, _secret = set_up(seller)
    mine = claim(endpoint.pk)
    WebhookEndpoint.objects.update(busy_until=now() - timedelta(seconds=1))
    theirs = claim(endpoint.pk)
    assert mine and theirs and work_through(endpoint.pk, mine) == 0
    assert fresh(endpoint).busy_until == theirs


def test_a_line_that_comes_about_too_late_is_not_used(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "WHOLE", 0.2)
    connect = posting.socket.create_connection

    def slowly(*words: Any) -> Any:
        time.sleep(0.5)
        return connect(*words)

    monkeypatch.setattr(posting.socket, "create_connection", slowly)
    assert posting.post(receiver.url, b"{}", {}).error == "timeout" and receiver.got == []


def test_what_two_have_tried_is_taken_in_once(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    """A worker that stood still for longer than its lease comes back with an answer."""
    endpoint, _secret = set_up(seller)
    delivery = trial_of(endpoint, seller)
    late = fresh(delivery)
    delivery.take_in(posting.Reply(200), 0)
    late.take_in(posting.Reply(error="timeout"), 0)
    assert fresh(delivery).state == "delivered" and WebhookAttempt.objects.count() == 1
    assert fresh(endpoint).failures == 0


@pytest.mark.django_db(transaction=True)
def test_a_slow_one_holds_up_neither_others_nor_the_relay(
    seller: Person, buyer: Person, receiver: Receiver, set_up: SetUp
) -> None:
    with receiving(wait=2.0) as slow:
        lame, _secret = set_up(seller, url=slow.url)
        quick, _secret = set_up(buyer)
        lame_one, quick_one = trial_of(lame, seller), trial_of(quick, buyer)
        begun = time.monotonic()
        with transaction.atomic():
            send_webhooks()
        assert time.monotonic() - begun < 1, "the clock goes on at once"
        while fresh(quick_one).state != "delivered" and time.monotonic() - begun < 15:
            time.sleep(0.05)
        assert fresh(quick_one).state == "delivered"
        assert fresh(lame_one).state == "waiting", "it is still being waited for"
        while (WebhookEndpoint.objects.exclude(busy_until=None).exists()) and time.monotonic() - begun < 15:
            time.sleep(0.05)
    assert fresh(lame_one).state == "delivered"
    while [lane.free._value for lane in LANES] != [6, 3] and time.monotonic() - begun < 15:
        time.sleep(0.05)
    assert [lane.free._value for lane in LANES] == [6, 3], "every thread has gone"


@pytest.mark.django_db(transaction=True)
def test_those_that_fail_have_a_lane_of_their_own(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    endpoint, _secret = set_up(seller)
    trial_of(endpoint, seller)
    assert Lane(True, 1).take() is None
    WebhookEndpoint.objects.update(failures=1, failing_since=now())
    assert Lane(False, 1).take() is None
    taken = Lane(True, 1).take()
    assert taken and taken[0] == endpoint.pk


def test_between_failures_it_is_left_alone_but_not_when_somebody_tries_it(
    seller: Person, receiver: Receiver, set_up: SetUp
) -> None:
    endpoint, _secret = set_up(seller)
    receiver.answers = [500]
    for _number in range(3):
        trial_of(endpoint, seller)
    assert send_due() == 1, "it failed: the others wait"
    assert send_due() == 0
    trial_of(endpoint, seller)
    receiver.answers = [200]
    assert send_due() == 3, "the new one, and those behind it"


def test_after_days_of_failures_it_is_switched_off_and_its_owners_hear_of_it(
    seller: Person, colleague: Person, receiver: Receiver, set_up: SetUp
) -> None:
    endpoint, _secret = set_up(seller)
    manager = make_person("manager@hanbit.example", seller.company, "manager")
    receiver.answers = [500]
    delivery = trial_of(endpoint, seller)
    send_due()
    WebhookEndpoint.objects.update(failing_since=now() - STOPPED_AFTER - timedelta(minutes=1))
    make_due()
    send_due()
    stopped = fresh(endpoint)
    assert (stopped.state, stopped.reason) == ("stopped", "failing")
    deliver_all()
    told = Notification.objects.filter(kind="webhook.stopped").values_list("user__email", flat=True)
    assert set(told) == {seller.user.email, manager.user.email}
    make_due()
    assert send_due() == 0 and fresh(delivery).state == "waiting"
    page = manager.client.get(endpoint.get_absolute_url()).content.decode()
    assert "It did not take anything for days." in page and "Switch it on again" in page
    assert manager.client.post(f"/my/webhooks/{endpoint.ref}/resumption/").status_code == 302
    again = fresh(endpoint)
    assert (again.state, again.reason, again.made_by) == ("active", "", manager.user)


def test_one_that_says_it_is_gone_is_left_at_once(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    endpoint, _secret = set_up(seller)
    receiver.answers = [410]
    trial_of(endpoint, seller)
    send_due()
    assert (fresh(endpoint).state, fresh(endpoint).reason) == ("stopped", "gone")


def test_it_stops_with_who_answers_for_it(seller: Person, colleague: Person, receiver: Receiver, set_up: SetUp) -> None:
    helper = make_person("helper@hanbit.example", seller.company, "manager")
    endpoint, _secret = set_up(helper)
    trial_of(endpoint, helper)
    Membership.objects.filter(user=helper.user).delete()
    assert send_due() == 0 and receiver.got == []
    assert "has left or may no longer" in seller.client.get(endpoint.get_absolute_url()).content.decode()
    stop_unanswered()
    assert fresh(endpoint).reason == "nobody"
    deliver_all()
    assert Notification.objects.filter(kind="webhook.stopped").count() == 1
    fresh(endpoint).resume(seller.actor)
    make_due()
    assert send_due() == 1


def test_nothing_leaves_a_suspended_company(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    endpoint, _secret = set_up(seller)
    trial_of(endpoint, seller)
    Company.objects.filter(pk=seller.company.pk).update(is_active=False)
    assert send_due() == 0 and receiver.got == []


def test_tests_and_repetitions_by_hand_have_an_end(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    endpoint, _secret = set_up(seller)
    for _number in range(ASKED_AN_HOUR):
        trial_of(endpoint, seller)
    with pytest.raises(Refused):
        trial_of(endpoint, seller)
    send_due()
    with pytest.raises(Refused):
        WebhookDelivery.objects.first().send_again(seller.actor)


def test_what_waits_too_long_is_given_up_and_what_is_old_goes(
    seller: Person, receiver: Receiver, set_up: SetUp
) -> None:
    endpoint, _secret = set_up(seller)
    old, late, new = (trial_of(endpoint, seller) for _number in range(3))
    WebhookDelivery.objects.filter(pk=old.pk).update(created_at=now() - timedelta(days=31))
    WebhookDelivery.objects.filter(pk=late.pk).update(begun_at=now() - timedelta(days=5))
    tidy_up()
    assert {row.pk: row.state for row in WebhookDelivery.objects.all()} == {late.pk: "failed", new.pk: "waiting"}


def test_one_that_is_deleted_while_it_is_called_leaves_nothing(
    seller: Person, receiver: Receiver, set_up: SetUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint, _secret = set_up(seller)
    trial_of(endpoint, seller)

    def meanwhile(*_args: Any) -> posting.Reply:
        fresh(endpoint).remove(seller.actor)
        return posting.Reply(200)

    monkeypatch.setattr(sending, "post", meanwhile)
    assert send_due() == 1
    assert not WebhookEndpoint.objects.exists() and not WebhookAttempt.objects.exists()
    assert Event.objects.filter(kind="webhook.removed").count() == 1
