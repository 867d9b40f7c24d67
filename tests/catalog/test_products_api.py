"""`/api/v1/products/`."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from catalog.models import Product
from companies.models import ApiToken, Company
from portal.core.events import Event
from tests.cast import Person, make_product

pytestmark = pytest.mark.django_db

URL = "/api/v1/products/"
BODY: dict[str, Any] = {
    "sku": "B-100",
    "title": "Deep groove ball bearing",
    "description": "Two seals",
    "category": "others",
    "currency": "EUR",
    "price_tiers": [{"quantity": "1", "price": "10.00"}, {"quantity": "100", "price": "9.50"}],
    "unit": "C62",
    "moq": "10",
    "incoterm": "FOB",
    "incoterm_place": "Busan",
    "hs_code": "8482.10",
    "origin": "kr",
    "gtin": "4006381333931",
    "attributes": [{"name": "Bore", "value": "20", "unit": "mm"}],
    "tags": ["bearing"],
}


def token(company: Company, *scopes: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {ApiToken.issue(company, list(scopes or ('read', 'write')))[1]}"}


def send(client: Client, verb: str, url: str, body: Any, headers: dict[str, str]) -> Any:
    return getattr(client, verb)(url, body, content_type="application/json", headers=headers)


def test_everybody_reads_what_is_published(visitor: Client, product: Product) -> None:
    make_product(product.company, "D", state="draft")
    answer = visitor.get(URL).json()
    assert answer["count"] == 1
    row = answer["results"][0]
    named = {"sku", "title", "company", "category", "price_tiers", "currency", "unit", "moq", "incoterm", "hs_code"}
    assert named | {"origin", "url"} <= row.keys()
    assert row["price_tiers"] == [{"quantity": "1", "price": "4.2", "currency": "USD"}]
    assert (row["currency"], row["moq"], row["company"]) == ("USD", "1", product.company.slug)
    assert visitor.get(f"{URL}{product.slug}/").json()["sku"] == product.sku
    Product.objects.filter(pk=product.pk).update(hs_code="848210")
    row = visitor.get(f"{URL}{product.slug}/").json()
    assert (row["hs_code"], row["hs_name"]) == ("848210", "Ball and roller bearings")


def test_filters(visitor: Client, product: Product, stranger: Person) -> None:
    make_product(stranger.company, "X-9", "Another")
    for query, count in {
        f"company={product.company.slug}": 1,
        "sku=X-9": 1,
        "category=others": 2,
        "category=none-such": 0,
        "sku=%00": 2,
    }.items():
        assert visitor.get(f"{URL}?{query}").json()["count"] == count, query


def test_a_token_sees_its_own_drafts_by_state_and_sku(visitor: Client, supplier: Company) -> None:
    make_product(supplier, "A 1/x", state="draft")
    headers = token(supplier, "read")
    assert visitor.get(f"{URL}?state=draft", headers=headers).json()["count"] == 1
    assert visitor.get(f"{URL}?state=draft").json()["count"] == 0


def test_a_product_is_made_by_a_token(visitor: Client, supplier: Company) -> None:
    answer = send(visitor, "post", URL, BODY, token(supplier))
    assert answer.status_code == 201, answer.json()
    product = Product.objects.get()
    assert (product.company, product.state, product.hs_code, product.origin) == (supplier, "draft", "848210", "KR")
    assert [(tier.currency, tier.amount) for tier in product.tiers] == [("EUR", 10), ("EUR", Decimal("9.5"))]
    assert answer.json()["title"] == BODY["title"] and answer["ETag"]
    assert answer.json()["hs_name"] == "Ball and roller bearings"
    assert Event.objects.filter(kind="product.changed", company_id=supplier.pk).count() == 1


def test_change_publish_replace_and_delete_by_sku_or_slug(visitor: Client, supplier: Company) -> None:
    headers = token(supplier)
    slug = send(visitor, "post", URL, BODY, headers).json()["slug"]
    answer = send(visitor, "patch", f"{URL}B-100/", {"moq": "25", "state": "published"}, headers)
    assert answer.status_code == 200 and answer.json()["moq"] == "25" and answer.json()["state"] == "published"
    assert len(answer.json()["price_tiers"]) == 2, "what is not sent stays"
    answer = send(visitor, "put", f"{URL}{slug}/", {**BODY, "title": "Renamed", "price_tiers": []}, headers)
    assert answer.json()["title"] == "Renamed" and answer.json()["price_tiers"] == []
    assert answer.json()["slug"] == slug, "an address lasts"
    assert visitor.delete(f"{URL}B-100/", headers=headers).status_code == 204
    assert not Product.objects.exists()
    assert visitor.delete(f"{URL}B-100/", headers=headers).status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"sku": ""}, "sku"),
        ({"title": ""}, "title"),
        ({"title": None}, "title"),
        ({"category": "nonsense"}, "category"),
        ({"gtin": "4006381333932"}, "gtin"),
        ({"hs_code": "9999"}, "hs_code"),
        ({"origin": "XX"}, "origin"),
        ({"moq": "-1"}, "moq"),
        ({"moq": "NaN"}, "moq"),
        ({"unit": "banana"}, "unit"),
        ({"incoterm": "XYZ"}, "incoterm"),
        ({"currency": ""}, "currency"),
        ({"price_tiers": [{"quantity": "1", "price": "-5"}]}, "price_tiers"),
        ({"price_tiers": "cheap"}, "price_tiers"),
        ({"price_tiers": [{"quantity": "1", "price": "5"}] * 2}, "price_tiers"),
        ({"attributes": [{"name": "x"}]}, "attributes"),
        ({"lead_time_days": 99999}, "lead_time_days"),
        ({"state": "sold"}, "state"),
        ({"state": "paused"}, "state"),
    ],
)
def test_every_mistake_is_named_by_its_field(
    visitor: Client, supplier: Company, change: dict[str, Any], field: str
) -> None:
    answer = send(visitor, "post", URL, {**BODY, **change}, token(supplier))
    assert answer.status_code == 400 and field in answer.json(), answer.json()
    assert not Product.objects.exists() and not Event.objects.filter(kind__startswith="product.").exists()


@pytest.mark.parametrize("body", ["[]", "3", "{", '"x"', "null"])
def test_a_body_of_the_wrong_shape_is_refused(visitor: Client, supplier: Company, body: str) -> None:
    answer = visitor.post(URL, body, content_type="application/json", headers=token(supplier))
    assert answer.status_code == 400


def test_a_taken_sku_is_an_error_of_the_field(visitor: Client, product: Product) -> None:
    answer = send(visitor, "post", URL, {**BODY, "sku": product.sku}, token(product.company))
    assert answer.status_code == 400 and "sku" in answer.json()


def test_another_companys_product_is_not_there_to_change(visitor: Client, product: Product, stranger: Person) -> None:
    headers = token(stranger.company)
    for verb in ("patch", "put", "delete"):
        answer = send(visitor, verb, f"{URL}{product.slug}/", {**BODY, "title": "Mine now"}, headers)
        assert answer.status_code == 404
    product.refresh_from_db()
    assert product.title != "Mine now"


def test_reading_scope_does_not_write_and_nobody_without_a_token_does(visitor: Client, product: Product) -> None:
    headers = token(product.company, "read")
    assert send(visitor, "patch", f"{URL}{product.slug}/", {"title": "x"}, headers).status_code == 403
    assert send(visitor, "post", URL, BODY, {}).status_code in (401, 403)
    assert visitor.delete(f"{URL}{product.slug}/").status_code in (401, 403)
    assert Product.objects.count() == 1


def test_a_colleague_who_may_only_look_is_refused(viewer: Person, product: Product) -> None:
    answer = send(viewer.client, "patch", f"{URL}{product.slug}/", {"title": "x"}, {})
    assert answer.status_code == 403
    product.refresh_from_db()
    assert product.title == "Steel ball bearing 6204"


def test_an_outdated_tag_is_told_instead_of_writing_over(visitor: Client, product: Product) -> None:
    headers = token(product.company)
    tag = visitor.get(f"{URL}{product.slug}/", headers=headers)["ETag"]
    fresh = send(visitor, "patch", f"{URL}{product.slug}/", {"brand": "One"}, {**headers, "If-Match": tag})
    assert fresh.status_code == 200 and fresh["ETag"] != tag
    late = send(visitor, "patch", f"{URL}{product.slug}/", {"brand": "Two"}, {**headers, "If-Match": tag})
    assert late.status_code == 412
    assert visitor.delete(f"{URL}{product.slug}/", headers={**headers, "If-Match": tag}).status_code == 412
    product.refresh_from_db()
    assert product.brand == "One"


def test_half_a_sign_and_bottomless_nesting_are_answered_in_words(seller: Person, product: Product) -> None:
    headers = token(product.company)
    url = f"{URL}{product.slug}/"
    answer = Client().patch(url, '{"state": "\\ud800"}', content_type="application/json", headers=headers)
    assert answer.status_code == 400 and "\ufffd" in answer.json()["state"][0]
    for body in ("[" * 100_000, '{"a":' * 100_000):
        answer = Client().post(URL, body, content_type="application/json", headers=headers)
        assert answer.status_code == 400 and "nested" in answer.json()["detail"]


def test_a_price_is_changed_whole_even_when_the_product_is_not(seller: Person, product: Product) -> None:
    headers = token(product.company)
    for tiers in ([{"price": "1.00"}], [{"quantity": "5"}], [{}]):
        answer = send(Client(), "patch", f"{URL}{product.slug}/", {"price_tiers": tiers, "currency": "USD"}, headers)
        assert answer.status_code == 400 and "price_tiers" in answer.json()
    assert product.first_price and product.first_price.amount == Decimal("4.20")
