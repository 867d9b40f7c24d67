"""Refunds, delayed payouts, accounts, plans, and the nightly comparison."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from moneyed import Money

from payments.gateway import Account, PlanState, RefundResult
from payments.handlers import look_after_accounts, settle_what_waits
from payments.models import Charge, Difference, PayAccount, Plan, Refund, Release, Subscription
from payments.reconciling import compare
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.payments.conftest import Bill, fresh, message, post
from tests.payments.double import Killed, RecordingGateway
from tests.processes import at_once

pytestmark = pytest.mark.django_db


def usd(amount: str) -> Money:
    return Money(amount, "USD")


def paid(bill: Bill, double: RecordingGateway, held: bool = False) -> Charge:
    bill.held = held
    charge = bill.begin()
    double.pay(charge.session)
    charge.settle()
    return fresh(charge)


def test_refunds_in_parts_up_to_the_whole(bill: Bill, double: RecordingGateway, seller: Person) -> None:
    charge = paid(bill, double)
    charge.refund(usd("1000"), "short delivery", seller.actor)
    with pytest.raises(Refused):
        charge.refund(usd("250.51"), "more", seller.actor)
    charge.refund(usd("250.50"), "the rest", seller.actor)
    deliver_all()
    assert [one.state for one in Refund.objects.all()] == ["done", "done"]
    assert sum(one.amount.amount for one in double.refunds.values()) == charge.amount
    assert Event.objects.filter(kind="refund.made").count() == 2


@pytest.mark.parametrize("step", ["die_before", "die_after"])
def test_killed_while_sending_back(bill: Bill, double: RecordingGateway, seller: Person, step: str) -> None:
    charge = paid(bill, double)
    charge.refund(usd("100"), "", seller.actor)
    setattr(double, step, "refund")
    with pytest.raises(Killed):
        deliver_all()
    assert Refund.objects.get().state == "pending"
    deliver_all()
    assert Refund.objects.get().state == "done" and len(double.refunds) == 1


def test_a_refund_left_for_a_day_is_not_made_twice(bill: Bill, double: RecordingGateway, seller: Person) -> None:
    """Stripe has forgotten the key by then: its list is asked."""
    charge = paid(bill, double)
    refund = charge.refund(usd("100"), "", seller.actor)
    double.refunds["re_9"] = RefundResult(
        "re_9", "succeeded", usd("100"), charge.intent, {"key": f"refund-{refund.ref}"}
    )
    Refund.objects.update(created_at=timezone.now() - timedelta(days=2))
    settle_what_waits()
    assert Refund.objects.get().stripe_id == "re_9" and len(double.refunds) == 1


def test_a_refund_that_the_bank_takes_days_for(bill: Bill, double: RecordingGateway, seller: Person) -> None:
    charge = paid(bill, double)
    double.refund_status = "pending"
    charge.refund(usd("100"), "", seller.actor)
    deliver_all()
    [number] = double.refunds
    assert (Refund.objects.get().state, Refund.objects.get().stripe_id) == ("pending", number)
    double.refunds[number] = RefundResult(number, "failed", usd("100"), charge.intent)
    Refund.objects.update(created_at=timezone.now() - timedelta(days=3))
    settle_what_waits()
    assert (
        Refund.objects.get().state == "failed" and fresh(charge).refundable == charge.money and len(double.refunds) == 1
    )


def test_who_may_not_send_back(bill: Bill, double: RecordingGateway, buyer: Person, colleague: Person) -> None:
    charge = paid(bill, double)
    for person in (buyer, colleague):
        with pytest.raises(PermissionDenied):
            charge.refund(usd("1"), "", person.actor)
    assert not Refund.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.needs("postgresql")
def test_twelve_refunds_at_once_never_exceed_the_payment(bill: Bill, double: RecordingGateway, seller: Person) -> None:
    charge = paid(bill, double)
    results = at_once(12, lambda _n: fresh(charge).refund(usd("300"), "", seller.actor))
    deliver_all()
    assert sum(isinstance(one, Refund) for one in results) == 4, results
    assert sum(isinstance(one, Refused) for one in results) == 8
    assert sum(one.amount.amount for one in double.refunds.values()) == 1200


@pytest.mark.django_db(transaction=True)
@pytest.mark.needs("postgresql")
def test_twelve_release_and_refund_at_once(bill: Bill, double: RecordingGateway, buyer: Person, seller: Person) -> None:
    charge = paid(bill, double, held=True)

    def act(number: int) -> Any:
        row = fresh(charge)
        return row.release(buyer.actor) if number % 2 else row.refund(usd("200"), "", seller.actor)

    results = at_once(12, act)
    deliver_all()
    assert sum(isinstance(one, Release) for one in results) == 1, results
    out = sum(one.amount.amount for one in double.transfers.values()) - sum(
        one.amount for one in double.reversals.values()
    )
    back = sum(one.amount.amount for one in double.refunds.values())
    assert out + back == charge.amount and back == 1200


@pytest.mark.parametrize("step", ["die_before", "die_after"])
def test_a_delayed_payout_once_whoever_dies(bill: Bill, double: RecordingGateway, buyer: Person, step: str) -> None:
    charge = paid(bill, double, held=True)
    charge.release(buyer.actor)
    setattr(double, step, "transfer")
    with pytest.raises(Killed):
        deliver_all()
    deliver_all()
    with pytest.raises(WrongState):
        charge.release(buyer.actor)
    assert [one.amount for one in double.transfers.values()] == [charge.money]
    assert Release.objects.get().state == "done" and Event.objects.filter(kind="payout.released").count() == 1


def test_only_who_paid_releases_and_never_in_a_dispute(
    bill: Bill, double: RecordingGateway, buyer: Person, seller: Person
) -> None:
    charge = paid(bill, double, held=True)
    with pytest.raises(PermissionDenied):
        charge.release(seller.actor)
    said = {"id": "dp_1", "object": "dispute", "payment_intent": charge.intent, "amount": 1, "currency": "usd"}
    post(message("charge.dispute.created", {**said, "status": "needs_response"}))
    deliver_all()
    with pytest.raises(Refused):
        charge.release(buyer.actor)
    assert not double.transfers


@pytest.mark.parametrize("held", [False, True])
def test_what_is_disputed_is_not_sent_back_and_what_is_lost_is_gone(
    bill: Bill, double: RecordingGateway, buyer: Person, seller: Person, held: bool
) -> None:
    charge = paid(bill, double, held=held)
    said = {"id": "dp_1", "object": "dispute", "payment_intent": charge.intent, "amount": 100000, "currency": "usd"}
    post(message("charge.dispute.created", {**said, "status": "needs_response"}, "e1", 100))
    deliver_all()
    with pytest.raises(Refused):
        charge.refund(usd("1"), "", seller.actor)
    for who in (buyer, seller):
        page = who.client.get(charge.get_absolute_url()).content.decode()
        assert "Release the payout" not in page and "Send money back" not in page
    post(message("charge.dispute.closed", {**said, "status": "lost"}, "e2", 200))
    deliver_all()
    lost = fresh(charge)
    assert (lost.lost, lost.refundable) == (usd("1000"), usd("250.50"))
    with pytest.raises(Refused):
        lost.refund(usd("251"), "", seller.actor)
    if held:
        assert lost.releasable == usd("250.50")
        lost.release(buyer.actor)
        deliver_all()
        assert [one.amount for one in double.transfers.values()] == [usd("250.50")]
    assert list(double.reversals.values()) == ([] if held else [usd("1000")])


def test_what_is_lost_after_it_was_paid_out_is_taken_back(
    bill: Bill, double: RecordingGateway, buyer: Person, seller: Person
) -> None:
    charge = paid(bill, double, held=True)
    charge.release(buyer.actor)
    deliver_all()
    said = {"id": "dp_1", "object": "dispute", "payment_intent": charge.intent, "amount": 100000, "currency": "usd"}
    post(message("charge.dispute.closed", {**said, "status": "lost"}, "e1", 100))
    deliver_all()
    assert not Difference.objects.exists()
    fresh(charge).refund(usd("250.50"), "the rest", seller.actor)
    deliver_all()
    assert fresh(charge).refundable == usd("0")
    assert list(double.reversals.values()) == [usd("1000"), usd("250.50")]


def test_after_a_partial_refund_the_rest_is_paid_out(
    bill: Bill, double: RecordingGateway, buyer: Person, seller: Person
) -> None:
    charge = paid(bill, double, held=True)
    charge.refund(usd("50.50"), "one carton missing", seller.actor)
    charge.release(buyer.actor)
    deliver_all()
    assert [one.amount for one in double.transfers.values()] == [usd("1200")] and not double.reversals
    charge.refund(usd("200"), "late", seller.actor)
    deliver_all()
    assert list(double.reversals.values()) == [usd("200")]


def test_connecting_an_account(bill: Bill, double: RecordingGateway, stranger: Person) -> None:
    client = stranger.client
    double.die_after = "account"
    with pytest.raises(Killed):
        PayAccount.connect(stranger.actor)
    answer = client.post("/my/payments/account/")
    assert answer.status_code == 302 and answer["Location"].startswith("https://connect.example/")
    [number] = double.accounts
    double.accounts[number] = Account(number, True, True, True, [])
    assert "ready to be paid" in client.get("/my/payments/?from=stripe").content.decode()
    assert PayAccount.objects.get(company=stranger.company).state == "enabled"


HOW_ACCOUNTS_STAND = {  # of Stripe: usable, given, asked for, why not; here: state, what is said, something to do
    "unfinished": ((False, False, ["external_account"], ""), "onboarding", "a bank account", True),
    "checked": ((False, True, [], "requirements.pending_verification"), "checking", "nothing for you to do now", False),
    "asked for more": ((False, True, ["company.tax_id"], "requirements.past_due"), "restricted", "papers and", True),
    "refused": ((False, True, [], "rejected.fraud"), "rejected", "Stripe has refused this account", False),
    "ready": ((True, True, [], ""), "enabled", "ready to be paid", False),
    "ready, and asked": ((True, True, ["representative.phone"], ""), "enabled", "who represents the company", True),
}


@pytest.mark.parametrize("name", HOW_ACCOUNTS_STAND)
def test_how_an_account_stands_and_whether_there_is_something_to_do(
    bill: Bill, double: RecordingGateway, seller: Person, name: str, settings: Any
) -> None:
    settings.STRIPE_API_KEY = "sk_test"
    (usable, given, asked, reason), state, words, leads_on = HOW_ACCOUNTS_STAND[name]
    found = Account("acct_1", usable, usable, given, asked, reason)
    double.accounts["acct_1"] = found
    page = seller.client.get("/my/payments/?from=stripe").content.decode()
    assert PayAccount.objects.get().state == state and words in page
    assert ("Go on at Stripe" in page) == leads_on
    if state == "rejected":
        answer = seller.client.post("/my/payments/account/", follow=True).content.decode()
        assert "Its support tells you why" in answer


def test_a_lost_message_about_an_account_is_made_good_within_a_day(bill: Bill, double: RecordingGateway) -> None:
    double.accounts["acct_1"] = Account("acct_1", False, False, True, ["company.tax_id"], "requirements.past_due")
    PayAccount.objects.update(checked_at=timezone.now() - timedelta(hours=25))
    look_after_accounts()
    assert PayAccount.objects.get().state == "restricted"


@pytest.mark.parametrize(("status", "is_renewed"), [("active", True), ("past_due", False), ("unpaid", False)])
def test_a_plan_that_is_not_paid_says_who_can_pay(seller: Person, status: str, is_renewed: bool) -> None:
    plan, _made = Plan.objects.get_or_create(slug="supporter", defaults={"name": "Supporter"})
    facts = {"status": status, "plan": plan, "period_end": timezone.now() + timedelta(days=9)}
    Subscription.objects.create(company=seller.company, **facts)
    sales = make_person("sales@hanbit.example", seller.company, "sales")
    page = sales.client.get("/my/plan/").content.decode()
    assert ("Is renewed on" in page) == is_renewed
    assert ("Owners and managers of your company can do that." in page) != is_renewed
    assert "Owners and managers of your company can do that." not in seller.client.get("/my/plan/").content.decode()


def test_a_plan_by_billing(bill: Bill, double: RecordingGateway, seller: Person, colleague: Person) -> None:
    plan, _made = Plan.objects.get_or_create(slug="supporter", defaults={"name": "Supporter"})
    Plan.objects.filter(pk=plan.pk).update(price="price_1", amount=20, is_offered=True)
    assert colleague.client.post("/my/plan/subscription/", {"plan": "supporter"}).status_code == 403
    answer = seller.client.post("/my/plan/subscription/", {"plan": "supporter"})
    assert answer["Location"].startswith("https://s.example/")
    row = Subscription.objects.get()
    double.subscriptions["sub_1"] = PlanState("sub_1", "canceled", "cus_1", "price_1", None, None)
    said = {"id": "sub_1", "object": "subscription", "customer": "cus_1", "metadata": {"subscription": str(row.pk)}}
    post(message("customer.subscription.deleted", {**said, "status": "canceled"}, "e2", 200))
    post(message("customer.subscription.created", {**said, "status": "active"}, "e1", 100))
    deliver_all()
    row.refresh_from_db()
    assert row.status == "canceled" and row.customer == "cus_1"
    assert seller.client.post("/my/plan/portal/")["Location"] == "https://portal.example/cus_1"


def test_the_comparison_names_each_difference(
    bill: Bill, double: RecordingGateway, seller: Person, capsys: Any
) -> None:
    charge = paid(bill, double)
    charge.refund(usd("100"), "", seller.actor)
    deliver_all()
    since, until = timezone.now() - timedelta(days=1), timezone.now() + timedelta(hours=1)
    assert compare(since, until) == []
    double.refunds.clear()
    double.refunds["re_x"] = RefundResult("re_x", "succeeded", usd("7"), "pi_x")
    found = {(one.kind, one.stripe_id) for one in compare(since, until)}
    assert found == {("only_stripe", "re_x"), ("only_here", Refund.objects.get().stripe_id)}
    with pytest.raises(SystemExit) as left:
        call_command("reconcile")
    assert left.value.code == 1


def test_the_comparison_settles_what_is_open(bill: Bill, double: RecordingGateway) -> None:
    """No message ever came: it is found and taken in, so nothing differs."""
    charge = bill.begin()
    double.pay(charge.session)
    assert compare(timezone.now() - timedelta(days=1), timezone.now() + timedelta(hours=1)) == []
    assert fresh(charge).state == "paid"


def test_pages_are_for_the_two_sides(
    bill: Bill, double: RecordingGateway, buyer: Person, seller: Person, stranger: Person, viewer: Person
) -> None:
    answer = buyer.client.post("/payments/bill:1/")
    charge = Charge.objects.get()
    assert answer["Location"] == charge.session_url
    double.pay(charge.session)
    assert buyer.client.get(f"/my/payments/{charge.ref}/return/")["Location"] == "/my/"
    page = f"/my/payments/{charge.ref}/"
    assert stranger.client.get(page).status_code == 404
    assert stranger.client.post(page + "refunds/", {"amount": "1", "reason": "x"}).status_code == 404
    assert viewer.client.post(page + "refunds/", {"amount": "1", "reason": "x"}).status_code == 403
    assert "Deposit" in buyer.client.get("/my/payments/").content.decode()
    assert "At most" in seller.client.post(page + "refunds/", {"amount": "9999", "reason": "x"}).content.decode()
    assert seller.client.post(page + "refunds/", {"amount": "50.5", "reason": "late"}).status_code == 302
    assert "late" in buyer.client.get(page).content.decode()
    assert Refund.objects.get().amount == 50.5
