"""Money cannot be held for ever: who is told before, and where it goes then."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from notifications.models import Notification
from payments.models import Charge, Difference, Refund, Release
from payments.models.holding import HOLD, MARGIN, WARNING, watch_holds
from payments.payables import FINDERS, Payable
from payments.queues import holds_that_end
from portal.core.events import Event
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.payments.conftest import Bill, fresh, message, post
from tests.payments.double import RecordingGateway
from tests.processes import at_once

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def charge(bill: Bill, double: RecordingGateway) -> Charge:
    bill.held = True
    made = bill.begin()
    double.pay(made.session)
    made.settle()
    return fresh(made)


def since(charge: Charge, days: timedelta) -> None:
    Charge.objects.filter(pk=charge.pk).update(paid_at=timezone.now() - days)


def supply(bill: Bill, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(number: int, actor: object) -> Payable | None:
        thing = bill.find(number, actor)
        return Payable(**{**vars(thing), "is_supplied": True}) if thing else None

    monkeypatch.setitem(FINDERS, "bill", find)


def told(kind: str) -> int:
    return Event.objects.filter(kind=kind).count()


def test_both_sides_and_staff_are_told_once_and_before(
    charge: Charge, buyer: Person, seller: Person, moderator: Person
) -> None:
    moderator.user.user_permissions.add(Permission.objects.get(codename="view_charge"))
    queue = holds_that_end(moderator.actor)
    assert queue and queue.count == 0
    since(charge, HOLD - WARNING - DAY)
    watch_holds()
    assert not told("charge.hold_ending")
    since(charge, HOLD - WARNING + DAY)
    for _again in range(2):
        watch_holds()
        deliver_all()
    assert told("charge.hold_ending") == 1
    for person in (buyer, seller):
        note = Notification.objects.get(user=person.user, kind="charge.hold_ending")
        assert "goes back to the buyer" in note.title
    queue = holds_that_end(moderator.actor)
    assert queue and queue.count == 1
    assert holds_that_end(buyer.actor) is None
    assert not Refund.objects.exists() and not Release.objects.exists()


def test_of_what_was_paid_out_or_sent_back_nobody_is_told(charge: Charge, buyer: Person) -> None:
    charge.release(buyer.actor)
    since(charge, HOLD)
    watch_holds()
    assert not told("charge.hold_ending") and Release.objects.count() == 1 and not Refund.objects.exists()


def test_what_was_not_supplied_goes_back_once(
    charge: Charge, double: RecordingGateway, buyer: Person, seller: Person
) -> None:
    since(charge, HOLD - MARGIN - DAY)
    watch_holds()
    assert not Refund.objects.exists()
    since(charge, HOLD - MARGIN + DAY)
    for _again in range(2):
        watch_holds()
        deliver_all()
    refund = Refund.objects.get()
    assert (refund.state, refund.money, refund.at_hold_end, refund.by) == ("done", charge.money, True, None)
    assert not double.transfers
    assert Notification.objects.filter(user=buyer.user, kind="refund.made").count() == 1
    assert Notification.objects.filter(user=seller.user, kind="refund.from_you").count() == 1
    page = seller.client.get(charge.get_absolute_url()).content.decode()
    assert "It could not be held any longer." in page


def test_what_was_supplied_is_paid_out(
    charge: Charge, bill: Bill, double: RecordingGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    supply(bill, monkeypatch)
    since(charge, HOLD - MARGIN + DAY)
    watch_holds()
    deliver_all()
    assert [one.amount for one in double.transfers.values()] == [charge.money] and not Refund.objects.exists()


def test_what_the_bank_disputes_stays_and_staff_hear_of_it(charge: Charge) -> None:
    said = {"id": "dp_1", "object": "dispute", "payment_intent": charge.intent, "amount": 1, "currency": "usd"}
    post(message("charge.dispute.created", {**said, "status": "needs_response"}))
    deliver_all()
    since(charge, HOLD)
    watch_holds()
    assert not Refund.objects.exists() and not Release.objects.exists()
    assert Difference.objects.get().kind == Difference.Kind.STUCK


@pytest.mark.django_db(transaction=True)
@pytest.mark.needs("postgresql")
def test_the_clock_and_the_buyer_at_once_move_it_once(charge: Charge, double: RecordingGateway, buyer: Person) -> None:
    since(charge, HOLD)

    def act(number: int) -> object:
        return fresh(charge).release(buyer.actor) if number % 2 else watch_holds()

    at_once(8, act)
    deliver_all()
    assert Release.objects.count() + Refund.objects.count() == 1


def test_the_page_says_what_will_happen_in_both_languages(
    charge: Charge, bill: Bill, buyer: Person, seller: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = buyer.client.get(charge.get_absolute_url()).content.decode()
    assert "it goes back to the buyer" in page and "no escrow account" in page
    supply(bill, monkeypatch)
    assert "it is paid out then" in seller.client.get(charge.get_absolute_url()).content.decode()
    assert "에스크로" in seller.client.get(f"/ko{charge.get_absolute_url()}").content.decode()
