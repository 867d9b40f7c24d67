"""A mandate that ends while twelve people act under it; and two answers to one proposal."""

import pytest

from companies.models import Mandate
from offers.models import Inquiry
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from tests.cast import Person, make_company, make_person
from tests.companies.mandates import give, propose, under
from tests.processes import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 12


def test_after_the_revocation_no_act_is_stored(seller: Person, steward: Person) -> None:
    mandate = give(seller, steward)
    firms = [make_person(f"b{n}@firm.example", make_company(f"Buyer {n}", "buyer", "DE")) for n in range(CROWD)]
    asked = [Inquiry.send(one.actor, seller.company, title=f"No. {n}", question="?") for n, one in enumerate(firms)]
    actors = [under(mandate, steward) for _ in asked]  # their pages are open since before

    def work(number: int) -> object:
        if number == CROWD // 2:
            return Mandate.objects.get(pk=mandate.pk).revoke(seller.actor)
        return Inquiry.objects.get(pk=asked[number].pk).reply("In four weeks.", by=actors[number])

    results = at_once(CROWD, work)
    late = [one for one in results if isinstance(one, Exception)]
    assert all(isinstance(one, Refused) for one in late), late
    revoked = Event.objects.get(kind="mandate.revoked")
    acts = Event.objects.filter(mandate_id=mandate.pk)
    assert not acts.filter(pk__gt=revoked.pk).exists()
    stored = Inquiry.objects.filter(last_number=1).count()
    assert stored == acts.filter(kind="inquiry.answered").count() == CROWD - 1 - len(late)
    again = [one for one in asked if Inquiry.objects.get(pk=one.pk).last_number == 0]
    for one, actor in zip(again, actors, strict=False):
        with pytest.raises(Refused):
            Inquiry.objects.get(pk=one.pk).reply("Late.", by=actor)
    assert Inquiry.objects.filter(last_number=1).count() == stored


def test_of_many_answers_to_a_proposal_one_counts(seller: Person, steward: Person) -> None:
    mandate = propose(steward, seller.company, steward.company)

    def work(number: int) -> object:
        fresh = Mandate.objects.get(pk=mandate.pk)
        return fresh.accept(seller.actor) if number % 2 else fresh.decline(seller.actor)

    results = at_once(CROWD, work)
    assert [isinstance(one, WrongState) for one in results].count(False) == 1, results
    assert Event.objects.filter(kind__in=["mandate.given", "mandate.declined"]).count() == 1


def test_of_many_proposals_one_waits(seller: Person, steward: Person) -> None:
    results = at_once(CROWD, lambda number: propose(steward, seller.company, steward.company, months=1 + number).pk)
    assert [isinstance(one, Refused) for one in results].count(False) == 1, results
    assert Mandate.objects.count() == 1
