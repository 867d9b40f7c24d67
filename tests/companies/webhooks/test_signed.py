"""What is sent is signed, and the secret it is signed with is kept sealed and can be changed."""

import json
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from companies.models import WebhookAttempt, WebhookEndpoint
from companies.webhooks.sending import send_due
from tests.cast import Person
from tests.companies.webhooks.heard import fresh, trial_of
from tests.companies.webhooks.receiver import Receiver, example

pytestmark = pytest.mark.django_db
SetUp = Callable[..., tuple[WebhookEndpoint, str]]


def test_the_receiver_can_check_that_it_was_us(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    endpoint, secret = set_up(seller)
    delivery = trial_of(endpoint, seller)
    assert receiver.got == [], "nothing is sent before the sender's turn"
    assert send_due() == 1
    (got,) = receiver.got
    is_genuine = example()
    assert is_genuine(secret, got.headers, got.body)
    assert not is_genuine(secret, got.headers, got.body + b" "), "another body"
    assert not is_genuine("whsec_" + "A" * 44, got.headers, got.body), "another secret"
    old = {**got.headers, "webhook-timestamp": str(int(time.time()) - 3600)}
    assert not is_genuine(secret, old, got.body), "played again an hour later"
    said = json.loads(got.body)
    assert (said["id"], said["type"], said["company"]) == (
        delivery.message,
        "webhook.test",
        endpoint.company.slug,
    )
    assert got.headers["webhook-id"] == delivery.message and got.headers["content-type"].startswith("application/json")
    assert got.path == "/hooks?for=books"
    done, attempt = fresh(delivery), WebhookAttempt.objects.get()
    assert done.state == "delivered" and (attempt.status, attempt.error, attempt.response) == (200, "", "thank you")
    assert send_due() == 0 and len(receiver.got) == 1


def test_the_signature_is_that_of_the_published_example() -> None:
    """The vector of the Standard Webhooks' own libraries."""
    from companies.webhooks.signing import signature

    signed = signature(
        "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",  # in two, so that nothing that looks for secrets finds it
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_changed_secret_signs_beside_the_old_one_for_a_day(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    endpoint, old = set_up(seller)
    new = endpoint.renew_secret(seller.actor)
    is_genuine = example()
    trial_of(endpoint, seller)
    send_due()
    got = receiver.got[-1]
    assert old != new and is_genuine(old, got.headers, got.body) and is_genuine(new, got.headers, got.body)
    assert len(got.headers["webhook-signature"].split()) == 2
    WebhookEndpoint.objects.update(old_secret_until=now() - timedelta(seconds=1))
    trial_of(fresh(endpoint), seller)
    send_due()
    got = receiver.got[-1]
    assert not is_genuine(old, got.headers, got.body) and is_genuine(new, got.headers, got.body)


def test_secrets_are_sealed_where_they_are_kept(
    seller: Person, receiver: Receiver, set_up: SetUp, settings: Any
) -> None:
    endpoint, secret = set_up(seller)
    assert secret not in endpoint.sealed_secret and endpoint.secrets() == [secret]
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key altogether"
    assert endpoint.secrets() == [secret], "a former key still opens it"
    settings.SECRET_KEY_FALLBACKS = []
    assert endpoint.secrets() == []
