"""Many who promise in the same moment, and a lead who closes in it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError
from django.db.models import Sum
from django.utils import timezone

from portal.core.permissions import Refused
from tests.cast import Person
from tests.processes import at_once
from tests.trade.deals import make_rfq
from tests.trade.joint import house, member
from trade.models import CapacityPool, PoolLine, PoolPart, Quotation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.needs("postgresql")]
CROWD = 8


@pytest.fixture
def pool(steward: Person, seller: Person, buyer: Person) -> CapacityPool:
    rfq = make_rfq(buyer, [{"title": "Ball bearing 6204", "quantity": Decimal(500)}])
    return CapacityPool.open_for(seller.actor, house(steward, seller), rfq, timezone.now() + timedelta(days=3))


def promise(pool: CapacityPool, person: Person, quantity: int) -> None:
    mine = CapacityPool.objects.get(pk=pool.pk)
    mine.promise(person.actor, mine.lines.get().pk, Decimal(quantity), Decimal(1), 10)


def test_no_more_is_promised_than_is_needed(pool: CapacityPool) -> None:
    crowd = [member(pool.community, f"Mill{number}") for number in range(CROWD)]
    results = at_once(CROWD, lambda number: promise(pool, crowd[number], 100))
    assert results.count(None) == 5 and sum(isinstance(one, Refused) for one in results) == CROWD - 5, results
    assert PoolLine.objects.get().promised == PoolPart.objects.aggregate(all=Sum("quantity"))["all"] == 500


def test_a_promise_is_in_the_quotation_or_refused(pool: CapacityPool, seller: Person) -> None:
    crowd = [member(pool.community, f"Mill{number}") for number in range(CROWD)]
    promise(pool, seller, 50)

    def work(number: int) -> object:
        if number % 4 == 0:
            return CapacityPool.objects.get(pk=pool.pk).close(seller.actor)
        return promise(pool, crowd[number], 20)

    results = at_once(CROWD, work)
    assert all(one is None or isinstance(one, (Quotation, Refused)) for one in results), results
    assert sum(isinstance(one, Quotation) for one in results) == 1
    draft = Quotation.objects.get().unsent("supplier")
    assert draft is not None and draft.all_lines()[0].quantity == PoolLine.objects.get().promised


def test_the_database_refuses_what_does_not_add_up(pool: CapacityPool, seller: Person) -> None:
    promise(pool, seller, 50)
    with pytest.raises((IntegrityError, DatabaseError), match="add up"):
        PoolLine.objects.update(promised=60)
    with pytest.raises((IntegrityError, DatabaseError), match="add up"):
        PoolPart.objects.update(quantity=60)
