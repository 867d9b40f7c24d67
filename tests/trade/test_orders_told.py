"""The other side hears of each step; programs do by the API what people do on the page."""

import pytest
from django.test import Client

from notifications.models import Notification
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.trade.orders import make_order
from trade.models import Order
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
