"""`locked()`: of many who do the same thing at the same moment one succeeds, and the others are told."""

import uuid

import pytest

from offers.models import Inquiry
from portal.core.events import Event
from portal.core.permissions import WrongState
from tests.cast import Person
from tests.processes import at_once

pytestmark = pytest.mark.django_db(transaction=True)

CROWD = 12


def test_twelve_concurrent_answers_to_one_inquiry_give_one_answer(buyer: Person, seller: Person) -> None:
    assert seller.company is not None
    inquiry = Inquiry.send(buyer.actor, seller.company, title="Bearings", question="How soon?")

    def answer(number: int) -> None:
        Inquiry.objects.get(pk=inquiry.pk).reply(f"Answer {number}", by=seller.actor)

    results = at_once(CROWD, answer)
    winners = [number for number, result in enumerate(results) if result is None]
    assert len(winners) == 1
    assert [type(result) for result in results if result is not None] == [WrongState] * (CROWD - 1)
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.answer) == (Inquiry.State.ANSWERED, f"Answer {winners[0]}")
    assert Event.objects.filter(kind="inquiry.answered").count() == 1, "the fact is told once"


def test_the_same_form_sent_twelve_times_at_once_makes_one_inquiry(buyer: Person, seller: Person) -> None:
    assert seller.company is not None
    token = uuid.UUID("9a1f0d5e-6f0b-4b57-9d0e-3f1d4b0c2a11")

    def send(_number: int) -> int:
        return Inquiry.send(buyer.actor, seller.company, title="Bearings", question="Hm?", form_token=token).pk

    results = at_once(CROWD, send)
    assert len(set(results)) == 1, results
    assert Inquiry.objects.count() == 1
    assert Event.objects.filter(kind="inquiry.sent").count() == 1
