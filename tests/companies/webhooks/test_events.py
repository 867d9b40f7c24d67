"""What is told to whom: what the API would show them at that moment, and nothing to anybody else."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from companies.models import ApiToken, WebhookDelivery, WebhookEndpoint
from companies.webhooks.outgoing import KINDS, spread
from companies.webhooks.sending import send_due
from portal.core.events import Event
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.companies.webhooks.receiver import Receiver, example
from tests.trade.deals import make_rfq, open_up, quote
from tests.trade.orders import make_order

pytestmark = pytest.mark.django_db
SetUp = Callable[..., tuple[WebhookEndpoint, str]]


def shown_by_api(person: Person, path: str) -> Any:
    """As a key of the company that only reads sees it."""
    assert person.company
    _token, key = ApiToken.issue(person.company, ["read"], person.actor)
    return Client().get(path, headers={"Authorization": f"Bearer {key}"}).json()


def told(endpoint: WebhookEndpoint) -> list[str]:
    return list(endpoint.deliveries.order_by("pk").values_list("kind", flat=True))


def test_both_sides_of_an_order_hear_what_the_api_shows_each(
    buyer: Person, seller: Person, stranger: Person, receiver: Receiver, set_up: SetUp
) -> None:
    (theirs, secret), (ours, _own) = set_up(buyer, ["order.confirmed"]), set_up(seller, ["order.confirmed"])
    (others, _other), (narrow, _narrow) = set_up(stranger), set_up(seller, ["invoice.issued"])
    order = make_order(buyer.actor.company, seller.actor.company)  # type: ignore[arg-type]
    order.confirm(seller.actor)
    deliver_all()
    assert (told(theirs), told(ours), told(others), told(narrow)) == (["order.confirmed"], ["order.confirmed"], [], [])
    for person, endpoint in ((buyer, theirs), (seller, ours)):
        said = json.loads(endpoint.deliveries.get().body)
        shown = shown_by_api(person, f"/api/v1/orders/{order.ref}/")
        assert set(said) == {"id", "type", "created_at", "company", "object", "data"}
        assert said["company"] == endpoint.company.slug and said["data"]["url"].endswith(shown["url"])
        assert {**said["data"], "url": ""} == {**json.loads(json.dumps(shown)), "url": ""}
    assert theirs.deliveries.get().message != ours.deliveries.get().message
    assert send_due() == 2
    got = next(one for one in receiver.got if one.headers["webhook-id"] == theirs.deliveries.get().message)
    assert example()(secret, got.headers, got.body)


def test_an_event_told_twice_makes_one_delivery(buyer: Person, seller: Person, set_up: SetUp) -> None:
    endpoint, _secret = set_up(buyer, ["order.confirmed"])
    make_order(buyer.actor.company, seller.actor.company).confirm(seller.actor)  # type: ignore[arg-type]
    deliver_all()
    spread(list(Event.objects.filter(kind="order.confirmed")))
    assert told(endpoint) == ["order.confirmed"]


def test_a_quotation_under_seal_is_told_to_the_buyer_no_sooner_than_shown(
    buyer: Person, seller: Person, stranger: Person, set_up: SetUp
) -> None:
    (theirs, _one), (ours, _two), (rival, _three) = set_up(buyer), set_up(seller), set_up(stranger)
    rfq = make_rfq(buyer)
    quotation = quote(seller, rfq, "2.50")
    deliver_all()
    heard = [kind for kind in told(theirs) if kind.startswith("quotation.")]
    shown = shown_by_api(buyer, f"/api/v1/quotations/{quotation.ref}/")
    assert bool(heard) == ("ref" in shown)
    assert "quotation.submitted" in told(ours) and not [k for k in told(rival) if k.startswith("quotation.")]
    open_up(rfq)
    own = json.loads(ours.deliveries.get(kind="quotation.submitted").body)["data"]
    api = shown_by_api(seller, f"/api/v1/quotations/{quotation.ref}/")
    assert set(own) <= set(api), "no field that the API does not have"


def test_what_was_before_it_listened_and_while_it_rests_is_not_told(
    buyer: Person, seller: Person, set_up: SetUp
) -> None:
    make_order(buyer.actor.company, seller.actor.company).confirm(seller.actor)  # type: ignore[arg-type]
    endpoint, _secret = set_up(buyer, ["order.confirmed"])
    deliver_all()
    endpoint.pause(buyer.actor)
    make_order(buyer.actor.company, seller.actor.company).confirm(seller.actor)  # type: ignore[arg-type]
    deliver_all()
    endpoint.resume(buyer.actor)
    assert told(endpoint) == [] and not WebhookDelivery.objects.exists()


def test_each_kind_has_words_and_names_a_thing_with_readers() -> None:
    for kind, one in KINDS.items():
        assert str(one.words[kind]) and str(one.label), kind
