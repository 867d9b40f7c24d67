"""Who dies between two steps of counting a payment: it is counted once all the same, in instalments and books.

What dies on the way to Stripe and back is in tests/payments; this is what an order makes of it.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from payments.models import Charge, Dispute, Recovery, Refund, Release
from portal.core.events import record
from portal.core.refs import new_ref
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.payments.double import Killed, put_in_place
from tests.trade.orders import make_order
from tests.trade.test_by_stripe import balances, charge_of, plan
from trade.books.checking import findings
from trade.models import Order, OutsidePayment, Posting
from trade.settling import by_stripe, handlers, proofs, scheduling
from trade.settling.scheduling import settle

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def order(buyer: Person, seller: Person) -> Order:
    """USD 250, of which 30 percent are due."""
    terms: dict[str, Any] = {"payment": "deposit", "deposit_percent": Decimal(30), "state": "confirmed"}
    made = make_order(buyer.company, seller.company, confirmed_at=timezone.now(), **terms)
    settle(made.pk)
    return made


def dying(real: Callable[..., Any], is_after: bool) -> Callable[..., Any]:
    def work(*args: Any, **words: Any) -> Any:
        if is_after:
            real(*args, **words)
        raise Killed

    return work


def killed(monkeypatch: pytest.MonkeyPatch, place: Any, name: str, is_after: bool, work: Callable[[], Any]) -> None:
    """`work` meets its end at this step."""
    with monkeypatch.context() as patch:
        patch.setattr(place, name, dying(getattr(place, name), is_after))
        with pytest.raises(Killed):
            work()


def paid_by_card(order: Order) -> Charge:
    charge = charge_of(order)
    record("charge.paid", charge)
    return charge


AFTER = pytest.mark.parametrize("is_after", [False, True], ids=["before", "after"])


@AFTER
@pytest.mark.parametrize("place", [(by_stripe, "mark_paid"), (by_stripe, "post_both"), (Posting, "post")])
def test_while_a_card_payment_is_counted(
    order: Order, buyer: Person, seller: Person, monkeypatch: pytest.MonkeyPatch, place: Any, is_after: bool
) -> None:
    paid_by_card(order)
    killed(monkeypatch, *place, is_after, deliver_all)
    assert plan(order) == [("deposit", 75, "due"), ("balance", 175, "planned")] and not Posting.objects.exists()
    for _again in range(2):
        deliver_all()
    assert plan(order) == [("deposit", 75, "paid"), ("balance", 175, "planned")]
    assert balances(seller) == {"held": 75, "receivable": -75} and balances(buyer) == {"payable": 75, "card": -75}
    assert list(findings()) == []


@AFTER
@pytest.mark.parametrize("place", [(by_stripe, "post_both"), (by_stripe, "mark_paid"), (by_stripe, "follow")])
def test_while_a_refund_is_counted(
    order: Order, buyer: Person, seller: Person, monkeypatch: pytest.MonkeyPatch, place: Any, is_after: bool
) -> None:
    charge = paid_by_card(order)
    deliver_all()
    Order.objects.filter(pk=order.pk).update(total=50)
    settle(order.pk)  # 25 are owed back
    refund = Refund.objects.create(ref=new_ref("REF"), charge=charge, amount=25, state="done")
    record("refund.made", refund)
    killed(monkeypatch, *place, is_after, deliver_all)
    assert plan(order)[2:] == [("credit", -25, "due")] and balances(seller) == {"held": 75, "receivable": -75}
    for _again in range(2):
        deliver_all()
    assert plan(order)[2:] == [("credit", -25, "paid")]
    assert balances(seller) == {"held": 50, "receivable": -50} and balances(buyer) == {"payable": 50, "card": -50}
    assert list(findings()) == []


@AFTER
@pytest.mark.parametrize("kind", ["payout", "dispute"])
def test_while_a_payout_or_a_dispute_is_posted(
    order: Order, seller: Person, monkeypatch: pytest.MonkeyPatch, kind: str, is_after: bool
) -> None:
    charge = paid_by_card(order)
    deliver_all()
    if kind == "payout":
        made: Any = Release.objects.create(ref=new_ref("REL"), charge=charge, amount=75, state="done")
        record("payout.released", made)
    else:
        words = {"status": "needs_response", "amount": 75, "currency": "USD", "as_of": timezone.now()}
        record("dispute.opened", Dispute.objects.create(charge=charge, stripe_id="dp_1", **words))
    killed(monkeypatch, Posting, "post", is_after, deliver_all)
    assert balances(seller) == {"held": 75, "receivable": -75}
    for _again in range(2):
        deliver_all()
    assert balances(seller) == {"stripe" if kind == "payout" else "disputed": 75, "receivable": -75}
    assert list(findings()) == []


@AFTER
def test_while_a_payout_is_asked_for_because_the_goods_have_come(
    order: Order, monkeypatch: pytest.MonkeyPatch, is_after: bool
) -> None:
    charge = paid_by_card(order)
    deliver_all()
    Order.objects.filter(pk=order.pk).update(state="delivered", delivered_at=timezone.now())
    record("order.delivered", order)
    killed(monkeypatch, Charge, "release", is_after, deliver_all)
    assert not Release.objects.exists()
    for _again in range(2):
        deliver_all()
    assert Release.objects.get().charge == charge


@AFTER
@pytest.mark.parametrize("place", [(scheduling, "mark_paid"), (OutsidePayment, "close"), (proofs, "record")])
def test_while_a_transfer_is_confirmed(
    order: Order, buyer: Person, seller: Person, monkeypatch: pytest.MonkeyPatch, place: Any, is_after: bool
) -> None:
    proof = order.instalments.get(number=1).report(buyer.actor, Decimal(75), TODAY)

    def confirm() -> None:
        OutsidePayment.objects.get(pk=proof.pk).confirm(seller.actor, Decimal(75), TODAY)

    killed(monkeypatch, *place, is_after, confirm)
    assert plan(order)[0] == ("deposit", 75, "reported")
    deliver_all()
    assert not Posting.objects.exists()
    confirm()
    killed(monkeypatch, handlers, "post_both", is_after, deliver_all)
    assert not Posting.objects.exists()
    for _again in range(2):
        deliver_all()
    assert plan(order) == [("deposit", 75, "paid"), ("balance", 175, "planned")]
    assert balances(seller) == {"outside": 75, "receivable": -75}
    assert list(findings()) == []


@AFTER
@pytest.mark.parametrize("name", ["make", "fall_due"])
def test_while_the_instalments_are_made(
    buyer: Person, seller: Person, monkeypatch: pytest.MonkeyPatch, name: str, is_after: bool
) -> None:
    order = make_order(buyer.company, seller.company, payment="deposit", deposit_percent=Decimal(30))
    order.confirm(seller.actor)
    killed(monkeypatch, scheduling, name, is_after, deliver_all)
    assert plan(order) == []
    for _again in range(2):
        deliver_all()
    assert plan(order) == [("deposit", 75, "due"), ("balance", 175, "planned")]


@AFTER
@pytest.mark.parametrize("place", [(by_stripe, "charge_back"), (by_stripe, "post_both"), (Posting, "post")])
def test_while_a_lost_dispute_is_counted(
    order: Order, buyer: Person, seller: Person, monkeypatch: pytest.MonkeyPatch, place: Any, is_after: bool
) -> None:
    put_in_place(monkeypatch)
    charge = charge_of(order, held=False)
    record("charge.paid", charge)
    deliver_all()
    words = {"status": "lost", "amount": 75, "currency": "USD", "as_of": timezone.now()}
    dispute = Dispute.objects.create(charge=charge, stripe_id="dp_1", **words)
    Recovery.begin(dispute)
    Dispute.objects.filter(pk=dispute.pk).update(closed_at=timezone.now())
    record("dispute.closed", dispute)
    killed(monkeypatch, *place, is_after, deliver_all)
    for _again in range(2):
        deliver_all()
    assert plan(order) == [("deposit", 75, "lost"), ("balance", 175, "planned")]
    assert balances(seller) == {} and balances(buyer) == {}
    assert Recovery.objects.get().state == "done" and list(findings()) == []
