"""A category's page made of the index is the one that is made of the database, on both engines."""

import math
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog import shelf
from catalog.models import Category, Product
from search.engines import EngineDown
from search.engines.base import Engine
from search.measures import number_of, ordered
from tests.cast import Person, make_company, make_product
from tests.queries import queries_of
from tests.search.conftest import settle

pytestmark = pytest.mark.django_db
BEARINGS = "/categories/bearings/"
QUERIES = [
    "",
    "country=DE",
    "country=DE&sort=oldest",
    "brand=SKF",
    "brand=SKF&country=KR",
    "brand=Nobody",
    "country=XX&brand=",
    "spec-seal=2rs",
    "spec-seal=2rs&spec-seal=zz",
    "spec-seal=2rs&spec-precision-class=p5",
    "spec-bore-from=20&spec-bore-to=30",
    "spec-bore-from=3 cm",
    "spec-bore-to=-5",
    "spec-bore-from=abc&spec-seal=zz",
    "spec-operating-temperature-from=70",
    "spec-operating-temperature-to=-10&spec-operating-temperature-from=-15",
    "spec-operating-temperature-to=-50",
    "spec-seal=zz&spec-bore-from=25&country=KR",
    "page=2",
    "page=99",
    "page=0&sort=oldest",
    "page=x",
    "page=-1",
]


def entry(key: str, value: Any) -> dict[str, Any]:
    return {"key": key, "name": key, "value": value}


@pytest.fixture
def stocked(both: Engine) -> Engine:
    """Thirty bearings of two firms, published within an hour, some of them in the same moment."""
    leaf, start = Category.objects.get(slug="bearings"), timezone.now() - timedelta(hours=1)
    firms = [make_company("Adler", country="DE"), make_company("Baek", country="KR")]
    spans = [{"from": -20, "to": 60}, {"from": 50}, {"to": -30}, {"from": -12.5, "to": 120}]
    for number in range(30):
        entries = [entry("bore", [5, 20, 25.5, 30, 300][number % 5])] if number % 7 else []
        entries += [entry("seal", ["2rs", "zz", "open"][number % 3])] if number % 4 else []
        entries += [entry("precision-class", "p5")] if number % 6 == 0 else []
        entries += [entry("operating-temperature", spans[number % 4])] if number % 3 == 0 else []
        product = make_product(
            firms[number % 2], f"B-{number}", f"Bearing {number}", category=leaf, attributes=entries,
            brand=["SKF", "FAG", "", "örs"][number % 4],
        )  # fmt: skip
        moment = start + timedelta(minutes=number // 2)
        Product.objects.filter(pk=product.pk).update(published_at=moment, updated_at=timezone.now())
    make_product(firms[0], "D-1", "A draft", category=leaf, state="draft", brand="Unseen")
    make_product(firms[0], "R-1", "Rice", category=Category.objects.get(slug="rice"), brand="Elsewhere")
    both.rebuild(all_documents())
    settle(both)
    return both


def all_documents() -> Any:
    from search.sources import SOURCES

    return SOURCES["product"].batches()


def shown(visitor: Client, query: str, monkeypatch: pytest.MonkeyPatch, large: int) -> dict[str, Any]:
    monkeypatch.setattr(shelf, "LARGE", large)
    answer = visitor.get(f"{BEARINGS}?{query}")
    assert answer.status_code == 200, query
    found = answer.context
    return {
        "products": [product.sku for product in found["page"]],
        "total": (found["shelf"].total, found["page"].paginator.count, found["page"].number, found["in_force"]),
        "countries": list(found["form"].fields["country"].choices),
        "brands": sorted(found["form"].fields["brand"].choices),
        "facets": [
            (facet.name, [(tick.value, tick.count, tick.is_chosen) for tick in facet.ticks], facet.span, facet.problem)
            for facet in found["specs"].facets
        ],
        "chips": found["specs"].chips(),
        "is_counted": found["shelf"].is_counted,
    }


@pytest.mark.parametrize("query", QUERIES)
def test_the_index_shows_what_the_database_shows(
    stocked: Engine, visitor: Client, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    from_database = shown(visitor, query, monkeypatch, 1000)
    from_index = shown(visitor, query, monkeypatch, 0)
    assert from_index == from_database
    assert from_index["is_counted"]


def test_a_category_with_narrower_ones_has_no_specifications_and_all_below_it(
    stocked: Engine, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    above = Category.objects.get(slug="bearings").ancestors[0]
    monkeypatch.setattr(shelf, "LARGE", 0)
    found = visitor.get(above.get_absolute_url()).context
    assert found["shelf"].total == 30 and found["specs"] is None


def test_the_database_is_asked_little_and_for_no_counts(
    stocked: Engine, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.get(BEARINGS)
    few = queries_of(visitor, BEARINGS)
    monkeypatch.setattr(shelf, "LARGE", 0)
    assert queries_of(visitor, BEARINGS) <= few - 5, "two choices, two counts of specifications and the total"


def test_what_was_taken_from_the_market_is_gone_before_the_index_knows(
    stocked: Engine, visitor: Client, monkeypatch: pytest.MonkeyPatch, seller: Person
) -> None:
    Product.objects.filter(sku="B-29").update(state="paused")
    Product.objects.filter(sku="B-28").update(company=make_company("Closed", is_active=False))
    found = shown(visitor, "", monkeypatch, 0)
    assert found["products"][:2] == ["B-27", "B-26"] and found["total"][0] == 28
    settle(stocked)


def test_pages_end_at_a_depth_and_say_so(stocked: Engine, visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "DEPTH", 26)
    for name in ("elastic_shelf", "embedded_shelf"):
        monkeypatch.setattr(f"search.engines.{name}.DEPTH", 26)
    found = shown(visitor, "page=99", monkeypatch, 0)
    assert found["products"] == ["B-5", "B-4"] and found["total"][:3] == (30, 26, 2)
    page = visitor.get(f"{BEARINGS}?page=2").content.decode()
    assert "products can be paged through" in page and '<span class="num">30</span> products' in page
    assert "products can be paged through" not in visitor.get(BEARINGS).content.decode()


def test_while_the_engine_is_away_a_large_category_is_listed_without_counts(
    stocked: Engine, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = shown(visitor, "", monkeypatch, 1000)

    def down(*_args: Any, **_kwargs: Any) -> None:
        raise EngineDown("away")

    monkeypatch.setattr(type(stocked), "shelf", down)
    listed = shown(visitor, "", monkeypatch, 0)
    assert not listed["is_counted"] and listed["products"] == whole["products"] and listed["facets"] == []
    assert listed["total"][0] == 30 and "Counting rests" in visitor.get(BEARINGS).content.decode()
    for query in ("country=DE", "brand=SKF", "spec-seal=2rs", "spec-bore-from=20", "page=2", "page=9", "brand=Nobody"):
        found, right = shown(visitor, query, monkeypatch, 0), shown(visitor, query, monkeypatch, 1000)
        wanted = whole if query == "page=9" else right  # the last page is not known
        assert found["products"] == wanted["products"], query
    page = visitor.get(f"{BEARINGS}?country=DE").content.decode()
    assert "</span> product" not in page.partition("</header>")[0], "no number that nobody has counted"


def test_measures_sort_as_the_numbers_do_and_come_back() -> None:
    numbers = [-math.inf, -9e99, -300, -1.5, -0.0, 0.25, 1, 7, 20, 1e12, 9e99, math.inf]
    words = [ordered(number) for number in numbers]
    assert words == sorted(words) and [number_of(word) for word in words] == numbers
    assert ordered(-0.0) == ordered(0)
