"""Orders come about once, in the transaction that accepts a quotation."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from offers.models import RFQ
from portal.core.events import Event
from tests.cast import Person
from tests.trade.deals import award, make_rfq, quote
from trade.models import Order, OrderNumbers

pytestmark = pytest.mark.django_db


def test_award_makes_an_order_for_each_winner(buyer: Person, seller: Person, rival: Person, rfq: RFQ) -> None:
    first, second = quote(seller, rfq, "1.10", "2.20", payment="advance"), quote(rival, rfq, "1.30", "2.00")
    award(buyer, rfq, first, second)
    order, other = Order.objects.get(quotation=first), Order.objects.get(quotation=second)
    assert [(line.title, line.quantity, line.amount) for line in order.lines.all()] == [
        ("Ball bearing 6204", Decimal(1000), Decimal("1.10"))
    ]
    assert (order.total, order.currency, order.incoterm, order.payment) == (Decimal(1100), "EUR", "FOB", "advance")
    assert (other.total, other.number, other.supplier) == (Decimal(1000), 1, rival.company)
    assert order.buyer_party["name"] == buyer.company.name and order.ship_to["country"] == "DE"
    assert Event.objects.about(order).filter(kind="order.placed").count() == 1


def test_placing_twice_gives_the_same(buyer: Person, seller: Person, rfq: RFQ) -> None:
    quotation = quote(seller, rfq)
    award(buyer, rfq, quotation)
    quotation.refresh_from_db()
    again = Order.place_from_quotation(quotation, buyer.actor)
    assert again == Order.objects.get() and Order.objects.count() == 1


def test_what_is_not_accepted_makes_no_order(seller: Person, rfq: RFQ) -> None:
    assert Order.place_from_quotation(quote(seller, rfq), None) is None
    assert not OrderNumbers.objects.exists()


def test_an_order_that_fails_leaves_no_gap(buyer: Person, seller: Person) -> None:
    class Fault(Exception):
        pass

    quotation = quote(seller, make_rfq(buyer))
    with pytest.raises(Fault), transaction.atomic():
        award(buyer, quotation.rfq, quotation)
        raise Fault
    assert not Order.objects.exists()
    award(buyer, quotation.rfq, quotation)
    assert Order.objects.get().number == 1


def test_both_sides_read_it_and_nobody_else(
    client: Client, buyer: Person, seller: Person, stranger: Person, rfq: RFQ
) -> None:
    quotation = quote(seller, rfq)
    award(buyer, rfq, quotation)
    url = f"/orders/{Order.objects.get().ref}/"
    for person in (buyer, seller):
        client.force_login(person.user)
        assert "Ball bearing 6204" in client.get(url).content.decode()
        assert "Bearings for pumps" in client.get("/orders/").content.decode()
    assert "To the order" in client.get(f"/quotations/{quotation.ref}/").content.decode()
    client.force_login(stranger.user)
    assert client.get(url).status_code == 404
    assert "Bearings for pumps" not in client.get("/orders/").content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("sqlite" in str(connection.vendor), reason="one writer at a time there")
def test_numbers_have_no_gap_in_a_rush(buyer: Person, seller: Person) -> None:
    """12 at once, a third of which fail after the number was taken."""
    quotations = [quote(seller, make_rfq(buyer)) for _ in range(12)]

    def go(index: int) -> Any:
        try:
            with transaction.atomic():
                award(buyer, quotations[index].rfq, quotations[index])
                if index % 3 == 0:
                    raise ValueError
        except ValueError:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(go, range(12)))
    assert sorted(Order.objects.values_list("number", flat=True)) == list(range(1, 9))
