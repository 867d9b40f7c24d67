"""A charge is paid once, whoever dies between which steps, and whatever Stripe says in which order."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from moneyed import Money

from payments import gateway
from payments.handlers import settle_what_waits
from payments.models import Charge, Difference
from portal.core.events import Event
from portal.core.money import from_minor, to_minor
from portal.core.permissions import Refused, WrongState
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.payments.conftest import Bill, fresh
from tests.payments.double import Killed, RecordingGateway
from tests.processes import at_once

pytestmark = pytest.mark.django_db
State = Charge.State


def told(kind: str) -> int:
    return Event.objects.filter(kind=kind).count()


def later(minutes: int = 10) -> None:
    """Time passes for all that waits."""
    Charge.objects.update(created_at=timezone.now() - timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("money", "minor"),
    [
        (Money("12.345", "USD"), 1235),
        (Money("0.005", "USD"), 1),
        (Money("5000", "KRW"), 5000),
        (Money("5000.5", "KRW"), 5001),
        (Money("99", "JPY"), 99),
        (Money("98.4999", "JPY"), 98),
        (Money("1.2344", "KWD"), 1230),
        (Money("1.235", "KWD"), 1240),
    ],
)
def test_amounts_are_counted_as_stripe_counts_them(money: Money, minor: int) -> None:
    assert to_minor(money) == minor
    assert to_minor(from_minor(minor, money.currency.code.lower())) == minor


@pytest.mark.parametrize(
    ("asked", "charged"), [("KRW 5000.5", "KRW 5001"), ("JPY 99.4", "JPY 99"), ("USD 10.005", "USD 10.01")]
)
def test_what_is_charged_is_what_is_written_down(
    bill: Bill, double: RecordingGateway, asked: str, charged: str
) -> None:
    bill.money = Money(asked[4:], asked[:3])
    charge = bill.begin()
    assert charge.money == Money(charged[4:], charged[:3])
    assert double.amounts[charge.session][0] == charge.money


def test_paid_after_the_page_at_stripe(bill: Bill, double: RecordingGateway) -> None:
    charge = bill.begin()
    assert charge.session_url.startswith("https://checkout.example/") and charge.state == State.OPEN
    double.pay(charge.session)
    charge.settle()
    charge.settle()
    assert fresh(charge).state == State.PAID and told("charge.paid") == 1
    with pytest.raises(WrongState):
        bill.begin()


def test_begun_twice_is_one_page(bill: Bill, double: RecordingGateway) -> None:
    assert bill.begin().session == bill.begin().session
    assert Charge.objects.count() == 1 and len(double.sessions) == 1


@pytest.mark.parametrize("step", ["die_before", "die_after"])
def test_killed_while_the_page_is_made(bill: Bill, double: RecordingGateway, step: str) -> None:
    """The row is there; going on gives the one page that Stripe has made, or makes it."""
    setattr(double, step, "checkout")
    with pytest.raises(Killed):
        bill.begin()
    left = Charge.objects.get()
    assert left.state == State.OPEN and not left.session
    charge = bill.begin()
    assert charge.pk == left.pk and len(double.sessions) == 1
    double.pay(charge.session)
    charge.settle()
    assert fresh(charge).state == State.PAID


def test_killed_before_the_row(bill: Bill, double: RecordingGateway, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*args: Any, **words: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("payments.models.charge.record", die)
        with pytest.raises(Killed):
            bill.begin()
    assert not Charge.objects.exists() and not double.sessions
    assert bill.begin().session


def test_killed_before_the_ids_are_kept_and_paid_meanwhile(
    bill: Bill, double: RecordingGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stripe has the page, the portal died before it kept the number; the clock finds it and the payment."""
    double.die_after = "checkout"
    with pytest.raises(Killed):
        bill.begin()
    [session] = double.sessions
    double.pay(session)
    later()
    settle_what_waits()
    charge = Charge.objects.get()
    assert charge.state == State.PAID and charge.session == session and told("charge.paid") == 1


@pytest.mark.parametrize("step", ["session", "payment"])
def test_killed_while_stripe_is_asked_how_it_stands(bill: Bill, double: RecordingGateway, step: str) -> None:
    charge = bill.begin()
    double.pay(charge.session)
    double.die_before = step
    with pytest.raises(Killed):
        charge.settle()
    assert fresh(charge).state == State.OPEN and not told("charge.paid")
    later()
    settle_what_waits()
    assert fresh(charge).state == State.PAID and told("charge.paid") == 1


def test_killed_between_the_state_and_its_event(
    bill: Bill, double: RecordingGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are one transaction: neither is there."""
    charge = bill.begin()
    double.pay(charge.session)

    def die(*args: Any, **words: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Charge, "save", die)
        with pytest.raises(Killed):
            charge.settle()
    assert fresh(charge).state == State.OPEN and not told("charge.paid")
    later()
    settle_what_waits()
    assert fresh(charge).state == State.PAID and told("charge.paid") == 1


def test_stripe_is_away(bill: Bill, double: RecordingGateway) -> None:
    double.away = True
    with pytest.raises(gateway.Unavailable):
        bill.begin()
    later()
    settle_what_waits()
    double.away = False
    settle_what_waits()
    assert Charge.objects.get().session and len(double.sessions) == 1


def test_a_page_that_nobody_saw_ends_before_stripe_forgets_its_key(bill: Bill, double: RecordingGateway) -> None:
    double.die_before = "checkout"
    with pytest.raises(Killed):
        bill.begin()
    later(60 * 21)
    settle_what_waits()
    assert Charge.objects.get().state == State.FAILED
    assert bill.begin().attempt == 2


def test_declined_and_paid_by_another_card(bill: Bill, double: RecordingGateway) -> None:
    charge = bill.begin()
    double.pay(charge.session, "requires_payment_method", "insufficient_funds")
    charge.settle()
    assert (fresh(charge).state, fresh(charge).error_code) == (State.OPEN, "insufficient_funds")
    double.pay(charge.session)
    charge.settle()
    assert (fresh(charge).state, fresh(charge).error_code) == (State.PAID, "")


def test_authentication_needed_waits_on_the_same_page(bill: Bill, double: RecordingGateway) -> None:
    charge = bill.begin()
    double.pay(charge.session, "requires_action")
    charge.settle()
    assert fresh(charge).state == State.OPEN and bill.begin().session == charge.session


def test_on_its_way_then_failed_then_anew(bill: Bill, double: RecordingGateway) -> None:
    charge = bill.begin()
    double.pay(charge.session, "processing")
    charge.settle()
    assert fresh(charge).state == State.PROCESSING
    with pytest.raises(WrongState):
        bill.begin()
    double.pay(charge.session, "requires_payment_method", "debit_not_authorized")
    charge.settle()
    assert fresh(charge).state == State.FAILED and told("charge.failed") == 1
    assert bill.begin().pk != charge.pk


def test_an_old_answer_takes_nothing_back(bill: Bill, double: RecordingGateway) -> None:
    charge = bill.begin()
    before = double.session(charge.session)
    double.pay(charge.session)
    charge.settle()
    charge.take_in(before, None)
    assert fresh(charge).state == State.PAID


def test_cancelled_unless_paid_in_the_same_moment(bill: Bill, double: RecordingGateway, buyer: Person) -> None:
    charge = bill.begin()
    charge.cancel(buyer.actor)
    deliver_all()
    assert fresh(charge).state == State.CANCELLED
    second = bill.begin()
    double.pay(second.session)
    second.cancel(buyer.actor)
    deliver_all()
    assert fresh(second).state == State.PAID


def test_paid_though_another_was_is_sent_back(bill: Bill, double: RecordingGateway, buyer: Person) -> None:
    first = bill.begin()
    first.cancel(buyer.actor)
    deliver_all()
    second = bill.begin()
    double.pay(second.session)
    second.settle()
    double.pay(first.session)  # cannot be, and is
    first.refresh_from_db()
    first.settle()
    deliver_all()
    assert fresh(first).state == State.SURPLUS and [one.amount for one in double.refunds.values()] == [first.money]


def test_another_amount_is_not_taken_for_paid(bill: Bill, double: RecordingGateway) -> None:
    charge = bill.begin()
    double.pay(charge.session, amount=Money("1.00", "USD"))
    charge.settle()
    assert fresh(charge).state == State.OPEN and Difference.objects.get().ref == charge.ref


def test_who_may_not_pay_changes_nothing(
    bill: Bill, double: RecordingGateway, seller: Person, stranger: Person, viewer: Person
) -> None:
    for person in (seller, stranger, viewer):
        with pytest.raises(PermissionDenied):
            Charge.begin(bill.thing, person.actor)
    bill.is_due = False
    with pytest.raises(Refused):
        bill.begin()
    assert not Charge.objects.exists() and not double.calls


def test_who_cannot_be_paid_is_not_paid(bill: Bill, double: RecordingGateway, seller: Person) -> None:
    seller.company.pay_account.delete()
    with pytest.raises(Refused):
        bill.begin()
    assert not double.calls


@pytest.mark.django_db(transaction=True)
@pytest.mark.needs("postgresql")
def test_twelve_at_once_begin_one(bill: Bill, double: RecordingGateway) -> None:
    results = at_once(12, lambda _n: bill.begin())
    assert Charge.objects.count() == 1 and len(double.sessions) == 1
    assert {one.session for one in results if isinstance(one, Charge)} == set(double.sessions), results


@pytest.mark.django_db(transaction=True)
@pytest.mark.needs("postgresql")
def test_twelve_settle_and_one_tells(bill: Bill, double: RecordingGateway) -> None:
    charge = bill.begin()
    double.pay(charge.session)
    at_once(12, lambda _n: fresh(charge).settle())
    assert fresh(charge).state == State.PAID and told("charge.paid") == 1
