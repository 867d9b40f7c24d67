"""Two reviewers at the same moment: one decides, the other is told."""

import pytest

from companies.models import Claim
from portal.core.events import Event
from portal.core.permissions import WrongState
from tests.cast import Person
from tests.companies.verification import applied
from tests.processes import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("vault")]


def test_of_two_who_approve_and_return_at_once_one_succeeds(seller: Person, reviewer: Person, second: Person) -> None:
    claim = applied(seller)

    def decide(number: int) -> None:
        found = Claim.objects.get(pk=claim.pk)
        if number % 2:
            found.approve(reviewer.actor)
        else:
            found.give_back(second.actor, "name")

    results = at_once(6, decide)
    assert [result is None for result in results].count(True) == 1, results
    assert {type(result) for result in results if result is not None} == {WrongState}
    assert Event.objects.filter(kind__in=["claim.approved", "claim.returned"]).count() == 1


def test_two_first_approvals_on_the_same_page_are_not_a_second_pair_of_eyes(
    seller: Person, reviewer: Person, second: Person
) -> None:
    claim = applied(seller, "documents")
    people = [reviewer.actor, second.actor]
    results = at_once(2, lambda number: Claim.objects.get(pk=claim.pk).approve(people[number], seen="submitted"))
    assert sorted(type(result).__name__ for result in results) == ["NoneType", "WrongState"]
    assert Claim.objects.get().state == "first_approved"
