"""Variants of a product that the API and files write."""

import json
from typing import Any

import pytest
from django.test import Client

from catalog.classify import classifier
from catalog.imports.rows import Reader
from catalog.imports.tables import Row
from catalog.imports.writer import Tally, Writer
from catalog.models import Product, Variant
from companies.models import ApiToken, Company
from tests.cast import Person

pytestmark = pytest.mark.django_db


def token(company: Company) -> dict[str, str]:
    return {"Authorization": f"Bearer {ApiToken.issue(company, ['read', 'write'])[1]}"}


def call(method: str, company: Company, url: str, data: Any) -> Any:
    return getattr(Client(), method)(url, json.dumps(data), "application/json", headers=token(company))


BODY = {
    "sku": "T",
    "title": "Cotton shirt",
    "category": "others",
    "state": "published",
    "currency": "USD",
    "axes": [{"name": "Size", "values": ["M", "L"]}],
    "variants": [{"sku": "T-M", "values": {"Size": "M"}, "price": "4.10"}, {"sku": "T-L", "values": {"Size": "L"}}],
    "certificates": [{"kind": "iso9001", "number": "Q-1", "expires_on": "2099-01-01"}],
}


def test_the_api_writes_and_reads_variants_and_certificates(seller: Person, supplier: Company) -> None:
    made = call("post", supplier, "/api/v1/products/", BODY)
    assert made.status_code == 201, made.content
    shown = made.json()
    assert [(one["sku"], one["price"]) for one in shown["variants"]] == [("T-M", "4.1"), ("T-L", None)]
    assert shown["certificates"][0]["number"] == "Q-1" and shown["axes"] == BODY["axes"]
    assert "variants" not in Client().get("/api/v1/products/").json()["results"][0]
    url = f"/api/v1/products/{shown['ref']}/"
    changed = call("patch", supplier, url, {"variants": BODY["variants"][:1], "related": []})
    assert changed.status_code == 200 and [one["sku"] for one in changed.json()["variants"]] == ["T-M"]
    assert changed.json()["certificates"], "what was not sent stays"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"values": {"Size": "XXL"}}, "Make the combinations again"),
        ({"sku": "T-M"}, "stands twice"),
        ({"gtin": "4006381333932"}, "it would be 1"),
        ({"price": "-1"}, "greater than or equal to 0"),
        ({"colour": "Red"}, "There is no such field"),
    ],
)
def test_the_api_says_which_row_is_wrong(seller: Person, supplier: Company, wrong: Any, words: str) -> None:
    body = {**BODY, "variants": [BODY["variants"][0], {**BODY["variants"][1], **wrong}]}
    answer = call("post", supplier, "/api/v1/products/", body)
    rows = answer.json()["variants"]
    assert answer.status_code == 400 and list(rows) == ["1"] and words in json.dumps(rows, ensure_ascii=False)
    assert not Product.objects.exists()


def sheet(company: Company, by: Person, *rows: dict[str, str]) -> Tally:
    names = {name: name for row in rows for name in row}
    reader = Reader(names, classifier(), "USD")
    drafts = [reader.draft(Row(number, dict(row))) for number, row in enumerate(rows, start=1)]
    return Writer(company, classifier(), by.actor).write(drafts)


SHEET = (
    {"sku": "T-M", "parent_sku": "T", "axis:Size": "M", "price": "4.10"},
    {"sku": "T", "title": "Cotton shirt"},
    {"sku": "T-L", "parent_sku": "T", "axis:Size": "L", "price": "4.60"},
)


def test_rows_of_a_file_make_variants_in_any_order(seller: Person, supplier: Company) -> None:
    tally = sheet(supplier, seller, *SHEET)
    assert (tally.created, tally.refused) == (3, 0), tally.problems
    product = Product.objects.get(sku="T")
    assert [one.sku for one in product.variants.all()] == ["T-M", "T-L"]
    assert product.axes == [{"name": "Size", "values": ["M", "L"]}] and product.variant_count == 2
    assert sheet(supplier, seller, *SHEET).unchanged == 3
    again = sheet(supplier, seller, {"sku": "T-L", "parent_sku": "T", "axis:Size": "L", "price": "5"})
    assert again.updated == 1 and Product.objects.get(sku="T").span["high"] == "5"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"sku": "T-X", "parent_sku": "NONE", "axis:Size": "X"}, "parent_missing"),
        ({"sku": "T-X", "parent_sku": "T"}, "axes_differ"),
        ({"sku": "T-X", "parent_sku": "T", "axis:Colour": "X"}, "axes_differ"),
        ({"sku": "T-X", "parent_sku": "T", "axis:Size": "M"}, "combination_twice"),
        ({"sku": "A-1", "parent_sku": "T", "axis:Size": "X"}, "sku_elsewhere"),
        ({"sku": "T-M", "title": "Not a product"}, "sku_of_variant"),
        ({"sku": "T-X", "parent_sku": "T", "axis:Size": "X", "price": "3", "currency": "EUR"}, "variant_currency"),
    ],
)
def test_a_row_that_does_not_fit_is_reported(
    seller: Person, supplier: Company, product: Product, row: dict[str, str], code: str
) -> None:
    sheet(supplier, seller, *SHEET)
    tally = sheet(supplier, seller, row)
    assert [problem.code for problem in tally.problems] == [code] and tally.refused == 1
    assert Variant.objects.count() == 2
