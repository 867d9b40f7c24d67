"""Products that go with a product."""

import pytest
from django.test import Client

from catalog.models import Product, RelatedProduct
from companies.models import Company
from tests.cast import Person, make_company, make_product
from tests.catalog.conftest import base_of, form_data
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def save(person: Person, product: Product, *rows: tuple[str, str]) -> tuple[int, str]:
    url = f"/my/products/{product.ref}/"
    data = {"related-TOTAL_FORMS": str(len(rows)), "related-INITIAL_FORMS": "0"}
    for number, (sku, kind) in enumerate(rows):
        data |= {f"related-{number}-sku": sku, f"related-{number}-kind": kind}
    answer = person.client.post(url, form_data(base=base_of(person.client, url), sku=product.sku, **data))
    return answer.status_code, answer.content.decode()


def test_named_ones_are_shown_when_published(
    seller: Person, visitor: Client, supplier: Company, product: Product
) -> None:
    make_product(supplier, "G-1", "Grease gun")
    make_product(supplier, "G-2", "Secret draft", state="draft")
    make_product(supplier, "G-3", "Housing")
    assert save(seller, product, ("G-1", "accessory"), ("G-2", "spare_part"))[0] == 302
    page = visitor.get(product.get_absolute_url()).content.decode()
    assert "Grease gun" in page and "Accessory" in page
    assert "Secret draft" not in page and "Housing" not in page


def test_without_them_others_of_the_same_category(visitor: Client, supplier: Company, product: Product) -> None:
    make_product(supplier, "G-3", "Housing")
    assert "Housing" in visitor.get(product.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("NOPE", "accessory")], "no product with the SKU"),
        ([("THEIRS", "accessory")], "no product with the SKU"),
        ([("A-1", "accessory")], "related to itself"),
        ([("G-1", "accessory"), ("G-1", "spare_part")], "named twice"),
        ([("G-1", "nonsense")], "Select a valid choice"),
    ],
)
def test_a_mistake_is_said_in_its_row(
    seller: Person, supplier: Company, product: Product, rows: list[tuple[str, str]], words: str
) -> None:
    make_product(supplier, "G-1", "Grease gun")
    make_product(make_company("Else"), "THEIRS")
    code, page = save(seller, product, *rows)
    assert code == 422 and words in page and not RelatedProduct.objects.exists()


def test_the_search_finds_own_products_only(
    seller: Person, stranger: Person, visitor: Client, supplier: Company, product: Product
) -> None:
    make_product(supplier, "G-1", "Grease gun")
    url = "/my/products/related/"
    assert "related:G-1" in seller.client.get(url, {"related_q": "grease"}).content.decode()
    assert "Grease gun" not in stranger.client.get(url, {"related_q": "grease"}).content.decode()
    assert visitor.get(url, {"related_q": "grease"}).status_code == 302
    assert seller.client.get(url, {"related_q": "\x00'--", "besides": "x"}).status_code == 200
    odd = {"related-TOTAL_FORMS": "1", "related-INITIAL_FORMS": "0", "related-0-sku": "G\x00-1", "title_en": ""}
    assert seller.client.post(f"/my/products/{product.ref}/", form_data(**odd)).status_code == 422
    page = seller.client.post(f"/my/products/{product.ref}/", form_data(add="related:G-1")).content.decode()
    assert 'value="G-1"' in page and "Grease gun" in page


def test_twelve_named_ones_cost_no_query_more(
    seller: Person, buyer: Person, supplier: Company, product: Product
) -> None:
    for number in range(12):
        other = make_product(supplier, f"G-{number}")
        RelatedProduct.objects.create(product=product, other=other, position=number)
    assert queries_of(buyer.client, product.get_absolute_url()) <= 12
