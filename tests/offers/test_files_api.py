"""One question to several, and files, by the API: the same looks, limits and permissions as on the pages."""

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.models import Product
from companies.models import ApiToken
from offers.models import Inquiry, InquiryBatch, RFQDocument
from tests.cast import Person, make_product
from tests.trade.deals import make_rfq, quote
from trade.models import Quotation, QuotationDocument

pytestmark = pytest.mark.django_db
API = "/api/v1/"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)


def key(who: Person, *scopes: str) -> Client:
    _token, secret = ApiToken.issue(who.company, list(scopes) or ["read", "write"])
    return Client(headers={"authorization": f"Bearer {secret}"})


def file(name: str = "drawing.pdf", content: bytes = PDF) -> Any:
    return SimpleUploadedFile(name, content)


def test_several_suppliers_are_asked_once(buyer: Person, seller: Person, stranger: Person, product: Product) -> None:
    assert stranger.company
    other = make_product(stranger.company, "B-1", "Roller bearing")
    wish = {"product": product.ref, "quantity": "500", "target_price": "3.9"}
    data = {"products": [wish, other.ref], "companies": ["nobody"], "question": "Lead time?", "currency": "USD"}
    data["form_token"] = str(uuid.uuid4())
    asks = key(buyer)
    made = asks.post(f"{API}inquiries/batches/", data, content_type="application/json")
    assert made.status_code == 201, made.json()
    assert {one["company"] for one in made.json()["inquiries"]} == {seller.company.slug, stranger.company.slug}
    again = asks.post(f"{API}inquiries/batches/", data, content_type="application/json").json()
    assert again["ref"] == made.json()["ref"] and Inquiry.objects.count() == 2
    assert Inquiry.objects.get(supplier=seller.company).quantity == 500
    assert asks.get(f"{API}inquiries/batches/").json()["count"] == 1
    for asked in (seller, stranger):
        assert key(asked).get(f"{API}inquiries/batches/{again['ref']}/").status_code == 404


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"question": "x"}, 400),
        ({"products": "A", "question": "x"}, 400),
        ({"products": [{"no": 1}], "question": "x"}, 400),
        ({"products": ["unknown"], "question": "x"}, 400),
        ([], 400),
    ],
)
def test_wrong_batches_send_nothing(buyer: Person, data: Any, status: int) -> None:
    assert key(buyer).post(f"{API}inquiries/batches/", data, content_type="application/json").status_code == status
    assert not InquiryBatch.objects.exists()


def test_a_key_without_the_scope_asks_nobody(buyer: Person, product: Product) -> None:
    data = {"products": [product.ref], "question": "x"}
    for scopes in (["read"], ["write:offers"]):
        answer = key(buyer, *scopes).post(f"{API}inquiries/batches/", data, content_type="application/json")
        assert answer.status_code == 403
    assert not InquiryBatch.objects.exists()


def test_files_go_with_inquiries_and_answers(buyer: Person, seller: Person, product: Product) -> None:
    data = {"product": product.ref, "question": "As drawn?", "papers": [file(), file("b.pdf")]}
    made = key(buyer).post(f"{API}inquiries/", data)
    assert made.status_code == 201, made.json()
    assert len(made.json()["messages"][0]["files"]) == 2
    ref = made.json()["ref"]
    answered = key(seller).post(f"{API}inquiries/{ref}/answer/", {"text": "Yes.", "papers": [file("offer.pdf")]})
    assert len(answered.json()["messages"][1]["files"]) == 1
    bad = {"product": product.ref, "question": "x", "papers": [file("x.pdf", b"MZ program")]}
    assert key(buyer).post(f"{API}inquiries/", bad).status_code == 400
    many = {**data, "papers": [file() for _one in range(6)]}
    assert key(buyer).post(f"{API}inquiries/", many).status_code == 400
    assert Inquiry.objects.count() == 1


def test_papers_of_a_request(buyer: Person, seller: Person, stranger: Person) -> None:
    rfq = make_rfq(buyer, publish=False)
    url = f"{API}rfqs/{rfq.ref}/documents/"
    made = key(buyer).post(url, {"documents": [file()]})
    assert made.status_code == 201, made.json()
    assert made.json()[0]["title"].startswith("drawing")
    assert key(buyer).post(url, {"documents": [file("x.exe", b"MZ")]}).status_code == 400
    assert key(buyer).post(url, {}).status_code == 400
    for other in (seller, stranger):
        assert key(other).post(url, {"documents": [file()]}).status_code == 404
    assert RFQDocument.objects.count() == 1
    assert key(buyer).delete(f"{url}{made.json()[0]['ref']}/").status_code == 204
    assert key(buyer).delete(f"{url}unknown/").status_code == 404
    shown = make_rfq(buyer)
    assert key(seller).post(f"{API}rfqs/{shown.ref}/documents/", {"documents": [file()]}).status_code == 403
    revision = shown.revision
    data = {"documents": [file()], "note": "The drawing"}
    assert key(buyer).post(f"{API}rfqs/{shown.ref}/documents/", data).status_code == 201
    shown.refresh_from_db()
    assert shown.revision == revision + 1, "suppliers confirm again"


def test_papers_of_a_quotation(buyer: Person, seller: Person, stranger: Person) -> None:
    quotation = quote(seller, make_rfq(buyer), submit=False)
    url = f"{API}quotations/{quotation.ref}/papers/"
    made = key(seller).post(url, {"papers": [file(), file("two.pdf")]})
    assert made.status_code == 201, made.json()
    assert len(made.json()) == 2 and len(made.json()[0]["sha256"]) == 64
    assert key(seller).post(url, {"papers": [file() for _one in range(4)]}).status_code == 409
    assert key(seller).delete(f"{url}{made.json()[0]['ref']}/").status_code == 204
    for other in (buyer, stranger):
        assert key(other).post(url, {"papers": [file()]}).status_code == 404
    quotation.submit(seller.actor)
    assert key(buyer).post(url, {"papers": [file()]}).status_code == 403
    kept = QuotationDocument.objects.get()
    assert key(seller).delete(f"{url}{kept.ref}/").status_code == 404, "what was handed in keeps its papers"
    table = key(buyer).get(f"{API}quotations/{quotation.ref}/").json()["table"]
    assert [one["ref"] for one in table["papers"]] == [kept.ref]
    assert Quotation.objects.get().versions.count() == 1
