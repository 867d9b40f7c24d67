"""Twelve at one inquiry in the same moment: one wins, the others are told, nothing is done twice."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from companies.models import Company, CompanyBlock
from offers.models import Inquiry, InquiryBatch, InquiryContact, InquiryReport
from offers.models.inquiry_batch import Recipient
from offers.models.inquiry_routing import assign
from portal.core.events import Event
from portal.core.permissions import Refused
from tests.cast import Person, make_company
from tests.offers.conftest import make_inquiry
from tests.processes import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.needs("postgresql")]
CROWD = 12


def fresh(inquiry: Inquiry) -> Inquiry:
    return Inquiry.objects.get(pk=inquiry.pk)


def answered(inquiry: Inquiry, seller: Person) -> None:
    inquiry.reply("First", seller.actor)


def closed(inquiry: Inquiry, seller: Person) -> None:
    inquiry.close(seller.actor)


def waiting_long(inquiry: Inquiry, seller: Person) -> None:
    Inquiry.objects.filter(pk=inquiry.pk).update(last_at=timezone.now() - timedelta(days=3))


def as_it_is(inquiry: Inquiry, seller: Person) -> None:
    """Sent, and waiting."""


def reported(inquiry: Inquiry, seller: Person) -> None:
    InquiryReport.make(inquiry, "mass", seller.actor)


Act = Callable[[Inquiry, dict[str, Any]], Any]
TRANSITIONS: list[tuple[str, Callable[[Inquiry, Person], None], Act]] = [
    ("inquiry.answered", as_it_is, lambda one, who: one.reply("Answer", who["seller"])),
    ("inquiry.asked_again", answered, lambda one, who: one.ask_again("Again", who["buyer"], seen=1)),
    ("inquiry.closed", as_it_is, lambda one, who: one.close(who["buyer"])),
    ("inquiry.reopened", closed, lambda one, who: one.reopen(who["seller"])),
    ("inquiry.reminded", waiting_long, lambda one, who: one.remind(who["buyer"])),
    ("inquiry.reported", as_it_is, lambda one, who: InquiryReport.make(one, "mass", who["seller"])),
    ("inquiry.spam_confirmed", reported, lambda one, who: one.report.confirm(who["moderator"])),
    ("inquiry.spam_dismissed", reported, lambda one, who: one.report.dismiss(who["moderator"])),
]


@pytest.mark.parametrize(("kind", "prepare", "act"), TRANSITIONS, ids=[one[0] for one in TRANSITIONS])
def test_of_twelve_one_wins(
    buyer: Person, seller: Person, moderator: Person, inquiry: Inquiry, kind: str, prepare: Any, act: Act
) -> None:
    prepare(inquiry, seller)
    before = Event.objects.filter(kind=kind).count()
    who = {"buyer": buyer.actor, "seller": seller.actor, "moderator": moderator.actor}
    results = at_once(CROWD, lambda _n: act(fresh(inquiry), who))
    assert sum(isinstance(one, Refused) for one in results) == CROWD - 1, results
    assert Event.objects.filter(kind=kind).count() == before + 1


def test_assigned_shared_and_blocked_at_once_is_done_once(
    buyer: Person, seller: Person, colleague: Person, inquiry: Inquiry
) -> None:
    at_once(CROWD, lambda _n: assign(fresh(inquiry), colleague.user, seller.actor))
    assert inquiry.assignments.count() == 1
    at_once(CROWD, lambda _n: InquiryContact.share(fresh(inquiry), buyer.actor, email="a@b.example"))
    assert InquiryContact.objects.count() == 1
    results = at_once(CROWD, lambda _n: InquiryContact.objects.get().withdraw(buyer.actor))
    assert sum(isinstance(one, Refused) for one in results) == CROWD - 1
    at_once(CROWD, lambda _n: CompanyBlock.put_up(seller.actor, buyer.company))
    assert CompanyBlock.objects.count() == Event.objects.filter(kind="company_block.put_up").count() == 1


def test_a_batch_sent_reminded_and_closed_at_once(buyer: Person, supplier: Company) -> None:
    firms, token = [supplier, make_company("Busan Rollers")], uuid.uuid4()
    refs = at_once(
        CROWD, lambda _n: InquiryBatch.send(buyer.actor, [Recipient(one) for one in firms], "Price?", token).ref
    )
    assert len(set(refs)) == 1 and Inquiry.objects.count() == 2, refs
    Inquiry.objects.update(last_at=timezone.now() - timedelta(days=3))
    batch = InquiryBatch.objects.get()
    at_once(CROWD, lambda _n: InquiryBatch.objects.get(pk=batch.pk).remind(buyer.actor))
    assert Event.objects.filter(kind="inquiry.reminded").count() == 2
    at_once(CROWD, lambda _n: InquiryBatch.objects.get(pk=batch.pk).close_all(buyer.actor))
    assert Event.objects.filter(kind="inquiry.closed").count() == 2


def test_the_days_limit_holds_in_a_crowd(buyer: Person, seller: Person, settings: Any) -> None:
    settings.INQUIRIES_A_DAY = [3]
    results = at_once(CROWD, lambda n: make_inquiry(buyer, seller, title=f"No {n}"))
    assert sum(isinstance(one, Refused) for one in results) == CROWD - 3, results
    assert Inquiry.objects.count() == 3
