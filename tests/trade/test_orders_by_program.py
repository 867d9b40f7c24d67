"""Programs order what catalogues list, and samples, and settle instalments: by the verbs and rights of the pages."""

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.models import Product
from companies.models import ApiToken
from portal.core.events import Event
from tests.cast import Person, make_product
from tests.processes import at_once
from tests.trade.orders import make_order
from tests.trade.test_payment_pages import photo
from trade.models import Instalment, Order, OutsidePayment
from trade.settling.scheduling import settle

pytestmark = pytest.mark.django_db
ORDERS = "/api/v1/orders/"
TODAY = timezone.localdate().isoformat()


@pytest.fixture
def product(seller: Person) -> Product:
    sample = {"sample": "paid", "sample_amount": Decimal(3), "sample_currency": "USD", "sample_days": 5}
    return make_product(seller.company, moq=10, payment_terms=["advance", "deposit"], lead_time_days=9, **sample)  # type: ignore[arg-type]  # the seller has a company


def wish(product: Product, ref: str = "", **more: Any) -> dict[str, Any]:
    usual = {"key": str(uuid.uuid4()), "product": ref or product.ref, "quantity": "20"}
    return {**usual, "price": "4.20", "currency": "USD", **more}


def samples(product: Product, **more: Any) -> dict[str, Any]:
    return {"key": str(uuid.uuid4()), "product": product.ref, "sample": True, "quantity": "2", **more}


def send(client: Client, path: str, data: Any = None, **key: Any) -> Any:
    return client.post(path, {} if data is None else data, "application/json", **key)


def key_of(person: Person, *scopes: str) -> Any:
    assert person.company
    return {"HTTP_AUTHORIZATION": f"Bearer {ApiToken.issue(person.company, list(scopes), by=person.actor)[1]}"}


def test_an_order_at_list_terms(client: Client, buyer: Person, seller: Person, product: Product) -> None:
    key = key_of(buyer, "read", "write:orders")
    address = {"name": "Dock 3", "street": "Kai 1", "city": "Hamburg", "country": "DE"}
    sent = wish(product, payment="deposit", buyer_po="4500", note="Before Easter", ship_to=address)
    answer = send(client, ORDERS, sent, **key)
    assert answer.status_code == 201, answer.json()
    order = Order.objects.get()
    assert (order.kind, order.total, order.payment, order.deposit_percent) == ("catalogue", 84, "deposit", 30)
    assert (order.buyer, order.supplier, order.buyer_po) == (buyer.company, seller.company, "4500")
    assert order.ship_to["city"] == "Hamburg" and order.note == "Before Easter"
    assert (answer.json()["ref"], answer.json()["lines"][0]["price"]) == (order.ref, "4.2000")
    again = send(client, ORDERS, sent, **key)
    assert (again.status_code, again.json()["ref"]) == (200, order.ref) and Order.objects.count() == 1


def test_samples(client: Client, buyer: Person, product: Product) -> None:
    key, sent = key_of(buyer, "read", "write"), samples(product, note="For the test bench", buyer_po="S-1")
    answer = send(client, ORDERS, sent, **key)
    assert answer.status_code == 201, answer.json()
    order = Order.objects.get()
    assert (order.kind, order.total, order.payment, order.buyer_po) == ("sample", 6, "advance", "S-1")
    assert send(client, ORDERS, sent, **key).status_code == 200 and Order.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"price": "4.10"}, 409, "The price is another one now"),
        ({"currency": "EUR"}, 409, "The price is another one now"),
        ({"currency": "ZZZ"}, 400, "currency"),
        ({"quantity": "9"}, 409, "The minimum order is"),
        ({"quantity": "10.5"}, 409, "whole quantity"),
        ({"payment": "open_account"}, 409, "payment terms"),
        ({"ref": "P-NONE"}, 404, ""),
        ({"variant": "RED"}, 404, ""),
        ({"key": "no"}, 400, "key"),
        ({"key": None}, 400, "key"),
        ({"sample": True}, 400, "Samples go by"),
        ({"ship_to": {"name": "x", "street": "y", "city": "z", "country": "XX"}}, 400, "country"),
    ],
)
def test_what_cannot_be_ordered(
    client: Client, buyer: Person, product: Product, changes: dict[str, Any], status: int, words: str
) -> None:
    answer = send(client, ORDERS, wish(product, **changes), **key_of(buyer, "read", "write:orders"))
    assert answer.status_code == status and words in answer.content.decode()
    assert not Order.objects.exists()


def test_more_samples_than_are_sent_are_refused(client: Client, buyer: Person, product: Product) -> None:
    key = key_of(buyer, "read", "write:orders")
    assert send(client, ORDERS, samples(product, quantity="6"), **key).status_code == 400
    assert send(client, ORDERS, samples(product, quantity="1.5"), **key).status_code == 409
    Product.objects.filter(pk=product.pk).update(sample="none", sample_amount=None, sample_currency="")
    assert send(client, ORDERS, samples(product), **key).status_code == 409
    assert not Order.objects.exists()


def test_who_may_not_order(client: Client, buyer: Person, seller: Person, onlooker: Person, product: Product) -> None:
    for sent in (wish(product), samples(product)):
        assert send(client, ORDERS, sent).status_code in {401, 403}
        assert send(client, ORDERS, sent, **key_of(buyer, "read")).status_code == 403
        assert send(client, ORDERS, sent, **key_of(buyer, "read", "write:offers")).status_code == 403
        assert send(onlooker.client, ORDERS, sent).status_code == 403
        assert send(seller.client, ORDERS, sent).status_code == 409, "its own company's product"
    assert not Order.objects.exists() and not Event.objects.filter(kind="order.placed").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.needs("postgresql")
def test_the_same_request_many_times_at_once_orders_once(buyer: Person, product: Product) -> None:
    key, sent = key_of(buyer, "read", "write:orders"), wish(product)
    answers = at_once(6, lambda _number: send(Client(), ORDERS, sent, **key))
    assert {one.status_code for one in answers} <= {200, 201}, answers
    assert Order.objects.count() == 1


@pytest.fixture
def order(buyer: Person, seller: Person) -> Order:
    terms = {"payment": "deposit", "deposit_percent": Decimal(30), "state": "confirmed"}
    made = make_order(buyer.company, seller.company, confirmed_at=timezone.now(), **terms)
    settle(made.pk)
    return made


def test_instalments_are_listed(client: Client, order: Order, buyer: Person, stranger: Person) -> None:
    url, key = f"{ORDERS}{order.ref}/instalments/", key_of(buyer, "read")
    found = client.get(url, **key).json()
    assert found["count"] == 2
    first = found["results"][0]
    assert (first["number"], first["kind"], first["state"], first["amount"]) == (1, "deposit", "due", "75.0000")
    assert first["due_on"] == (timezone.localdate() + timedelta(days=7)).isoformat() and first["payments"] == []
    assert client.get(f"{url}2/", **key).json()["kind"] == "balance"
    assert client.get(f"{url}9/", **key).status_code == 404
    assert stranger.client.get(url).status_code == 404 and stranger.client.get(f"{url}1/").status_code == 404
    assert client.get(url).status_code in {401, 404}


def test_a_transfer_is_reported_with_its_proof_and_confirmed(
    client: Client, order: Order, buyer: Person, seller: Person, stranger: Person
) -> None:
    url, buys, sells = f"{ORDERS}{order.ref}/", key_of(buyer, "read", "write:orders"), key_of(seller, "write:orders")
    sent = {"sent_on": TODAY, "reference": "TT-77", "proof": photo()}
    answer = client.post(f"{url}instalments/1/report/", sent, **buys)
    assert answer.status_code == 201, answer.json()
    payment = answer.json()
    assert (payment["state"], payment["amount"], payment["reference"]) == ("reported", "75.0000", "TT-77")
    assert send(client, f"{url}instalments/1/report/", {"sent_on": TODAY}, **buys).status_code == 409, "once"
    file = client.get(payment["proofs"][0]["url"], **sells)
    assert file.status_code == 200 and file["Content-Disposition"].startswith("attachment")
    assert stranger.client.get(payment["proofs"][0]["url"]).status_code == 404
    confirmation = f"{url}payments/{payment['ref']}/confirmation/"
    assert send(client, confirmation, {"received_on": TODAY}, **buys).status_code == 403, "the supplier says so"
    assert send(stranger.client, confirmation, {"received_on": TODAY}).status_code == 404
    done = send(client, confirmation, {"received_on": TODAY, "amount": "70.00"}, **sells)
    assert (done.status_code, done.json()["state"], done.json()["received"]) == (200, "confirmed", "70.0000")
    assert send(client, confirmation, {"received_on": TODAY}, **sells).status_code == 409, "once"
    rows = client.get(f"{url}instalments/", **buys).json()["results"]
    assert [(one["state"], one["amount"]) for one in rows] == [
        ("paid", "70.0000"),
        ("planned", "175.0000"),
        ("due", "5.0000"),
    ]
    assert client.get(f"{url}payments/", **buys).json()["results"][0]["state"] == "confirmed"


def test_a_transfer_that_did_not_come_or_was_a_mistake(
    client: Client, order: Order, buyer: Person, seller: Person
) -> None:
    url, buys, sells = f"{ORDERS}{order.ref}/", key_of(buyer, "write:orders"), key_of(seller, "write:orders")
    for act, key, words, state in (
        ("refusal", sells, {"reason": "Nothing came"}, "refused"),
        ("withdrawal", buys, {}, "withdrawn"),
    ):
        payment = send(client, f"{url}instalments/1/report/", {"sent_on": TODAY}, **buys).json()["ref"]
        answer = send(client, f"{url}payments/{payment}/{act}/", words, **key)
        assert (answer.status_code, answer.json()["state"]) == (200, state)
        assert Instalment.objects.get(order=order, number=1).state == "due"
        assert client.get(f"{url}payments/{payment}/", **buys).json()["proofs"] == [], "without a paper"


def test_money_that_nobody_reported(client: Client, order: Order, buyer: Person, seller: Person) -> None:
    url = f"{ORDERS}{order.ref}/instalments/1/receipt/"
    assert send(buyer.client, url, {"received_on": TODAY}).status_code == 403
    assert send(seller.client, url, {"received_on": TODAY}).status_code == 201
    assert send(seller.client, url, {"received_on": TODAY}).status_code == 409
    assert Instalment.objects.get(order=order, number=1).state == "paid"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 400),
        ({"sent_on": "2099-01-01"}, 400),
        ({"sent_on": TODAY, "amount": "0"}, 400),
        ({"sent_on": TODAY, "amount": "1.005"}, 409),
        ({"sent_on": TODAY, "reference": "x" * 81}, 400),
    ],
)
def test_reports_that_cannot_be(order: Order, buyer: Person, sent: dict[str, Any], status: int) -> None:
    assert send(buyer.client, f"{ORDERS}{order.ref}/instalments/1/report/", sent).status_code == status
    assert not OutsidePayment.objects.exists()


def test_a_proof_that_is_no_paper_is_refused_by_name(order: Order, buyer: Person) -> None:
    file = photo()
    file.file.seek(0)
    file.file.write(b"#!/bin/sh not a picture")
    file.file.seek(0)
    answer = buyer.client.post(f"{ORDERS}{order.ref}/instalments/1/report/", {"sent_on": TODAY, "proof": file})
    assert answer.status_code == 400 and "proof" in answer.json()
    assert not OutsidePayment.objects.exists()


def test_who_may_not_say_how_an_order_is_paid(
    client: Client, order: Order, buyer: Person, seller: Person, viewer: Person, onlooker: Person, stranger: Person
) -> None:
    url = f"{ORDERS}{order.ref}/"
    payment = order.instalments.get(number=1).report(buyer.actor, Decimal(75), timezone.localdate())
    acts = {
        f"{url}instalments/2/report/": {"sent_on": TODAY},
        f"{url}instalments/2/receipt/": {"received_on": TODAY},
        f"{url}payments/{payment.ref}/confirmation/": {"received_on": TODAY},
        f"{url}payments/{payment.ref}/refusal/": {"reason": "No"},
        f"{url}payments/{payment.ref}/withdrawal/": {},
    }
    reads, others = key_of(buyer, "read"), key_of(seller, "read", "write:invoices")
    for path, sent in acts.items():
        assert send(stranger.client, path, sent).status_code == 404, path
        for person in (viewer, onlooker):
            assert send(person.client, path, sent).status_code == 403, path
        for key in (reads, others):
            assert send(client, path, sent, **key).status_code == 403, path
    assert list(order.instalments.values_list("state", flat=True)) == ["reported", "planned"]
    payment.refresh_from_db()
    assert payment.state == "reported"
