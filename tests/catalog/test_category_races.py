"""Two members of staff at the tree in the same moment."""

import pytest

from catalog.models import Category
from portal.core.permissions import Refused
from tests.cast import Person
from tests.processes import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_crossing_merges_leave_one_of_the_two(moderator: Person) -> None:
    def cross(number: int) -> str:
        first, second = ("towels", "bedding") if number % 2 else ("bedding", "towels")
        Category.objects.get(slug=first).merge(Category.objects.get(slug=second), moderator.actor)
        return first

    results = at_once(4, cross)
    assert sum(isinstance(one, Refused) for one in results) == 3, results
    assert Category.objects.filter(slug__in=["towels", "bedding"], is_merged=False).count() == 1
