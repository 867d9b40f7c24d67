"""`/api/v1/products/` for partners' systems: many rows at once, versions, filters, what is refused."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from catalog.api_bulk import MOST_ROWS, BulkThrottle
from catalog.models import Product
from companies.models import Company
from portal.core.events import Event
from tests.cast import Person, make_product
from tests.catalog.test_products_api import BODY, URL, send, token

pytestmark = pytest.mark.django_db
BULK = f"{URL}bulk/"
GOOD = {"sku": "G-1", "title": "Good thing", "price": "4.50", "currency": "EUR", "moq": 10, "attr:Bore [mm]": 20}


def bulk(client: Client, body: Any, headers: dict[str, str]) -> Any:
    return send(client, "post", BULK, body, headers)


def test_good_rows_go_in_and_bad_ones_are_told_by_index(visitor: Client, supplier: Company) -> None:
    rows = [GOOD, {"sku": "B-1", "title": "Bad", "price": "cheap", "currency": "EUR"}, "nonsense", {"title": "No SKU"}]
    answer = bulk(visitor, {"rows": rows}, token(supplier))
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert (told["rows"], told["created"], told["refused"]) == (4, 1, 3)
    assert [(one["index"], one["column"]) for one in told["problems"]] == [(1, "price"), (2, ""), (3, "sku")]
    assert all(one["problem"] and one["is_refusal"] for one in told["problems"])
    product = Product.objects.get()
    assert (product.company, product.state, product.moq) == (supplier, "published", 10)
    assert product.attributes == [{"name": "Bore", "value": 20, "unit": "mm"}]


def test_the_same_again_changes_nothing(visitor: Client, supplier: Company) -> None:
    headers = token(supplier)
    bulk(visitor, {"rows": [GOOD], "publish": False}, headers)
    events = Event.objects.count()
    told = bulk(visitor, [GOOD], headers).json()
    assert (told["created"], told["updated"], told["unchanged"]) == (0, 0, 1)
    assert Event.objects.count() == events and Product.objects.get().state == "draft"
    told = bulk(visitor, [{"sku": "G-1", "moq": "25", "title": "", "attr:Bore [mm]": "-"}], headers).json()
    product = Product.objects.get()
    assert told["updated"] == 1 and (product.moq, product.title, product.attributes) == (25, "Good thing", [])


def test_a_misspelt_column_refuses_its_row_in_words(visitor: Client, supplier: Company) -> None:
    told = bulk(visitor, [{**GOOD, "pricee": "1"}, {**GOOD, "sku": "G-2"}], token(supplier)).json()
    assert told["created"] == 1 and "pricee" in told["problems"][0]["problem"]
    answer = bulk(visitor, {"rows": [GOOD], "publsh": True}, token(supplier))
    assert answer.status_code == 400 and "publsh" in answer.json()


def test_a_dry_run_saves_nothing_and_twice_in_one_call_is_told(visitor: Client, supplier: Company) -> None:
    headers = token(supplier)
    told = bulk(visitor, {"rows": [GOOD], "dry_run": True}, headers).json()
    assert told["created"] == 1 and not Product.objects.exists()
    told = bulk(visitor, [GOOD, {**GOOD, "moq": 99}], headers).json()
    assert "row 0" in told["problems"][0]["problem"] and Product.objects.get().moq == 99


@pytest.mark.parametrize("body", [{}, {"rows": []}, {"rows": "x"}, 3, "x", {"rows": [GOOD], "currency": "XYZW"}])
def test_bodies_that_are_no_rows(visitor: Client, supplier: Company, body: Any) -> None:
    assert bulk(visitor, body, token(supplier)).status_code == 400
    assert not Product.objects.exists()


def test_too_many_rows_at_once(visitor: Client, supplier: Company) -> None:
    answer = bulk(visitor, [GOOD] * (MOST_ROWS + 1), token(supplier))
    assert answer.status_code == 400 and "500" in answer.json()["rows"][0] and not Product.objects.exists()


def test_only_who_may_edit_a_catalogue(
    visitor: Client, supplier: Company, viewer: Person, buyer: Person, product: Product
) -> None:
    row = {**GOOD, "sku": product.sku}
    assert bulk(visitor, [row], token(supplier, "read")).status_code == 403
    assert bulk(visitor, [row], {}).status_code in (401, 403)
    assert bulk(viewer.client, [row], {}).status_code == 403
    product.refresh_from_db()
    assert product.title != "Good thing"
    assert bulk(visitor, [row], token(buyer.company)).json()["created"] == 1, "its own product of that number"
    product.refresh_from_db()
    assert product.title != "Good thing"


def test_bulk_has_a_limit_of_its_own_for_each_company(visitor: Client, supplier: Company, monkeypatch: Any) -> None:
    monkeypatch.setattr(BulkThrottle, "rate", "1/min")
    headers = token(supplier)
    assert bulk(visitor, [GOOD], headers).status_code == 200
    answer = bulk(visitor, [GOOD], token(supplier))
    assert answer.status_code == 429 and answer["Retry-After"]


# -- versions ---------------------------------------------------------------------------------------------------


def test_what_is_known_is_not_sent_again(visitor: Client, product: Product) -> None:
    for url in (f"{URL}{product.slug}/", URL):
        first = visitor.get(url)
        again = visitor.get(url, headers={"If-None-Match": f'"x", W/{first["ETag"]}'})
        assert again.status_code == 304 and not again.content and again["ETag"] == first["ETag"]
        assert "Accept-Language" in first["Vary"]
    product.company.name = "Hanbit Bearings Ltd"
    product.company.save()
    url = f"{URL}{product.slug}/"
    assert visitor.get(url, headers={"If-None-Match": visitor.get(URL)["ETag"]}).status_code == 200


def test_an_outdated_write_hears_both_values(visitor: Client, product: Product) -> None:
    headers = token(product.company)
    tag = visitor.get(f"{URL}{product.ref}/", headers=headers)["ETag"]
    send(visitor, "patch", f"{URL}{product.sku}/", {"moq": "250"}, headers)
    late = send(visitor, "patch", f"{URL}{product.sku}/", {"moq": "100", "unit": "C62"}, {**headers, "If-Match": tag})
    assert late.status_code == 412
    told = late.json()
    assert told["fields"] == {"moq": {"sent": "100", "now": "250"}}
    assert told["etag"]["sent"] == tag and told["etag"]["now"] == late["ETag"] != tag
    retry = send(visitor, "patch", f"{URL}{product.sku}/", {"moq": "100"}, {**headers, "If-Match": late["ETag"]})
    assert retry.status_code == 200


# -- filters and fields -----------------------------------------------------------------------------------------


def test_order_filters_and_pages(visitor: Client, supplier: Company) -> None:
    for sku, brand in (("B", "Two"), ("A", "One"), ("C", "Two")):
        make_product(supplier, sku, f"Thing {sku}", brand=brand)

    def skus(query: str) -> list[str]:
        return [row["sku"] for row in visitor.get(f"{URL}?{query}").json()["results"]]

    assert skus("order=sku") == ["A", "B", "C"]
    assert skus("brand=Two&order=sku") == ["B", "C"] and skus("q=thing%20a") == ["A"]
    assert skus("country=DE") == [] and len(skus("country=KR&page_size=2")) == 2
    assert len(skus("page_size=100000")) == 3
    assert skus("updated_since=2999-01-01T00:00:00Z") == []
    assert len(skus("updated_since=2020-01-01T00:00:00%2B23:31")) == 3, "PostgreSQL itself takes no such offset"
    no_time = "updated_since=0001-01-01T00:00:00%2B23:31"  # it would be before the first year
    for bad in ("order=price", "updated_since=yesterday", "updated_since=2026-13-99T00:00Z", no_time):
        assert visitor.get(f"{URL}?{bad}").status_code == 400, bad


def test_a_field_that_means_nothing_is_refused_and_what_is_read_may_come_back(
    visitor: Client, supplier: Company
) -> None:
    headers = token(supplier)
    answer = send(visitor, "post", URL, {**BODY, "prize": "1"}, headers)
    assert answer.status_code == 400 and "price_tiers" in answer.json()["prize"][0]
    tiers = [{"quantity": "1", "price": "2", "per": "piece"}]
    assert send(visitor, "post", URL, {**BODY, "price_tiers": tiers}, headers).status_code == 400
    assert not Product.objects.exists()
    made = send(visitor, "post", URL, BODY, headers).json()
    answer = send(visitor, "put", f"{URL}{made['ref']}/", made, headers)
    assert answer.status_code == 200, answer.json()


def test_the_document_is_whole() -> None:
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)
    assert "/api/v1/products/bulk/" in out.getvalue() and "If-None-Match" in out.getvalue()
    listed = out.getvalue().split("  /api/v1/products/:")[1].split("responses:")[1].split("  /api/")[0]
    assert "'304'" in listed.split("post:")[0], "what the list may answer is said"
