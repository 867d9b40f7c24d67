"""The pages of orders: each side does its part by clicks, strangers and lookers do nothing."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Person
from tests.trade.orders import make_order
from trade.models import Order

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(buyer: Person, seller: Person) -> Order:
    lines = ("Ball bearing 6204", "100", "2.50"), ("Ball bearing 6205", "50", "3.00")
    party = {"name": "Nordwerk", "street": "Hafenstr. 1", "city": "Hamburg", "country": "DE"}
    return make_order(buyer.company, seller.company, *lines, lead_time_days=20, ship_to=party)


def post(client: Client, person: Person, order: Order, path: str, **data: Any) -> Any:
    client.force_login(person.user)
    return client.post(f"/orders/{order.ref}/{path}", data)


def text(client: Client, person: Person, order: Order) -> str:
    client.force_login(person.user)
    response = client.get(f"/orders/{order.ref}/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_whole_order_by_clicks(client: Client, order: Order, buyer: Person, seller: Person) -> None:
    assert "Your turn" in text(client, seller, order) and "Their turn" in text(client, buyer, order)
    day = timezone.localdate().isoformat()
    assert post(client, seller, order, "confirmation/", ready_by=day, ship_by=day).status_code == 302
    assert "Production has begun" in text(client, seller, order)
    post(client, seller, order, "production/")
    post(client, seller, order, "readiness/")
    sent = {"line-1-quantity": "60", "line-2-quantity": "", "seen": "0", "shipped_on": day, "carrier": "Hansa Line"}
    assert post(client, seller, order, "deliveries/", **sent).status_code == 302
    assert post(client, seller, order, "deliveries/", **sent).status_code == 409
    assert "60 sent, 40 left" in text(client, buyer, order)
    assert post(client, buyer, order, "deliveries/1/receipt/", note="").status_code == 302
    rest = {"line-1-quantity": "40", "line-2-quantity": "50", "seen": "1", "shipped_on": day}
    post(client, seller, order, "deliveries/", **rest)
    assert "It has come" in text(client, buyer, order)
    post(client, buyer, order, "deliveries/2/receipt/", note="A wet carton")
    page = text(client, seller, order)
    assert "A wet carton" in page and "All of it has come" in page
    post(client, buyer, order, "completion/")
    order.refresh_from_db()
    assert order.state == Order.State.COMPLETED


def test_forms_are_there_for_whoever_may_send_them(
    client: Client, order: Order, buyer: Person, seller: Person, onlooker: Person, stranger: Person
) -> None:
    pages = {"confirmation/": seller, "cancellation/": buyer, "changes/": buyer, "address/": buyer}
    for path, person in pages.items():
        client.force_login(person.user)
        assert client.get(f"/orders/{order.ref}/{path}").status_code == 200
        client.force_login(onlooker.user)
        assert client.get(f"/orders/{order.ref}/{path}").status_code == 403
        client.force_login(stranger.user)
        assert client.get(f"/orders/{order.ref}/{path}").status_code == 404
    assert "Confirm the order" not in text(client, onlooker, order)


def test_who_comes_back_to_what_is_over_is_led_to_the_order(
    client: Client, order: Order, buyer: Person, seller: Person
) -> None:
    order.confirm(seller.actor)
    order.ship(seller.actor)
    order.receive(1, buyer.actor)
    over = {"confirmation/": seller, "deliveries/": seller, "deliveries/1/receipt/": buyer, "address/": buyer}
    for path, person in (over | {"cancellation/": buyer, "changes/": seller}).items():
        client.force_login(person.user)
        response = client.get(f"/orders/{order.ref}/{path}", follow=True)
        assert response.redirect_chain == [(f"/orders/{order.ref}/", 302)]
        assert "This cannot be done as the order stands now" in response.content.decode()
    assert client.get(f"/orders/{order.ref}/deliveries/2/receipt/").status_code == 404


@pytest.mark.parametrize(
    "path", ["confirmation/", "production/", "readiness/", "completion/", "number/", "notes/", "changes/1/agreement/"]
)
def test_a_stranger_posts_into_nothing(path: str, client: Client, order: Order, stranger: Person) -> None:
    assert post(client, stranger, order, path, text="x", buyer_po="x").status_code == 404
    order.refresh_from_db()
    assert (order.state, order.buyer_po) == ("placed", "") and not order.notes.exists()


def test_change_by_form_is_answered_by_the_other_side(
    client: Client, order: Order, buyer: Person, seller: Person
) -> None:
    rows = {
        "line-1-title": "Ball bearing 6204",
        "line-1-quantity": "120",
        "line-1-amount": "2.40",
        "line-2-title": "Ball bearing 6205",
        "line-2-quantity": "",
        "line-2-amount": "3",
        "line-new-title": "Grease",
        "line-new-quantity": "10",
        "line-new-amount": "4",
        "lead_time_days": "20",
        "reason": "A larger call",
    }
    assert post(client, buyer, order, "changes/", **rows).status_code == 302
    page = text(client, seller, order)
    assert "asks for a change" in page and "A larger call" in page and "Grease" in page
    assert "<del>USD 400.00</del> → <ins>USD 328.00</ins>" in page
    assert "Take it back" in text(client, buyer, order)
    assert post(client, buyer, order, "changes/1/agreement/").status_code == 403
    post(client, seller, order, "changes/1/agreement/")
    order.refresh_from_db()
    assert order.total == Decimal(328)
    client.force_login(buyer.user)
    before = client.get(f"/orders/{order.ref}/changes/1/").content.decode()
    assert "Ball bearing 6205" in before and "Grease" not in before


def test_who_does_not_agree_may_go_on_from_what_was_asked_for(
    client: Client, order: Order, buyer: Person, seller: Person
) -> None:
    day = timezone.localdate() + timedelta(days=40)
    rows = [
        {"position": 1, "quantity": Decimal(150)},
        {"title": "Grease", "quantity": Decimal(7), "amount": Decimal(4)},
    ]
    order.propose_change(buyer.actor, "A larger call", rows, ship_by=day)
    response = post(client, seller, order, "changes/1/refusal/", answer="Not before May", then="ask")
    assert response["Location"] == f"/orders/{order.ref}/changes/?like=1"
    form = client.get(response["Location"]).context
    lines = [[row[name].value() for name in ("title", "quantity", "amount")] for row in form["rows"]]
    assert lines == [["Ball bearing 6204", "150", "2.5"], ["Ball bearing 6205", "", "3"], ["Grease", "7", "4"]]
    assert form["form"]["ship_by"].value() == day.isoformat()
    order.refresh_from_db()
    assert order.ship_by is None and order.changes.get().answer == "Not before May"
    assert client.get(f"/orders/{order.ref}/changes/?like=99").context["rows"][0]["quantity"].value() == "100"


def test_refused_words_stay_in_the_form(client: Client, order: Order, seller: Person) -> None:
    day = (timezone.localdate().replace(year=2020)).isoformat()
    response = post(client, seller, order, "confirmation/", ready_by=day)
    assert response.status_code == 200 and "from today on" in response.content.decode()
    order.refresh_from_db()
    assert order.state == "placed"


def test_notes_of_one_side_are_not_on_the_page_of_the_other(
    client: Client, order: Order, buyer: Person, seller: Person
) -> None:
    post(client, buyer, order, "notes/", text="Ask for the mill certificate")
    assert "mill certificate" in text(client, buyer, order)
    assert "mill certificate" not in text(client, seller, order)
    note = order.notes.get()
    post(client, seller, order, "notes/", gone=note.pk)
    assert order.notes.exists()
    post(client, buyer, order, "notes/", gone=note.pk)
    assert not order.notes.exists()


def test_list_filters_and_file(client: Client, order: Order, buyer: Person, seller: Person, stranger: Person) -> None:
    order.set_buyer_po("4500012345", buyer.actor)
    client.force_login(buyer.user)
    assert "Ball bearing 6204" in client.get("/orders/?q=4500012345").content.decode()
    assert "Ball bearing 6204" in client.get(f"/orders/?q={order.full_number}&state=placed").content.decode()
    assert "Nothing fits" in client.get("/orders/?view=yours").content.decode()
    assert "Nothing fits" in client.get("/orders/?since=2099-01-01&state=nonsense").content.decode()
    sheet = b"".join(client.get("/orders/export/").streaming_content).decode()  # type: ignore[attr-defined]  # a streamed answer, or a client
    assert order.ref in sheet and "4500012345" in sheet
    client.force_login(seller.user)
    assert "Ball bearing 6204" in client.get("/orders/?view=yours").content.decode()
    client.force_login(stranger.user)
    assert "No order yet" in client.get("/orders/").content.decode()


def test_the_list_asks_as_often_for_many_as_for_few(
    client: Client, buyer: Person, seller: Person, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        make_order(buyer.company, seller.company).propose_change(buyer.actor, lead_time_days=9)
    client.force_login(seller.user)
    client.get("/orders/")
    with django_assert_max_num_queries(30):
        client.get("/orders/")


def test_promised_days_are_in_the_calendar(client: Client, order: Order, seller: Person, buyer: Person) -> None:
    client.force_login(seller.user)
    assert "Confirm the order: Ball bearing 6204" in client.get("/my/deadlines/").content.decode()
    assert f"{order.ref}-placed".lower() in client.get(f"/orders/{order.ref}/calendar.ics").content.decode()
