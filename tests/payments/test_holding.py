"""Money cannot be held for ever: who is told before, and where it goes then."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from moneyed import Money

from notifications.models import Notification
from payments.hold_limits import ELSEWHERE, HoldLimit, limit_in
from payments.models import Charge, Difference, Refund, Release
from payments.models.holding import watch_holds
from payments.payables import SUPPLIED
from payments.queues import holds_that_end
from portal.core.events import Event
from portal.core.money import format_money, rounded
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.payments.conftest import Bill, fresh, message, post
from tests.payments.double import RecordingGateway
from tests.processes import at_once

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HOLD, WARNING, MARGIN = (timedelta(days=one) for one in (90, 14, 2))


@pytest.fixture
def charge(bill: Bill, double: RecordingGateway) -> Charge:
    bill.held = True
    made = bill.begin()
    double.pay(made.session)
    made.settle()
    return fresh(made)


def since(charge: Charge, days: timedelta) -> None:
    row = fresh(charge)
    row.paid_at = timezone.now() - days
    row.begin_hold()
    row.save()


def supply(charge: Charge, monkeypatch: pytest.MonkeyPatch, amount: Money | None = None) -> None:
    monkeypatch.setitem(SUPPLIED, "bill", lambda number: amount or charge.money)


def told(kind: str) -> int:
    return Event.objects.filter(kind=kind).count()


def told_of(charge: Charge) -> int:
    return Event.objects.filter(kind="charge.hold_ending", subject_id=charge.pk).count()


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
    charge: Charge, double: RecordingGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    supply(charge, monkeypatch)
    since(charge, HOLD - MARGIN + DAY)
    watch_holds()
    deliver_all()
    assert [one.amount for one in double.transfers.values()] == [charge.money] and not Refund.objects.exists()


def test_of_what_was_supplied_in_part_each_side_gets_its_part(
    charge: Charge, double: RecordingGateway, buyer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = rounded(charge.money / 4)
    supply(charge, monkeypatch, charge.money / 4)
    assert f"{format_money(part)} are paid out then" in buyer.client.get(charge.get_absolute_url()).content.decode()
    since(charge, HOLD - WARNING + DAY)
    watch_holds()
    deliver_all()
    note = Notification.objects.get(user=buyer.user, kind="charge.hold_ending")
    said = f"{format_money(part)} are paid out for what was shipped".replace("\xa0", " ")
    assert said in note.title.replace("\xa0", " ")
    since(charge, HOLD)
    for _again in range(2):
        watch_holds()
        deliver_all()
    refund, release = Refund.objects.get(), Release.objects.get()
    assert (refund.money, refund.state, refund.at_hold_end) == (charge.money - part, "done", True)
    assert refund.from_payee == 0, "nothing of it had gone to the supplier"
    assert (release.money, release.state) == (part, "done")
    assert fresh(charge).releasable.amount == 0


def test_what_stripe_refuses_at_the_end_is_tried_once_and_left_to_people(
    charge: Charge, double: RecordingGateway, seller: Person, buyer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    supply(charge, monkeypatch)
    since(charge, HOLD)
    double.refuses = "transfer"
    for _again in range(3):
        watch_holds()
        deliver_all()
    assert Release.objects.get().state == "failed" and fresh(charge).is_held
    assert Difference.objects.filter(kind="stuck", gone_at=None).count() == 1
    assert Notification.objects.filter(user=seller.user, kind="payout.failed").count() == 1
    page = buyer.client.get(charge.get_absolute_url()).content.decode()
    assert "Release the payout" in page
    double.refuses = ""
    assert buyer.client.post(f"{charge.get_absolute_url()}release/").status_code == 302
    deliver_all()
    assert Release.objects.filter(state="done").count() == 1 and not fresh(charge).is_held
    assert not Difference.objects.filter(gone_at=None).exists()


@pytest.mark.parametrize(
    ("country", "days", "told", "acts"), [("KR", 90, 76, 88), ("TH", 10, 6, 9), ("US", 730, 716, 728)]
)
def test_how_long_it_is_held_follows_the_country_of_the_supplier(
    bill: Bill, double: RecordingGateway, seller: Person, buyer: Person, country: str, days: int, told: int, acts: int
) -> None:
    seller.company.country = country
    seller.company.save()
    bill.held = True
    made = bill.begin()
    double.pay(made.session)
    made.settle()
    paid = fresh(made)
    assert paid.paid_at and paid.hold_warns_at and paid.hold_ends_at
    assert ((paid.hold_warns_at - paid.paid_at).days, (paid.hold_ends_at - paid.paid_at).days) == (told, acts)
    assert f"{days} days at most" in buyer.client.get(paid.get_absolute_url()).content.decode()
    watch_holds(paid.hold_warns_at - DAY)
    assert not told_of(paid)
    watch_holds(paid.hold_warns_at + timedelta(minutes=1))
    assert told_of(paid) == 1 and not Refund.objects.exists()
    watch_holds(paid.hold_ends_at)
    assert Refund.objects.get().money == paid.money
    seller.company.country = "KR"
    seller.company.save()
    assert fresh(paid).hold_ends_at == paid.hold_ends_at, "the limit of the day on which it was paid"


def test_every_limit_leaves_days_to_act() -> None:
    for limit in (ELSEWHERE, limit_in("TH"), limit_in("US")):
        assert isinstance(limit, HoldLimit)
        assert limit.days > limit.warning >= limit.margin + 3 > 3
    assert limit_in("") == limit_in("DE") == ELSEWHERE


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
    charge: Charge, buyer: Person, seller: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = buyer.client.get(charge.get_absolute_url()).content.decode()
    assert "it goes back to the buyer" in page and "no escrow account" in page
    supply(charge, monkeypatch)
    assert "it is paid out then" in seller.client.get(charge.get_absolute_url()).content.decode()
    assert "에스크로" in seller.client.get(f"/ko{charge.get_absolute_url()}").content.decode()
