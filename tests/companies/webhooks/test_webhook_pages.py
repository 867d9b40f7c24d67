"""Webhooks on their pages and at the API: who may, what is shown, and what is shown once."""

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.conf import settings as portal
from django.test import Client

from companies.models import ApiToken, WebhookDelivery, WebhookEndpoint
from companies.webhooks.sending import send_due
from notifications.models import Notification
from portal.core.events import Event
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_person
from tests.companies.webhooks.receiver import Receiver, example
from tests.trade.orders import make_order

pytestmark = pytest.mark.django_db
SetUp = Callable[..., tuple[WebhookEndpoint, str]]
ALL = "/my/webhooks/"


def page(person: Person, url: str) -> str:
    answer = person.client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def test_one_is_set_up_and_its_secret_shown_once(seller: Person, receiver: Receiver) -> None:
    assert "No webhooks yet" in page(seller, ALL)
    form = page(seller, f"{ALL}new/")
    assert "order.shipped" in form and "An invoice was issued" in form
    data = {"url": receiver.url, "description": "Our books", "events": ["invoice.issued", "order.placed"]}
    answer = seller.client.post(f"{ALL}new/", data)
    assert answer.status_code == 201 and "no-store" in answer.headers["Cache-Control"]
    secret = re.search(r'id="secret">(whsec_[\w+/=]+)<', answer.content.decode())[1]
    endpoint = WebhookEndpoint.objects.get()
    assert endpoint.secrets() == [secret] and endpoint.events == ["invoice.issued", "order.placed"]
    for url in (ALL, endpoint.get_absolute_url(), f"{endpoint.get_absolute_url()}settings/"):
        assert secret not in page(seller, url) and "Our books" in page(seller, url)
    deliver_all()
    assert Notification.objects.filter(kind="webhook.added", user=seller.user).count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"url": ""},
        {"url": "https://10.0.0.1/"},
        {"url": "http://93.184.215.14/"},
        {"events": []},
        {"events": ["no.such"]},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_set_up(seller: Person, changes: dict[str, Any]) -> None:
    data = {"url": "https://93.184.215.14/hooks", "events": ["*"], **changes}
    answer = seller.client.post(f"{ALL}new/", data)
    assert answer.status_code == 200 and answer.context["form"].errors
    assert not WebhookEndpoint.objects.exists() and not Event.objects.filter(kind="webhook.added").exists()


def test_it_is_changed_paused_switched_on_and_deleted(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    endpoint, old = set_up(seller)
    url = endpoint.get_absolute_url()
    data = {"url": receiver.url.replace("hooks", "elsewhere"), "description": "New", "events": ["*", "order.placed"]}
    assert seller.client.post(f"{url}settings/", data).status_code == 302
    endpoint.refresh_from_db()
    assert endpoint.events == ["*"] and "elsewhere" in endpoint.url
    assert seller.client.post(f"{url}pause/").status_code == 302
    assert seller.client.post(f"{url}pause/").status_code == 409, "once"
    assert "Paused" in page(seller, url)
    assert seller.client.post(f"{url}tests/").status_code == 409, "nothing is sent while it is paused"
    assert seller.client.post(f"{url}resumption/").status_code == 302
    assert "Make a new secret?" in page(seller, f"{url}secret/")
    answer = seller.client.post(f"{url}secret/")
    new = re.search(r'id="secret">(whsec_[\w+/=]+)<', answer.content.decode())[1]
    assert new != old and "24 hours" in answer.content.decode()
    assert "Delete “New”?" in page(seller, f"{url}deletion/")
    assert seller.client.post(f"{url}deletion/").status_code == 302
    assert seller.client.get(url).status_code == 404 and not WebhookEndpoint.objects.exists()
    kinds = set(Event.objects.filter(kind__startswith="webhook.").values_list("kind", flat=True))
    assert kinds == {f"webhook.{what}" for what in ("added", "moved", "paused", "resumed", "secret_renewed", "removed")}
    assert "deleted a webhook" in page(seller, "/my/activity/")


def test_the_log_tells_each_try_and_sends_again(
    seller: Person, buyer: Person, receiver: Receiver, set_up: SetUp
) -> None:
    endpoint, _secret = set_up(seller, ["order.confirmed"])
    url = endpoint.get_absolute_url()
    assert "Nothing was sent yet" in page(seller, url)
    receiver.answers = [(500, {}, b"<script>alert(1)</script>"), 200]
    order = make_order(buyer.company, seller.company)
    order.confirm(seller.actor)
    deliver_all()
    send_due()
    delivery = WebhookDelivery.objects.get()
    assert "An order was confirmed" in page(seller, url) and "Takes nothing now" in page(seller, url)
    told = page(seller, delivery.get_absolute_url())
    assert "500" in told and "&lt;script&gt;alert(1)" in told and "<script>alert(1)" not in told
    assert order.ref in told and delivery.message in told
    WebhookDelivery.objects.update(state="failed")
    assert seller.client.post(f"{delivery.get_absolute_url()}again/").status_code == 302
    send_due()
    delivery.refresh_from_db()
    assert delivery.state == "delivered" and len(receiver.got) == 2
    for query, found in (
        (f"?q={order.ref}", True),
        ("?q=O-NOTHING", False),
        ("?state=delivered", True),
        ("?state=failed", False),
        ("?kind=order.confirmed", True),
        ("?kind=order.placed", False),
        ("?kind=nonsense&state=nonsense", True),
        ("?q=%00", True),
    ):
        shown = page(seller, url + query)
        assert (delivery.get_absolute_url() in shown) is found, query
        assert found or "Nothing fits" in shown


def test_the_log_has_pages_and_asks_little(
    seller: Person, receiver: Receiver, set_up: SetUp, django_assert_max_num_queries: Any
) -> None:
    endpoint, _secret = set_up(seller)
    WebhookDelivery.objects.bulk_create(
        WebhookDelivery(endpoint=endpoint, message=f"msg_{n}", kind="order.placed", body="{}") for n in range(60)
    )
    seller.client.get(endpoint.get_absolute_url())
    with django_assert_max_num_queries(24):
        shown = seller.client.get(f"{endpoint.get_absolute_url()}?page=3").context["page"]
    assert len(shown) == 12 and shown.paginator.count == 60


def doors(endpoint: WebhookEndpoint, delivery: WebhookDelivery) -> list[tuple[str, str, int]]:
    """(method, address, what a colleague without the power gets)."""
    one, sent = f"{ALL}{endpoint.ref}/", f"{ALL}{endpoint.ref}/deliveries/{delivery.ref}/"
    return [
        *(("get", url, 403) for url in (ALL, f"{ALL}new/", f"{ALL}guide/")),
        *(("get", url, 404) for url in (one, f"{one}settings/", f"{one}secret/", f"{one}deletion/", sent)),
        ("post", f"{ALL}new/", 403),
        *(("post", f"{one}{act}/", 404) for act in ("settings", "secret", "deletion", "pause", "resumption", "tests")),
        ("post", f"{sent}again/", 404),
    ]


def test_colleagues_without_the_power_strangers_and_visitors_see_and_change_nothing(
    seller: Person, buyer: Person, stranger: Person, colleague: Person, viewer: Person, visitor: Client,
    receiver: Receiver, set_up: SetUp,
) -> None:  # fmt: skip
    endpoint, _secret = set_up(seller)
    delivery = WebhookDelivery.ask_for_test(endpoint, seller.actor)
    before = (list(WebhookEndpoint.objects.values()), list(WebhookDelivery.objects.values()), Event.objects.count())
    data = {"url": receiver.url, "events": ["*"]}
    buys = make_person("buys@hanbit.example", seller.company, "buyer")
    for method, url, refused in doors(endpoint, delivery):
        for person in (colleague, viewer, buys):
            assert getattr(person.client, method)(url, data).status_code == refused, (method, url)
        if endpoint.ref in url:
            assert getattr(stranger.client, method)(url, data).status_code == 404, (method, url)
            assert getattr(buyer.client, method)(url, data).status_code == 404, (method, url)
        assert getattr(visitor, method)(url, data).status_code == 302, (method, url)
    assert endpoint.url not in page(stranger, ALL)
    after = (list(WebhookEndpoint.objects.values()), list(WebhookDelivery.objects.values()), Event.objects.count())
    assert before == after


def test_two_endpoints_keep_their_deliveries_apart(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    first, _secret = set_up(seller)
    second, _secret = set_up(seller)
    delivery = WebhookDelivery.ask_for_test(first, seller.actor)
    assert seller.client.get(f"{ALL}{second.ref}/deliveries/{delivery.ref}/").status_code == 404


def test_a_company_has_up_to_ten(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    for _number in range(WebhookEndpoint.MOST):
        set_up(seller)
    answer = seller.client.post(f"{ALL}new/", {"url": receiver.url, "events": ["*"]})
    assert answer.status_code == 200 and "up to 10 webhooks" in answer.content.decode()


def test_staff_who_look_as_somebody_stay_out(
    moderator: Person, seller: Person, receiver: Receiver, set_up: SetUp
) -> None:
    endpoint, _secret = set_up(seller)
    from companies.impersonation import CLOSED

    assert any(re.match(pattern, endpoint.get_absolute_url()) for pattern in CLOSED)


def test_the_pages_say_it_in_korean(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    endpoint, _secret = set_up(seller)
    delivery = WebhookDelivery.ask_for_test(endpoint, seller.actor)
    for url in (ALL, f"{ALL}new/", f"{ALL}guide/", endpoint.get_absolute_url(), delivery.get_absolute_url()):
        assert "웹훅" in page(seller, f"/ko{url}")


def test_the_example_is_the_same_on_the_pages_and_in_the_documents(seller: Person) -> None:
    text = (portal.BASE_DIR / "companies" / "templates" / "webhooks" / "verify.txt").read_text("utf-8").strip()
    assert text in (portal.BASE_DIR / "docs" / "webhooks.md").read_text("utf-8")
    assert text in unescape(page(seller, f"{ALL}guide/"))


def call(client: Client, secret: str, method: str, path: str, data: Any = None) -> Any:
    headers = {"authorization": f"Bearer {secret}"}
    body = json.dumps(data) if data is not None else ""
    return client.generic(method, f"/api/v1/webhooks/{path}", body, content_type="application/json", headers=headers)


def test_the_api_does_what_the_pages_do(seller: Person, visitor: Client, receiver: Receiver) -> None:
    _token, key = ApiToken.issue(seller.company, ["write:webhooks"], seller.actor)
    kinds = call(visitor, key, "GET", "event-types/").json()
    assert {"type": "invoice.issued", "about": "Invoices", "means": "An invoice was issued"} in kinds
    made = call(visitor, key, "POST", "", {"url": receiver.url, "events": ["invoice.issued"]})
    assert made.status_code == 201, made.content
    ref, secret = made.json()["ref"], made.json()["secret"]
    endpoint = WebhookEndpoint.objects.get()
    assert endpoint.made_by == seller.user and endpoint.token, "who answers for the key answers for it"
    assert [one["ref"] for one in call(visitor, key, "GET", "").json()["results"]] == [ref]
    assert "secret" not in call(visitor, key, "GET", f"{ref}/").json()
    changed = call(visitor, key, "PATCH", f"{ref}/", {"description": "Books"}).json()
    assert changed["description"] == "Books" and changed["events"] == ["invoice.issued"]
    assert call(visitor, key, "POST", f"{ref}/pause/").json()["state"] == "paused"
    assert call(visitor, key, "POST", f"{ref}/pause/").status_code == 409
    assert call(visitor, key, "POST", f"{ref}/resumption/").json()["state"] == "active"
    sent = call(visitor, key, "POST", f"{ref}/tests/")
    assert sent.status_code == 201 and sent.json()["type"] == "webhook.test"
    send_due()
    assert example()(secret, receiver.got[0].headers, receiver.got[0].body)
    (row,) = call(visitor, key, "GET", f"{ref}/deliveries/?state=delivered").json()["results"]
    assert row["attempts"][0]["status"] == 200 and row["id"] == receiver.got[0].headers["webhook-id"]
    assert call(visitor, key, "POST", f"{ref}/deliveries/{row['ref']}/again/").json()["state"] == "waiting"
    assert call(visitor, key, "POST", f"{ref}/secret/").json()["secret"] != secret
    assert call(visitor, key, "DELETE", f"{ref}/").status_code == 204
    assert not WebhookEndpoint.objects.exists()


@pytest.mark.parametrize(
    "data",
    [{}, [], {"url": "https://127.0.0.1/", "events": ["*"]}, {"url": "https://93.184.215.14/", "events": "*"},
     {"url": "https://93.184.215.14/", "events": [["*"]]}, {"url": {"a": 1}, "events": ["*"]},
     {"url": None, "events": None}, {"url": "https://93.184.215.14/", "events": ["order.noted"]}],
)  # fmt: skip
def test_the_api_refuses_what_is_wrong_by_field(seller: Person, visitor: Client, data: Any) -> None:
    _token, key = ApiToken.issue(seller.company, ["write"], seller.actor)
    refused = call(visitor, key, "POST", "", data)
    assert refused.status_code == 400 and refused.json(), refused.content
    assert not WebhookEndpoint.objects.exists()


def test_a_key_of_another_company_or_without_the_scope_sees_nothing(
    seller: Person, stranger: Person, visitor: Client, receiver: Receiver, set_up: SetUp
) -> None:
    endpoint, _secret = set_up(seller)
    _token, reader = ApiToken.issue(seller.company, ["read"], seller.actor)
    _token, other = ApiToken.issue(stranger.company, ["write"], stranger.actor)
    for key in (reader, other):
        assert call(visitor, key, "GET", "").json()["results"] == []
        assert call(visitor, key, "GET", f"{endpoint.ref}/").status_code == 404
        assert call(visitor, key, "GET", f"{endpoint.ref}/deliveries/").status_code == 404
    for act in ("secret/", "pause/", "tests/"):
        assert call(visitor, other, "POST", f"{endpoint.ref}/{act}").status_code == 404
        assert call(visitor, reader, "POST", f"{endpoint.ref}/{act}").status_code == 403
    assert call(visitor, other, "DELETE", f"{endpoint.ref}/").status_code == 404
    assert visitor.get("/api/v1/webhooks/").json()["results"] == []
    assert WebhookEndpoint.objects.count() == 1


def test_a_merged_company_takes_its_webhooks_with_it(seller: Person, receiver: Receiver, set_up: SetUp) -> None:
    from companies.merges import webhooks

    endpoint, _secret = set_up(seller)
    WebhookDelivery.ask_for_test(endpoint, seller.actor)
    kept = make_company("The kept one")
    assert [count for _what, count in webhooks(kept, seller.company)] == [1]
    assert not WebhookEndpoint.objects.exists()
