"""A large sum goes back when a second person of the paid company has confirmed it, where it has one."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from moneyed import Money

from companies.models import Company, Membership
from notifications.models import Notification
from payments.models import Charge, Refund, RefundProposal
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.payments.conftest import Bill, fresh
from tests.payments.double import Killed, RecordingGateway
from tests.payments.test_sending_on import paid, usd
from tests.processes import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(supplier: Company) -> Person:
    """A manager of the supplier, for longer than three days."""
    return in_for(make_person("partner@hanbit.example", supplier, "manager"), days=10)


def in_for(person: Person, days: int) -> Person:
    Membership.objects.filter(user=person.user).update(created_at=timezone.now() - timedelta(days=days))
    return person


def ask(client: Any, charge: Charge, amount: str = "1250.50") -> Any:
    return client.post(f"/my/payments/{charge.ref}/refunds/", {"amount": amount, "reason": "Nothing was shipped"})


def decide(client: Any, row: RefundProposal, then: str) -> Any:
    return client.post(f"/my/payments/{row.charge.ref}/refunds/{row.ref}/decision/", {"then": then})


@pytest.fixture
def waiting(bill: Bill, double: RecordingGateway, seller: Person, partner: Person) -> RefundProposal:
    charge = paid(bill, double)
    assert ask(seller.client, charge).status_code == 302
    deliver_all()
    return RefundProposal.objects.get()


def test_a_large_sum_waits_and_goes_when_another_confirms(
    waiting: RefundProposal, double: RecordingGateway, seller: Person, partner: Person
) -> None:
    assert not Refund.objects.exists() and not double.refunds
    page = partner.client.get(waiting.charge.get_absolute_url()).content.decode()
    assert "Waits for a second person" in page and "Confirm and send back" in page and "Nothing was shipped" in page
    assert decide(partner.client, waiting, "confirm").status_code == 302
    deliver_all()
    refund = Refund.objects.get()
    assert (refund.state, refund.amount, refund.reason) == ("done", waiting.amount, "Nothing was shipped")
    assert refund.proposal.state == "confirmed" and refund.proposal.decided_by == partner.user
    assert len(double.refunds) == 1
    kinds = set(Event.objects.filter(kind__startswith="refund.").values_list("kind", flat=True))
    assert kinds == {"refund.proposed", "refund.proposal_confirmed", "refund.asked", "refund.made"}


def test_who_can_confirm_is_told_and_asked(waiting: RefundProposal, seller: Person, partner: Person) -> None:
    note = Notification.objects.get(kind="refund.proposed")
    assert note.user == partner.user and str(seller.user) in note.title and "1,250.50" in note.title
    assert "A colleague asks to send" in partner.client.get("/my/").content.decode()
    assert "A colleague asks to send" not in seller.client.get("/my/").content.decode()
    decide(partner.client, waiting, "decline")
    deliver_all()
    assert Notification.objects.get(kind="refund.proposal_declined").user == seller.user
    assert not Refund.objects.exists()


def test_nobody_confirms_what_they_asked_for(waiting: RefundProposal, seller: Person) -> None:
    page = seller.client.get(waiting.charge.get_absolute_url()).content.decode()
    assert "Confirm and send back" not in page and "Take back" in page and "Send money back" not in page
    for then in ("confirm", "decline"):
        assert decide(seller.client, waiting, then).status_code == 403
    waiting.refresh_from_db()
    assert waiting.state == "open" and not Refund.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        RefundProposal.objects.update(state="declined", decided_by=seller.user, decided_at=timezone.now())


def test_strangers_the_payer_and_lesser_roles_neither_see_nor_decide(
    waiting: RefundProposal, stranger: Person, buyer: Person, colleague: Person, viewer: Person
) -> None:
    for person in (stranger, buyer, colleague, viewer):
        assert decide(in_for(person, days=10).client, waiting, "confirm").status_code == 404
        page = person.client.get(waiting.charge.get_absolute_url()).content.decode()
        assert "Waits for a second person" not in page
        with pytest.raises(PermissionDenied):
            waiting.confirm(person.actor)
    assert not Refund.objects.exists()


def test_who_was_let_in_since_does_not_confirm(waiting: RefundProposal, supplier: Company) -> None:
    puppet = make_person("puppet@hanbit.example", supplier, "owner")
    assert decide(puppet.client, waiting, "confirm").status_code == 403
    assert not Refund.objects.exists()


def test_a_company_of_one_person_is_not_locked_out(
    bill: Bill, double: RecordingGateway, seller: Person, supplier: Company
) -> None:
    in_for(seller, days=100)
    make_person("invited@hanbit.example", supplier, "manager")  # today
    ask(seller.client, paid(bill, double))
    deliver_all()
    assert Refund.objects.get().state == "done" and not RefundProposal.objects.exists()


def test_where_the_second_person_has_gone_the_first_decides_alone(
    waiting: RefundProposal, seller: Person, partner: Person
) -> None:
    Membership.objects.filter(user=partner.user).delete()
    assert decide(seller.client, waiting, "withdraw").status_code == 302
    ask(seller.client, waiting.charge)
    assert Refund.objects.count() == 1


@pytest.mark.parametrize(("limit", "waits"), [(0, False), (100_000, False), (1, True)])
def test_the_limit_is_a_setting(
    bill: Bill, double: RecordingGateway, seller: Person, partner: Person, settings: Any, limit: int, waits: bool
) -> None:
    settings.REFUNDS_BY_TWO = limit
    ask(seller.client, paid(bill, double), "500")
    assert (RefundProposal.objects.exists(), Refund.objects.exists()) == (waits, not waits)


def test_small_parts_add_up(
    bill: Bill, double: RecordingGateway, seller: Person, partner: Person, settings: Any
) -> None:
    settings.REFUNDS_BY_TWO = 800
    charge = paid(bill, double)
    for _part in range(3):
        ask(seller.client, charge, "400")
    assert Refund.objects.count() == 2 and RefundProposal.objects.get().amount == 400


def test_one_waits_at_a_time_and_can_be_taken_back(waiting: RefundProposal, seller: Person) -> None:
    with pytest.raises(WrongState):
        fresh(waiting.charge).refund(usd("1250.50"), "again", seller.actor)
    decide(seller.client, waiting, "withdraw")
    assert isinstance(fresh(waiting.charge).refund(usd("1250.50"), "again", seller.actor), RefundProposal)


def test_too_much_is_said_when_it_is_asked_for(
    bill: Bill, double: RecordingGateway, seller: Person, partner: Person
) -> None:
    charge = paid(bill, double)
    with pytest.raises(Refused):
        charge.refund(Money("1250.51", "USD"), "", seller.actor)
    assert not RefundProposal.objects.exists()


def test_what_went_back_meanwhile_is_not_sent_again(waiting: RefundProposal, seller: Person, partner: Person) -> None:
    waiting.charge.place_refund(usd("100"), "by the clock", None)
    page = decide(partner.client, waiting, "confirm")
    assert page.status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == "open" and Refund.objects.count() == 1


@pytest.mark.parametrize("step", ["die_before", "die_after"])
def test_killed_while_it_goes_back(
    waiting: RefundProposal, double: RecordingGateway, partner: Person, step: str
) -> None:
    waiting.confirm(partner.actor)
    setattr(double, step, "refund")
    with pytest.raises(Killed):
        deliver_all()
    deliver_all()
    assert Refund.objects.get().state == "done" and len(double.refunds) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.needs("postgresql")
def test_twelve_confirm_decline_and_withdraw_at_once(
    waiting: RefundProposal, double: RecordingGateway, seller: Person, partner: Person
) -> None:
    def act(number: int) -> Any:
        row = RefundProposal.objects.get(pk=waiting.pk)
        verb, person = (row.confirm, partner) if number % 3 == 0 else (row.decline, partner)
        return row.withdraw(seller.actor) if number % 3 == 2 else verb(person.actor)

    results = at_once(12, act)
    deliver_all()
    assert sum(isinstance(one, WrongState) for one in results) == 11, results
    waiting.refresh_from_db()
    assert Refund.objects.count() == len(double.refunds) == (waiting.state == "confirmed")


@pytest.mark.django_db(transaction=True)
@pytest.mark.needs("postgresql")
def test_two_ask_at_once(bill: Bill, double: RecordingGateway, seller: Person, partner: Person) -> None:
    in_for(seller, days=10)
    charge, people = paid(bill, double), (seller, partner)
    results = at_once(8, lambda number: fresh(charge).refund(usd("1250.50"), "", people[number % 2].actor))
    assert sum(isinstance(one, RefundProposal) for one in results) == 1, results
    assert not Refund.objects.exists()
