"""The process dies between any two steps of paying, paying out and refunding; afterwards all is there, and once.

A step is a question to Stripe (before it is sent, and after it was answered) or a commit of ours (before, and after).
Each run dies at another step; what follows is what would follow: the buyer presses the button again, Stripe tells
again, the relay goes on, the nightly comparison runs.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
import stripe as stripe_sdk
from django.db import connection
from django.db.transaction import Atomic
from django.utils import timezone
from moneyed import Money

from payments.handlers import settle_what_waits
from payments.localstripe.server import LocalStripe
from payments.localstripe.store import Problem
from payments.models import Charge, Difference, PayAccount, Refund, Release
from portal.core import relay
from portal.core.events import Event
from portal.core.permissions import Refused
from tests.cast import Person
from tests.localstripe.conftest import Debt, agree, begin, tell
from tests.processes import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.needs("postgresql")]
GOOD, CROWD = "4242424242424242", 12


class Killed(BaseException):
    """Nothing catches it, as nothing catches the end of a process."""


class Steps:
    """Dies at step `last`; `count` says how many steps there were."""

    def __init__(self, last: int) -> None:
        self.last, self.count = last, 0

    def step(self) -> None:
        self.count += 1
        if self.count == self.last:
            raise Killed

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def stepping(*args: Any, **kwargs: Any) -> Any:
            self.step()
            answer = call(*args, **kwargs)
            self.step()
            return answer

        return stepping

    def leaving(self, leave: Callable[..., Any]) -> Callable[..., Any]:
        """Around a commit: who dies before it leaves a transaction that the server rolls back."""

        def stepping(block: Atomic, kind: Any, problem: Any, trace: Any) -> None:
            if kind is not None or len(connection.atomic_blocks) > 1:
                return leave(block, kind, problem, trace)
            try:
                self.step()
            except Killed as killed:
                leave(block, Killed, killed, killed.__traceback__)
                raise
            leave(block, None, None, None)
            self.step()
            return None

        return stepping


def press(buyer: Person, stripe: LocalStripe) -> None:
    """The buyer's side of it: to the page, pay, and back."""
    charge = Charge.objects.filter(payable="debt:1", state=Charge.State.PAID).first()
    if charge is None:
        with suppress(Refused):  # it finds out that it was paid already
            charge = begin(buyer)
            stripe.acts.pay(charge.session, GOOD)


def deal(buyer: Person, seller: Person, stripe: LocalStripe) -> None:
    """All of it, each part once, as far as it has not been done before."""
    press(buyer, stripe)
    go_on(stripe)
    charge = Charge.objects.get(state=Charge.State.PAID)
    if not charge.releases.exists():
        charge.release(buyer.actor)
    go_on(stripe)
    if not charge.refunds.exists():
        charge.refund(Money(30, "USD"), "two were broken", seller.actor)
    go_on(stripe)


def go_on(stripe: LocalStripe) -> None:
    tell(stripe)
    Event.objects.filter(state=Event.State.PENDING).update(due_at="2026-01-01T00:00Z")
    relay.deliver_all()


def test_killed_at_any_step_nothing_is_paid_twice_or_lost(
    debt: Debt, account: PayAccount, buyer: Person, seller: Person, stripe: LocalStripe, monkeypatch: pytest.MonkeyPatch
) -> None:
    send, leave = stripe_sdk.RequestsClient.request, Atomic.__exit__
    died_at = []
    for last in range(1, 500):
        forget(stripe, account)
        steps = Steps(last)
        monkeypatch.setattr(stripe_sdk.RequestsClient, "request", steps.around(send))
        monkeypatch.setattr(Atomic, "__exit__", steps.leaving(leave))
        try:
            deal(buyer, seller, stripe)
        except Killed:
            died_at.append(last)
        monkeypatch.setattr(stripe_sdk.RequestsClient, "request", send)
        monkeypatch.setattr(Atomic, "__exit__", leave)
        if last not in died_at:
            break
        deal(buyer, seller, stripe)
        check(stripe, f"killed at step {last}")
    assert len(died_at) > 20, "the deal has steps between which to die"
    assert steps.count < last


def forget(stripe: LocalStripe, account: PayAccount) -> None:
    """A new deal with the same supplier."""
    for model in (Refund, Release, Charge, Difference):
        model.objects.all().delete()
    Event.objects.all().delete()
    kept = stripe.store.things[account.account]
    stripe.reset()
    stripe.store.things[kept["id"]] = kept


def check(stripe: LocalStripe, when: str) -> None:
    assert len(stripe.store.all("charge")) == 1, when
    assert [one["amount"] for one in stripe.store.all("refund")] == [3000], when
    assert [(one["amount"], one["amount_reversed"]) for one in stripe.store.all("transfer")] == [(25000, 3000)], when
    assert Charge.objects.filter(state=Charge.State.PAID).count() == 1, when
    for kind in ("charge.paid", "payout.released", "refund.made"):
        assert Event.objects.filter(kind=kind).count() == 1, (when, kind)
    assert agree(), when


@pytest.fixture
def paid_out(debt: Debt, account: PayAccount, buyer: Person, stripe: LocalStripe) -> Charge:
    """A held payment that the supplier has already: what is sent back comes from there first."""
    press(buyer, stripe)
    go_on(stripe)
    charge = Charge.objects.get()
    charge.release(buyer.actor)
    go_on(stripe)
    return charge


class DiesAfter:
    """Lets requests pass until one to this path was answered; then the process is gone."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
        self.send, self.path = stripe_sdk.RequestsClient.request, path
        monkeypatch.setattr(stripe_sdk.RequestsClient, "request", lambda *words, **more: self.request(*words, **more))

    def request(self, client: Any, method: str, url: str, *words: Any, **more: Any) -> Any:
        answer = self.send(client, method, url, *words, **more)
        if method == "post" and self.path and self.path in url:
            self.path = ""
            raise Killed
        return answer


def sides(stripe: LocalStripe) -> tuple[list[int], list[int]]:
    """What went back to the payer; and what the supplier keeps of each transfer."""
    back = [one["amount"] for one in stripe.store.all("refund")]
    return back, [one["amount"] - one["amount_reversed"] for one in stripe.store.all("transfer")]


@pytest.mark.parametrize("later", [False, True], ids=["at once", "when Stripe has forgotten the keys"])
@pytest.mark.parametrize("path", ["/reversals", "/refunds"])
def test_killed_between_taking_back_and_sending_back_the_clock_goes_on(
    paid_out: Charge, seller: Person, stripe: LocalStripe, monkeypatch: pytest.MonkeyPatch, path: str, later: bool
) -> None:
    refund = paid_out.refund(Money(30, "USD"), "two were broken", seller.actor)
    Event.objects.filter(kind="refund.asked").delete()  # nobody but the clock knows of it
    DiesAfter(monkeypatch, path)
    with pytest.raises(Killed):
        refund.settle()
    assert sides(stripe)[1] == [22000]
    age = timedelta(days=2) if later else timedelta(minutes=10)
    Refund.objects.update(created_at=timezone.now() - age)
    if later:
        stripe.store.answers.clear()
        for row in (*stripe.store.all("refund"), *stripe.store.all("transfer_reversal")):
            row["created"] -= int(age.total_seconds()) - 60
    for _again in range(2):
        settle_what_waits()
    refund.refresh_from_db()
    assert (refund.state, bool(refund.reversal)) == ("done", True)
    assert sides(stripe) == ([3000], [22000])
    assert Event.objects.filter(kind="refund.made").count() == 1


@pytest.mark.parametrize("killed_at", ["", "/reversals", "/transfers"])
def test_what_was_taken_back_for_a_refund_that_fails_returns_to_the_supplier(
    paid_out: Charge, seller: Person, stripe: LocalStripe, monkeypatch: pytest.MonkeyPatch, killed_at: str
) -> None:
    """As where the payer's card takes nothing back: the supplier is not left without money and goods."""
    refund = paid_out.refund(Money(30, "USD"), "two were broken", seller.actor)

    def refuse(*words: Any) -> Any:
        raise Problem(400, "This charge cannot be refunded.", "charge_not_refundable")

    monkeypatch.setattr(stripe.acts, "create_refund", refuse)
    if killed_at:
        DiesAfter(monkeypatch, killed_at)
        with pytest.raises(Killed):
            refund.settle()
    Refund.objects.update(created_at=timezone.now() - timedelta(minutes=10))
    for _again in range(2):
        settle_what_waits()
    refund.refresh_from_db()
    assert refund.state == "failed" and refund.returned
    assert sides(stripe) == ([], [3000, 22000])
    assert paid_out.refundable == paid_out.money and agree()


def test_a_crowd_gets_one_page_and_pays_once(
    debt: Debt, account: PayAccount, buyer: Person, stripe: LocalStripe
) -> None:
    results = at_once(CROWD, lambda _number: begin(buyer))
    assert {one.session for one in results if isinstance(one, Charge)} == {Charge.objects.get().session}, results
    stripe.acts.pay(results[0].session, GOOD)
    at_once(CROWD, lambda _number: Charge.objects.get().settle())
    assert Event.objects.filter(kind="charge.paid").count() == 1


def test_a_crowd_never_refunds_more_than_was_paid(
    debt: Debt, account: PayAccount, buyer: Person, seller: Person, stripe: LocalStripe
) -> None:
    charge = begin(buyer)
    stripe.acts.pay(charge.session, GOOD)
    charge.settle()

    def work(number: int) -> Any:
        mine = Charge.objects.get(pk=charge.pk)
        return mine.release(buyer.actor) if number % 4 == 0 else mine.refund(Money(70, "USD"), "", seller.actor)

    results = at_once(CROWD, work)
    assert sum(isinstance(one, Refund) for one in results) == 3, results
    assert sum(isinstance(one, Refused) for one in results) == CROWD - 4, results
    assert sum(isinstance(one, Release) for one in results) == 1, results
    go_on(stripe)
    transfer = stripe.store.all("transfer")[0]
    assert transfer["amount"] - transfer["amount_reversed"] == 4000
    assert sum(one["amount"] for one in stripe.store.all("refund")) == 21000


def test_the_same_message_from_many_sides_is_stored_once(account: PayAccount, stripe: LocalStripe) -> None:
    event = stripe.store.tell("account.updated", stripe.store.things[account.account])
    statuses = at_once(CROWD, lambda _number: tell(stripe, event))
    assert statuses == [[200]] * CROWD
    assert Event.objects.filter(kind="stripe_event.received").count() == 1
