"""Colleagues, suppliers and the clock at one request in the same moment: one succeeds, nothing is done twice."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from offers.models import RFQ, RFQQuestion, RFQSupplier
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from tests.cast import Person, make_company
from tests.processes import at_once
from tests.trade.deals import make_rfq, quote

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 12


def fresh(rfq: RFQ) -> RFQ:
    found: RFQ = RFQ.objects.get(pk=rfq.pk)
    return found


def one_wins(rfq: RFQ, act: Callable[[RFQ], Any], kind: str) -> None:
    """Of twelve one succeeds, eleven are refused, and one event tells of it."""
    before = Event.objects.filter(kind=kind).count()
    results = at_once(CROWD, lambda _n: act(fresh(rfq)))
    refused = [one for one in results if isinstance(one, WrongState | RFQ.DoesNotExist)]
    assert len(refused) == CROWD - 1, results
    assert Event.objects.filter(kind=kind).count() == before + 1


def test_submitting_taking_back_and_handing_in(buyer: Person, moderator: Person) -> None:
    rfq = make_rfq(buyer, publish=False)
    one_wins(rfq, lambda one: one.submit(buyer.actor), "rfq.submitted")
    one_wins(rfq, lambda one: one.take_back(buyer.actor), "rfq.taken_back")
    fresh(rfq).submit(buyer.actor)
    one_wins(rfq, lambda one: one.send_back("Say more", moderator.actor), "rfq.sent_back")
    fresh(rfq).submit(buyer.actor)
    one_wins(rfq, lambda one: one.approve(moderator.actor), "rfq.published")


def test_ending_it(buyer: Person, seller: Person) -> None:
    rfq = make_rfq(buyer)
    quote(seller, rfq)
    one_wins(rfq, lambda one: one.stop_quotations(buyer.actor), "rfq.evaluating")
    one_wins(rfq, lambda one: one.close("Too dear", buyer.actor), "rfq.closed")
    other = make_rfq(buyer)
    one_wins(other, lambda one: one.cancel("Not needed", buyer.actor), "rfq.cancelled")
    draft = make_rfq(buyer, publish=False)
    one_wins(draft, lambda one: one.discard(buyer.actor), "rfq.discarded")


def test_the_clock_and_the_reminder(buyer: Person) -> None:
    rfq = make_rfq(buyer, closes_at=timezone.now() + timedelta(hours=3))
    at_once(CROWD, lambda _n: fresh(rfq).remind(timezone.now()))
    assert Event.objects.filter(kind="rfq.closing_soon").count() == 1
    RFQ.objects.filter(pk=rfq.pk).update(closes_at=timezone.now())
    one_wins(rfq, lambda one: one.stop_quotations(), "rfq.expired")
    late = make_rfq(buyer)
    RFQ.objects.filter(pk=late.pk).update(state="evaluating")
    one_wins(late, lambda one: one.give_up_deciding(), "rfq.expired")


def test_one_form_makes_one_request_and_one_question(buyer: Person, seller: Person) -> None:
    rfq, token = make_rfq(buyer), uuid.uuid4()
    values = {"title": rfq.title, "category": rfq.category, "currency": "EUR"}
    made = at_once(CROWD, lambda _n: RFQ.draft(buyer.actor, token, **values).pk)
    assert len(set(made)) == 1, made
    asked = at_once(CROWD, lambda _n: RFQQuestion.ask(fresh(rfq), "Which grease?", seller.actor, True).pk)
    assert len(set(asked)) == 1 and fresh(rfq).state == RFQ.State.INFORMATION_NEEDED, asked
    answers = at_once(CROWD, lambda n: RFQQuestion.objects.get(rfq=rfq).reply(f"Answer {n}", buyer.actor))
    assert sum(isinstance(one, Refused) for one in answers) == CROWD - 1, answers
    assert fresh(rfq).state == RFQ.State.OPEN


def test_changes_are_counted_and_invitations_bounded(buyer: Person, seller: Person) -> None:
    rfq = make_rfq(buyer)
    at_once(CROWD, lambda n: fresh(rfq).amend(buyer.actor, "", delivery_place=f"Gate {n}"))
    assert fresh(rfq).revision == 1 + CROWD == 1 + rfq.revisions.count()
    firms = [[make_company(f"Firm {n} {place}") for place in range(3)] for n in range(CROWD)]
    results = at_once(CROWD, lambda n: RFQSupplier.invite(fresh(rfq), firms[n], buyer.actor))
    assert sum(isinstance(one, Refused) for one in results) == CROWD - 6, results
    assert rfq.suppliers.filter(is_invited=True).count() == 18
    at_once(CROWD, lambda _n: RFQSupplier.pass_on(fresh(rfq), seller.actor))
    assert Event.objects.filter(kind="rfq.passed").count() == 1
