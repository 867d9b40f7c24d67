"""The other side hears of each step; programs do by the API what people do on the page."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from companies.models import ApiToken
from notifications.models import MailPreference, Notification
from portal.core.events import Event
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.trade.orders import make_order
from trade.models import Order
from trade.orders.handlers import tell_of_promised_days
from trade.orders.next_steps import go_on_with_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(buyer: Person, seller: Person) -> Order:
    return make_order(buyer.company, seller.company, lead_time_days=9)


def test_the_other_side_is_told(order: Order, buyer: Person, seller: Person) -> None:
    order.confirm(seller.actor)
    deliver_all()
    told = Notification.objects.get(kind="order.confirmed")
    assert (told.user, told.path, told.data["company"]) == (
        *(buyer.user, order.get_absolute_url(), seller.company.name),
    )
    order.propose_change(buyer.actor, lead_time_days=5)
    deliver_all()
    assert Notification.objects.get(kind="order.change_asked").user == seller.user


def test_letters_about_orders_are_chosen_apart_from_those_about_inquiries(
    order: Order, buyer: Person, seller: Person
) -> None:
    page = buyer.client.get("/my/notifications/settings/").content.decode()
    assert "Orders, invoices and payments" in page and "Inquiries and quotations" in page
    MailPreference.choose(buyer.user, {"orders": "off", "inquiries": "instant"})
    order.confirm(seller.actor)
    deliver_all()
    told = Notification.objects.get(kind="order.confirmed")
    assert told.group == "orders" and told.mail_at is None and mail.outbox == []


@pytest.mark.parametrize(
    ("state", "days"),
    [
        ("confirmed", {"ready_by": -1}),
        ("production", {"ship_by": -1}),
        ("ready", {"ship_by": -1}),
        ("shipped", {"deliver_by": -1}),
    ],
)
def test_a_promised_day_that_passed_is_told_to_both_sides_once(
    order: Order, buyer: Person, seller: Person, state: str, days: dict[str, int]
) -> None:
    today = timezone.localdate()
    promised = {name: today + timedelta(days=away) for name, away in days.items()}
    Order.objects.filter(pk=order.pk).update(state=state, **promised)
    for _hour in range(2):
        tell_of_promised_days()
        deliver_all()
    told = Notification.objects.filter(kind="order.overdue")
    assert {one.user for one in told} == {buyer.user, seller.user} and len(told) == 2
    Order.objects.filter(pk=order.pk).update(**{name: day - timedelta(days=1) for name, day in promised.items()})
    tell_of_promised_days()
    deliver_all()
    assert Notification.objects.filter(kind="order.overdue").count() == 4, "another day is another promise"


@pytest.mark.parametrize("state", ["placed", "delivered", "completed"])
def test_nobody_is_told_of_days_before_a_promise_or_after_it_was_kept(order: Order, state: str) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Order.objects.filter(pk=order.pk).update(state=state, ready_by=yesterday, ship_by=yesterday, deliver_by=yesterday)
    tell_of_promised_days()
    Order.objects.filter(pk=order.pk).update(state="confirmed", ready_by=timezone.localdate())
    tell_of_promised_days()
    assert not Event.objects.filter(kind="order.overdue").exists(), "today is not over yet"


def test_my_portal_names_the_next_step(client: Client, order: Order, buyer: Person, seller: Person) -> None:
    step = go_on_with_order(seller.actor)
    assert step is not None and order.full_number in step.title and str(step.verb) == "Confirm the order"
    assert go_on_with_order(buyer.actor) is None


def test_order_by_api(client: Client, order: Order, buyer: Person, seller: Person, stranger: Person) -> None:
    def call(person: Person, path: str = "", data: object = None) -> object:
        client.force_login(person.user)
        url = f"/api/v1/orders/{order.ref}/{path}"
        return client.post(url, data, "application/json") if data is not None else client.get(url)

    assert call(stranger).status_code == 404  # type: ignore[attr-defined]  # a streamed answer, or a client
    assert call(stranger, "confirmation/", {}).status_code in {403, 404}  # type: ignore[attr-defined]  # a streamed answer, or a client
    listed = client.get("/api/v1/orders/").json()
    assert listed["count"] == 0
    found = call(seller).json()  # type: ignore[attr-defined]  # a streamed answer, or a client
    assert (found["ref"], found["state"], found["url"]) == (order.ref, "placed", order.get_absolute_url())
    assert found["lines"][0]["left"] == "100.000"


def test_changes_by_api(client: Client, order: Order, buyer: Person, seller: Person, stranger: Person) -> None:
    order.confirm(seller.actor)
    day = (timezone.localdate() + timedelta(days=40)).isoformat()

    def call(person: Person, path: str, data: object = None) -> Any:
        client.force_login(person.user)
        url = f"/api/v1/orders/{order.ref}/{path}"
        return client.get(url) if data is None else client.post(url, data, "application/json")

    wish = {"lines": [{"line": 1, "quantity": "120"}], "ship_by": day, "reason": "We need more."}
    assert call(stranger, "changes/", wish).status_code == 404
    assert call(buyer, "changes/", {"lines": [{"line": 9, "quantity": "1"}]}).status_code == 400
    same = call(buyer, "changes/", {"lines": [{"line": 1, "quantity": "100"}]})
    assert same.status_code == 409 and "says the same" in same.json()["detail"]
    asked = call(buyer, "changes/", wish)
    assert (asked.status_code, asked.json()["number"], asked.json()["state"]) == (201, 1, "proposed")
    assert call(buyer, "changes/", wish).status_code == 409, "one at a time"
    assert call(buyer, "changes/1/agreement/", {}).status_code == 403, "the other side answers"
    assert call(stranger, "changes/1/agreement/", {}).status_code == 404
    refused = call(seller, "changes/1/refusal/", {"answer": "Not before May."}).json()
    assert (refused["state"], refused["answer"]) == ("refused", "Not before May.")
    assert call(seller, "changes/1/agreement/", {}).status_code == 409
    call(buyer, "changes/", wish)
    assert call(buyer, "changes/2/withdrawal/", {}).json()["state"] == "withdrawn"
    call(buyer, "changes/", wish)
    assert call(seller, "changes/3/agreement/", {}).json()["state"] == "agreed"
    order.refresh_from_db()
    assert (order.lines.get().quantity, order.total, order.ship_by) == (120, 300, date.fromisoformat(day))
    assert [one["state"] for one in call(buyer, "changes/").json()] == ["refused", "withdrawn", "agreed"]


def test_a_key_that_only_reads_changes_nothing(client: Client, order: Order, buyer: Person, seller: Person) -> None:
    token = ApiToken.issue(buyer.company, ["read"], by=buyer.actor)[1]
    key = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    assert client.get(f"/api/v1/orders/{order.ref}/changes/", **key).status_code == 200
    for path in ("changes/", "changes/1/agreement/", "cancellation/", "receipt/", "completion/", "number/"):
        assert client.post(f"/api/v1/orders/{order.ref}/{path}", {}, "application/json", **key).status_code == 403
    order.refresh_from_db()
    assert (order.state, order.changes.count()) == ("placed", 0)
