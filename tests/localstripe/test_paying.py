"""A payment is asked for once, paid once, and known of, whatever Stripe tells when."""

import random
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from moneyed import Money

from companies.models import Company
from payments.gateway import GatewayRefused, Unavailable
from payments.localstripe.server import LocalStripe
from payments.models import Charge, Difference, Dispute, PayAccount, Recovery, Refund, StripeEvent
from payments.models.refund import State as Move
from payments.payables import find_payable
from portal.core import relay
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from tests.cast import Person, make_company, make_person
from tests.localstripe.conftest import Debt, agree, begin, tell

pytestmark = pytest.mark.django_db
GOOD = "4242424242424242"
S = Charge.State


def told(kind: str) -> int:
    return Event.objects.filter(kind=kind).count()


def paid(buyer: Person, stripe: LocalStripe, key: str = "debt:1") -> Charge:
    charge = begin(buyer, key)
    assert stripe.acts.pay(charge.session, GOOD) == "paid"
    charge.settle()
    return charge


def test_a_deposit_is_paid_and_told_once(debt: Debt, account: PayAccount, buyer: Person, stripe: LocalStripe) -> None:
    charge = begin(buyer)
    assert charge.session_url.startswith(stripe.address) and charge.state == S.OPEN
    assert begin(buyer).pk == charge.pk
    stripe.acts.pay(charge.session, GOOD)
    assert tell(stripe) == [200] * len(stripe.store.events)
    relay.deliver_all()
    charge.refresh_from_db()
    assert (charge.state, charge.intent[:3], charge.stripe_charge[:3]) == (S.PAID, "pi_", "ch_")
    assert told("charge.paid") == 1
    with pytest.raises(Refused, match="paid already"):
        begin(buyer)


def test_messages_twice_late_and_in_any_order_change_nothing(
    debt: Debt, account: PayAccount, buyer: Person, stripe: LocalStripe
) -> None:
    charge = begin(buyer)
    stripe.acts.pay(charge.session, "4000000000000002")
    stripe.acts.pay(charge.session, GOOD)
    events = stripe.store.events * 2
    random.Random(7).shuffle(events)
    for event in events:
        assert tell(stripe, event) == [200]
        relay.deliver_all()
    charge.refresh_from_db()
    assert charge.state == S.PAID and told("charge.paid") == 1
    assert StripeEvent.objects.count() == len(stripe.store.events)
    assert not StripeEvent.objects.filter(state=StripeEvent.State.WAITING).exists()


def test_forged_messages_are_not_even_stored(
    debt: Debt, account: PayAccount, buyer: Person, stripe: LocalStripe
) -> None:
    charge = begin(buyer)
    lie = {
        "id": "evt_lie",
        "object": "event",
        "type": "checkout.session.completed",
        "data": {"object": {"id": charge.session, "payment_status": "paid", "metadata": {"charge": charge.ref}}},
    }
    assert tell(stripe, lie, secret="whsec_guessed") == [400]
    assert Client().post("/webhooks/stripe/", b"{}", "application/json").status_code == 400
    assert not StripeEvent.objects.exists()
    # and one that is signed, and not true, is looked up: Stripe says that nothing was paid
    assert tell(stripe, lie) == [200]
    relay.deliver_all()
    charge.refresh_from_db()
    assert charge.state == S.OPEN and told("charge.paid") == 0


def test_messages_about_what_is_not_ours_are_put_aside(account: PayAccount, stripe: LocalStripe) -> None:
    foreign = stripe.store.make("acct", "account", charges_enabled=False, payouts_enabled=False, details_submitted=True)
    stripe.store.tell("account.updated", foreign, foreign["id"])
    stripe.store.tell("checkout.session.completed", {"id": "cs_x", "metadata": {"charge": "PAY-NOBODY"}})
    stripe.store.tell("payout.created", {"id": "po_x"})
    tell(stripe)
    relay.deliver_all()
    account.refresh_from_db()
    assert account.state == PayAccount.State.ENABLED
    assert StripeEvent.objects.get(type="payout.created").state == StripeEvent.State.IGNORED


def test_without_a_stripe_nothing_can_be_paid_and_nothing_is_taken_in(
    debt: Debt, buyer: Person, supplier: Company, settings: Any
) -> None:
    PayAccount.objects.create(company=supplier, account="acct_1", state=PayAccount.State.ENABLED)
    with pytest.raises(GatewayRefused):
        begin(buyer)
    assert Client().post("/webhooks/stripe/", b"{}", "application/json").status_code == 400


def test_who_may_pay(debt: Debt, account: PayAccount, seller: Person, buyer: Person, buying_company: Company) -> None:
    for person in (seller, make_person("looks@nordwerk.example", buying_company, "viewer")):
        with pytest.raises(PermissionDenied):
            begin(person)
    outsider = make_person("out@other.example", make_company("Outside"))
    for key in ("debt:1", "debt:x", "nothing:1", "debt", ""):
        assert find_payable(key, outsider.actor) is None
    known = find_payable("debt:1", buyer.actor)
    assert known
    with pytest.raises(PermissionDenied):
        Charge.begin(known, outsider.actor)
    assert not Charge.objects.exists()


def test_a_supplier_without_an_account_and_what_is_not_due(debt: Debt, buyer: Person, stripe: LocalStripe) -> None:
    with pytest.raises(Refused, match="cannot be paid by card yet"):
        begin(buyer)
    debt.is_due = False
    with pytest.raises(Refused, match="not to be paid"):
        begin(buyer)


def test_a_sum_that_changed_gets_a_new_page_and_the_old_one_closes(
    debt: Debt, account: PayAccount, buyer: Person, stripe: LocalStripe
) -> None:
    old = begin(buyer)
    debt.money = Money("300.00", "USD")
    with pytest.raises(WrongState, match="The amount has changed"):
        begin(buyer)
    old.cancel(buyer.actor)
    relay.deliver_all()
    new = begin(buyer)
    old.refresh_from_db()
    assert (old.state, new.state, new.amount) == (S.CANCELLED, S.OPEN, Decimal(300))
    assert stripe.acts.pay(old.session, GOOD) == "This page has expired."


def test_a_card_that_is_declined_says_why_and_another_one_works(
    debt: Debt, account: PayAccount, buyer: Person, stripe: LocalStripe
) -> None:
    charge = begin(buyer)
    stripe.acts.pay(charge.session, "4000000000000002")
    charge.settle()
    assert (charge.state, charge.error_code, told("charge.failed")) == (S.OPEN, "card_declined", 0)
    stripe.acts.pay(charge.session, "4000002500003155", confirmed=True)
    charge.settle()
    assert charge.state == S.PAID and not charge.error_code


def test_cancelling_is_for_what_nobody_has_paid(
    debt: Debt, account: PayAccount, buyer: Person, stripe: LocalStripe
) -> None:
    charge = begin(buyer)
    stripe.acts.pay(charge.session, GOOD)  # and the message has not come yet
    charge.cancel(buyer.actor)
    relay.deliver_all()
    charge.refresh_from_db()
    assert charge.state == S.PAID
    other = begin(buyer, "debt:2")
    other.cancel(buyer.actor)
    relay.deliver_all()
    other.refresh_from_db()
    assert other.state == S.CANCELLED and begin(buyer, "debt:2").pk != other.pk


def test_what_was_paid_twice_goes_back_by_itself(
    debt: Debt, account: PayAccount, buyer: Person, stripe: LocalStripe
) -> None:
    first = begin(buyer)
    Charge.objects.filter(pk=first.pk).update(state=S.CANCELLED)  # a page that did not close
    second = paid(buyer, stripe)
    stripe.acts.pay(first.session, GOOD)
    tell(stripe)
    relay.deliver_all()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (S.SURPLUS, S.PAID)
    refund = Refund.objects.get()
    assert (refund.charge, refund.state, refund.amount) == (first, Move.DONE, Decimal(250))
    assert told("charge.paid") == 1


@pytest.mark.parametrize(
    ("code", "whole", "part"), [("USD", "99.99", "33.33"), ("KRW", "120000", "40001"), ("JPY", "5", "2")]
)
def test_refunds_in_part_and_whole_also_without_decimals(
    debt: Debt,
    account: PayAccount,
    buyer: Person,
    seller: Person,
    stripe: LocalStripe,
    code: str,
    whole: str,
    part: str,
) -> None:
    debt.money = Money(whole, code)
    charge = paid(buyer, stripe)
    charge.refund(Money(part, code), "two were broken", seller.actor)
    with pytest.raises(Refused):
        charge.refund(Money(whole, code), "all", seller.actor)
    for wrong in (Money("0.001", code), Money(0, code), Money(-1, code), Money(1, "EUR")):
        with pytest.raises(Refused):
            charge.refund(wrong, "", seller.actor)
    charge.refund(charge.refundable, "the rest", seller.actor)
    relay.deliver_all()
    assert {one.state for one in charge.refunds.all()} == {Move.DONE}
    assert charge.refundable == Money(0, code) and told("refund.made") == 2
    assert sum(one["amount"] for one in stripe.store.all("refund")) == stripe.store.all("charge")[0]["amount"]


def test_who_may_refund_and_release(
    debt: Debt, account: PayAccount, buyer: Person, seller: Person, viewer: Person, stripe: LocalStripe
) -> None:
    charge = paid(buyer, stripe)
    sales = make_person("sales@hanbit.example", seller.company, "sales")
    for person in (buyer, viewer, sales):
        with pytest.raises(PermissionDenied):
            charge.refund(Money(1, "USD"), "", person.actor)
    with pytest.raises(PermissionDenied):
        charge.release(seller.actor)
    assert not Refund.objects.exists() and not charge.releases.exists()


def test_a_held_payment_goes_on_when_the_buyer_says_so(
    debt: Debt, account: PayAccount, buyer: Person, seller: Person, stripe: LocalStripe
) -> None:
    charge = paid(buyer, stripe)
    charge.refund(Money(50, "USD"), "late", seller.actor)
    release = charge.release(buyer.actor)
    with pytest.raises(WrongState):
        charge.release(buyer.actor)
    relay.deliver_all()
    release.refresh_from_db()
    assert (release.state, release.amount) == (Move.DONE, Decimal(200))
    assert [one["amount"] for one in stripe.store.all("transfer")] == [20000]
    assert told("payout.released") == 1
    # what is refunded afterwards is taken back from the supplier first
    charge.refund(Money(30, "USD"), "two were broken", seller.actor)
    relay.deliver_all()
    assert [one["amount_reversed"] for one in stripe.store.all("transfer")] == [3000]
    assert told("refund.made") == 2


def test_what_is_not_held_goes_on_at_once_and_comes_back_with_a_refund(
    debt: Debt, account: PayAccount, buyer: Person, seller: Person, stripe: LocalStripe
) -> None:
    debt.held = False
    charge = paid(buyer, stripe)
    with pytest.raises(Refused, match="nothing is held"):
        charge.release(buyer.actor)
    charge.refund(Money(30, "USD"), "", seller.actor)
    relay.deliver_all()
    assert [(one["amount"], one["amount_reversed"]) for one in stripe.store.all("transfer")] == [(25000, 3000)]


def test_a_stripe_that_is_away_makes_refunds_wait_and_loses_none(
    debt: Debt, account: PayAccount, buyer: Person, seller: Person, stripe: LocalStripe
) -> None:
    charge = paid(buyer, stripe)
    refund = charge.refund(Money(30, "USD"), "", seller.actor)
    stripe.fails = ["before"] * 2
    relay.deliver_all()
    refund.refresh_from_db()
    assert refund.state == Move.PENDING
    Event.objects.filter(state=Event.State.PENDING).update(due_at="2026-01-01T00:00Z")
    stripe.fails = ["after"]
    relay.deliver_all()
    refund.refresh_from_db()
    assert refund.state == Move.DONE and len(stripe.store.all("refund")) == 1
    stripe.fails = ["before"] * 2
    with pytest.raises(Unavailable):
        begin(buyer, "debt:2")
    assert begin(buyer, "debt:2").session_url  # the next try goes on with it
    assert Charge.objects.filter(payable="debt:2").count() == 1


def test_a_dispute_holds_the_payout_until_it_is_over(
    debt: Debt, account: PayAccount, buyer: Person, stripe: LocalStripe
) -> None:
    charge = begin(buyer)
    stripe.acts.pay(charge.session, "4000000000000259")
    tell(stripe)
    relay.deliver_all()
    charge.refresh_from_db()
    dispute = Dispute.objects.get()
    with pytest.raises(Refused, match="disputes this payment"):
        charge.release(buyer.actor)
    stripe.acts.end_dispute(dispute.stripe_id, {"status": "won"})
    tell(stripe)
    relay.deliver_all()
    assert (told("dispute.opened"), told("dispute.closed")) == (1, 1)
    assert charge.release(buyer.actor)


@pytest.mark.parametrize("is_there", [True, False], ids=["on its account", "at its bank"])
@pytest.mark.parametrize("held", [False, True], ids=["at once", "after a delay"])
def test_what_a_lost_dispute_takes_is_asked_back_from_the_supplier(
    debt: Debt, account: PayAccount, buyer: Person, stripe: LocalStripe, held: bool, is_there: bool
) -> None:
    """Stripe reverses the transfer when the money is still on the supplier's account, and refuses when it is not."""
    debt.held = held
    charge = paid(buyer, stripe)
    if held:
        charge.release(buyer.actor)
        relay.deliver_all()
    if not is_there:
        stripe.acts.pay_out(account.account)
    dispute = stripe.acts.dispute(charge.stripe_charge)
    stripe.acts.end_dispute(dispute["id"], {"status": "lost"})
    tell(stripe)
    for _again in range(2):
        relay.deliver_all()
    debt_row = Recovery.objects.get()
    assert debt_row.state == ("done" if is_there else "owed")
    assert len(stripe.store.all("transfer_reversal")) == is_there
    assert ("sufficient funds" in debt_row.error) == (not is_there)


def test_books_that_agree_and_books_that_differ(
    debt: Debt, account: PayAccount, buyer: Person, seller: Person, stripe: LocalStripe
) -> None:
    charge = paid(buyer, stripe)
    charge.refund(Money(30, "USD"), "", seller.actor)
    charge.release(buyer.actor)
    relay.deliver_all()
    assert agree()
    lost = begin(buyer, "debt:2")
    stripe.acts.pay(lost.session, GOOD)  # its message never comes
    refund = stripe.acts.create_refund({"payment_intent": charge.intent, "amount": "500"})  # by hand, at Stripe
    assert not agree()
    lost.refresh_from_db()
    assert lost.state == S.PAID  # found and mended
    found = [(one.kind, one.stripe_id) for one in Difference.objects.filter(gone_at=None)]
    assert found == [(Difference.Kind.ONLY_STRIPE, refund["id"])]
    stripe.store.things.pop(refund["id"])
    assert agree() and not Difference.objects.filter(gone_at=None).exists()
