"""The gateway over the real SDK and a Stripe that keeps state."""

import json
import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from moneyed import Money

from payments import gateway as paying
from payments.gateway import BadSignature, GatewayRefused, Session, Unavailable
from payments.localstripe.sender import signature
from payments.localstripe.server import LocalStripe
from portal.core.money import from_minor, to_minor
from tests.localstripe.conftest import SECRET


def page_for(amount: Money, key: str = "k1", **more: Any) -> Session:
    urls = {"success_url": "https://portal.example/paid/", "cancel_url": "https://portal.example/back/"}
    return paying.checkout(key=key, title="Deposit", amount=amount, metadata={"charge": "PAY-1"}, **urls, **more)


@pytest.mark.parametrize(
    ("amount", "units"),
    [
        (Money("10.25", "USD"), 1025),
        (Money(50000, "KRW"), 50000),
        (Money(980, "JPY"), 980),
        (Money("1.230", "KWD"), 1230),
    ],
)
def test_amounts_cross_in_minor_units_and_come_back(amount: Money, units: int) -> None:
    assert to_minor(amount) == units
    assert from_minor(units, amount.currency.code.lower()) == amount


@pytest.mark.parametrize(
    ("amount", "units"), [(Money("0.005", "USD"), 1), (Money("1.5", "KRW"), 2), (Money("1.234", "KWD"), 1230)]
)
def test_parts_of_a_minor_unit_are_rounded_half_up(amount: Money, units: int) -> None:
    assert to_minor(amount) == units


@pytest.mark.parametrize("amount", [Money("1234.56", "EUR"), Money(50000, "KRW")])
def test_a_page_is_paid_once_and_says_so(stripe: LocalStripe, amount: Money) -> None:
    session = page_for(amount)
    assert (session.status, session.payment_status, session.url) == (
        "open",
        "unpaid",
        f"{stripe.address}/pay/{session.id}",
    )
    assert stripe.acts.pay(session.id, "4242424242424242") == "paid"
    again = paying.session(session.id)
    assert again.payment_status == "paid"
    payment = paying.payment(again.payment_intent)
    assert (payment.status, payment.amount, payment.metadata) == ("succeeded", amount, {"charge": "PAY-1"})
    assert stripe.acts.pay(session.id, "4242424242424242") == "paid"
    assert len(stripe.store.all("charge")) == 1
    paying.expire(session.id)
    assert paying.session(session.id).status == "complete"  # a page that is paid does not expire


def test_the_same_key_makes_one_page_and_other_words_are_refused(stripe: LocalStripe) -> None:
    first, second = page_for(Money(10, "USD")), page_for(Money(10, "USD"))
    assert first.id == second.id
    with pytest.raises(GatewayRefused, match="idempotent"):
        page_for(Money(11, "USD"))
    assert len(stripe.store.all("checkout.session")) == 1


@pytest.mark.parametrize("fail", ["before", "after", 500, 503])
def test_an_answer_that_is_lost_is_asked_for_again_without_doing_it_twice(stripe: LocalStripe, fail: str | int) -> None:
    stripe.fails = [fail]
    session = page_for(Money(10, "USD"))
    assert session.status == "open" and len(stripe.store.all("checkout.session")) == 1


def test_a_stripe_that_does_not_answer_is_unavailable(stripe: LocalStripe) -> None:
    stripe.fails = ["before"] * 3
    with pytest.raises(Unavailable):
        page_for(Money(10, "USD"))


def test_cards_that_are_declined_or_must_be_confirmed(stripe: LocalStripe) -> None:
    session = page_for(Money(10, "USD"))
    assert stripe.acts.pay(session.id, "4000000000000002") == "Your card was declined."
    assert paying.payment(session.payment_intent).error_code == "card_declined"
    assert stripe.acts.pay(session.id, "4000002500003155") == "confirm"
    assert paying.payment(session.payment_intent).status == "requires_action"
    assert stripe.acts.pay(session.id, "4000002500003155", confirmed=True) == "paid"
    assert paying.session(session.id).payment_status == "paid"


def test_refunds_never_exceed_what_was_paid(stripe: LocalStripe) -> None:
    session = page_for(Money(10, "USD"))
    with pytest.raises(GatewayRefused):
        paying.refund(key="r0", payment_intent=session.payment_intent, amount=Money(1, "USD"))
    stripe.acts.pay(session.id, "4242424242424242")
    assert paying.refund(key="r1", payment_intent=session.payment_intent, amount=Money("2.50", "USD")).amount == Money(
        "2.50", "USD"
    )
    paying.refund(key="r1", payment_intent=session.payment_intent, amount=Money("2.50", "USD"))
    with pytest.raises(GatewayRefused):
        paying.refund(key="r2", payment_intent=session.payment_intent, amount=Money("7.51", "USD"))
    assert [one["amount"] for one in stripe.store.all("refund")] == [250]


def test_a_held_payment_is_passed_on_once_the_account_is_open(stripe: LocalStripe) -> None:
    account = paying.account(key="a1", email="s@hanbit.example", country="KR", company_name="Hanbit")
    assert not account.payouts_enabled and account.requirements
    assert "/onboarding/" in paying.account_link(account.id, "https://p/x", "https://p/y")
    session = page_for(Money(100, "USD"), held=True)
    stripe.acts.pay(session.id, "4242424242424242")
    charge = paying.payment(session.payment_intent).charge
    more = {"destination": account.id, "source_charge": charge, "group": "PAY-1"}
    with pytest.raises(GatewayRefused):
        paying.transfer(key="t0", amount=Money(100, "USD"), **more)
    stripe.acts.onboard(account.id)
    assert paying.account_state(account.id).payouts_enabled
    transfer = paying.transfer(key="t1", amount=Money(100, "USD"), **more)
    with pytest.raises(GatewayRefused):
        paying.transfer(key="t2", amount=Money("0.01", "USD"), **more)
    paying.reverse_transfer(key="b1", transfer=transfer.id, amount=Money(40, "USD"))
    assert [(one["amount"], one["amount_reversed"]) for one in stripe.store.all("transfer")] == [(10000, 4000)]
    day = timedelta(days=1)
    found = list(paying.list_transfers(datetime.now(UTC) - day, datetime.now(UTC) + day))
    assert [(one.amount, one.group) for one in found] == [(Money(100, "USD"), "PAY-1")]


def test_a_destination_charge_goes_on_at_once(stripe: LocalStripe) -> None:
    account = paying.account(key="a1", email="s@hanbit.example", country="KR", company_name="Hanbit")
    stripe.acts.onboard(account.id)
    session = page_for(Money(100, "USD"), destination=account.id)
    stripe.acts.pay(session.id, "4242424242424242")
    assert [one["destination"] for one in stripe.store.all("transfer")] == [account.id]


def test_lists_are_read_to_their_end(stripe: LocalStripe) -> None:
    for number in range(105):
        page_for(Money(number + 1, "USD"), key=f"k{number}")
    day = timedelta(days=1)
    found = [one.amount.amount for one in paying.list_payments(datetime.now(UTC) - day, datetime.now(UTC) + day)]
    assert sorted(found) == [Decimal(number + 1) for number in range(105)]
    assert not list(paying.list_payments(datetime.now(UTC) + day, datetime.now(UTC) + 2 * day))


def test_only_what_is_signed_freshly_is_believed(stripe: LocalStripe) -> None:
    body = json.dumps({"id": "evt_1", "object": "event", "type": "x", "data": {"object": {}}}).encode()
    assert paying.event(body, signature(SECRET, body))["id"] == "evt_1"
    for words, mark in (
        (body, signature("whsec_other", body)),
        (body.replace(b"evt_1", b"evt_2"), signature(SECRET, body)),
        (body, signature(SECRET, body, int(time.time()) - 3600)),
        (body, ""),
        (b"{", signature(SECRET, b"{")),
    ):
        with pytest.raises(BadSignature):
            paying.event(words, mark)
