"""The counts of the board are those of asking for each value alone, whoever reads."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from catalog.models import Category
from offers.board import Board
from offers.board_counts import FACETS
from offers.models import Offer
from offers.models.offer_rows import below
from portal.core.actor import VISITOR, Actor
from tests.cast import Person
from tests.offers.conftest import make_offer

pytestmark = pytest.mark.django_db
QUERIES = [
    "",
    "side=sell",
    "country=KR&tier=0",
    "category=others&incoterm=FOB&incoterm=CIF",
    "q=bearing&soon=1",
    "q=hanbit",
    "price_from=4&price_to=5&currency=USD&side=sell",
    "price_from=4.20&price_to=4.20&currency=USD",
    "country=DE&category=others&soon=1&price_to=100000&currency=KRW",
]


@pytest.fixture
def market(seller: Person, buyer: Person, stranger: Person) -> None:
    other = Category.objects.exclude(slug="others").filter(level=2).first()
    week = timezone.localdate() + timedelta(days=3)
    place = {"incoterm_place": "Busan"}
    make_offer(seller, title="Bearing A", incoterm="FOB", **place)
    make_offer(seller, title="Bearing B", incoterm="CIF", valid_until=week, amount="3900", currency="KRW", **place)
    make_offer(seller, title="Unnamed bearing", is_anonymous=True, amount="4.60")
    make_offer(seller, title="For members", visibility="members")
    make_offer(seller, title="For the buyer", visibility="named", readers=[buyer.company])
    make_offer(buyer, side="buy", title="Cotton wanted", category=other, amount=None, currency="")
    make_offer(buyer, side="sell", title="Cotton", category=other, valid_until=week, amount="4.20", currency="EUR")
    make_offer(stranger, title="A draft", publish=False)
    make_offer(stranger, title="Steel", amount="4.20")


def alone(board: Board, facet: str) -> Counter[str]:
    """One offer after the other, with every filter but this one."""
    rows = board.base
    for name, condition in board.passing.items():
        if name != facet:
            rows = rows.filter(below(board.categories) if name == "category" else condition)
    soon = timezone.localdate() + timedelta(days=7)
    said: dict[str, Any] = {
        "side": lambda one: one.side,
        "country": lambda one: one.company.country,
        "tier": lambda one: -1 if one.is_anonymous else one.company.tier,
        "incoterm": lambda one: one.incoterm,
        "soon": lambda one: int(one.valid_until <= soon),
        "category": lambda one: one.category_id,
        "all": lambda one: "",
    }
    return Counter(str(said[facet](one)) for one in rows.select_related("company").order_by("pk"))


@pytest.mark.parametrize("query", QUERIES)
def test_each_facet_is_counted_without_itself(query: str, market: None, buyer: Person, stranger: Person) -> None:
    readers: list[Actor] = [VISITOR, buyer.actor, stranger.actor]
    totals = []
    for reader in readers:
        board = Board(QueryDict(query), reader)
        for facet in (*FACETS, "all"):
            assert board.counts[facet] == alone(board, facet), (query, facet)
        assert board.total == board.rows.count() == len(board.page.object_list)
        totals.append(board.total)
    if not query:
        assert totals == [6, 8, 7]


def test_a_price_range_has_its_ends_in_it_and_nothing_without_a_rate(market: None) -> None:
    board = Board(QueryDict("price_from=4.20&price_to=4.20&currency=USD&sort=price"), VISITOR)
    assert {one.title for one in board.page} == {"Bearing A", "Steel"}
    first, *_rest, last = Board(QueryDict("sort=price"), VISITOR).page.object_list
    assert (first.title, last.title) == ("Bearing B", "Cotton wanted")


def test_words_find_title_text_and_company_but_not_the_company_of_an_unnamed_offer(market: None) -> None:
    found = Board(QueryDict("q=hanbit"), VISITOR).rows
    assert {one.title for one in found} == {"Bearing A", "Bearing B"}
    Offer.objects.filter(title="Steel").update(text="Hanbit quality")
    assert Board(QueryDict("q=HANBIT quality"), VISITOR).total == 1
