"""A buyer writes a request: on one page, with nothing lost, and out to the market."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from catalog.models import Shortlist
from offers.models import RFQ, RFQSupplier
from tests.cast import Person, make_company, make_person, make_product
from tests.offers.conftest import make_inquiry
from tests.offers.requests import moment, request_data
from tests.queries import queries_of
from tests.trade.deals import make_rfq

pytestmark = pytest.mark.django_db
NEW = "/my/rfqs/new/"


def post(who: Person, url: str = NEW, **data: Any) -> Any:
    return who.client.post(url, request_data(**data))


def test_from_a_blank_page_to_the_desk(buyer: Person, moderator: Person, seller: Person) -> None:
    assert "Ball bearing" not in buyer.client.get(NEW).content.decode()
    answer = post(buyer, do="publish")
    rfq = RFQ.objects.get()
    assert answer["Location"] == f"/my/rfqs/{rfq.ref}/publication/"
    line = rfq.current_lines()[0]
    assert line.more_quantities == ["2000", "5000"]
    assert line.requirements == [
        {"name": "inner diameter", "operator": "range", "values": ["19.9", "20.1"], "unit": "mm"}
    ]
    assert "19.9 – 20.1 mm" in buyer.client.get(answer["Location"]).content.decode()
    buyer.client.post(answer["Location"])
    rfq.refresh_from_db()
    assert rfq.state == RFQ.State.IN_REVIEW
    assert seller.client.get(rfq.get_absolute_url()).status_code == 404
    assert rfq.title in moderator.client.get("/desk/rfqs/").content.decode()
    assert moderator.client.post(f"/desk/rfqs/{rfq.ref}/approval/").status_code == 302
    assert rfq.title in seller.client.get("/rfqs/").content.decode()


def test_a_draft_needs_nothing_and_names_itself(buyer: Person) -> None:
    blank = {"title": "", "category": "", "closes_at": "", "delivery_country": "", "line-0-quantity": ""}
    post(buyer, **blank)
    rfq = RFQ.objects.get()
    assert rfq.is_draft and rfq.title == "Ball bearing 6204"
    page = buyer.client.get(f"/my/rfqs/{rfq.ref}/").content.decode()
    assert "Say to which country it shall go." in page and "Say how much you need" in page
    check = buyer.client.post(f"/my/rfqs/{rfq.ref}/publication/")
    assert check.status_code == 200 and "Still missing" in check.content.decode()
    rfq.refresh_from_db()
    assert rfq.is_draft


def test_wrong_input_is_said_and_kept(buyer: Person) -> None:
    for changes, words in (
        ({"closes_at": "2020-01-01T10:00"}, "within the next 90 days"),
        ({"line-0-quantity": "0"}, "above 0"),
        ({"line-0-quantity": "many"}, "Enter a number"),
        ({"line-0-req-0-value": "thick"}, "both ends of the range"),
        ({"closing": "count"}, "after how many quotations"),
        ({"deliver_by": "2020-02-02"}, "has passed"),
        ({"line-0-title": "\u202e\u200b"}, "can be seen"),
        ({"line-0-hs_code": "99999999"}, "HS"),
        ({"line-0-hs_code": "stainless steel bolts"}, "By these words it may be: 7318"),
        ({"audience": "circle"}, "audience"),
        ({"line-0-more": "1; zero"}, "zero"),
    ):
        page = post(buyer, **changes)
        assert page.status_code == 200, changes
        text = page.content.decode()
        assert words in text and "Bearings for pumps" in text and "error-summary" in text, changes
    assert not RFQ.objects.exists()


def test_hostile_words_stay_words(buyer: Person, seller: Person) -> None:
    post(buyer, **{"title": "<script>alert(1)</script>", "line-0-title": "a\x00b <img src=x>", "text": "=1+1\r\n‮x"})
    rfq = RFQ.objects.get()
    rfq.open_now(buyer.actor)
    page = seller.client.get(rfq.get_absolute_url()).content.decode()
    assert "<script>alert" not in page and "<img src=x>" not in page and "\u202e" not in page


def test_lines_and_rows_come_and_go_without_script(buyer: Person) -> None:
    page = post(buyer, do="add_line").content.decode()
    assert 'name="line-1-title"' in page and 'value="Ball bearing 6204"' in page
    page = post(buyer, do="add_row:0").content.decode()
    assert 'name="line-0-req-1-name"' in page
    page = post(buyer, do="remove_row:0:0").content.decode()
    assert 'name="line-0-req-0-name"' not in page
    page = post(buyer, do="remove_line:0").content.decode()
    assert "Ball bearing 6204" not in page and 'name="line-0-title"' in page
    for nonsense in ("remove_line:77", "remove_row:0:99", "add_row:x", "dance", "", ":::"):
        assert post(buyer, do=nonsense).status_code in {200, 302}
    assert not RFQ.objects.exclude(state="draft").exists()


def test_sent_twice_and_sent_again_by_the_back_button(buyer: Person) -> None:
    token = str(uuid.uuid4())
    post(buyer, form_token=token)
    post(buyer, form_token=token)
    post(buyer, form_token=token, title="Bearings, second thoughts")
    assert RFQ.objects.get().title == "Bearings, second thoughts"
    assert RFQ.objects.get().lines.count() == 1


def test_cells_are_pasted_and_bad_rows_are_said_by_row(buyer: Person) -> None:
    head = "Item\tQty\tUnit\tTarget price"
    cells = f"{head}\nSeal 20x35\t500\tpcs\t0.12\nGasket\tnone\tpcs\t\n\t5\t\t\nBolt M8\t1,000\tkg\t"
    page = post(buyer, do="paste", cells=cells).content.decode()
    assert "2 lines were added" in page and 'value="Seal 20x35"' in page and 'value="1000"' in page
    assert "Row 3:" in page and "Row 4:" in page
    assert "Gasket\tnone\tpcs" in page and "Item\tQty" in page
    assert post(buyer, do="paste", cells="").status_code == 200


def test_five_hundred_lines_are_a_table_and_one_more_is_refused(buyer: Person) -> None:
    cells = "\n".join(f"Part {number}\t{number}\tpcs" for number in range(1, 502))
    data = request_data("paste", cells=cells)
    del data["line-0-title"], data["line-0-req-0-name"], data["line-0-req-0-value"], data["line-0-more"]
    data["line-0-quantity"] = ""
    page = buyer.client.post(NEW, data).content.decode()
    rfq = RFQ.objects.get()
    assert rfq.lines.count() == 500
    assert "Row 501:" in page and "up to 500 lines" in page
    edit = f"/my/rfqs/{rfq.ref}/"
    page = buyer.client.get(edit).content.decode()
    assert "500 lines" in page and 'name="line-0-title"' not in page
    kept = {name: value for name, value in data.items() if not name.startswith("line-")}
    buyer.client.post(edit, {**kept, "do": "save", "lines": "table", "cells": "", "title": "Many parts"})
    rfq.refresh_from_db()
    assert rfq.title == "Many parts" and rfq.lines.count() == 500
    line = rfq.current_lines()[3]
    one = f"{edit}lines/{line.pk}/"
    changed = {"do": "save", "line-count": "1", "line-0-title": "Part four", "line-0-quantity": "44"}
    changed["line-0-unit"] = "KGM"
    assert buyer.client.post(one, changed).status_code == 302
    line.refresh_from_db()
    assert (line.title, line.unit, rfq.lines.count()) == ("Part four", "KGM", 500)
    assert "above 0" in buyer.client.post(one, {**changed, "line-0-quantity": "-1"}).content.decode()
    buyer.client.post(one, {**changed, "do": "remove_line"})
    assert rfq.lines.count() == 499


def test_a_file_that_is_no_table_is_said(buyer: Person) -> None:
    sheet = SimpleUploadedFile("lines.csv", b"title;quantity\nNut M6;100\n")
    page = buyer.client.post(NEW, request_data("paste", sheet=sheet)).content.decode()
    assert 'value="Nut M6"' in page
    sheet = SimpleUploadedFile("lines.xlsx", b"%PDF-1.4 nothing")
    page = buyer.client.post(NEW, request_data("paste", sheet=sheet)).content.decode()
    assert "PDF" in page and "Ball bearing 6204" in page


def test_papers_are_private_and_pictures_made_anew(
    buyer: Person, seller: Person, stranger: Person, visitor: Client, tmp_path: Path
) -> None:
    rfq = make_rfq(buyer, publish=False)
    Image.new("RGB", (40, 30), "red").save(tmp_path / "drawing.png")
    picture = SimpleUploadedFile("drawing.png", (tmp_path / "drawing.png").read_bytes())
    wrong = SimpleUploadedFile("virus.exe", b"MZ....")
    data = request_data("upload", documents=[picture, wrong])
    page = buyer.client.post(f"/my/rfqs/{rfq.ref}/", data)
    assert "virus.exe" in page.content.decode()
    paper = rfq.documents.get()
    url = f"/rfqs/{rfq.ref}/documents/{paper.ref}/"
    answer = buyer.client.get(url)
    assert answer["Content-Type"] == "image/jpeg" and "attachment" in answer["Content-Disposition"]
    for other in (seller.client, stranger.client, visitor):
        assert other.get(url).status_code == 404
    RFQ.objects.filter(pk=rfq.pk).update(audience="invited")
    assert seller.company
    RFQSupplier.invite(rfq, [seller.company], buyer.actor)
    rfq.open_now(buyer.actor)
    assert seller.client.get(url).status_code == 200
    assert stranger.client.get(url).status_code == visitor.get(url).status_code == 404
    assert seller.client.get(f"/rfqs/{rfq.ref}/documents/D-0000000000/").status_code == 404


def test_suppliers_are_found_and_invited_by_name(buyer: Person, seller: Person) -> None:
    page = post(buyer, do="find", supplier_q="hanbit").content.decode()
    assert "Hanbit Bearings" in page and "checked>" in page
    assert "No supplier found" in post(buyer, do="find", supplier_q="nobody at all").content.decode()
    post(buyer, invited=["hanbit-bearings", buyer.company.slug, "nothing-there"])
    rfq = RFQ.objects.get()
    assert [row.company for row in rfq.suppliers.filter(is_invited=True)] == [seller.company]
    many = [make_company(f"Firm {number}").slug for number in range(21)]
    assert "up to 20" in post(buyer, f"/my/rfqs/{rfq.ref}/", invited=many).content.decode()
    assert rfq.suppliers.filter(is_invited=True).count() == 1


def test_begun_from_a_product_a_shortlist_words_and_an_inquiry(buyer: Person, seller: Person) -> None:
    assert seller.company
    product = make_product(seller.company, title="Sealed bearing 6306", moq=250)
    motors = Shortlist.begin(buyer.actor, "Motors 2027")
    motors.add(buyer.actor, product, quantity=700)
    inquiry = make_inquiry(buyer, seller, title="Bearings 6204", question="Do you have these?", quantity=30, unit="C62")
    for query, words in (
        (f"product={product.ref}", ("Sealed bearing 6306", 'value="250"', 'value="hanbit-bearings" checked')),
        (f"shortlist={motors.ref}", ("Motors 2027", 'value="700"')),
        ("q=rubber+gloves", ('value="rubber gloves"',)),
        ("category=others", ('value="others" selected',)),
        (f"inquiry={inquiry.ref}", ("Do you have these?", 'value="30"')),
    ):
        page = buyer.client.get(f"{NEW}?{query}").content.decode()
        assert all(word in page for word in words), query
    page = seller.client.get(f"{NEW}?shortlist={motors.ref}").content.decode()
    assert "Motors 2027" not in page
    assert buyer.client.get(f"{NEW}?product=nothing%00&inquiry=none").status_code == 200


def test_the_list_counts_copies_and_discards(buyer: Person) -> None:
    empty = buyer.client.get("/my/rfqs/").content.decode()
    assert "You have not asked for quotations yet" in empty
    rfq = make_rfq(buyer)
    page = buyer.client.get("/my/rfqs/?state=open&q=bearing").content.decode()
    assert rfq.title in page and "Suppliers' turn" in page
    assert "fits" in buyer.client.get("/my/rfqs/?q=nothing").content.decode()
    answer = buyer.client.post(f"/my/rfqs/{rfq.ref}/copy/")
    copy = RFQ.objects.exclude(pk=rfq.pk).get()
    assert answer["Location"] == f"/my/rfqs/{copy.ref}/" and copy.is_draft and copy.closes_at is None
    assert copy.current_lines()[0].requirements == rfq.current_lines()[0].requirements
    assert buyer.client.post(f"/my/rfqs/{rfq.ref}/deletion/").status_code == 409
    assert buyer.client.post(f"/my/rfqs/{copy.ref}/deletion/").status_code == 302
    assert RFQ.objects.get() == rfq


def test_lists_ask_no_more_for_more_rows(buyer: Person, seller: Person) -> None:
    make_rfq(buyer)
    before = {url: queries_of(buyer.client, url) for url in ("/my/rfqs/", "/rfqs/")}
    for number in range(4):
        make_rfq(buyer, title=f"More {number}")
    assert {url: queries_of(buyer.client, url) for url in before} == before


def test_roles_and_strangers(buyer: Person, seller: Person, viewer: Person, stranger: Person, visitor: Client) -> None:
    onlooker = make_person("look@nordwerk.example", buyer.company, "viewer")
    sales = make_person("sales@nordwerk.example", buyer.company, "sales")
    purchaser = make_person("buys@nordwerk.example", buyer.company, "buyer")
    rfq = make_rfq(buyer, publish=False)
    edit, check = f"/my/rfqs/{rfq.ref}/", f"/my/rfqs/{rfq.ref}/publication/"
    for person in (onlooker, sales):
        assert person.client.get(NEW).status_code == 403
        assert person.client.post(edit, request_data(title="Mine now")).status_code == 403
        assert person.client.post(check).status_code == 403
        assert person.client.get(rfq.get_absolute_url()).status_code == 200
        assert rfq.title in person.client.get("/my/rfqs/").content.decode()
    for person in (seller, stranger, viewer):
        for url in (edit, check, rfq.get_absolute_url(), f"{rfq.get_absolute_url()}calendar.ics"):
            assert person.client.get(url).status_code == 404, url
        for url in (f"{edit}copy/", f"{edit}deletion/", f"{edit}documents/", f"{edit}invitations/"):
            assert person.client.post(url).status_code == 404, url
    assert "login" in visitor.get(edit)["Location"]
    rfq.refresh_from_db()
    assert rfq.is_draft and rfq.title == "Bearings for pumps"
    assert post(purchaser, edit, title="By a colleague").status_code == 302
    rfq.refresh_from_db()
    assert rfq.title == "By a colleague"


def test_an_open_request_is_changed_after_a_look_at_what_changes(buyer: Person, seller: Person) -> None:
    rfq = make_rfq(buyer, [{"title": "Ball bearing 6204", "quantity": 1000}], closes_at=None, publish=False)
    post(buyer, f"/my/rfqs/{rfq.ref}/", **{"line-0-pk": rfq.current_lines()[0].pk})
    rfq.refresh_from_db()
    rfq.open_now(buyer.actor)
    same = {"line-0-pk": rfq.current_lines()[0].pk, "closes_at": moment(10)}
    edit = f"/my/rfqs/{rfq.ref}/"
    page = post(buyer, edit, **{**same, "line-0-quantity": "1500"}).content.decode()
    assert "1,000 pieces" in page and "1,500 pieces" in page
    rfq.refresh_from_db()
    assert rfq.revision == 1 and not rfq.revisions.exists()
    assert post(buyer, edit, do="send", note="More", **{**same, "line-0-quantity": "1500"}).status_code == 302
    rfq.refresh_from_db()
    assert rfq.revision == 2
    page = seller.client.get(rfq.get_absolute_url()).content.decode()
    assert "1,500 pieces" in page and "What changed" in page and "More" in page
    text = post(buyer, edit, do="send", **{**same, "line-0-quantity": "1500", "text": "Urgent"})
    assert text.status_code == 302
    rfq.refresh_from_db()
    assert rfq.revision == 2 and rfq.audience == "public"
