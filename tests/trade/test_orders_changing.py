"""An order changes by agreement alone, and what it said before stays readable."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from portal.core.permissions import Refused, WrongState
from tests.cast import Person
from tests.trade.orders import make_order
from trade.models import Order, OrderChange

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(buyer: Person, seller: Person) -> Order:
    lines = ("Ball bearing 6204", "100", "2.50"), ("Ball bearing 6205", "50", "3.00")
    return make_order(buyer.company, seller.company, *lines, lead_time_days=20)


def lines(*pairs: tuple[int | None, str, str, str]) -> list[dict[str, Any]]:
    return [
        {"position": position, "title": title, "quantity": Decimal(quantity), "amount": Decimal(amount)}
        for position, title, quantity, amount in pairs
    ]


def test_agreed_change_rewrites_lines_and_total(order: Order, buyer: Person, seller: Person) -> None:
    order.confirm(seller.actor)
    later = timezone.localdate() + timedelta(days=40)
    rows = lines((1, "Ball bearing 6204", "120", "2.40"), (None, "Grease", "10", "4.00"))
    change = order.propose_change(buyer.actor, "A larger call", rows, ship_by=later)
    order.refresh_from_db()
    assert order.total == Decimal(400)
    order.agree_change(change.number, seller.actor)
    order.refresh_from_db()
    assert (order.total, order.ship_by) == (Decimal(328), later)
    assert [(one.position, one.title) for one in order.lines.all()] == [(1, "Ball bearing 6204"), (3, "Grease")]
    kept = order.changes.get()
    assert [row["quantity"] for row in kept.before["lines"]] == ["100", "50"] and kept.state == "agreed"


def test_one_open_at_a_time(order: Order, buyer: Person, seller: Person) -> None:
    order.propose_change(buyer.actor, lead_time_days=15)
    with pytest.raises(WrongState):
        order.propose_change(seller.actor, lead_time_days=30)
    with pytest.raises(IntegrityError), transaction.atomic():
        OrderChange.objects.create(order=order, number=9, company=seller.company)
    with pytest.raises(Refused):
        order.confirm(seller.actor)


def test_only_the_other_side_answers_and_the_own_takes_back(
    order: Order, buyer: Person, seller: Person, stranger: Person, onlooker: Person
) -> None:
    order.propose_change(buyer.actor, lead_time_days=15)
    for person in (buyer, stranger, onlooker):
        with pytest.raises(PermissionDenied):
            order.agree_change(1, person.actor)
        with pytest.raises(PermissionDenied):
            order.refuse_change(1, "", person.actor)
    for person in (seller, stranger, onlooker):
        with pytest.raises(PermissionDenied):
            order.withdraw_change(1, person.actor)
    order.withdraw_change(1, buyer.actor)
    order.propose_change(seller.actor, lead_time_days=30)
    order.refuse_change(2, "We need it sooner.", buyer.actor)
    order.refresh_from_db()
    assert [one.state for one in order.changes.all()] == ["withdrawn", "refused"] and order.lead_time_days == 20


def test_what_was_sent_stays_ordered(order: Order, buyer: Person, seller: Person) -> None:
    order.confirm(seller.actor)
    order.ship(seller.actor, {1: Decimal(60)})
    with pytest.raises(Refused):
        order.propose_change(buyer.actor, lines=lines((1, "Ball bearing 6204", "50", "2.50")))
    with pytest.raises(Refused):
        order.propose_change(buyer.actor, "Bankrupt", cancels=True)
    order.propose_change(buyer.actor, lines=lines((1, "Ball bearing 6204", "60", "2.50")))
    order.agree_change(1, seller.actor)
    assert order.state == Order.State.SHIPPED and order.lines.count() == 1
    order.receive(1, buyer.actor)
    assert order.state == Order.State.DELIVERED


def test_cancelling_by_agreement(order: Order, buyer: Person, seller: Person) -> None:
    order.confirm(seller.actor)
    with pytest.raises(Refused):
        order.propose_change(buyer.actor, cancels=True)
    order.propose_change(buyer.actor, "The project ended", cancels=True)
    order.agree_change(1, seller.actor)
    order.refresh_from_db()
    assert (order.state, order.cancelled_by, order.cancel_reason) == ("cancelled", buyer.company, "The project ended")


def test_nothing_new_is_no_change(order: Order, buyer: Person) -> None:
    with pytest.raises(Refused):
        order.propose_change(buyer.actor, "Just asking")
    with pytest.raises(Refused):
        order.propose_change(buyer.actor, lines=[])
    assert not order.changes.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", ["agree", "refuse", "withdraw", "propose"])
def test_of_six_at_once_one_decides(verb: str, order: Order, buyer: Person, seller: Person) -> None:
    if verb != "propose":
        order.propose_change(buyer.actor, lead_time_days=15)

    def go(index: int) -> bool:
        one = Order.objects.get(pk=order.pk)
        try:
            if verb == "agree":
                one.agree_change(1, seller.actor)
            elif verb == "refuse":
                one.refuse_change(1, "", seller.actor)
            elif verb == "withdraw":
                one.withdraw_change(1, buyer.actor)
            else:
                one.propose_change((buyer if index % 2 else seller).actor, lead_time_days=11 + index)
        except WrongState:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(go, range(6))).count(True) == 1
    assert order.changes.count() == 1
