"""Documents and certificates of a product: taken only when they cannot act, given only to who may see the product."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from catalog.listing import checks, score
from catalog.models import Product, ProductCertificate, ProductDocument
from companies.models import Certificate
from tests.cast import Person
from tests.catalog.conftest import base_of, form_data
from tests.companies.verification import pdf

pytestmark = pytest.mark.django_db
NEW = "/my/products/new/"


def paper(name: str = "6204_data.pdf", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if data is None else data, "application/pdf")


def document_data(**changes: Any) -> dict[str, Any]:
    data = {"documents-TOTAL_FORMS": "1", "documents-INITIAL_FORMS": "0", "documents-0-kind": "datasheet"}
    return data | {"documents-0-title": "Datasheet 6204"} | changes


def certificate_data(**changes: Any) -> dict[str, Any]:
    data = {"certificates-TOTAL_FORMS": "1", "certificates-INITIAL_FORMS": "0"}
    row = {"kind": "ce", "number": "CE-1", "issuer": "KTR", "issued_on": "2026-01-01", "expires_on": "2099-01-01"}
    return data | {f"certificates-0-{name}": value for name, value in (row | changes).items()}


def document_of(product: Product) -> ProductDocument:
    return ProductDocument.objects.create(
        product=product, title="Manual", kind="manual", file=ContentFile(pdf(), "a.pdf")
    )


def test_a_document_is_kept_and_given_out_safely(seller: Person, visitor: Client) -> None:
    data = form_data(save="publish", **document_data(**{"documents-0-file": paper(), "documents-0-title": ""}))
    assert seller.client.post(NEW, data).status_code == 302
    found = ProductDocument.objects.get()
    assert found.title == "6204 data" and found.size == len(pdf())
    page = visitor.get(found.product.get_absolute_url()).content.decode()
    assert found.url in page
    answer = visitor.get(found.url)
    assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"] and answer["Content-Type"] == "application/pdf"


def test_of_what_is_not_published_only_its_own_people_get_the_file(
    seller: Person, stranger: Person, visitor: Client, product: Product
) -> None:
    product.pause(seller.actor)
    url = document_of(product).url
    assert seller.client.get(url).status_code == 200
    assert stranger.client.get(url).status_code == 404 and visitor.get(url).status_code == 404


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html>", "is not a PDF"),
        (b"%PDF-1.4 cut off", "its end is missing"),
        (pdf(b"/OpenAction << /S /JavaScript /JS (x) >> "), "carries a program"),
        (pdf(b"/Names << /EmbeddedFiles 3 0 R >> "), "carries a program"),
        (pdf(b"/OpenAction << /S /Launch >> "), "carries a program"),
        (pdf().replace(b"/Root", b"/Encrypt 5 0 R /Root"), "protected by a password"),
        (b"%PDF-" + b"0" * (10 * 1024 * 1024), "too large"),
    ],
    ids=["html", "cut", "script", "embedded", "launch", "locked", "heavy"],
)
def test_a_file_that_could_act_is_refused_in_words(seller: Person, data: bytes, words: str) -> None:
    answer = seller.client.post(NEW, form_data(**document_data(**{"documents-0-file": paper(data=data)})))
    assert answer.status_code == 422 and words in answer.content.decode() and not Product.objects.exists()


def test_a_file_outlasts_a_mistake_elsewhere(seller: Person) -> None:
    answer = seller.client.post(NEW, form_data(sku="", **document_data(**{"documents-0-file": paper()})))
    page = answer.content.decode()
    assert answer.status_code == 422 and "The file you chose is kept" in page
    held = page.split('name="documents-0-held" value="')[1].split('"')[0]
    data = document_data(**{"documents-0-held": held})
    assert seller.client.post(NEW, form_data(**data)).status_code == 302
    assert ProductDocument.objects.get().file.read() == pdf()


def test_a_made_up_held_file_is_none(seller: Person) -> None:
    answer = seller.client.post(NEW, form_data(**document_data(**{"documents-0-held": "../../etc/passwd:x"})))
    assert answer.status_code == 422 and "Choose the PDF file" in answer.content.decode()


def test_a_paper_nobody_named_stays_and_a_removed_one_goes(seller: Person, product: Product) -> None:
    first, second = document_of(product), document_of(product)
    url = f"/my/products/{product.ref}/"
    row = {"documents-0-ref": first.ref, "documents-0-remove": "on", "documents-0-title": "Manual"}
    data = form_data(base=base_of(seller.client, url), sku=product.sku, **document_data(**row))
    assert seller.client.post(url, data).status_code == 302
    assert list(product.documents.all()) == [second]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"expires_on": "2020-01-01"}, "end before it was issued"),
        ({"expires_on": "soon"}, "Enter a valid date"),
        ({"kind": ""}, "Choose the standard"),
        ({"kind": "other"}, "Write the name"),
        ({"kind": "nonsense"}, "Select a valid choice"),
    ],
)
def test_a_certificate_that_does_not_hold_together(seller: Person, wrong: dict[str, str], words: str) -> None:
    answer = seller.client.post(NEW, form_data(**certificate_data(**wrong)))
    assert answer.status_code == 422 and words in answer.content.decode() and not Product.objects.exists()


def test_the_database_keeps_the_order_of_dates(product: Product) -> None:
    days = {"issued_on": date(2026, 2, 1), "expires_on": date(2026, 1, 1)}
    with pytest.raises(IntegrityError), transaction.atomic():
        ProductCertificate.objects.create(product=product, kind="ce", **days)


def test_an_expired_one_is_shown_to_its_makers_only(seller: Person, visitor: Client, product: Product) -> None:
    ended = date.today() - timedelta(days=3)
    old = ProductCertificate.objects.create(
        product=product, kind="kc", number="KC-9", expires_on=ended, file=ContentFile(pdf(), "k.pdf")
    )
    ProductCertificate.objects.create(product=product, kind="ce", number="CE-7")
    page = visitor.get(product.get_absolute_url()).content.decode()
    assert "CE-7" in page and "KC-9" not in page and visitor.get(old.url).status_code == 404
    assert seller.client.get(old.url).status_code == 200
    assert "buyers do not see it" in seller.client.get(product.get_absolute_url()).content.decode()
    assert "KC has expired" in seller.client.get(f"/my/products/{product.ref}/").content.decode()
    assert score(checks(product)) < 100


def test_one_of_the_company_is_taken_over_by_a_click(seller: Person, product: Product) -> None:
    assert seller.company
    file = ContentFile(pdf(), "iso.pdf")
    own = Certificate.state(seller.company, seller.actor, file, name="ISO 9001", number="Q-5", issuer="KTR")
    url = f"/my/products/{product.ref}/"
    assert "Take over" in seller.client.get(url).content.decode()
    page = seller.client.post(url, form_data(add=f"certificates:{own.ref}", sku="A-1")).content.decode()
    assert 'value="Q-5"' in page and "The file you chose is kept" in page
    page = seller.client.post(url, form_data(add="certificates:Z-OTHERS", sku="A-1")).content.decode()
    assert "Q-5" not in page.split("Take over")[0]


def test_a_copy_has_files_of_its_own(seller: Person, product: Product) -> None:
    first = document_of(product)
    twin = product.duplicate(seller.actor)
    second = twin.documents.get()
    assert second.ref != first.ref and second.file.name != first.file.name
    twin.remove(seller.actor)
    assert first.file.storage.exists(first.file.name)
