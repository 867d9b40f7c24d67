"""What is late says so, and since when: to the supplier as its step, to the buyer as something to ask after."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from django.utils.formats import date_format

from companies.models import ApiToken
from notifications.models import Notification
from portal.core.events import Event
from portal.core.permissions import WrongState
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.processes import at_once
from tests.trade.orders import make_order
from trade.models import Order
from trade.orders.next_steps import go_on_with_order, late, latest_first, to_go_on, yours
from trade.orders.standing import days_late, due_words

pytestmark = pytest.mark.django_db
LATE = [
    ("placed", {"placed_at": 8}),
    ("confirmed", {"ready_by": 3}),
    ("confirmed", {"ship_by": 3}),
    ("production", {"ready_by": 3}),
    ("ready", {"ship_by": 3}),
]


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def going_on(person: Person) -> list[str]:
    """The verbs of what they may do next: their own turns first, then what others are late with."""
    orders = [*yours(person.actor), *latest_first(late(person.actor))]
    return [str(act.label) for _order, _next, act in to_go_on(person.actor, orders)]


def late_order(buyer: Person, seller: Person, state: str = "confirmed", **days: int) -> Order:
    """In that state, with these days so many days ago (a negative number: to come)."""
    order = make_order(buyer.company, seller.company, state=state)
    fields: dict[str, Any] = {name: ago(number) for name, number in (days or {"ready_by": 3}).items()}
    if "placed_at" in fields:
        fields["placed_at"] = timezone.now() - timedelta(days=days["placed_at"])
    Order.objects.filter(pk=order.pk).update(**fields)
    order.refresh_from_db()
    return order


@pytest.mark.parametrize(("state", "days"), LATE)
def test_the_next_step_of_both_says_since_when(buyer: Person, seller: Person, state: str, days: dict[str, int]) -> None:
    order = late_order(buyer, seller, state, **days)
    words = f"Overdue since {date_format(ago(3))} (3 days)."
    assert days_late(order) == 3 and due_words(order) == words
    own, others = go_on_with_order(seller.actor), go_on_with_order(buyer.actor)
    assert own is not None and str(own.text).startswith(words) and "Due by" not in own.text
    assert others is not None and str(others.text).startswith(words)
    assert (others.verb, others.url) == ("Remind the supplier", order.get_absolute_url())
    assert going_on(buyer) == ["Remind the supplier"]


def test_one_day_is_one_day_and_today_is_in_time(buyer: Person, seller: Person) -> None:
    order = late_order(buyer, seller, ready_by=1)
    assert due_words(order) == f"Overdue since {date_format(ago(1))} (1 day)."
    Order.objects.filter(pk=order.pk).update(ready_by=ago(0))
    step = go_on_with_order(seller.actor)
    assert step is not None and str(step.text).endswith(f"Due by {date_format(ago(0))}.")
    assert go_on_with_order(buyer.actor) is None


@pytest.mark.parametrize("state", ["delivered", "completed", "cancelled"])
def test_what_has_come_or_ended_is_not_late(buyer: Person, seller: Person, state: str) -> None:
    ended = {"cancelled_at": timezone.now()} if state == "cancelled" else {}
    make_order(buyer.company, seller.company, state=state, ready_by=ago(9), ship_by=ago(9), deliver_by=ago(9), **ended)
    assert Order.objects.late().count() == 0 and days_late(Order.objects.get()) == 0
    assert go_on_with_order(seller.actor) is None


def test_own_steps_come_before_what_others_are_late_with(buyer: Person, seller: Person) -> None:
    late_order(buyer, seller, ready_by=30)
    own = make_order(buyer.company, seller.company, state="delivered", delivered_at=timezone.now())
    step = go_on_with_order(buyer.actor)
    assert step is not None and step.url == own.get_absolute_url()
    assert going_on(buyer) == ["Everything is in order", "Remind the supplier"]


def test_the_buyer_reminds_by_one_click(buyer: Person, seller: Person, colleague: Person) -> None:
    order = late_order(buyer, seller)
    page = buyer.client.get(order.get_absolute_url()).content.decode()
    assert "Remind the supplier" in page and "3 days overdue" in page
    assert "Remind the supplier" not in seller.client.get(order.get_absolute_url()).content.decode()
    response = buyer.client.post(f"/orders/{order.ref}/reminder/", follow=True)
    page = response.content.decode()
    assert "The supplier is reminded" in page and "Asked after: it was late" in page
    assert "Remind the supplier" not in page, "one reminder is enough for some days"
    deliver_all()
    told = Notification.objects.filter(kind="order.reminded")
    assert {one.user for one in told} == {seller.user, colleague.user}
    assert str(told[0].data["company"]) == buyer.company.name  # type: ignore[union-attr]  # the buyer has a company
    assert go_on_with_order(buyer.actor) is None, "it has done its part"
    assert buyer.client.post(f"/orders/{order.ref}/reminder/").status_code == 409
    Order.objects.filter(pk=order.pk).update(reminded_at=timezone.now() - timedelta(days=4))
    assert go_on_with_order(buyer.actor) is not None
    buyer.client.post(f"/orders/{order.ref}/reminder/")
    assert Event.objects.filter(kind="order.reminded").count() == 2


def test_a_late_delivery_is_asked_after_beside_its_receipt(buyer: Person, seller: Person) -> None:
    order = make_order(buyer.company, seller.company, state="confirmed", ready_by=ago(9), deliver_by=ago(2))
    order.ship(seller.actor)
    step = go_on_with_order(buyer.actor)
    assert step is not None and step.verb == "It has come"
    assert str(step.text).startswith(f"Overdue since {date_format(ago(2))} (2 days).")
    assert "Remind the supplier" in buyer.client.get(order.get_absolute_url()).content.decode()
    assert buyer.client.post(f"/orders/{order.ref}/reminder/").status_code == 302
    assert go_on_with_order(buyer.actor) is not None, "it may come any day"


def test_who_may_not_remind(buyer: Person, seller: Person, stranger: Person, onlooker: Person) -> None:
    order = late_order(buyer, seller)
    for person, status in ((stranger, 404), (onlooker, 403), (seller, 403)):
        assert person.client.post(f"/orders/{order.ref}/reminder/").status_code == status
        assert person.client.post(f"/api/v1/orders/{order.ref}/reminder/").status_code == status
    assert go_on_with_order(onlooker.actor) is None and going_on(stranger) == []
    assert not Event.objects.filter(kind="order.reminded").exists()


def test_what_is_in_time_is_not_asked_after(buyer: Person, seller: Person) -> None:
    order = late_order(buyer, seller, ready_by=-3)
    response = buyer.client.post(f"/orders/{order.ref}/reminder/")
    assert response.status_code == 409 and "Nothing of this order is late" in response.content.decode()
    order.refresh_from_db()
    assert order.reminded_at is None


def test_programs_see_and_ask_after_what_is_late(client: Client, buyer: Person, seller: Person) -> None:
    order = late_order(buyer, seller)
    token = ApiToken.issue(buyer.company, ["read", "write:orders"], by=buyer.actor)[1]
    key: Any = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    assert client.get(f"/api/v1/orders/{order.ref}/", **key).json()["days_late"] == 3
    assert client.post(f"/api/v1/orders/{order.ref}/reminder/", **key).status_code == 200
    again = client.post(f"/api/v1/orders/{order.ref}/reminder/", **key)
    assert again.status_code == 409 and "short while ago" in again.json()["detail"]
    reads = ApiToken.issue(buyer.company, ["read"], by=buyer.actor)[1]
    assert client.post(f"/api/v1/orders/{order.ref}/reminder/", HTTP_AUTHORIZATION=f"Bearer {reads}").status_code == 403


def test_lists_say_how_late(buyer: Person, seller: Person) -> None:
    late = late_order(buyer, seller, ready_by=3)
    make_order(buyer.company, seller.company, ("In time", "1", "1"), state="confirmed", ready_by=ago(-3))
    for person in (buyer, seller):
        page = person.client.get("/orders/?view=late").content.decode()
        assert "3 days overdue" in page and late.full_number in page and "In time" not in page
    first = buyer.client.get("/orders/?sort=due").content.decode()
    assert first.index(late.full_number) < first.index("In time")
    sheet = b"".join(buyer.client.get("/orders/export/").streaming_content).decode()  # type: ignore[attr-defined]  # a streamed answer
    heading, *rows = sheet.lstrip("\ufeff").splitlines()
    place = heading.split(",").index("days late")
    assert {row.split(",")[place] for row in rows} == {"3", "0"}


@pytest.mark.parametrize(("state", "days"), [*LATE, ("shipped", {"deliver_by": 3}), ("confirmed", {"ready_by": -1})])
def test_rows_and_words_agree_on_what_is_late(buyer: Person, seller: Person, state: str, days: dict[str, int]) -> None:
    order = late_order(buyer, seller, state, **days)
    assert Order.objects.late().filter(pk=order.pk).exists() == bool(days_late(order))


def test_korean(buyer: Person, seller: Person) -> None:
    order = late_order(buyer, seller)
    with translation.override("ko"):
        assert due_words(order) == f"{date_format(ago(3))}부터 3일 지연되었습니다."
    page = buyer.client.get(f"/ko{order.get_absolute_url()}").content.decode()
    assert "3일 지남" in page and "공급사에 알림 보내기" in page and "Remind" not in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.needs("postgresql")
def test_colleagues_who_remind_at_once_remind_once(buyer: Person, seller: Person) -> None:
    order = late_order(buyer, seller)
    mate = make_person("mate@nordwerk.example", buyer.company, "buyer")

    def work(number: int) -> None:
        Order.objects.get(pk=order.pk).remind((buyer, mate)[number % 2].actor)

    results = at_once(8, work)
    assert sum(one is None for one in results) == 1, results
    assert all(one is None or isinstance(one, WrongState) for one in results), results
    assert Event.objects.filter(kind="order.reminded").count() == 1
