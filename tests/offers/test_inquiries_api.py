"""`/api/v1/inquiries/`."""

import uuid
from typing import Any

import pytest
from django.test import Client

from catalog.models import Product
from companies.models import ApiToken
from offers.models import Inquiry, Offer
from tests.cast import Person
from tests.offers.conftest import make_inquiry
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
URL = "/api/v1/inquiries/"


def key(who: Person, *scopes: str) -> Any:
    """A caller with the company's key."""
    _token, secret = ApiToken.issue(who.company, list(scopes) or ["read", "write:inquiries"])
    client = Client(headers={"authorization": f"Bearer {secret}"})

    def call(method: str, path: str = "", data: dict[str, Any] | None = None) -> Any:
        return getattr(client, method)(f"{URL}{path}", data, content_type="application/json")

    return call


def test_ask_answer_ask_again_and_close(buyer: Person, seller: Person, product: Product) -> None:
    asks, answers = key(buyer), key(seller)
    data = {"product": product.ref, "question": "Lead time?", "quantity": 500, "target_price": "3.9", "currency": "USD"}
    made = asks("post", "", {**data, "form_token": str(uuid.uuid4())})
    assert made.status_code == 201, made.json()
    body = made.json()
    assert (body["state"], body["direction"], body["your_turn"]) == ("sent", "sent", False)
    assert body["partner"]["slug"] == seller.company.slug and body["quantity"] == "500.000"
    ref = body["ref"]
    received = answers("get", "").json()["results"]
    assert [(one["ref"], one["your_turn"]) for one in received] == [(ref, True)]
    assert answers("post", f"{ref}/answer/", {"text": "Three weeks.", "seen": 0}).json()["state"] == "answered"
    assert answers("post", f"{ref}/answer/", {"text": "Again"}).status_code == 409
    again = asks("post", f"{ref}/messages/", {"text": "For 5,000?", "seen": 1}).json()
    assert again["state"] == "asked" and [one["text"] for one in again["messages"]][-1] == "For 5,000?"
    assert asks("post", f"{ref}/messages/", {"text": "Late", "seen": 1}).status_code == 409
    assert asks("post", f"{ref}/closure/", {"reason": "nonsense"}).status_code == 400
    assert asks("post", f"{ref}/closure/", {"reason": "elsewhere"}).json()["state"] == "closed"
    assert Inquiry.objects.get().closed_reason == "elsewhere"


def test_scopes(buyer: Person, seller: Person, product: Product) -> None:
    data = {"product": product.ref, "question": "Lead time?"}
    for scopes, status in (
        (["read"], 403),
        (["write:products"], 403),
        (["write:offers"], 403),
        (["write:inquiries"], 201),
        (["write"], 201),
    ):
        assert key(buyer, *scopes)("post", "", data).status_code == status, scopes
    token, _secret = ApiToken.issue(buyer.company, ["write:inquiries"])
    assert token.actor.powers == {"view", "buy", "sell"}


def test_others_find_nothing(stranger: Person, viewer: Person, visitor: Client, inquiry: Inquiry) -> None:
    other = key(stranger)
    assert other("get").json()["count"] == 0 and visitor.get(URL).json()["count"] == 0
    for call in (
        other("get", f"{inquiry.ref}/"),
        other("post", f"{inquiry.ref}/answer/", {"text": "x"}),
        other("post", f"{inquiry.ref}/closure/", {}),
    ):
        assert call.status_code == 404
    assert visitor.get(f"{URL}{inquiry.ref}/").status_code == 404
    inquiry.refresh_from_db()
    assert inquiry.state == "sent" and not inquiry.messages.exists()


def test_the_asker_does_not_answer(buyer: Person, inquiry: Inquiry) -> None:
    assert key(buyer)("post", f"{inquiry.ref}/answer/", {"text": "Mine"}).status_code == 403


def test_an_unnamed_supplier_stays_unnamed(buyer: Person, seller: Person, anonymous_offer: Offer) -> None:
    made = key(buyer)("post", "", {"offer": anonymous_offer.ref, "question": "How many?"})
    assert made.status_code == 201 and made.json()["partner"] is None
    assert "anbit" not in made.content.decode()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ({}, "product"),
        ({"product": "A", "company": "b"}, "product"),
        ({"company": "hanbit-bearings", "question": ""}, "question"),
        ({"company": "hanbit-bearings", "question": "x", "quantity": 0}, "quantity"),
        ({"company": "hanbit-bearings", "question": "x", "target_price": -1}, "target_price"),
        ({"company": "hanbit-bearings", "question": "x" * 10_000}, "question"),
    ],
)
def test_what_is_wrong_is_named(buyer: Person, seller: Person, data: dict[str, Any], name: str) -> None:
    answer = key(buyer)("post", "", data)
    assert answer.status_code == 400 and name in answer.json(), answer.json()
    assert key(buyer)("post", "", [1]).status_code == 400
    assert not Inquiry.objects.exists()


def test_the_list_asks_no_more_for_more(buyer: Person, seller: Person) -> None:
    make_inquiry(buyer, seller)
    few = queries_of(seller.client, URL)
    for number in range(6):
        make_inquiry(buyer, seller, title=f"No {number}").reply("Yes", seller.actor)
    assert queries_of(seller.client, URL) == few
