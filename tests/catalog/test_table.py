"""Price, minimum order and stock in the table; acts on many; their way back."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.bulk import amount_changed, run
from catalog.models import CatalogueChange, Product
from portal.core.events import Event
from tests.cast import Person, make_product

pytestmark = pytest.mark.django_db
MINE, BULK = "/my/products/", "/my/products/bulk/"
HTMX = {"HX-Request": "true"}


def change_in(page: str) -> str:
    return page.partition("/my/products/changes/")[2].partition("/")[0]


def prices() -> list[Decimal]:
    return [product.first_price.amount for product in Product.objects.order_by("sku") if product.first_price]


def test_a_row_is_saved_with_its_stock_and_taken_back(seller: Person, product: Product, visitor: Client) -> None:
    url = f"{MINE}{product.ref}/terms/"
    row = seller.client.post(url, {"amount": "3.9", "moq": "50", "stock": "1200"}, headers=HTMX).content.decode()
    product.refresh_from_db()
    assert (product.stock, product.moq, prices()) == (1200, 50, [Decimal("3.9")])
    assert "In stock: 1,200" in visitor.get(product.get_absolute_url()).content.decode()
    back = seller.client.post(f"{MINE}changes/{change_in(row)}/undoing/", headers=HTMX).content.decode()
    assert back.lstrip().startswith("<tr") and "As it was before" in back
    product.refresh_from_db()
    assert (product.stock, product.moq, prices()) == (None, 1, [Decimal("4.2")])


def test_a_first_price_given_in_the_table_goes_away_again(seller: Person) -> None:
    product = make_product(seller.company, price=None)
    row = seller.client.post(f"{MINE}{product.ref}/terms/", {"amount": "7", "moq": "1"}, headers=HTMX).content.decode()
    seller.client.post(f"{MINE}changes/{change_in(row)}/undoing/")
    assert not product.price_tiers.exists()


@pytest.mark.parametrize("stock", ["-1", "many", "99999999999999", "NaN"])
def test_a_wrong_stock_is_said_and_nothing_saved(seller: Person, product: Product, stock: str) -> None:
    data = {"amount": "3", "moq": "1", "stock": stock}
    row = seller.client.post(f"{MINE}{product.ref}/terms/", data, headers=HTMX).content.decode()
    assert "In stock:" in row and f'value="{stock}"' in row
    assert not Event.objects.exists() and not CatalogueChange.objects.exists()


def test_no_stock_is_said_with_the_time_it_takes(seller: Person, product: Product, visitor: Client) -> None:
    product.reprice(seller.actor, Decimal(3), Decimal(1), stock=Decimal(0))
    Product.objects.update(lead_time_days=14)
    page = visitor.get(product.get_absolute_url()).content.decode()
    assert "Out of stock, lead time 14 days" in page and "schema.org/BackOrder" in page
    assert visitor.get(f"/api/v1/products/{product.ref}/").json()["stock"] == "0"


def test_prices_show_before_and_after_first(seller: Person) -> None:
    for number, price in enumerate(["10", "0.0125", "1000"]):
        make_product(seller.company, f"A-{number}", price=price)
    data: dict[str, Any] = {"action": "price", "all": "1"}
    assert "Show before and after" in seller.client.post(BULK, data).content.decode()
    assert seller.client.post(BULK, {**data, "asked": "1", "percent": "0"}).status_code == 422
    page = seller.client.post(BULK, {**data, "asked": "1", "percent": "7.5"}).content.decode()
    assert "10.75" in page and "0.0134" in page and prices()[0] == 10
    page = seller.client.post(BULK, {**data, "asked": "1", "percent": "7.5", "confirmed": "1"}, follow=True)
    assert "3 products changed." in page.content.decode()
    assert prices() == [Decimal("10.75"), Decimal("0.0134"), Decimal("1075")]
    make = Product.objects.get(sku="A-2")
    make.reprice(seller.actor, Decimal(1), Decimal(1))
    said = seller.client.post(f"{MINE}changes/{change_in(page.content.decode())}/undoing/", follow=True)
    assert "Undone for 2 products." in said.content.decode() and "changed again" in said.content.decode()
    assert prices() == [10, Decimal("0.0125"), 1]


def test_prices_are_rounded_to_the_currency_and_never_to_nothing() -> None:
    assert amount_changed(Decimal(1250), "KRW", Decimal("3.3")) == 1291
    assert amount_changed(Decimal("9.99"), "USD", Decimal(-10)) == Decimal("8.99")
    assert amount_changed(Decimal("0.01"), "USD", Decimal(-90)) == Decimal("0.01")
    assert amount_changed(Decimal(0), "USD", Decimal(50)) == 0


@pytest.mark.parametrize(
    ("action", "more", "field", "value"),
    [
        ("category", {"to_category": "bearings"}, "category__slug", "bearings"),
        ("lead_time", {"lead_time_days": "21"}, "lead_time_days", 21),
        ("incoterm", {"incoterm": "FOB", "incoterm_place": "Busan"}, "incoterm_place", "Busan"),
    ],
)
def test_one_value_for_many_and_back(seller: Person, action: str, more: dict[str, str], field: str, value: Any) -> None:
    before = {make_product(seller.company, f"A-{n}").pk for n in range(2)}
    make_product(seller.company, "X-1")
    found = Product.objects.filter(**{field: value})
    data = {"action": action, "all": "1", "q": "A-", "asked": "1", "confirmed": "1", **more}
    page = seller.client.post(BULK, data, follow=True).content.decode()
    assert set(found.values_list("pk", flat=True)) == before, "only those that fit the filter"
    assert Event.objects.get().subject_ids == sorted(before)
    seller.client.post(f"{MINE}changes/{change_in(page)}/undoing/")
    assert not found.exists()


@pytest.mark.parametrize(
    ("action", "more", "words"),
    [
        ("price", {"percent": "-95"}, "greater than or equal"),
        ("price", {"percent": "abc"}, "Enter a number"),
        ("category", {"to_category": "nonsense"}, "Select a valid choice"),
        ("incoterm", {"incoterm_place": "Busan"}, "Choose the Incoterm"),
        ("lead_time", {"lead_time_days": "-1"}, "greater than or equal"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_done(
    seller: Person, product: Product, action: str, more: dict[str, str], words: str
) -> None:
    answer = seller.client.post(BULK, {"action": action, "ref": product.ref, "asked": "1", "confirmed": "1", **more})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Event.objects.exists()


def test_publishing_all_that_fit_and_back(seller: Person) -> None:
    for number in range(3):
        make_product(seller.company, f"D-{number}", state="draft")
    make_product(seller.company, "P-1")
    page = seller.client.post(BULK, {"action": "publish", "all": "1", "state": "draft"}, follow=True).content.decode()
    assert "3 products published." in page and Product.objects.published().count() == 4
    seller.client.post(f"{MINE}changes/{change_in(page)}/undoing/")
    assert Product.objects.published().count() == 1


def test_many_cost_a_fixed_number_of_statements(seller: Person) -> None:
    for number in range(2):
        make_product(seller.company, f"A-{number}")
    run(seller.actor, "price", Product.objects.all(), Decimal(1))
    with CaptureQueriesContext(connection) as few:
        run(seller.actor, "price", Product.objects.all(), Decimal(1))
    for number in range(2, 12):
        make_product(seller.company, f"A-{number}")
    with CaptureQueriesContext(connection) as many:
        run(seller.actor, "price", Product.objects.all(), Decimal(1))
    assert len(many) == len(few)


def test_nobody_elses_products_and_nobody_elses_undo(
    seller: Person, colleague: Person, viewer: Person, stranger: Person, product: Product
) -> None:
    data = {"action": "price", "ref": product.ref, "asked": "1", "confirmed": "1", "percent": "5"}
    stranger.client.post(BULK, data)
    assert viewer.client.post(BULK, data).status_code == 403
    assert prices() == [Decimal("4.2")]
    page = seller.client.post(BULK, data, follow=True).content.decode()
    undo = f"{MINE}changes/{change_in(page)}/undoing/"
    assert stranger.client.post(undo).status_code == 404 and colleague.client.post(undo).status_code == 404
    assert prices() == [Decimal("4.41")]
