"""What becomes of an order's payment that cannot be held any longer, and what its page says of it before."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from moneyed import Money

from payments.models import Charge, PayAccount, Refund, Release
from payments.models.holding import watch_holds
from payments.payables import find_payable
from portal.core.events import record
from portal.core.refs import new_ref
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.trade.orders import make_order
from trade.books.checking import findings
from trade.models import Instalment, Order
from trade.settling.by_stripe import card_key
from trade.settling.scheduling import settle

pytestmark = pytest.mark.django_db


def held(order: Order, number: int, days: int) -> Charge:
    """Instalment `number`, paid by card so many days ago."""
    row = Instalment.objects.get(order=order, number=number)
    made = Charge(
        ref=new_ref("PAY"), payable=f"instalment:{row.pk}", title=order.title, payer=order.buyer, payee=order.supplier,
        amount=row.amount, currency="USD", state="paid", held=True, paid_at=timezone.now() - timedelta(days=days),
    )  # fmt: skip
    made.begin_hold()
    made.save()
    record("charge.paid", made)
    deliver_all()
    return made


@pytest.fixture
def order(buyer: Person, seller: Person) -> Order:
    """Of 250 dollars: 30 percent first, 70 before shipment."""
    terms: dict[str, Any] = {"payment": "deposit", "deposit_percent": Decimal(30), "state": "confirmed"}
    made = make_order(buyer.company, seller.company, confirmed_at=timezone.now(), **terms)
    settle(made.pk)
    return made


@pytest.fixture
def charge(order: Order) -> Charge:
    """The deposit, paid by card nearly as long ago as it can be held."""
    return held(order, 1, 89)


def ship(order: Order, part: str) -> None:
    """So much of each line; what is really sent is asked of `ship` elsewhere."""
    for line in order.lines.all():
        line.shipped = line.quantity * Decimal(part)
        line.save(update_fields=["shipped"])


def order_of(charge: Charge) -> Order:
    found: Order = Instalment.objects.get(pk=int(charge.payable.partition(":")[2])).order
    return found


def plan(order: Order) -> list[tuple[str, int, str]]:
    rows = Instalment.objects.filter(order=order).order_by("number")
    return [(row.kind, int(row.amount), row.state) for row in rows]


def sent_back(refund: Refund) -> None:
    Refund.objects.filter(pk=refund.pk).update(state="done")
    record("refund.made", refund)
    record("refund.made", refund)
    deliver_all()


def test_of_a_cancelled_order_it_goes_back_and_nothing_is_to_be_paid_once_more(
    charge: Charge, buyer: Person, seller: Person
) -> None:
    order = order_of(charge)
    order.propose_change(buyer.actor, "The project ended", cancels=True)
    order.agree_change(1, seller.actor)
    deliver_all()
    for path in (order.get_absolute_url(), charge.get_absolute_url()):
        page = " ".join(buyer.client.get(path).content.decode().split())
        assert "the order is cancelled: the supplier sends them back" in page and "once more" not in page
    watch_holds()
    sent_back(Refund.objects.get(charge=charge, at_hold_end=True))
    assert plan(order) == [("deposit", 75, "paid"), ("balance", 175, "waived")]
    assert "USD\u00a075.00 sent back" in buyer.client.get(order.get_absolute_url()).content.decode()
    assert list(findings()) == []


def test_what_was_not_shipped_goes_back_and_is_to_be_paid_once_more(charge: Charge, buyer: Person) -> None:
    order = order_of(charge)
    watch_holds()
    sent_back(Refund.objects.get(charge=charge, at_hold_end=True))
    assert plan(order) == [("deposit", 75, "waived"), ("balance", 175, "planned"), ("deposit", 75, "due")]
    assert list(findings()) == []
    again = Instalment.objects.get(order=order, number=3)
    assert again.due_on and again.due_on > timezone.localdate() + timedelta(days=20)
    PayAccount.objects.create(company=order.supplier, account="acct_1", state="enabled")
    thing = find_payable(card_key(again), buyer.actor)
    assert thing and thing.is_due and thing.held


def test_a_part_that_went_back_before_stays_so(charge: Charge) -> None:
    order = order_of(charge)
    sent_back(Refund.objects.create(ref=new_ref("RF"), charge=charge, amount=25))
    assert plan(order)[0] == ("deposit", 75, "paid"), "the two sides settle that one"
    watch_holds()
    sent_back(Refund.objects.get(charge=charge, at_hold_end=True))
    assert plan(order) == [("deposit", 25, "paid"), ("balance", 175, "planned"), ("deposit", 50, "due")]


def test_of_a_cancelled_order_nothing_is_asked_again(charge: Charge) -> None:
    order = order_of(charge)
    Order.objects.filter(pk=order.pk).update(state="cancelled", cancelled_at=timezone.now())
    watch_holds()
    sent_back(Refund.objects.get(charge=charge, at_hold_end=True))
    assert [row for row in plan(order) if row[2] == "due"] == []


def test_what_was_shipped_is_paid_out(charge: Charge) -> None:
    Order.objects.filter(pk=order_of(charge).pk).update(state="shipped", shipped_at=timezone.now())
    watch_holds()
    assert Release.objects.filter(charge=charge).count() == 1 and not Refund.objects.exists()


def moves(charge: Charge) -> tuple[list[int], list[int]]:
    """Amounts that are paid out, and that go back."""
    rows = (Release.objects.filter(charge=charge), Refund.objects.filter(charge=charge))
    paid_out, back = ([int(one.amount) for one in each.order_by("pk")] for each in rows)
    return paid_out, back


def test_a_deposit_is_the_suppliers_when_more_than_it_was_shipped(order: Order, charge: Charge) -> None:
    ship(order, "0.5")
    watch_holds()
    assert moves(charge) == ([75], [])


def test_of_a_part_that_was_shipped_the_supplier_gets_its_worth(order: Order, charge: Charge, buyer: Person) -> None:
    ship(order, "0.2")
    page = buyer.client.get(f"/orders/{order.ref}/").content.decode().replace("\xa0", " ")
    assert "USD 50.00 are paid out then for what has been shipped, and USD 25.00 go back" in page
    watch_holds()
    assert moves(charge) == ([50], [25])
    sent_back(Refund.objects.get(charge=charge))
    Release.objects.update(state="done")
    record("payout.released", Release.objects.get())
    deliver_all()
    assert plan(order) == [("deposit", 50, "paid"), ("balance", 175, "planned"), ("deposit", 25, "due")]
    assert list(findings()) == []


def test_a_refund_of_a_part_after_a_part_was_shipped_leaves_the_supplier_what_was_shipped(
    charge: Charge, seller: Person, buyer: Person
) -> None:
    """A fifth was shipped, worth 50 of the 75 that are held: the supplier sends 25 back, the clock pays out the 50."""
    order = order_of(charge)
    ship(order, "0.2")
    refund = charge.refund(Money(25, "USD"), "The rest is not going to come", seller.actor)
    sent_back(refund)
    assert (charge.hold_parts.on.amount, charge.hold_parts.back.amount) == (50, 0)
    watch_holds()
    assert [release.amount for release in Release.objects.filter(charge=charge)] == [50]
    assert Refund.objects.filter(charge=charge).count() == 1 and plan(order)[0] == ("deposit", 75, "paid")
    assert list(findings()) == []
    page = buyer.client.get(order.get_absolute_url()).content.decode()
    assert "USD\u00a025.00 sent back" in page


def test_two_held_payments_together_pay_out_what_was_shipped_and_no_more(order: Order, charge: Charge) -> None:
    balance = held(order, 2, 60)
    ship(order, "0.5")
    on, back = balance.hold_parts
    assert (on.amount, back.amount) == (50, 125), "the deposit ends first"
    watch_holds()
    assert moves(charge) == ([75], []) and moves(balance) == ([], [])
    assert balance.hold_parts == (on, back)
    watch_holds(timezone.now() + timedelta(days=30))
    assert moves(balance) == ([50], [125])


def test_what_the_supplier_has_from_the_bank_is_not_paid_out_again(
    order: Order, charge: Charge, seller: Person
) -> None:
    Instalment.objects.get(order=order, number=2).receive(seller.actor, Decimal(175), timezone.localdate())
    ship(order, "0.8")
    watch_holds()
    assert moves(charge) == ([25], [50]), "200 dollars were shipped, 175 came by transfer"


def test_nothing_worth_anything_is_no_error(order: Order, charge: Charge) -> None:
    order.lines.update(amount=0)
    assert charge.hold_parts.back == charge.money


def test_the_orders_page_says_what_will_happen(charge: Charge, buyer: Person, seller: Person) -> None:
    address = f"/orders/{order_of(charge).ref}/"
    for person in (buyer, seller):
        assert "it goes back to the buyer, and is to be paid once more" in person.client.get(address).content.decode()
    Order.objects.filter(pk=order_of(charge).pk).update(state="shipped", shipped_at=timezone.now())
    assert "it is paid out then, as the goods have been shipped" in buyer.client.get(address).content.decode()
    charge.release(buyer.actor)
    assert "Delayed payout" not in buyer.client.get(address).content.decode()
