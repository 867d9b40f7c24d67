"""What becomes of an order's payment that cannot be held any longer, and what its page says of it before."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from payments.models import Charge, PayAccount, Refund, Release
from payments.models.holding import HOLD, watch_holds
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


@pytest.fixture
def charge(buyer: Person, seller: Person) -> Charge:
    """The deposit of an order, paid by card nearly as long ago as it can be held."""
    terms: dict[str, Any] = {"payment": "deposit", "deposit_percent": Decimal(30), "state": "confirmed"}
    order = make_order(buyer.company, seller.company, confirmed_at=timezone.now(), **terms)
    settle(order.pk)
    made: Charge = Charge.objects.create(
        ref=new_ref("PAY"), payable=f"instalment:{Instalment.objects.get(order=order, number=1).pk}",
        title=order.title, payer=buyer.company, payee=seller.company, amount=75, currency="USD", state="paid",
        held=True, paid_at=timezone.now() - HOLD + timedelta(days=1),
    )  # fmt: skip
    record("charge.paid", made)
    deliver_all()
    return made


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


def test_the_orders_page_says_what_will_happen(charge: Charge, buyer: Person, seller: Person) -> None:
    address = f"/orders/{order_of(charge).ref}/"
    for person in (buyer, seller):
        assert "it goes back to the buyer, and is to be paid once more" in person.client.get(address).content.decode()
    Order.objects.filter(pk=order_of(charge).pk).update(state="shipped", shipped_at=timezone.now())
    assert "it is paid out then, as the goods have been shipped" in buyer.client.get(address).content.decode()
    charge.release(buyer.actor)
    assert "Delayed payout" not in buyer.client.get(address).content.decode()
