"""Two colleagues at one shortlist in the same moment."""

import pytest

from catalog import shortlists
from catalog.models import Product, Shortlist
from catalog.shortlists import NameTaken
from portal.core.permissions import Refused
from tests.cast import Person, make_product
from tests.processes import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 8


def test_the_same_product_added_at_once_stands_once(buyer: Person, product: Product) -> None:
    motors = Shortlist.begin(buyer.actor, "Motors")
    results = at_once(CROWD, lambda _n: Shortlist.objects.get(pk=motors.pk).add(buyer.actor, product).pk)
    assert len(set(results)) == 1, results
    assert motors.present.count() == 1


def test_of_many_who_take_one_name_at_once_one_gets_it(buyer: Person) -> None:
    lists = [Shortlist.begin(buyer.actor, f"List {number}") for number in range(CROWD)]
    results = at_once(CROWD, lambda n: Shortlist.objects.get(pk=lists[n].pk).rename(buyer.actor, "Motors", ""))
    assert [type(one) for one in results].count(NameTaken) == CROWD - 1, results
    assert Shortlist.objects.filter(name="Motors").count() == 1


def test_first_clicks_at_once_make_one_list(buyer: Person) -> None:
    results = at_once(CROWD, lambda _n: Shortlist.usual(buyer.actor, "Shortlist").pk)
    assert len(set(results)) == 1, results


def test_limits_hold_in_a_crowd(buyer: Person, product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortlists, "MOST_LISTS", 3)
    monkeypatch.setattr(shortlists, "MOST_ITEMS", 3)
    results = at_once(CROWD, lambda n: Shortlist.begin(buyer.actor, f"L {n}"))
    assert sum(isinstance(one, Refused) for one in results) == CROWD - 3, results
    found = Shortlist.objects.order_by("pk")[0]
    products = [make_product(product.company, f"N{n}") for n in range(CROWD)]
    at_once(CROWD, lambda n: Shortlist.objects.get(pk=found.pk).add(buyer.actor, products[n]))
    assert found.present.count() == 3
