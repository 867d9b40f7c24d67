"""Invoices through the front door: list, editor, page, PDF, XML, for those they are for."""

import json
import re
from decimal import Decimal
from typing import Any

import pytest

from tests.cast import Person, make_person
from tests.trade.invoices.papers import confirmed_order, issued, pay
from trade.invoices import pdf
from trade.models import Invoice

pytestmark = pytest.mark.django_db


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the press was given, instead of a second of its work."""
    said: list[dict[str, Any]] = []

    def press(data: str) -> bytes:
        said.append(json.loads(data))
        return b"%PDF-1.7"

    monkeypatch.setattr(pdf, "press", press)
    return said


def body(person: Person, url: str, status: int = 200) -> str:
    response = person.client.get(url)
    assert response.status_code == status, (url, response.status_code)
    return str(response.content.decode())


def typed(order: Any, **more: str) -> dict[str, str]:
    """The editor's form as a browser sends it."""
    lines = {
        f"l{line.pk}-{name}": value
        for line in order.lines.all()
        for name, value in {"quantity": str(line.quantity), "category": "G", "rate": ""}.items()
    }
    return {**lines, "payment_days": "30", "buyer_po": "PO-9", "then": "preview", **more}


def test_from_the_order_to_the_issued_invoice(seller: Person, buyer: Person) -> None:
    order = confirmed_order(seller, buyer, ("Bearing", "100", "2"), ("Seal", "10", "1"))
    assert "Write an invoice" in body(seller, order.get_absolute_url())
    assert "Write an invoice" not in body(buyer, order.get_absolute_url())
    pay(order, "60")
    begun = seller.client.post(f"/orders/{order.ref}/invoices/", {"kind": "invoice"})
    invoice = Invoice.objects.get()
    assert begun.status_code == 302 and begun["Location"] == f"/invoices/{invoice.ref}/edit/"
    assert "Paid for this order, less refunds: EUR\u00a060.00." in body(seller, begun["Location"])
    page = body(seller, begun["Location"])
    assert "at most 100 pieces" in page and "DE136695976" in page
    first = order.lines.first()
    data = typed(order, seen=str(invoice.stamp), prepaid="60", **{f"l{first.pk}-quantity": "40"})
    saved = seller.client.post(begun["Location"], data)
    assert saved.status_code == 302 and saved["Location"] == f"/invoices/{invoice.ref}/", saved.content.decode()[:2000]
    invoice.refresh_from_db()
    assert (invoice.net, invoice.payable, invoice.buyer_po) == (90, 30, "PO-9")
    page = body(seller, saved["Location"])
    assert "So it will be read" in page and "Export" in page
    body(buyer, saved["Location"], 404)
    assert invoice.ref not in body(buyer, order.get_absolute_url())
    done = seller.client.post(f"/invoices/{invoice.ref}/issue/", {"seen": str(invoice.stamp)}, follow=True)
    assert "The other side is told" in done.content.decode()
    page = body(buyer, saved["Location"])
    assert "INV-" in page and "Credit it" not in page and "EUR\u00a030.00" in page
    assert "INV-" in body(buyer, order.get_absolute_url())
    again = seller.client.get(f"/invoices/{invoice.ref}/edit/", follow=True)
    assert "does not change any more" in again.content.decode()


def test_mistakes_keep_what_was_typed(seller: Person, buyer: Person) -> None:
    order = confirmed_order(seller, buyer)
    invoice = Invoice.draft(seller.actor, order, "invoice")
    (line,) = order.lines.all()
    url = f"/invoices/{invoice.ref}/edit/"
    wrong = {
        f"l{line.pk}-quantity": "101",
        f"l{line.pk}-category": "S",
        "issuer_tax_id": "123",
        "recipient_endpoint": "0088:123",
        "note": "Kept",
    }
    response = seller.client.post(url, typed(order, **wrong))
    page = response.content.decode()
    assert response.status_code == 422 and "Kept" in page and "Enter the rate" in page
    assert "cannot be a number of that kind" in page and "GLN of 13 digits" in page
    response = seller.client.post(url, typed(order, **{f"l{line.pk}-quantity": "101"}))
    assert response.status_code == 422 and "only 100 pieces are left" in response.content.decode()
    response = seller.client.post(url, typed(order, seen="99"))
    assert response.status_code == 422 and "A colleague saved this draft" in response.content.decode()
    invoice.refresh_from_db()
    assert invoice.buyer_po == "" and invoice.lines.get().quantity == 100


def test_strangers_and_lesser_roles_get_nowhere(seller: Person, buyer: Person, stranger: Person) -> None:
    order = confirmed_order(seller, buyer)
    look = make_person("look@hanbit.example", seller.company, "viewer")
    sales = make_person("sales@hanbit.example", seller.company, "sales")
    draft = Invoice.draft(seller.actor, order, "invoice")
    for person, status in ((look, 403), (buyer, 404), (stranger, 404)):
        for act in ("edit", "issue", "discard", "credit"):
            response = person.client.post(f"/invoices/{draft.ref}/{act}/", {})
            assert response.status_code == status, (person, act)
    assert stranger.client.post(f"/orders/{order.ref}/invoices/").status_code == 404
    for person in (buyer, look):
        assert person.client.post(f"/orders/{order.ref}/invoices/").status_code == 403
    assert sales.client.post(f"/invoices/{draft.ref}/issue/").status_code == 403
    page = body(sales, f"/invoices/{draft.ref}/")
    assert "Owners and managers" in page and "/issue/" not in page
    assert "Go on writing" not in body(look, f"/invoices/{draft.ref}/")
    draft.refresh_from_db()
    assert draft.is_draft
    draft.issue(seller.actor)
    for url in ("", "invoice.pdf", "invoice.xml"):
        body(stranger, f"/invoices/{draft.ref}/{url}", 404)
    assert buyer.client.post(f"/invoices/{draft.ref}/credit/").status_code == 403


def test_the_list_has_boxes_filters_pages_and_a_file(seller: Person, buyer: Person, stranger: Person) -> None:
    assert "No invoice received yet" in body(buyer, "/invoices/?box=received")
    assert "No invoice yet" in body(seller, "/invoices/?box=given")
    orders = [confirmed_order(seller, buyer, (f"Roller {n}", "10", "1"), buyer_po=f"PO-{n}") for n in range(26)]
    papers = [issued(seller, order) for order in orders]
    Invoice.draft(seller.actor, orders[0], "pro_forma")
    assert "Page 2" in body(seller, "/invoices/") or "page=2" in body(seller, "/invoices/")
    page = body(buyer, f"/invoices/?box=received&q={papers[3].full_number}")
    assert papers[3].ref in page and papers[4].ref not in page
    assert papers[5].ref in body(buyer, "/invoices/?q=PO-5")
    assert papers[5].ref not in body(buyer, "/invoices/?since=2099-01-01&until=x")
    page = body(seller, "/invoices/?state=draft")
    assert "Pro-forma" in page and papers[0].ref not in page
    assert "Nothing fits" in body(seller, "/invoices/?q=zzz&kind=credit_note&sort=due")
    lines = b"".join(buyer.client.get("/invoices/export/?q=PO-7").streaming_content).decode().splitlines()
    assert len(lines) == 2 and papers[7].full_number in lines[1] and "10" in lines[1]
    assert papers[0].ref not in body(stranger, "/invoices/")


def test_a_credit_note_from_the_page(seller: Person, buyer: Person) -> None:
    order = confirmed_order(seller, buyer, ("Bearing", "100", "2"))
    invoice = issued(seller, order)
    assert "Credit it" in body(seller, invoice.get_absolute_url())
    begun = seller.client.post(f"/invoices/{invoice.ref}/credit/")
    note = Invoice.objects.get(kind="credit_note")
    page = body(seller, begun["Location"])
    assert "Why you credit it" in page and "Rate in percent" not in page
    (line,) = order.lines.all()
    data = {f"l{line.pk}-quantity": "30", "reason": "Ten were bent", "then": "preview"}
    seller.client.post(begun["Location"], data)
    seller.client.post(f"/invoices/{note.ref}/issue/")
    note.refresh_from_db()
    assert note.total == 60 and not note.is_draft
    page = body(buyer, invoice.get_absolute_url())
    assert "Credited in part" in page and note.full_number in page
    assert "Ten were bent" in body(buyer, note.get_absolute_url())


def test_the_pdf_says_everything_in_one_or_two_languages(
    seller: Person, buyer: Person, stranger: Person, pressed: list[Any]
) -> None:
    order = confirmed_order(
        seller, buyer, ("Bearing", "100", "2.505"), incoterm="FOB", incoterm_place="Busan", payment="open_account",
        payment_days=30, buyer_po="PO-1",
    )  # fmt: skip
    pay(order, "50")
    invoice = issued(seller, order, prepaid=Decimal(50), note="Thank you")
    response = buyer.client.get(f"/invoices/{invoice.ref}/invoice.pdf?language=en")
    assert response["Content-Type"] == "application/pdf" and invoice.full_number in response["Content-Disposition"]
    (said,) = pressed
    assert said["heads"] == ["Invoice"] and ["Your purchase order", "PO-1"] in said["facts"]
    assert said["sums"][-1]["amount"] == "EUR\u00a0200.50" and said["reasons"][0].startswith("G: Export")
    assert any("116-82-00276" in line for line in said["issuer"]["lines"])
    assert ["Delivery", ["FOB Busan (Incoterms 2020)"]] in said["terms"]
    body(stranger, f"/invoices/{invoice.ref}/invoice.pdf", 404)


@pytest.mark.needs("korean_font")
def test_both_languages_stand_side_by_side(seller: Person, buyer: Person, pressed: list[Any]) -> None:
    invoice = issued(seller, confirmed_order(seller, buyer))
    seller.client.get(f"/invoices/{invoice.ref}/invoice.pdf?language=both")
    (said,) = pressed
    assert len(said["heads"]) == 2 and " · " in said["words"]["quantity"]


def test_the_press_makes_a_pdf_of_a_draft_and_of_hostile_words(seller: Person, buyer: Person) -> None:
    order = confirmed_order(seller, buyer, ("Hostile #text *markup* $x$ <b>", "1", "2"))
    invoice = Invoice.draft(seller.actor, order, "pro_forma")
    content = seller.client.get(f"/invoices/{invoice.ref}/invoice.pdf").content
    assert content.startswith(b"%PDF-") and len(content) > 5000
    assert is_archival(content)


def is_archival(content: bytes) -> bool:
    """It says of itself that it is PDF/A-2 for people who have it read aloud (a)."""
    part, level = (rb"pdfaid:%b>%b<" % pair for pair in ((b"part", b"2"), (b"conformance", b"A")))
    return bool(re.search(part, content) and re.search(level, content))


@pytest.mark.needs("korean_font")
def test_an_invoice_in_both_languages_can_be_kept_for_ever(seller: Person, buyer: Person) -> None:
    lines = [(f"깊은 홈 볼 베어링 {number} · Deep groove ball bearing", "100", "2.505") for number in range(1, 60)]
    invoice = issued(seller, confirmed_order(seller, buyer, *lines), note="검사 후 선적 · Inspected before loading")
    content = seller.client.get(f"/invoices/{invoice.ref}/invoice.pdf?language=both").content
    assert content.startswith(b"%PDF-1.7") and is_archival(content)
    assert len(re.findall(rb"/Type ?/Page\b", content)) >= 3, "it goes over several pages"


def test_a_pro_forma_has_no_xml(seller: Person, buyer: Person) -> None:
    invoice = Invoice.draft(seller.actor, confirmed_order(seller, buyer), "pro_forma")
    invoice.issue(seller.actor)
    page = seller.client.get(f"/invoices/{invoice.ref}/invoice.xml", follow=True)
    assert "Only an issued invoice" in page.content.decode()
    real = issued(seller, invoice.order)
    response = buyer.client.get(f"/invoices/{real.ref}/invoice.xml")
    assert response["Content-Type"] == "application/xml" and response.content.startswith(b"<?xml")
