"""Quiet saving together with documents and variants: nothing twice, nothing lost, and all of it in the preview."""

import html
import re

import pytest
from django.utils.translation import override

from catalog.listing import checks, score
from catalog.models import Product, ProductCertificate, ProductDocument
from tests.cast import Person, make_product
from tests.catalog.conftest import upload
from tests.catalog.test_autosave import kept, of, typed
from tests.catalog.test_papers import certificate_data, document_data, document_of, paper
from tests.catalog.test_variants import FOUR, give, two_rows

pytestmark = pytest.mark.django_db


def test_a_document_comes_in_at_once_and_only_once(seller: Person) -> None:
    product = make_product(seller.company, state="draft")
    chosen = document_data(**{"documents-0-file": paper(), "documents-0-title": ""})
    page = kept(seller.client, of(product), typed(seller.client, product, **chosen))
    document = ProductDocument.objects.get()
    assert 'id="documents"' in page and f'value="{document.ref}"' in page and document.label in page


def test_a_document_of_a_published_product_waits_with_the_rest(seller: Person, product: Product) -> None:
    chosen = document_data(**{"documents-0-file": paper(), "documents-0-title": ""})
    page = kept(seller.client, of(product), typed(seller.client, product, **chosen))
    assert "The file you chose is kept." in page and "6204 data" in page
    back = seller.client.get(of(product)).content.decode()
    assert "The file you chose is kept." in back and not ProductDocument.objects.exists()


def settled(page: str) -> dict[str, str]:
    """The fields that the open page is told to change."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)" data-settled>', page)
    found += re.findall(r'<input type="hidden" name="(base)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def test_a_certificate_being_typed_is_one_certificate(seller: Person) -> None:
    product = make_product(seller.company, state="draft")
    data = typed(seller.client, product, **certificate_data(number=""))
    data |= settled(kept(seller.client, of(product), data))
    for number in ("CE", "CE-12", "CE-123"):
        data |= {"certificates-0-number": number}
        data |= settled(kept(seller.client, of(product), data))
    assert ProductCertificate.objects.get().number == "CE-123"
    assert "Saved" not in kept(seller.client, of(product), data), "nothing is new"


def test_a_paper_ticked_to_go_stays_until_somebody_saves(seller: Person) -> None:
    product = make_product(seller.company, state="draft")
    paper = document_of(product)
    row = document_data(**{"documents-0-ref": paper.ref, "documents-0-title": "Manual", "documents-0-remove": "on"})
    data = typed(seller.client, product, **row)
    assert "Kept" in kept(seller.client, of(product), data) and ProductDocument.objects.exists()
    assert seller.client.post(of(product), {**data, "save": "draft"}).status_code == 302
    assert not ProductDocument.objects.exists()


def test_a_file_that_is_no_pdf_is_named(seller: Person, product: Product) -> None:
    chosen = document_data(**{"documents-0-file": paper(data=b"no PDF")})
    assert "is not a PDF" in kept(seller.client, of(product), typed(seller.client, product, **chosen))


def test_the_preview_shows_variants_pictures_and_papers_as_typed(seller: Person, product: Product) -> None:
    give(product, *FOUR)
    more = two_rows(sku="NEW-M") | certificate_data() | document_data(**{"documents-0-file": paper()})
    kept(seller.client, of(product), typed(seller.client, product, moq="300", **more, pictures=upload()))
    page = seller.client.get(of(product, "preview/")).content.decode()
    assert "NEW-M" in page and "A-1-M-RED" not in page and f"{of(product)}preview/?variant=NEW-M" in page
    assert "CE-1" in page and "Datasheet 6204" in page and "300" in page and "gallery-main" in page and "<img" in page
    chosen = seller.client.get(of(product, "preview/?variant=NEW-M&quantity=10")).content.decode()
    assert 'aria-current="true"' in chosen and "41.00" in chosen
    product.refresh_from_db()
    assert product.variants.count() == 3 and not ProductCertificate.objects.exists()


def test_one_listing_has_one_score(seller: Person, product: Product) -> None:
    product.texts.update(description="x" * 200)
    product.texts.create(language="ko", title="베어링", description="짧음")
    with override("ko"):
        korean = score(checks(Product.objects.get()))
    assert korean == score(checks(Product.objects.get()))
