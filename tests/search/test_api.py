"""`/api/v1/search/` and `/api/v1/suggest/` as partners rely on them."""

import pytest
from django.test import Client

from catalog.models import Category
from companies.models import Company
from search.engines.base import Engine
from search.sync import rebuild
from tests.cast import make_product
from tests.search.conftest import in_korean

pytestmark = pytest.mark.django_db


def test_the_answer_has_the_agreed_fields(both: Engine, supplier: Company, bearings: Category, visitor: Client) -> None:
    product = make_product(supplier, "ZB-1", "Zirconium bearing", brand="Acme", category=bearings)
    rebuild()
    answer = visitor.get("/api/v1/search/", {"q": "zirconium", "category": "machinery", "page_size": "5"}).json()
    assert set(answer) == {"query", "total", "took_ms", "engine", "results", "facets", "suggestions"}
    assert (answer["query"], answer["total"], answer["engine"]) == ("zirconium", 1, both.name)
    assert answer["results"][0] | {"highlight": ""} == {
        "kind": "product",
        "ref": product.ref,
        "sku": "ZB-1",
        "title": "Zirconium bearing",
        "url": product.get_absolute_url(),
        "highlight": "",
    }
    assert answer["results"][0]["highlight"] == "<mark>Zirconium</mark> bearing"
    assert answer["facets"]["brand"] == [{"value": "Acme", "label": "Acme", "count": 1}]
    assert answer["facets"]["country"] == [{"value": "KR", "label": "South Korea", "count": 1}]
    assert {one["value"] for one in answer["facets"]["category"]} >= {"machinery", bearings.slug}


def test_a_facet_given_twice_means_any_of_them(embedded: Engine, supplier: Company, visitor: Client) -> None:
    for brand in ("Acme", "Bolt", "Cord"):
        make_product(supplier, brand, "Zirconium part", brand=brand)
    rebuild()
    assert visitor.get("/api/v1/search/?q=zirconium&brand=Acme&brand=Bolt").json()["total"] == 2


def test_everything_newest_first_page_by_page(embedded: Engine, supplier: Company, visitor: Client) -> None:
    for number in range(5):
        make_product(supplier, f"S-{number}", f"Part {number}")
    rebuild()
    pages = [visitor.get(f"/api/v1/search/?kind=product&page_size=2&page={page}").json() for page in (1, 2, 3)]
    skus = [result["sku"] for page in pages for result in page["results"]]
    assert sorted(skus) == [f"S-{number}" for number in range(5)]
    last = visitor.get("/api/v1/search/?kind=product&page_size=2&page=999").json()
    assert last["results"] == pages[2]["results"]


def test_a_misspelt_query_suggests_the_right_one(both: Engine, supplier: Company, visitor: Client) -> None:
    make_product(supplier, title="Wireless keyboard")
    rebuild()
    answer = visitor.get("/api/v1/search/", {"q": "wireles keyboard"}).json()
    assert answer["suggestions"] == ["wireless keyboard"]
    assert answer["total"] == 1


def test_suggestions_across_kinds_and_languages(
    both: Engine, supplier: Company, bearings: Category, visitor: Client
) -> None:
    product = make_product(supplier, "ZB-1", "Zirconium bearing", category=bearings)
    in_korean(product, "지르코늄 베어링")
    rebuild()
    answer = visitor.get("/api/v1/suggest/", {"q": "zir"}).json()["suggestions"]
    assert {"kind": "product", "text": "Zirconium bearing", "url": product.get_absolute_url()} in answer
    kinds = {one["kind"] for one in visitor.get("/api/v1/suggest/", {"q": "ball"}).json()["suggestions"]}
    assert "category" in kinds
    assert "company" in {one["kind"] for one in visitor.get("/api/v1/suggest/", {"q": "hanb"}).json()["suggestions"]}
    assert visitor.get("/api/v1/suggest/").json() == {"suggestions": []}


def test_the_schema_describes_both(visitor: Client) -> None:
    schema = visitor.get("/api/schema/", headers={"Accept": "application/json"}).json()
    assert {"/api/v1/search/", "/api/v1/suggest/"} <= set(schema["paths"])


@pytest.mark.parametrize("tier", ["²", "-1", "٣", "9" * 90, "%00", "NaN"])
def test_a_facet_s_value_that_makes_no_sense_finds_nothing(both: Engine, visitor: Client, tier: str) -> None:
    assert visitor.get(f"/api/v1/search/?tier={tier}").status_code == 200
    assert visitor.get(f"/search/?tier={tier}").status_code == 200
