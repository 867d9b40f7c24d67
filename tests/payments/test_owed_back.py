"""A lost dispute about money that the supplier has already: taken back, or owed and set off; once, whoever dies."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from moneyed import Money

from notifications.models import Notification
from payments import payables
from payments.models import Charge, Difference, Recovery, Release, SetOff
from payments.reconciling import compare
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.payments.conftest import Bill, fresh, message, post
from tests.payments.double import Killed, RecordingGateway
from tests.processes import at_once

pytestmark = pytest.mark.django_db
NO_WAY = "reverse"


def usd(amount: str) -> Money:
    return Money(amount, "USD")


def paid(bill: Bill, double: RecordingGateway, number: int = 1, held: bool = False) -> Charge:
    bill.held = held
    thing = bill.find(number, None)
    assert thing is not None
    charge = Charge.begin(thing, bill.payer.actor)
    double.pay(charge.session)
    charge.settle()
    return fresh(charge)


def paid_out(bill: Bill, double: RecordingGateway, number: int = 1) -> Charge:
    charge = paid(bill, double, number, held=True)
    charge.release(bill.payer.actor)
    deliver_all()
    return fresh(charge)


def lose(charge: Charge, cents: int = 125050, number: str = "dp_1") -> Recovery | None:
    said = {"id": number, "object": "dispute", "payment_intent": charge.intent, "amount": cents, "currency": "usd"}
    post(message("charge.dispute.closed", {**said, "status": "lost"}, f"e-{number}", 100))
    return Recovery.objects.filter(charge=charge).first()


def owed(bill: Bill, double: RecordingGateway) -> Recovery:
    """A debt of 1250.50: the supplier had taken the money to its bank."""
    charge = paid_out(bill, double)
    double.refuses = NO_WAY
    lose(charge)
    deliver_all()
    double.refuses = ""
    return Recovery.objects.get()


@pytest.fixture
def accountant(moderator: Person) -> Person:
    return looking_after_payments(moderator)


def looking_after_payments(person: Person) -> Person:
    """With the rights of staff who do that."""
    rights = ["view_charge", "view_recovery", "change_recovery"]
    person.user.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    return person


# -- taken back -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("held", [False, True], ids=["at once", "after a delay"])
@pytest.mark.parametrize("step", ["", "die_before", "die_after"])
def test_what_the_supplier_has_is_taken_back_once(
    bill: Bill, double: RecordingGateway, seller: Person, buyer: Person, held: bool, step: str
) -> None:
    charge = paid_out(bill, double) if held else paid(bill, double)
    lose(charge)
    if step:
        setattr(double, step, "reverse")
        with pytest.raises(Killed):
            deliver_all()
        assert Recovery.objects.get().state == "pending"
    for _again in range(2):
        deliver_all()
    assert list(double.reversals.values()) == [usd("1250.50")]
    assert Recovery.objects.get().state == "done" and not Difference.objects.exists()
    assert Event.objects.filter(kind="recovery.done").count() == 1
    told = set(Notification.objects.filter(user=seller.user).values_list("kind", flat=True))
    assert {"dispute.lost", "recovery.done"} <= told
    assert Notification.objects.filter(user=buyer.user, kind="dispute.given_back").count() == 1
    assert "Taken from your account at Stripe" in seller.client.get(charge.get_absolute_url()).content.decode()
    page = buyer.client.get(charge.get_absolute_url()).content.decode()
    assert "Charged back" in page and "Owed back" not in page, "what the supplier owes the portal is its own affair"


def test_only_what_the_supplier_has_is_taken(bill: Bill, double: RecordingGateway, seller: Person) -> None:
    still_held = paid(bill, double, 1, held=True)
    lose(still_held)
    part = paid(bill, double, 2)
    part.refund(usd("1000"), "", seller.actor)
    deliver_all()
    lose(part, number="dp_2")
    deliver_all()
    assert list(double.reversals.values()) == [usd("250.50")] and Recovery.objects.get().charge == part
    assert fresh(still_held).releasable == usd("0")


def test_a_message_that_comes_twice_takes_nothing_twice(bill: Bill, double: RecordingGateway) -> None:
    charge = paid(bill, double)
    for number in ("e1", "e2"):
        said = {"id": "dp_1", "object": "dispute", "payment_intent": charge.intent, "currency": "usd"}
        post(message("charge.dispute.closed", {**said, "amount": 5000, "status": "lost"}, number, 100))
        deliver_all()
    assert list(double.reversals.values()) == [usd("50")]


def test_stripe_that_is_away_is_asked_again(bill: Bill, double: RecordingGateway) -> None:
    charge = paid(bill, double)
    lose(charge)
    double.away = True
    deliver_all()
    assert Recovery.objects.get().state == "pending"
    double.away = False
    Recovery.objects.get().settle()
    assert Recovery.objects.get().state == "done"


# -- owed, and set off ------------------------------------------------------------------------------------------


def test_what_cannot_be_taken_is_owed_and_everybody_concerned_sees_it(
    bill: Bill, double: RecordingGateway, seller: Person, buyer: Person, accountant: Person, stranger: Person
) -> None:
    debt = owed(bill, double)
    assert debt.state == "owed" and debt.left == usd("1250.50")
    assert debt.charge.ref in Difference.objects.get(kind="stuck", gone_at=None).detail
    assert "could not be taken from your account" in seller.client.get("/my/payments/").content.decode()
    for other in (buyer, stranger):
        assert "Owed back" not in other.client.get("/my/payments/").content.decode()
    assert Notification.objects.filter(user=seller.user, kind="recovery.owed").exists()
    assert "Owed back after lost disputes" in accountant.client.get("/desk/").content.decode()


def test_the_next_payouts_keep_it_back(bill: Bill, double: RecordingGateway, buyer: Person, seller: Person) -> None:
    debt = owed(bill, double)
    bill.money = usd("1000")
    first = paid_out(bill, double, 2)
    assert (first.released, first.withheld, first.releasable, first.refundable) == (usd("0"), usd("1000")) + (
        usd("0"),
    ) * 2
    assert len(double.transfers) == 1, "nothing is left to be transferred"
    debt.refresh_from_db()
    assert (debt.state, debt.left) == ("owed", usd("250.50"))
    second = paid_out(bill, double, 3)
    assert (second.released, second.withheld) == (usd("749.50"), usd("250.50"))
    debt.refresh_from_db()
    assert debt.state == "closed" and debt.left == usd("0")
    assert not Difference.objects.filter(gone_at=None).exists()
    assert [one.amount for one in double.transfers.values()] == [usd("1250.50"), usd("749.50")]
    assert "kept back for what you owed" in seller.client.get(second.get_absolute_url()).content.decode()
    assert "kept back" not in buyer.client.get(second.get_absolute_url()).content.decode()
    second.refund(usd("749.50"), "all there is", seller.actor)
    with pytest.raises(WrongState):
        second.refund(usd("1"), "more", seller.actor)
    deliver_all()
    assert list(double.reversals.values()) == [usd("749.50")]


def test_a_payout_that_fails_keeps_nothing_back(bill: Bill, double: RecordingGateway, buyer: Person) -> None:
    debt = owed(bill, double)
    bill.money = usd("2000")
    double.refuses = "transfer"
    charge = paid_out(bill, double, 2)
    assert Release.objects.get(charge=charge).state == "failed" and debt.left == usd("1250.50")
    double.refuses = ""
    charge.release(buyer.actor)
    deliver_all()
    assert (fresh(charge).released, fresh(charge).withheld) == (usd("749.50"), usd("1250.50"))
    debt.refresh_from_db()
    assert debt.state == "closed"


@pytest.mark.parametrize("step", ["die_before", "die_after"])
def test_killed_while_a_payout_keeps_it_back(bill: Bill, double: RecordingGateway, buyer: Person, step: str) -> None:
    debt = owed(bill, double)
    bill.money = usd("2000")
    charge = paid(bill, double, 2, held=True)
    charge.release(buyer.actor)
    setattr(double, step, "transfer")
    with pytest.raises(Killed):
        deliver_all()
    for _again in range(2):
        deliver_all()
    debt.refresh_from_db()
    assert debt.state == "closed" and SetOff.objects.count() == 1
    assert [one.amount for one in double.transfers.values()] == [usd("1250.50"), usd("749.50")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.needs("postgresql")
def test_of_payouts_at_once_none_keeps_it_back_twice(bill: Bill, double: RecordingGateway, buyer: Person) -> None:
    debt = owed(bill, double)
    bill.money = usd("1000")
    charges = [paid(bill, double, number, held=True) for number in range(2, 6)]
    results = at_once(8, lambda number: fresh(charges[number % 4]).release(buyer.actor))
    deliver_all()
    assert sum(isinstance(one, Release) for one in results) == 4, results
    debt.refresh_from_db()
    assert debt.set_off == usd("1250.50") and debt.state == "closed"
    total = sum(one.amount.amount for one in double.transfers.values())
    assert total == 1250 + 4000 - 1250 and len(double.transfers) == 4  # the first 1250.50; then 4000 less the debt


def test_staff_settle_what_came_by_another_way(
    bill: Bill, double: RecordingGateway, accountant: Person, seller: Person, clerk: Person
) -> None:
    debt = owed(bill, double)
    with pytest.raises(PermissionDenied):
        debt.settle_outside(seller.actor, "paid")
    with pytest.raises(Refused):
        debt.settle_outside(accountant.actor, "  ")
    form = {"action": "settle_outside", "_selected_action": [debt.pk], "words": "Bank transfer of 3 December"}
    for _again in range(2):
        assert (
            "second person" in accountant.client.post("/staff/payments/recovery/", form, follow=True).content.decode()
        )
        debt.refresh_from_db()
        assert (debt.state, debt.words, debt.proposed_by) == ("owed", form["words"], accountant.user)
    with pytest.raises(Refused):
        debt.settle_outside(accountant.actor, "")
    with pytest.raises(PermissionDenied):
        debt.settle_outside(clerk.actor, "")
    second = looking_after_payments(clerk)
    form["words"] = ""
    assert second.client.post("/staff/payments/recovery/", form, follow=True).status_code == 200
    debt.refresh_from_db()
    assert (debt.state, debt.words, debt.by) == ("closed", "Bank transfer of 3 December", second.user)
    assert not Difference.objects.filter(gone_at=None).exists()
    with pytest.raises(WrongState):
        debt.settle_outside(accountant.actor, "again")
    bill.money = usd("1000")
    assert paid_out(bill, double, 2).withheld == usd("0")


def test_the_back_office_says_who_owes_how_much_in_which_currency(
    bill: Bill, double: RecordingGateway, accountant: Person
) -> None:
    debt = owed(bill, double)
    for path in ("/staff/payments/recovery/", f"/staff/payments/recovery/{debt.pk}/change/"):
        page = accountant.client.get(path).content.decode()
        assert debt.charge.payee.name in page and page.count("USD\xa01,250.50") >= 2
    assert str(debt) == f"{debt.ref} USD\xa01,250.50"


def test_what_was_proposed_is_taken_back_and_one_is_enough_in_a_house_of_one(
    bill: Bill, double: RecordingGateway, accountant: Person, seller: Person, settings: Any
) -> None:
    debt = owed(bill, double)
    with pytest.raises(Refused):
        debt.take_back_proposal(accountant.actor)
    debt.settle_outside(accountant.actor, "Cash")
    form = {"action": "take_back_proposal", "_selected_action": [debt.pk]}
    accountant.client.post("/staff/payments/recovery/", form)
    debt.refresh_from_db()
    assert (debt.state, debt.words, debt.proposed_by) == ("owed", "", None)
    with pytest.raises(PermissionDenied):
        debt.take_back_proposal(seller.actor)
    settings.DEBTS_BY_TWO = False
    debt.settle_outside(accountant.actor, "Bank transfer")
    assert (debt.state, debt.words, debt.by) == ("closed", "Bank transfer", accountant.user)


@pytest.mark.django_db(transaction=True)
@pytest.mark.needs("postgresql")
def test_of_two_who_propose_at_once_one_proposes_and_the_other_confirms(
    bill: Bill, double: RecordingGateway, accountant: Person, clerk: Person
) -> None:
    debt = owed(bill, double)
    people = [accountant, looking_after_payments(clerk)]
    at_once(2, lambda number: Recovery.objects.get(pk=debt.pk).settle_outside(people[number].actor, f"by {number}"))
    debt.refresh_from_db()
    assert debt.state == "closed" and {debt.by, debt.proposed_by} == {one.user for one in people}
    assert debt.words == f"by {[one.user for one in people].index(debt.proposed_by)}"


def test_the_comparison_finds_no_difference_in_payouts_that_were_kept_back(
    bill: Bill, double: RecordingGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import timedelta

    from django.utils import timezone

    owed(bill, double)
    bill.money = usd("1000")
    paid_out(bill, double, 2)
    found: list[Any] = compare(timezone.now() - timedelta(days=1), timezone.now() + timedelta(hours=1))
    assert found == [] and payables.FINDERS
