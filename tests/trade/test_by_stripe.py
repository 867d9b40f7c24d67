"""What follows for an order and the books from what Stripe says: once, whatever happens in between."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from payments.models import Charge, Dispute, PayAccount, Recovery, Refund, Release
from payments.payables import find_payable
from portal.core.events import Event, record
from portal.core.permissions import Refused
from portal.core.refs import new_ref
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.payments.double import put_in_place
from tests.trade.orders import make_order
from trade.books.checking import findings
from trade.models import Instalment, LedgerEntry, Order
from trade.settling.scheduling import settle

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
MORE = [{"position": 1, "quantity": Decimal(200)}]


@pytest.fixture
def order(buyer: Person, seller: Person) -> Order:
    terms: dict[str, Any] = {"payment": "deposit", "deposit_percent": Decimal(30), "state": "confirmed"}
    made = make_order(buyer.company, seller.company, confirmed_at=timezone.now(), **terms)
    settle(made.pk)
    return made


def deposit(order: Order) -> Instalment:
    row: Instalment = Instalment.objects.get(order=order, number=1)
    return row


def charge_of(order: Order, state: str = "paid", amount: str = "75", held: bool = True) -> Charge:
    charge = Charge(
        ref=new_ref("PAY"),
        payable=f"instalment:{deposit(order).pk}",
        title=order.title,
        payer=order.buyer,
        payee=order.supplier,
        amount=amount,
        currency="USD",
        state=state,
        held=held,
        paid_at=timezone.now() if state == "paid" else None,
    )
    if state == "paid":
        charge.begin_hold()
    charge.save()
    return charge


def told(kind: str, row: Any) -> None:
    record(kind, row)
    deliver_all()


def balances(person: Person) -> dict[str, int]:
    rows = LedgerEntry.objects.visible_to(person.actor).balances()
    return {row["account"]: int(row["balance"]) for row in rows}


def plan(order: Order) -> list[tuple[str, int, str]]:
    rows = Instalment.objects.filter(order=order).order_by("number")
    return [(row.kind, int(row.amount), row.state) for row in rows]


def test_an_instalment_can_be_paid_by_those_who_see_it(order: Order, buyer: Person, stranger: Person) -> None:
    key = f"instalment:{deposit(order).pk}"
    assert find_payable(key, stranger.actor) is None
    thing = find_payable(key, buyer.actor)
    assert thing is not None
    assert (thing.money.amount, thing.held, thing.is_due) == (Decimal(75), True, True)
    deposit(order).report(buyer.actor, Decimal(75), TODAY)
    reported = find_payable(key, buyer.actor)
    assert reported is not None
    assert not reported.is_due


def test_a_charge_that_is_paid_pays_the_instalment_once(order: Order, buyer: Person, seller: Person) -> None:
    charge = charge_of(order)
    told("charge.paid", charge)
    told("charge.paid", charge)
    assert plan(order) == [("deposit", 75, "paid"), ("balance", 175, "planned")]
    assert deposit(order).way == "stripe"
    assert balances(seller) == {"held": 75, "receivable": -75}
    assert balances(buyer) == {"payable": 75, "card": -75}
    assert list(findings()) == []


def test_while_a_charge_is_open_no_transfer_is_reported(order: Order, buyer: Person) -> None:
    charge_of(order, "open")
    with pytest.raises(Refused):
        deposit(order).report(buyer.actor, Decimal(75), TODAY)


@pytest.mark.parametrize(
    ("words", "state"),
    [({"cancels": True}, "cancelled"), ({"lines": MORE}, "cancelled"), ({"lead_time_days": 50}, "open")],
    ids=["the order ends", "another sum", "another day"],
)
def test_a_page_at_stripe_closes_when_what_it_asks_for_is_not_to_be_paid(
    order: Order, buyer: Person, seller: Person, monkeypatch: pytest.MonkeyPatch, words: dict[str, Any], state: str
) -> None:
    put_in_place(monkeypatch)
    charge = charge_of(order, "open")
    order.propose_change(buyer.actor, "The project has changed", **words)
    order.agree_change(1, seller.actor)
    deliver_all()
    charge.refresh_from_db()
    assert charge.state == state
    thing = find_payable(charge.payable)
    assert thing is not None and thing.is_due == (not words.get("cancels"))


def test_a_charge_for_what_was_paid_meanwhile_is_owed_back(order: Order, seller: Person) -> None:
    deposit(order).receive(seller.actor, Decimal(75), TODAY)
    told("charge.paid", charge_of(order))
    assert plan(order) == [("deposit", 75, "paid"), ("balance", 100, "planned"), ("deposit", 75, "paid")]


def test_a_payout_and_a_refund_are_in_the_books(order: Order, buyer: Person, seller: Person) -> None:
    charge = charge_of(order)
    told("charge.paid", charge)
    refund = Refund.objects.create(ref=new_ref("REF"), charge=charge, amount=25, state="done")
    told("refund.made", refund)
    told("refund.made", refund)
    assert balances(seller) == {"held": 50, "receivable": -50}
    release = Release.objects.create(ref=new_ref("REL"), charge=charge, amount=50, state="done")
    told("payout.released", release)
    assert balances(seller) == {"stripe": 50, "receivable": -50}
    assert balances(buyer) == {"payable": 50, "card": -50}
    assert list(findings()) == []


def test_a_refund_takes_off_what_is_owed_back(order: Order) -> None:
    charge = charge_of(order)
    told("charge.paid", charge)
    Order.objects.filter(pk=order.pk).update(total=50)
    settle(order.pk)
    assert plan(order)[2] == ("credit", -25, "due")
    told("refund.made", Refund.objects.create(ref=new_ref("REF"), charge=charge, amount=10, state="done"))
    assert plan(order)[2:] == [("credit", -10, "paid"), ("credit", -15, "due")]
    told("refund.made", Refund.objects.create(ref=new_ref("REF"), charge=charge, amount=15, state="done"))
    assert plan(order)[2:] == [("credit", -10, "paid"), ("credit", -15, "paid")]


@pytest.mark.parametrize(
    ("status", "seller_side", "buyer_side"),
    [("won", {"held": 75, "receivable": -75}, {"payable": 75, "card": -75}), ("lost", {}, {})],
)
def test_a_dispute_ends(
    order: Order, buyer: Person, seller: Person, status: str, seller_side: dict[str, int], buyer_side: dict[str, int]
) -> None:
    charge = charge_of(order)
    told("charge.paid", charge)
    dispute = Dispute.objects.create(
        charge=charge, stripe_id="dp_1", status="needs_response", amount=75, currency="USD", as_of=timezone.now()
    )
    told("dispute.opened", dispute)
    assert balances(seller) == {"disputed": 75, "receivable": -75}
    Dispute.objects.filter(pk=dispute.pk).update(status=status, closed_at=timezone.now())
    told("dispute.closed", dispute)
    told("dispute.opened", dispute)
    assert balances(seller) == seller_side
    assert balances(buyer) == buyer_side
    assert plan(order)[0] == ("deposit", 75, "paid" if status == "won" else "lost")
    assert list(findings()) == []


def lost(charge: Charge, amount: int = 75) -> Dispute:
    words: dict[str, Any] = {"status": "lost", "amount": amount, "currency": "USD", "as_of": timezone.now()}
    dispute = Dispute.objects.create(charge=charge, stripe_id=f"dp_{charge.ref}", **words)
    Recovery.begin(dispute)
    Dispute.objects.filter(pk=dispute.pk).update(closed_at=timezone.now())
    record("dispute.opened", dispute)
    record("dispute.closed", dispute)
    deliver_all()
    return dispute


@pytest.mark.parametrize("is_taken", [True, False], ids=["taken back", "owed"])
def test_what_the_supplier_had_and_the_bank_took_is_in_the_books_and_on_the_order(
    order: Order, buyer: Person, seller: Person, stranger: Person, monkeypatch: pytest.MonkeyPatch, is_taken: bool
) -> None:
    double = put_in_place(monkeypatch)
    double.refuses = "" if is_taken else "reverse"
    charge = charge_of(order, held=False)
    told("charge.paid", charge)
    lost(charge)
    assert plan(order) == [("deposit", 75, "lost"), ("balance", 175, "planned")]
    assert balances(seller) == ({} if is_taken else {"stripe": 75, "owed_back": -75})
    assert balances(buyer) == {}
    for who, words in ((seller, "taken this payment back for good"), (buyer, "has given this payment back to you")):
        page = who.client.get(f"/orders/{order.ref}/").content.decode()
        assert "75.00 were charged back" in page and words in page and "Charged back" in page
    assert stranger.client.get(f"/orders/{order.ref}/").status_code == 404
    deposit(order).report(buyer.actor, Decimal(75), TODAY)
    deposit(order).proofs.get().confirm(seller.actor, Decimal(75), TODAY)
    deliver_all()
    assert plan(order)[0] == ("deposit", 75, "paid")
    assert list(findings()) == []


def test_a_part_that_is_charged_back_leaves_the_rest_paid(order: Order, seller: Person) -> None:
    charge = charge_of(order)
    told("charge.paid", charge)
    charge.refresh_from_db()
    lost(charge, 25)
    assert plan(order) == [("deposit", 50, "paid"), ("balance", 175, "planned"), ("deposit", 25, "lost")]
    assert balances(seller) == {"held": 50, "receivable": -50}
    assert list(findings()) == []


def test_a_debt_that_a_payout_keeps_back_is_gone_from_the_books(
    order: Order, buyer: Person, seller: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    double = put_in_place(monkeypatch)
    double.refuses = "reverse"
    charge = charge_of(order, held=False)
    told("charge.paid", charge)
    lost(charge)
    other = make_order(buyer.company, seller.company, confirmed_at=timezone.now(), state="confirmed")
    settle(other.pk)
    held = charge_of(other, amount="250")
    told("charge.paid", held)
    held.release()
    deliver_all()
    assert (held.released.amount, held.withheld.amount) == (175, 75)
    assert balances(seller) == {"stripe": 250, "receivable": -250}
    assert list(findings()) == []


def test_what_was_held_goes_on_when_the_goods_have_come(order: Order) -> None:
    charge = charge_of(order)
    told("charge.paid", charge)
    Order.objects.filter(pk=order.pk).update(state="delivered", delivered_at=timezone.now())
    record("order.delivered", order)
    deliver_all()
    assert Release.objects.filter(charge=charge).count() == 1
    assert Event.objects.filter(kind="payout.asked").count() == 1


def test_what_a_dispute_held_back_goes_on_when_it_is_won(order: Order) -> None:
    charge = charge_of(order)
    told("charge.paid", charge)
    words: dict[str, Any] = {"status": "needs_response", "amount": 75, "currency": "USD", "as_of": timezone.now()}
    dispute = Dispute.objects.create(charge=charge, stripe_id="dp_1", **words)
    Order.objects.filter(pk=order.pk).update(state="delivered", delivered_at=timezone.now())
    told("order.delivered", order)
    assert not Release.objects.exists()
    Dispute.objects.filter(pk=dispute.pk).update(status="won", closed_at=timezone.now())
    for _again in range(2):
        told("dispute.closed", dispute)
    assert Release.objects.get().charge == charge


def test_the_button_is_there_when_the_supplier_is_ready(order: Order, buyer: Person, seller: Person) -> None:
    address = f"/orders/{order.ref}/"
    assert "Pay by card" not in buyer.client.get(address).content.decode()
    PayAccount.objects.create(company=order.supplier, account="acct_1", state="enabled")
    assert f"/payments/instalment:{deposit(order).pk}/" in buyer.client.get(address).content.decode()
    assert "Pay by card" not in seller.client.get(address).content.decode()
