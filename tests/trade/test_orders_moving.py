"""An order on its way: who may take each step, and what never happens twice or too much."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from tests.cast import Person
from tests.trade.orders import make_order
from trade.models import Order, OrderLine
from trade.orders.handlers import complete_orders

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def order(buyer: Person, seller: Person) -> Order:
    lines = ("Ball bearing 6204", "100", "2.50"), ("Ball bearing 6205", "50", "3.00")
    return make_order(buyer.company, seller.company, *lines, lead_time_days=20, incoterm="FOB", incoterm_place="Busan")


def kinds(order: Order) -> list[str]:
    return list(Event.objects.about(order).order_by("pk").values_list("kind", flat=True))


def test_from_placed_to_completed(order: Order, buyer: Person, seller: Person) -> None:
    order.confirm(seller.actor)
    assert order.ready_by == TODAY() + timedelta(days=20)
    order.start_production(seller.actor)
    order.mark_ready(seller.actor)
    first = order.ship(seller.actor, {1: Decimal(60)}, seen=0, carrier="Hansa Line")
    assert (order.state, first.number) == (Order.State.READY, 1)
    order.receive(1, buyer.actor)
    assert order.state == Order.State.READY
    order.ship(seller.actor, seen=1)
    assert [line.left for line in order.lines.all()] == [0, 0]
    assert order.state == Order.State.SHIPPED
    order.receive(2, buyer.actor, "One carton is wet.")
    assert order.state == Order.State.DELIVERED
    order.complete(buyer.actor)
    assert order.state == Order.State.COMPLETED
    assert kinds(order) == [
        *("order.confirmed", "order.progressed", "order.progressed", "order.shipped", "order.received"),
        *("order.shipped", "order.delivered", "order.completed"),
    ]


STEPS: dict[str, tuple[str, str, Any]] = {
    "confirm": ("placed", "seller", lambda order, by: order.confirm(by)),
    "start_production": ("confirmed", "seller", lambda order, by: order.start_production(by)),
    "mark_ready": ("confirmed", "seller", lambda order, by: order.mark_ready(by)),
    "ship": ("ready", "seller", lambda order, by: order.ship(by)),
    "receive": ("shipped", "buyer", lambda order, by: order.receive(1, by)),
    "complete": ("delivered", "buyer", lambda order, by: order.complete(by)),
    "cancel": ("placed", "buyer", lambda order, by: order.cancel("No longer needed", by)),
}


def put_in(order: Order, state: str, seller: Person) -> None:
    """As if it had come so far."""
    if state in {"shipped", "delivered"}:
        Order.objects.filter(pk=order.pk).update(state="ready")
        order.refresh_from_db()
        order.ship(seller.actor)
    stamp = {"delivered_at": timezone.now()} if state == "delivered" else {}
    Order.objects.filter(pk=order.pk).update(state=state, **stamp)
    order.refresh_from_db()


@pytest.mark.parametrize("name", STEPS)
def test_nobody_else_takes_the_step(
    name: str, order: Order, buyer: Person, seller: Person, stranger: Person, onlooker: Person
) -> None:
    state, side, act = STEPS[name]
    put_in(order, state, seller)
    others = [stranger, onlooker] + ([] if name in {"cancel", "receive"} else [buyer if side == "seller" else seller])
    known = kinds(order)
    for person in others:
        with pytest.raises(PermissionDenied):
            act(order, person.actor)
    order.refresh_from_db()
    assert order.state == state and kinds(order) == known


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_takes_the_step(name: str, order: Order, buyer: Person, seller: Person) -> None:
    state, side, act = STEPS[name]
    put_in(order, state, seller)
    before = len(kinds(order))

    def go(_index: int) -> bool:
        try:
            act(Order.objects.get(pk=order.pk), (seller if side == "seller" else buyer).actor)
        except WrongState:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(go, range(6)))
    assert done.count(True) == 1
    assert len(kinds(order)) == before + 1


def test_never_more_than_was_ordered(order: Order, seller: Person) -> None:
    order.confirm(seller.actor)
    order.ship(seller.actor, {1: Decimal(60)})
    for wrong in ({1: Decimal(41)}, {1: Decimal("0.5")}, {1: Decimal(-1)}, {}):
        with pytest.raises(Refused):
            order.ship(seller.actor, wrong)
    assert order.deliveries.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        OrderLine.objects.filter(order=order, position=1).update(shipped=101)


@pytest.mark.django_db(transaction=True)
def test_two_deliveries_at_once_do_not_send_too_much(order: Order, seller: Person) -> None:
    order.confirm(seller.actor)

    def go(_index: int) -> bool:
        try:
            Order.objects.get(pk=order.pk).ship(seller.actor, {1: Decimal(60)})
        except Refused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(go, range(6))).count(True) == 1
    assert order.lines.get(position=1).shipped == 60


def test_a_second_click_sends_nothing(order: Order, seller: Person) -> None:
    order.confirm(seller.actor)
    order.ship(seller.actor, {1: Decimal(10)}, seen=0)
    with pytest.raises(WrongState):
        order.ship(seller.actor, {1: Decimal(10)}, seen=0)
    assert order.lines.get(position=1).shipped == 10


def test_the_supplier_confirms_arrival_only_when_the_day_is_well_past(order: Order, seller: Person) -> None:
    order.confirm(seller.actor)
    delivery = order.ship(seller.actor, expected_on=TODAY() + timedelta(days=3))
    with pytest.raises(Refused):
        order.receive(1, seller.actor)
    delivery.shipped_on = TODAY() - timedelta(days=30)
    delivery.expected_on = TODAY() - timedelta(days=8)
    delivery.save()
    order.receive(1, seller.actor)
    assert order.state == Order.State.DELIVERED
    assert Event.objects.about(order).get(kind="order.delivered").payload["by_supplier"] is True


def test_silence_completes_and_a_complaint_does_not(order: Order, buyer: Person, seller: Person) -> None:
    quiet = make_order(buyer.company, seller.company)
    for one, note in ((order, "Wet cartons"), (quiet, "")):
        one.confirm(seller.actor)
        one.ship(seller.actor)
        one.receive(1, buyer.actor, note)
    complete_orders()
    assert not Order.objects.filter(state=Order.State.COMPLETED).exists()
    Order.objects.update(delivered_at=timezone.now() - timedelta(days=15))
    complete_orders()
    assert list(Order.objects.filter(state=Order.State.COMPLETED)) == [quiet]


def test_cancelling_says_who_and_why_and_only_before_it_binds(order: Order, buyer: Person, seller: Person) -> None:
    with pytest.raises(Refused):
        order.cancel("  ", seller.actor)
    order.cancel("The plant is closed in August.", seller.actor)
    assert (order.state, order.cancelled_by, order.cancel_reason) == (
        *(Order.State.CANCELLED, seller.company), "The plant is closed in August.",
    )  # fmt: skip
    other = make_order(buyer.company, seller.company)
    other.confirm(seller.actor)
    with pytest.raises(WrongState):
        other.cancel("Changed our mind", buyer.actor)


def test_promised_days_follow_each_other(order: Order, seller: Person) -> None:
    with pytest.raises(Refused):
        order.confirm(seller.actor, ready_by=TODAY() + timedelta(days=9), ship_by=TODAY() + timedelta(days=3))
    with pytest.raises(Refused):
        order.confirm(seller.actor, ship_by=TODAY() - timedelta(days=1))
    assert Order.objects.get().state == Order.State.PLACED


def test_days_that_were_agreed_on_are_kept_or_got_earlier(order: Order, buyer: Person, seller: Person) -> None:
    agreed = TODAY() + timedelta(days=40)
    order.propose_change(buyer.actor, ship_by=agreed)
    order.agree_change(1, seller.actor)
    with pytest.raises(Refused):
        order.confirm(seller.actor, ship_by=agreed + timedelta(days=1))
    form = seller.client.get(f"/orders/{order.ref}/confirmation/").content.decode()
    assert f'value="{agreed.isoformat()}"' in form and "You may promise an earlier day" in form
    order.confirm(seller.actor, ready_by=agreed - timedelta(days=9))
    assert (order.ready_by, order.ship_by) == (agreed - timedelta(days=9), agreed)
    other = make_order(buyer.company, seller.company, lead_time_days=20, ship_by=TODAY() - timedelta(days=1))
    other.confirm(seller.actor)
    assert other.days_late == 1, "the day that was agreed has passed: it is confirmed, and late"


def test_number_and_address_are_the_buyers(order: Order, buyer: Person, seller: Person) -> None:
    order.set_buyer_po("4500012345", buyer.actor)
    order.set_ship_to(buyer.actor, name="Nordwerk", street="Hafenstr. 1", city="Hamburg", country="DE")
    with pytest.raises(PermissionDenied):
        order.set_buyer_po("X", seller.actor)
    order.confirm(seller.actor)
    with pytest.raises(WrongState):
        order.set_ship_to(buyer.actor, name="Elsewhere")
    order.refresh_from_db()
    assert (order.buyer_po, order.ship_to["street"]) == ("4500012345", "Hafenstr. 1")


def test_notes_are_read_by_the_own_side_alone(order: Order, buyer: Person, seller: Person, onlooker: Person) -> None:
    order.add_note("Ask for the mill certificate", buyer.actor)
    assert order.notes.visible_to(buyer.actor).count() == 1
    assert not order.notes.visible_to(seller.actor).exists()
    with pytest.raises(PermissionDenied):
        order.add_note("Mine", onlooker.actor)
