"""Two keepers at one case in the same moment."""

import pytest
from django.utils import timezone

from community.models import Candidate, Case, Community
from consultations.models import Message, Room
from portal.core.permissions import WrongState
from tests.cast import Person, make_company
from tests.processes import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 8


@pytest.fixture
def case(steward: Person, seller: Person) -> Case:
    house = Community.found(steward.actor, slug="makers", name="Makers", kind="association", visibility="members")
    house.members.create(company=seller.company, state="active", joined_at=timezone.now())
    return Case.begin(steward.actor, house, seller.company, title="Steel")


def test_an_introduction_happens_once(case: Case, steward: Person, buyer: Person) -> None:
    candidate = case.propose(buyer.company, steward.actor)
    results = at_once(CROWD, lambda _n: Candidate.objects.get(pk=candidate.pk).introduce("Meet.", steward.actor))
    assert [isinstance(one, WrongState) for one in results].count(False) == 1, results
    assert Room.objects.count() == Message.objects.count() == 1


def test_the_shortlist_has_each_company_once_and_ranks_without_gaps(case: Case, steward: Person) -> None:
    firms = [make_company(f"Firm {n}") for n in range(4)]
    at_once(CROWD, lambda n: Case.objects.get(pk=case.pk).propose(firms[n % 4], steward.actor))
    assert sorted(case.candidates.values_list("rank", flat=True)) == [1, 2, 3, 4]
