"""Webhooks on their pages and at the API: who may set them up, and what they see."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from companies.models import ApiToken, Membership, WebhookDelivery, WebhookEndpoint
from companies.webhooks.sending import send_due
from portal.core.events import Event
from portal.core.permissions import Refused
from tests.cast import Person, make_person
from tests.companies.webhooks.receiver import Receiver, example

pytestmark = pytest.mark.django_db
SetUp = Callable[..., tuple[WebhookEndpoint, str]]


def made(person: Person, url: str, **fields: Any) -> str:
    """The secret, as the page shows it."""
    answer = person.client.post("/my/webhooks/new/", {"url": url, "events": ["*"], **fields})
    assert answer.status_code == 201, answer.context["form"].errors
    found = re.search(r'id="secret">(whsec_[^<]+)<', answer.content.decode())
    assert found
    return found[1].replace("&#x2B;", "+").replace("&#43;", "+")


def test_a_company_sets_one_up_and_tries_it_out(seller: Person, receiver: Receiver) -> None:
    assert "No webhooks yet" in seller.client.get("/my/webhooks/").content.decode()
    secret = made(seller, receiver.url, description="Our books")
    endpoint = WebhookEndpoint.objects.get()
    assert secret not in endpoint.sealed_secret and endpoint.secrets() == [secret]
    page = seller.client.get(endpoint.get_absolute_url()).content.decode()
    assert "Our books" in page and secret not in page
    answer = seller.client.post(f"{endpoint.get_absolute_url()}tests/")
    delivery = WebhookDelivery.objects.get()
    assert answer.headers["Location"] == delivery.get_absolute_url()
    assert send_due() == 1
    got = receiver.got[0]
    assert example()(secret, got.headers, got.body) and not example()(secret, got.headers, got.body + b" ")
    assert not example()("whsec_" + "A" * 43 + "=", got.headers, got.body)
    page = seller.client.get(delivery.get_absolute_url()).content.decode()
    assert "thank you" in page and "It was taken." in page
    assert seller.client.get("/my/webhooks/guide/").status_code == 200


def test_a_stranger_finds_nothing_and_a_lesser_role_is_refused(
    seller: Person, stranger: Person, visitor: Client, receiver: Receiver, set_up: SetUp
) -> None:
    endpoint, _secret = set_up(seller)
    delivery = WebhookDelivery.ask_for_test(endpoint, seller.actor)
    lesser = [make_person(f"{role}@seller.example", seller.company, role) for role in ("sales", "buyer", "viewer")]
    own, one = endpoint.get_absolute_url(), delivery.get_absolute_url()
    steps = [f"{own}{step}/" for step in ("settings", "secret", "deletion", "pause", "resumption", "tests")]
    before = list(WebhookEndpoint.objects.values()), WebhookDelivery.objects.count(), Event.objects.count()
    for person in [stranger, *lesser]:
        assert [person.client.get(path).status_code for path in (own, one)] == [404, 404]
        for path in [*steps, f"{one}again/"]:
            assert person.client.post(path, {"url": receiver.url, "events": ["*"]}).status_code in {403, 404}, path
        api = f"/api/v1/webhooks/{endpoint.ref}/"
        assert person.client.get(api).status_code == 404
        assert person.client.delete(api).status_code in {403, 404}
    for person in lesser:
        answer = person.client.post("/my/webhooks/new/", {"url": receiver.url, "events": ["*"]})
        assert answer.status_code == 403 and person.client.get("/my/webhooks/").status_code == 403
    assert visitor.get(own).status_code == 302 and visitor.get("/api/v1/webhooks/").json()["results"] == []
    after = list(WebhookEndpoint.objects.values()), WebhookDelivery.objects.count(), Event.objects.count()
    assert before == after


def test_who_lost_the_role_meanwhile_changes_nothing(seller: Person, set_up: SetUp) -> None:
    manager = make_person("manager@seller.example", seller.company, "manager")
    endpoint, _secret = set_up(manager)
    actor = manager.actor
    Membership.objects.filter(user=manager.user).update(role="viewer")
    for act in (endpoint.pause, endpoint.renew_secret, endpoint.remove):
        with pytest.raises(PermissionDenied):
            act(actor)
    assert not WebhookEndpoint.objects.listening().exists(), "nobody answers for it any more"


def test_a_key_with_the_scope_for_it_does_all_that(seller: Person, visitor: Client, receiver: Receiver) -> None:
    token, key = ApiToken.issue(seller.company, ["write:webhooks"], seller.actor, "ERP")
    _token, reads = ApiToken.issue(seller.company, ["read"], seller.actor, "Screen")
    headers = {"Authorization": f"Bearer {key}"}
    sent = {"url": receiver.url, "events": ["order.placed"]}
    refused = visitor.post(
        "/api/v1/webhooks/", sent, content_type="application/json", headers={"Authorization": f"Bearer {reads}"}
    )
    assert refused.status_code == 403 and not WebhookEndpoint.objects.exists()
    answer = visitor.post("/api/v1/webhooks/", sent, content_type="application/json", headers=headers)
    assert answer.status_code == 201, answer.content
    secret, ref = answer.json()["secret"], answer.json()["ref"]
    api = f"/api/v1/webhooks/{ref}/"
    endpoint = WebhookEndpoint.objects.get()
    assert (endpoint.made_by, endpoint.token) == (seller.user, token.hint)
    assert "secret" not in visitor.get(api, headers=headers).json()
    assert visitor.get(api, headers={"Authorization": f"Bearer {reads}"}).status_code == 404
    changed = visitor.patch(api, {"events": ["*"]}, content_type="application/json", headers=headers)
    assert changed.json()["events"] == ["*"] and changed.json()["url"] == receiver.url
    wrong = visitor.patch(api, {"events": ["no.such"]}, content_type="application/json", headers=headers)
    assert wrong.status_code == 400 and "events" in wrong.json()
    delivery = visitor.post(f"{api}tests/", headers=headers).json()
    assert send_due() == 1 and example()(secret, receiver.got[0].headers, receiver.got[0].body)
    rows = visitor.get(f"{api}deliveries/?state=delivered", headers=headers).json()["results"]
    assert [(row["ref"], row["attempts"][0]["status"]) for row in rows] == [(delivery["ref"], 200)]
    assert visitor.post(f"{api}deliveries/{delivery['ref']}/again/", headers=headers).status_code == 200
    assert send_due() == 1 and receiver.got[1].headers["webhook-id"] == receiver.got[0].headers["webhook-id"]
    assert visitor.post(f"{api}pause/", headers=headers).json()["state"] == "paused"
    assert visitor.post(f"{api}resumption/", headers=headers).json()["state"] == "active"
    assert visitor.post(f"{api}secret/", headers=headers).json()["secret"] != secret
    kinds = [row["type"] for row in visitor.get("/api/v1/webhooks/event-types/", headers=headers).json()]
    assert {"order.placed", "invoice.issued", "quotation.accepted", "charge.paid", "rfq.invited"} <= set(kinds)
    assert visitor.delete(api, headers=headers).status_code == 204 and not WebhookDelivery.objects.exists()


def test_no_more_than_ten_and_no_hammer(seller: Person, set_up: SetUp) -> None:
    endpoint, _secret = set_up(seller)
    for _number in range(WebhookEndpoint.MOST - 1):
        set_up(seller)
    with pytest.raises(Refused):
        set_up(seller)
    for _number in range(30):
        WebhookDelivery.ask_for_test(endpoint, seller.actor)
    with pytest.raises(Refused):
        WebhookDelivery.ask_for_test(endpoint, seller.actor)


def test_an_address_within_is_refused_on_the_page(seller: Person, settings: Any) -> None:
    settings.WEBHOOKS_INSIDE = False
    for url in ("https://127.0.0.1/", "https://2130706433/", "https://169.254.169.254/latest/"):
        answer = seller.client.post("/my/webhooks/new/", {"url": url, "events": ["*"]})
        assert answer.status_code == 200 and "private network" in answer.content.decode()
    assert not WebhookEndpoint.objects.exists()


def test_the_log_is_searched_by_what_was_sent(seller: Person, set_up: SetUp) -> None:
    endpoint, _secret = set_up(seller)
    delivery = WebhookDelivery.ask_for_test(endpoint, seller.actor)
    assert json.loads(delivery.body)["company"] == seller.actor.company.slug  # type: ignore[union-attr]
    path = endpoint.get_absolute_url()
    assert delivery.ref in seller.client.get(f"{path}?q=TEST&state=waiting").content.decode()
    assert "Nothing fits" in seller.client.get(f"{path}?state=failed").content.decode()
    assert seller.client.get(f"{path}?state=nonsense&kind=%00").status_code == 200
