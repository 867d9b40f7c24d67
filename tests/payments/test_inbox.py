"""Messages from Stripe: stored first, processed once, in any order; forged ones leave no trace."""

import time

import pytest
from django.test import Client

from payments.models import Charge, Dispute, PayAccount, StripeEvent
from portal.core.events import Event
from portal.core.relay import deliver_all
from tests.payments.conftest import Bill, fresh, message, post
from tests.payments.double import Killed, RecordingGateway
from tests.processes import at_once

pytestmark = pytest.mark.django_db


def completed(charge: Charge, number: str = "evt_1", kind: str = "checkout.session.completed") -> dict:
    return message(
        kind, {"id": charge.session, "object": "checkout.session", "metadata": {"charge": charge.ref}}, number
    )


def told(kind: str) -> int:
    return Event.objects.filter(kind=kind).count()


def test_stored_first_then_processed_once(bill: Bill, double: RecordingGateway) -> None:
    charge = bill.begin()
    double.pay(charge.session)
    for _again in range(3):
        assert post(completed(charge)).status_code == 200
    assert StripeEvent.objects.get().state == "waiting" and fresh(charge).state == "open"
    deliver_all()
    assert post(completed(charge)).status_code == 200
    deliver_all()
    assert StripeEvent.objects.get().state == "done" and fresh(charge).state == "paid" and told("charge.paid") == 1


def test_the_message_is_a_hint_and_stripe_is_asked(bill: Bill, double: RecordingGateway) -> None:
    charge = bill.begin()
    post(completed(charge))
    deliver_all()
    assert fresh(charge).state == "open", "it says completed, and Stripe says unpaid"


def test_out_of_order_and_late(bill: Bill, double: RecordingGateway) -> None:
    charge = bill.begin()
    double.pay(charge.session)
    for number, kind in enumerate(["checkout.session.completed", "checkout.session.expired", "payment_intent.created"]):
        post(completed(charge, f"evt_{number}", kind))
        deliver_all()
    assert fresh(charge).state == "paid" and told("charge.paid") == 1 and not told("charge.failed")


def test_the_message_comes_before_the_ids_are_kept(bill: Bill, double: RecordingGateway) -> None:
    double.die_after = "checkout"
    with pytest.raises(Killed):
        bill.begin()
    charge = Charge.objects.get()
    [session] = double.sessions
    double.pay(session)
    post(completed(charge))
    deliver_all()
    assert fresh(charge).state == "paid" and fresh(charge).session == session


@pytest.mark.parametrize("how", ["secret", "old", "none", "changed"])
def test_forged_is_refused_and_leaves_no_trace(bill: Bill, double: RecordingGateway, how: str) -> None:
    charge = bill.begin()
    event = completed(charge)
    if how == "secret":
        answer = post(event, secret="whsec_other")
    elif how == "old":
        answer = post(event, at=int(time.time()) - 3600)
    else:
        headers = {"Stripe-Signature": "t=1,v1=00"} if how == "changed" else {}
        answer = Client().post("/webhooks/stripe/", event, content_type="application/json", headers=headers)
    assert answer.status_code == 400 and not StripeEvent.objects.exists() and not told("stripe_event.received")


def test_for_another_account_is_kept_and_left_alone(bill: Bill, double: RecordingGateway) -> None:
    charge = bill.begin()
    double.pay(charge.session)
    post(completed(charge) | {"account": "acct_of_somebody_else"})
    deliver_all()
    assert StripeEvent.objects.get().state == "ignored" and fresh(charge).state == "open"


def test_killed_while_processing_is_processed_by_the_next_relay(bill: Bill, double: RecordingGateway) -> None:
    charge = bill.begin()
    double.pay(charge.session)
    post(completed(charge))
    double.die_before = "payment"
    with pytest.raises(Killed):
        deliver_all()
    assert StripeEvent.objects.get().state == "waiting" and fresh(charge).state == "open"
    deliver_all()
    assert fresh(charge).state == "paid" and told("charge.paid") == 1


def test_stripe_is_away_while_processing(bill: Bill, double: RecordingGateway) -> None:
    charge = bill.begin()
    double.pay(charge.session)
    post(completed(charge))
    double.away = True
    deliver_all()
    event = Event.objects.get(kind="stripe_event.received")
    assert event.state == "pending" and event.attempts == 0
    double.away = False
    Event.objects.filter(pk=event.pk).update(due_at=event.created_at)
    deliver_all()
    assert fresh(charge).state == "paid"


def test_an_account_is_asked_about(bill: Bill, double: RecordingGateway) -> None:
    from payments.gateway import Account

    double.accounts["acct_1"] = Account("acct_1", False, False, True, ["company.tax_id"])
    post(message("account.updated", {"id": "acct_1", "object": "account"}, account="acct_1"))
    deliver_all()
    row = PayAccount.objects.get()
    assert row.state == "restricted" and row.requirements == ["company.tax_id"] and told("pay_account.changed") == 1


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
def test_a_dispute_that_has_ended_stays_ended(bill: Bill, double: RecordingGateway, order: list[int]) -> None:
    charge = bill.begin()
    double.pay(charge.session)
    charge.settle()
    said = {"id": "dp_1", "object": "dispute", "payment_intent": charge.intent, "amount": 125050, "currency": "usd"}
    both = [
        message("charge.dispute.created", {**said, "status": "needs_response", "reason": "fraudulent"}, "e1", 100),
        message("charge.dispute.closed", {**said, "status": "lost", "reason": "fraudulent"}, "e2", 200),
    ]
    for number in order:
        post(both[number])
        deliver_all()
    row = Dispute.objects.get()
    assert row.status == "lost" and row.closed_at and told("dispute.opened") == 1 and told("dispute.closed") == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.needs("postgresql")
def test_twelve_times_at_once_is_once(bill: Bill, double: RecordingGateway) -> None:
    charge = bill.begin()
    double.pay(charge.session)
    answers = at_once(12, lambda _n: post(completed(charge)).status_code)
    deliver_all()
    assert answers == [200] * 12 and StripeEvent.objects.count() == 1 and told("charge.paid") == 1


@pytest.mark.django_db
def test_a_form_is_no_message_of_stripe(visitor: Client) -> None:
    """What is in front of the view has read the form, so that the raw words are gone; nothing breaks by that."""
    assert visitor.post("/webhooks/stripe/", {"type": "payment_intent.succeeded"}).status_code == 400
    assert StripeEvent.objects.count() == 0
