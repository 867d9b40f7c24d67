"""Two sides who press different buttons of one order in the same moment: one of them wins, the other is told.

Through the pages, each click with a client of its own. What follows fits the winner: instalments, books, what was sent.
"""

from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from portal.core.events import Event
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.processes import at_once
from tests.trade.orders import make_order
from trade.books.checking import findings
from trade.models import Instalment, Order, OrderChange
from trade.settling.scheduling import settle

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.needs("postgresql")]
CROWD = 8
TODAY = timezone.localdate()
SHIP = ("deliveries/", {"line-1-quantity": "100", "seen": "0", "shipped_on": TODAY.isoformat()})
CONFIRM = ("confirmation/", {"ready_by": TODAY.isoformat()})
CANCEL = ("cancellation/", {"reason": "The project ended", "then": "end"})
ASK_TO_CANCEL = ("cancellation/", {"reason": "The project ended", "then": "ask"})
AGREE, WITHDRAW, REFUSE = (("changes/1/" + end, {}) for end in ("agreement/", "withdrawal/", "refusal/"))
Click = tuple[Person, tuple[str, dict[str, str]]]


def placed(buyer: Person, seller: Person, **fields: Any) -> Order:
    return make_order(buyer.company, seller.company, **{"payment": "deposit", "deposit_percent": Decimal(30), **fields})


def confirmed(buyer: Person, seller: Person) -> Order:
    """USD 250, of which the deposit has come and is in the books."""
    order = placed(buyer, seller, state="confirmed", confirmed_at=timezone.now())
    settle(order.pk)
    order.instalments.get(number=1).receive(seller.actor, Decimal(75), TODAY)
    deliver_all()
    return order


def ask_for_more(order: Order, by: Person) -> None:
    order.propose_change(by.actor, "A larger call", [{"position": 1, "quantity": Decimal(120)}])


def pressed(order: Order, *clicks: Click) -> list[tuple[str, str]]:
    """All of these clicks at once, each several times: of each the page it went to, and `done` or what was said."""

    def press(number: int) -> tuple[str, str]:
        person, (path, data) = clicks[number % len(clicks)]
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = person.client.cookies[settings.SESSION_COOKIE_NAME].value
        response = client.post(f"/orders/{order.ref}/{path}", data)
        if response.status_code == 302:
            return path, "done"
        assert response.status_code in {200, 409}, response.status_code
        return path, " ".join(response.content.decode().split())

    results = at_once(CROWD, press)
    assert all(isinstance(one, tuple) for one in results), results
    deliver_all()
    order.refresh_from_db()
    assert list(findings()) == []
    return results


def done(results: list[tuple[str, str]]) -> list[str]:
    """What was done; whoever did nothing has read why."""
    words = ("Nothing was done twice", "was decided already", "is open already", "waits for an answer")
    for _path, said in results:
        assert said == "done" or any(one in said for one in words), said
    return [path for path, said in results if said == "done"]


def plan(order: Order) -> list[tuple[int, str]]:
    return [(int(row.amount), row.state) for row in Instalment.objects.filter(order=order).order_by("number")]


def told(order: Order, kind: str) -> int:
    return Event.objects.about(order).filter(kind=kind).count()


def test_confirmed_and_cancelled_at_once(buyer: Person, seller: Person) -> None:
    order = placed(buyer, seller)
    (winner,) = done(pressed(order, (seller, CONFIRM), (buyer, CANCEL)))
    assert told(order, "order.confirmed") + told(order, "order.cancelled") == 1
    if winner == "confirmation/":
        assert (order.state, order.cancelled_at, order.cancel_reason) == ("confirmed", None, "")
        assert plan(order) == [(75, "due"), (175, "planned")]
    else:
        assert (order.state, order.cancelled_by, order.confirmed_at) == ("cancelled", buyer.company, None)
        assert plan(order) == []


def test_both_sides_cancel_at_once(buyer: Person, seller: Person) -> None:
    order = placed(buyer, seller)
    theirs = ("cancellation/", {"reason": "The plant is closed", "then": "end"})
    assert len(done(pressed(order, (seller, theirs), (buyer, CANCEL)))) == 1
    assert told(order, "order.cancelled") == 1
    assert (order.cancelled_by == seller.company) == (order.cancel_reason == "The plant is closed")


def test_a_change_is_agreed_and_the_order_confirmed_at_once(buyer: Person, seller: Person) -> None:
    """Both may be done, the agreement first; what is to be paid is by the total that was confirmed."""
    order = placed(buyer, seller)
    ask_for_more(order, buyer)
    assert done(pressed(order, (seller, AGREE), (seller, CONFIRM))).count("changes/1/agreement/") == 1
    assert order.total == 300
    assert plan(order) == ([(90, "due"), (210, "planned")] if order.state == "confirmed" else [])


def test_a_change_is_agreed_and_the_order_cancelled_before_it_binds(buyer: Person, seller: Person) -> None:
    """Until it is confirmed the buyer's word ends it, whether the agreement came before or not."""
    order = placed(buyer, seller)
    ask_for_more(order, buyer)
    winners = done(pressed(order, (seller, AGREE), (buyer, CANCEL)))
    change = OrderChange.objects.get(order=order)
    assert winners.count("cancellation/") == 1 and order.state == "cancelled" and plan(order) == []
    was_agreed = "changes/1/agreement/" in winners
    assert (change.state, order.total) == (("agreed", 300) if was_agreed else ("withdrawn", 250))
    assert told(order, "order.change_agreed") == was_agreed


def test_a_change_is_agreed_while_the_other_side_asks_to_cancel(buyer: Person, seller: Person) -> None:
    """The agreement holds; who asks to cancel is told of the open change, or asks after it, about what is true then."""
    order = confirmed(buyer, seller)
    ask_for_more(order, buyer)
    winners = done(pressed(order, (seller, AGREE), (buyer, ASK_TO_CANCEL)))
    assert winners.count("changes/1/agreement/") == 1 and winners.count("cancellation/") <= 1
    assert (order.state, order.total) == ("confirmed", 300)
    assert plan(order) == [(75, "paid"), (225, "planned")]
    asked = OrderChange.objects.filter(order=order, number=2).first()
    assert (asked is not None) == ("cancellation/" in winners)
    if asked is not None:
        assert asked.cancels and asked.state == "proposed" and asked.before["lines"][0]["quantity"] == "120"


@pytest.mark.parametrize("other", [WITHDRAW, REFUSE], ids=["withdrawn", "refused"])
@pytest.mark.parametrize("cancels", [False, True], ids=["more", "an end"])
def test_a_change_is_agreed_and_taken_back_or_refused_at_once(
    buyer: Person, seller: Person, cancels: bool, other: tuple[str, dict[str, str]]
) -> None:
    order = confirmed(buyer, seller)
    if cancels:
        order.propose_change(buyer.actor, "The project ended", cancels=True)
    else:
        ask_for_more(order, buyer)
    person = buyer if other is WITHDRAW else seller
    (winner,) = done(pressed(order, (seller, AGREE), (person, other)))
    change = OrderChange.objects.get(order=order)
    if winner != "changes/1/agreement/":
        assert (order.state, order.total, plan(order)) == ("confirmed", 250, [(75, "paid"), (175, "planned")])
        assert change.state in {"withdrawn", "refused"} and told(order, "order.cancelled") == 0
    elif cancels:
        assert (order.state, order.cancelled_by) == ("cancelled", buyer.company)
        assert plan(order) == [(75, "paid"), (175, "waived")]
    else:
        assert (order.state, order.total, plan(order)) == ("confirmed", 300, [(75, "paid"), (225, "planned")])
    assert told(order, "order.change_agreed") == (change.state == "agreed")


def test_shipped_and_asked_to_cancel_at_once(buyer: Person, seller: Person) -> None:
    order = confirmed(buyer, seller)
    (winner,) = done(pressed(order, (seller, SHIP), (buyer, ASK_TO_CANCEL)))
    line = order.lines.get()
    if winner == "deliveries/":
        assert (order.state, line.shipped, order.deliveries.count()) == ("shipped", 100, 1)
        assert not order.changes.exists()
        assert plan(order) == [(75, "paid"), (175, "due")]
    else:
        assert (order.state, line.shipped, order.deliveries.count()) == ("confirmed", 0, 0)
        assert order.changes.get().cancels
        assert plan(order) == [(75, "paid"), (175, "planned")]


def test_nothing_is_shipped_of_what_is_cancelled_at_once(buyer: Person, seller: Person, colleague: Person) -> None:
    """One of the supplier's people agrees to the end while another one ships."""
    order = confirmed(buyer, seller)
    order.propose_change(buyer.actor, "The project ended", cancels=True)
    assert done(pressed(order, (seller, AGREE), (colleague, SHIP))) == ["changes/1/agreement/"]
    assert (order.state, order.lines.get().shipped, order.deliveries.count()) == ("cancelled", 0, 0)
    assert plan(order) == [(75, "paid"), (175, "waived")]


def test_a_payment_is_reported_and_the_order_cancelled_at_once(buyer: Person, seller: Person) -> None:
    """Money that was sent is never forgotten: it waits for the supplier's word, or is not asked for any more."""
    order = confirmed(buyer, seller)
    order.mark_ready(seller.actor)
    deliver_all()
    order.propose_change(buyer.actor, "The project ended", cancels=True)
    report = ("instalments/2/report/", {"amount": "175", "day": TODAY.isoformat(), "reference": "Rest"})
    winners = done(pressed(order, (seller, AGREE), (buyer, report)))
    assert winners.count("changes/1/agreement/") == 1 and order.state == "cancelled"
    assert plan(order) == [(75, "paid"), (175, "reported" if report[0] in winners else "waived")]
