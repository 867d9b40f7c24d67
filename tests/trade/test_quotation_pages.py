"""Quotations through the front door: written, read, negotiated, by whoever may and nobody else."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from offers.models import RFQ, Inquiry
from tests.cast import Person, make_product
from tests.trade.deals import make_rfq, number, quote
from trade.models import PriceFloor, Quotation, QuotationVersion

pytestmark = pytest.mark.django_db
S = Quotation.State


def fields_of(html: str) -> dict[str, Any]:
    """What a browser would send of the page's editor, buttons and files left out."""
    form = html[html.index('id="quotation"') :]
    form = form[: form.index("</form>")]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, kind = re.search(r'name="([^"]*)"', tag), re.search(r'type="([^"]*)"', tag)
        if name and kind and kind[1] not in {"file", "checkbox", "search"}:
            value = re.search(r'value="([^"]*)"', tag)
            found[name[1]] = value[1] if value else ""
    for name, body in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    for name, body in re.findall(r'<textarea name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.S):
        found[name] = body.strip()
    return found


def typed(person: Person, quotation: Quotation, query: str = "") -> dict[str, Any]:
    return fields_of(person.client.get(f"/quotations/{quotation.ref}/edit/{query}").content.decode())


def send(person: Person, quotation: Quotation, data: dict[str, Any], then: str = "save") -> Any:
    return person.client.post(f"/quotations/{quotation.ref}/edit/", {**data, "then": then})


WHOLE = {
    "l0-amount": "1.10",
    "l1-amount": "2.20",
    "incoterm": "FOB",
    "incoterm_place": "Busan",
    "lead_time_days": "30",
}


def hand_in(person: Person, quotation: Quotation) -> Any:
    html = person.client.get(f"/quotations/{quotation.ref}/preview/").content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', html)
    assert seen
    return person.client.post(f"/quotations/{quotation.ref}/submission/", {"seen": seen[1]})


def begun(person: Person, rfq: RFQ) -> Quotation:
    answer = person.client.post(f"/rfqs/{rfq.ref}/quotation/")
    assert answer.status_code == 302 and answer["Location"].endswith("/edit/")
    return Quotation.objects.get(rfq=rfq, supplier=person.company)


def test_a_supplier_quotes_on_one_page_and_the_buyer_reads_it(rfq: RFQ, seller: Person, buyer: Person) -> None:
    quotation = begun(seller, rfq)
    page = seller.client.get(f"/quotations/{quotation.ref}/edit/").content.decode()
    assert "Ball bearing 6204" in page and "inner diameter" in page and "= 20 mm" in page
    assert "no answer" in page and "cannot tell" not in page, "nothing is judged before it is said"
    data = typed(seller, quotation)
    answer = send(seller, quotation, {**data, **WHOLE, "l0-answer0": "20 mm"}, "preview")
    assert answer.status_code == 302, answer.content.decode()
    preview = seller.client.get(answer["Location"]).content.decode()
    assert "So the other side will read it" in preview and "meets" in preview
    assert buyer.client.get(f"/quotations/{quotation.ref}/").status_code == 404
    assert hand_in(seller, quotation).status_code == 302
    read = buyer.client.get(f"/quotations/{quotation.ref}/").content.decode()
    assert "EUR\u00a02,200.00" in read and "FOB Busan" in read and "Your turn" in read
    assert hand_in_again(seller, quotation) == 409


def hand_in_again(person: Person, quotation: Quotation) -> int:
    return int(person.client.post(f"/quotations/{quotation.ref}/submission/", {"seen": "1.0.old"}).status_code)


def test_an_incomplete_draft_is_kept_and_what_is_missing_is_said(rfq: RFQ, seller: Person) -> None:
    quotation = begun(seller, rfq)
    data = typed(seller, quotation)
    assert send(seller, quotation, {**data, "l0-amount": "1.10"}, "preview").status_code == 302
    html = seller.client.get(f"/quotations/{quotation.ref}/preview/").content.decode()
    assert "Not complete yet" in html and "Incoterm" in html
    assert hand_in(seller, quotation)["Location"].endswith("/edit/")
    quotation.refresh_from_db()
    assert quotation.state == S.DRAFT


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("l0-amount", "0", "more than 0"),
        ("l0-amount", "-1", "more than 0"),
        ("l0-amount", "1e400", "number"),
        ("l0-amount", "NaN", "number"),
        ("l0-amount", "99999999999999", "more than can be real"),
        ("l0-quantity", "0", "more than 0"),
        ("currency", "XXX", "Select a valid choice"),
        ("valid_until", "9999-01-01", "three years"),
        ("deposit_percent", "100", "less than or equal"),
        ("lead_time_days", "999999", "less than or equal"),
    ],
)
def test_absurd_input_is_refused_beside_the_field_and_kept(
    rfq: RFQ, seller: Person, name: str, value: str, words: str
) -> None:
    quotation = begun(seller, rfq)
    data = {**typed(seller, quotation), **WHOLE, "payment": "deposit", name: value}
    answer = send(seller, quotation, data)
    html = answer.content.decode()
    assert answer.status_code == 422 and words in html and "What you typed is still here" in html
    assert quotation.own_draft(seller.actor).all_lines()[1].amount is None, "nothing was saved"


def test_two_colleagues_lose_nothing(rfq: RFQ, seller: Person, colleague: Person) -> None:
    quotation = begun(seller, rfq)
    first, second = typed(seller, quotation), typed(colleague, quotation)
    assert send(colleague, quotation, {**second, "l0-amount": "1.50"}).status_code == 302
    answer = send(seller, quotation, {**first, "l0-amount": "1.10", "note": "My long message"})
    html = answer.content.decode()
    assert answer.status_code == 409 and "My long message" in html
    assert "<del>EUR\u00a01.50</del>" in html and "<ins>EUR\u00a01.10</ins>" in html
    assert quotation.own_draft(seller.actor).all_lines()[0].amount == Decimal("1.50")
    assert send(seller, quotation, {**fields_of(html)}).status_code == 302, "seen, and saved over it"
    assert quotation.own_draft(seller.actor).all_lines()[0].amount == Decimal("1.10")
    again = send(seller, quotation, fields_of(html))
    assert again.status_code == 302, "the same sent twice is no quarrel"


def test_a_line_is_filled_from_the_catalogue_and_gets_an_alternative(rfq: RFQ, seller: Person, rival: Person) -> None:
    product = make_product(seller.company, "B-6204", "Ball bearing 6204 2RS", lead_time_days=12, price=None)
    foreign = make_product(rival.company, "R-1", "Ball bearing 6205")
    product.price_tiers.create(min_quantity=1, amount="1.40", currency="EUR")
    product.price_tiers.create(min_quantity=5000, amount="1.05", currency="EUR")
    quotation = begun(seller, rfq)
    page = seller.client.get(f"/quotations/{quotation.ref}/edit/").content.decode()
    assert "From your catalogue" in page and "B-6204" in page and "R-1" not in page
    data = typed(seller, quotation)
    send(seller, quotation, data, f"take:0:{product.ref}")
    send(seller, quotation, typed(seller, quotation), f"take:1:{foreign.ref}")
    line, other = quotation.own_draft(seller.actor).all_lines()
    assert (line.sku, line.amount, line.lead_time_days) == ("B-6204", Decimal("1.40"), 12)
    assert [(tier.quantity, tier.amount) for tier in line.tiers.all()] == [(Decimal(5000), Decimal("1.05"))]
    assert other.product is None, "another company's product is none"
    send(seller, quotation, typed(seller, quotation), "alternative:0")
    lines = quotation.own_draft(seller.actor).all_lines()
    assert [line.is_alternative for line in lines] == [False, True, False]
    send(seller, quotation, typed(seller, quotation), "remove:1")
    assert len(quotation.own_draft(seller.actor).all_lines()) == 2
    found = seller.client.get("/my/quotations/products/?place=0&l0-find=6204").content.decode()
    assert f"take:0:{product.ref}" in found


def test_sums_and_requirements_are_told_before_anything_is_saved(rfq: RFQ, seller: Person) -> None:
    quotation = begun(seller, rfq)
    data = {**typed(seller, quotation), "l0-amount": "1.10", "l0-answer0": "25 mm"}
    html = seller.client.post(f"/quotations/{quotation.ref}/sums/", data).content.decode()
    assert "EUR\u00a01,100.00" in html and "does not meet" in html
    html = seller.client.post(f"/quotations/{quotation.ref}/sums/", {**data, "l0-answer0": ""}).content.decode()
    assert "no answer" in html and "cannot tell" not in html
    assert quotation.own_draft(seller.actor).all_lines()[0].amount is None


def test_a_request_of_500_lines_is_written_in_parts(buyer: Person, seller: Person) -> None:
    lines = [{"title": f"Part {n}", "quantity": Decimal(10)} for n in range(500)]
    rfq = make_rfq(buyer, lines=lines)
    quotation = begun(seller, rfq)
    data = typed(seller, quotation, "?part=13")
    assert "l480-amount" in data and "l479-amount" not in data and len(data) < 1000
    answer = send(seller, quotation, {**data, "l480-amount": "3.00"}, "part:1")
    assert answer.status_code == 302
    assert quotation.own_draft(seller.actor).lines.filter(amount="3.00").get().position == 480
    html = seller.client.get(f"/quotations/{quotation.ref}/edit/").content.decode()
    assert "1 of 500 lines have a price" in html


def test_papers_are_checked_kept_private_and_carried_along(
    rfq: RFQ, seller: Person, buyer: Person, rival: Person
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    quotation = begun(seller, rfq)
    bad = SimpleUploadedFile("a.pdf", b"<script>", "application/pdf")
    answer = send(seller, quotation, {**typed(seller, quotation), **WHOLE, "papers": [bad]})
    assert answer.status_code == 422 and "neither a PDF nor a picture" in answer.content.decode()
    good = SimpleUploadedFile("Drawing.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF", "application/pdf")
    assert send(seller, quotation, {**typed(seller, quotation), **WHOLE, "papers": [good]}).status_code == 302
    paper = quotation.own_draft(seller.actor).documents.get()
    address = f"/quotations/{quotation.ref}/papers/{paper.ref}/"
    assert seller.client.get(address).status_code == 200
    assert buyer.client.get(address).status_code == 404, "a draft is its own side's"
    hand_in(seller, quotation)
    assert buyer.client.get(address).status_code == 200
    assert rival.client.get(address).status_code == 404
    send(seller, quotation, {**typed(seller, quotation), "l0-amount": "1.00"})
    draft = quotation.own_draft(seller.actor)
    assert draft.documents.get().title == "Drawing.pdf"
    send(seller, quotation, {**typed(seller, quotation), "remove_paper": [draft.documents.get().ref]})
    assert not quotation.own_draft(seller.actor).documents.exists()
    assert buyer.client.get(address).status_code == 200, "the version on the table keeps its paper"


def test_counter_revision_and_the_difference_in_words(rfq: RFQ, seller: Person, buyer: Person) -> None:
    quotation = quote(seller, rfq)
    data = typed(buyer, quotation)
    assert "l0-title" not in data and "currency" not in data
    assert send(buyer, quotation, {**data, "l0-amount": "0.95", "lead_time_days": "20"}, "preview").status_code == 302
    assert hand_in(buyer, quotation).status_code == 302
    html = seller.client.get(f"/quotations/{quotation.ref}/").content.decode()
    assert "<del>EUR\u00a01.10</del>" in html and "<ins>EUR\u00a00.95</ins>" in html
    assert "<del>30 days</del>" in html and "Agree to the counter-offer" in html
    assert "version 1" in seller.client.get(f"/quotations/{quotation.ref}/?version=1").content.decode()
    assert seller.client.get(f"/quotations/{quotation.ref}/?version=9").status_code == 404
    outdated = seller.client.post(f"/quotations/{quotation.ref}/agreement/", {"version": "1"})
    assert outdated.status_code == 409
    assert seller.client.post(f"/quotations/{quotation.ref}/agreement/", {"version": "2"}).status_code == 302
    quotation.refresh_from_db()
    assert quotation.state == S.REVISED
    assert buyer.client.post(f"/quotations/{quotation.ref}/acceptance/", {"version": "3"}).status_code == 409


def test_a_page_opened_before_the_counter_cannot_save_over_it(rfq: RFQ, seller: Person, buyer: Person) -> None:
    quotation = quote(seller, rfq)
    before = typed(seller, quotation)
    quotation.write(buyer.actor, {"lead_time_days": 20})
    quotation.counter(buyer.actor)
    answer = send(seller, quotation, {**before, "note": "Still here"})
    assert answer.status_code == 409 and "Still here" in answer.content.decode()


def inquiry_quotation(seller: Person, buyer: Person, colleague: Person | None = None) -> Quotation:
    product = make_product(seller.company)
    inquiry = Inquiry.send(
        buyer.actor, product.company, product=product, title=product.title, question="Price?", quantity=100, unit="C62"
    )
    answer = seller.client.post(f"/inquiries/{inquiry.ref}/quotation/")
    assert answer.status_code == 302
    quotation = Quotation.objects.get(inquiry=inquiry)
    data = {**typed(seller, quotation), "l0-amount": "4.00", "incoterm": "EXW", "incoterm_place": "Seoul"}
    assert send(seller, quotation, data, "preview").status_code == 302
    assert hand_in(seller, quotation).status_code == 302
    return quotation


def test_an_inquiry_is_quoted_and_accepted_on_its_pages(seller: Person, buyer: Person, onlooker: Person) -> None:
    quotation = inquiry_quotation(seller, buyer)
    assert quotation.ref in buyer.client.get(f"/inquiries/{quotation.inquiry.ref}/").content.decode()
    accept = f"/quotations/{quotation.ref}/acceptance/"
    assert onlooker.client.post(accept, {"version": "1"}).status_code == 403
    assert buyer.client.post(accept, {"version": "7"}).status_code == 409
    assert buyer.client.post(accept, {"version": "1"}).status_code == 302
    assert buyer.client.post(accept, {"version": "1"}).status_code == 409
    quotation.refresh_from_db()
    assert quotation.state == S.ACCEPTED
    assert "Accept version" not in buyer.client.get(f"/quotations/{quotation.ref}/").content.decode()


def test_an_expired_one_is_not_accepted_and_can_be_renewed(seller: Person, buyer: Person) -> None:
    quotation = inquiry_quotation(seller, buyer)
    Quotation.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    answer = buyer.client.post(f"/quotations/{quotation.ref}/acceptance/", {"version": "1"})
    assert answer.status_code == 409 and "last day" in answer.content.decode()
    Quotation.objects.get().expire()
    assert "Renew it" in seller.client.get(f"/quotations/{quotation.ref}/").content.decode()
    send(seller, quotation, typed(seller, quotation))
    draft = quotation.own_draft(seller.actor)
    draft.valid_until = timezone.localdate() + timedelta(days=9)
    draft.save()
    assert hand_in(seller, quotation).status_code == 302
    quotation.refresh_from_db()
    assert quotation.state == S.REVISED and quotation.is_valid


def test_declining_asks_for_a_reason_and_tells_it(rfq: RFQ, seller: Person, buyer: Person) -> None:
    quotation = quote(seller, rfq)
    address = f"/quotations/{quotation.ref}/decline/"
    assert "The price" in buyer.client.get(address).content.decode()
    assert "Please look at these again" in buyer.client.post(address, {"note": "Too dear"}).content.decode()
    assert seller.client.post(address, {"reason": "price"}).status_code == 403
    assert buyer.client.post(address, {"reason": "price", "note": "Too dear"}).status_code == 302
    html = seller.client.get(f"/quotations/{quotation.ref}/").content.decode()
    assert "Declined: The price" in html and "Too dear" in html


def test_withdrawing_asks_first(rfq: RFQ, seller: Person, buyer: Person, viewer: Person) -> None:
    quotation = quote(seller, rfq)
    address = f"/quotations/{quotation.ref}/withdrawal/"
    assert viewer.client.post(address).status_code == 403 and buyer.client.post(address).status_code == 403
    assert "Withdraw" in seller.client.get(address).content.decode()
    assert seller.client.post(address).status_code == 302 and seller.client.post(address).status_code == 409
    quotation.refresh_from_db()
    assert quotation.state == S.WITHDRAWN


def test_a_changed_request_is_confirmed_with_one_button(rfq: RFQ, seller: Person, buyer: Person) -> None:
    quotation = quote(seller, rfq)
    rfq.amend(buyer.actor, "more", [{"pk": line.pk, "quantity": Decimal(7)} for line in rfq.current_lines()])
    assert "The request was changed" in seller.client.get(f"/quotations/{quotation.ref}/").content.decode()
    assert buyer.client.post(f"/quotations/{quotation.ref}/confirmation/").status_code == 403
    assert seller.client.post(f"/quotations/{quotation.ref}/confirmation/").status_code == 302
    assert seller.client.post(f"/quotations/{quotation.ref}/confirmation/").status_code == 409


def test_below_the_floor_a_colleague_decides(rfq: RFQ, seller: Person, colleague: Person, buyer: Person) -> None:
    product = make_product(seller.company, "B-1")
    assert colleague.client.get("/my/quotations/rules/").status_code == 403
    floor = {"sku": "B-1", "amount": "1.00", "currency": "EUR"}
    assert colleague.client.post("/my/quotations/rules/floors/", floor).status_code == 403
    assert seller.client.post("/my/quotations/rules/floors/", {**floor, "sku": "no"}).status_code == 422
    assert seller.client.post("/my/quotations/rules/floors/", floor).status_code == 302
    assert "B-1" in seller.client.get("/my/quotations/rules/?q=B-1").content.decode()
    quotation = begun(colleague, rfq)
    data = {**typed(colleague, quotation), **WHOLE, "l0-product": product.ref, "l0-amount": "0.90"}
    send(colleague, quotation, data)
    hand_in(colleague, quotation)
    quotation.refresh_from_db()
    assert quotation.state == S.APPROVAL
    assert buyer.client.get(f"/quotations/{quotation.ref}/").status_code == 404
    address = f"/quotations/{quotation.ref}/approval/"
    assert colleague.client.post(address, {"answer": "yes"}).status_code == 403
    assert seller.client.post(address, {"answer": "no", "note": ""}).status_code == 409
    assert seller.client.post(address, {"answer": "no", "note": "0.95 at least"}).status_code == 302
    assert "0.95 at least" in colleague.client.get(f"/quotations/{quotation.ref}/edit/").content.decode()
    hand_in(colleague, quotation)
    assert colleague.client.post(f"/quotations/{quotation.ref}/recall/").status_code == 302
    hand_in(colleague, quotation)
    assert "approval" in seller.client.get("/my/quotations/?view=approval").content.decode()
    assert seller.client.post(address, {"answer": "yes"}).status_code == 302
    quotation.refresh_from_db()
    assert quotation.state == S.SUBMITTED
    assert seller.client.post(f"/my/quotations/rules/floors/{product.ref}/", {"then": "remove"}).status_code == 302
    assert not PriceFloor.objects.exists()


def test_a_partner_off_the_market_is_not_dealt_with(seller: Person, buyer: Person) -> None:
    quotation = inquiry_quotation(seller, buyer)
    type(quotation.supplier).objects.filter(pk=quotation.supplier_id).update(is_active=False)
    answer = buyer.client.post(f"/quotations/{quotation.ref}/acceptance/", {"version": "1"})
    assert answer.status_code == 409 and "not on the market" in answer.content.decode()
    assert number(quotation) == 1 and QuotationVersion.objects.count() == 1
