"""Payment on an order's page, and the pages of the books."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from notifications.models import Notification
from portal.core.private import private_files
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.trade.orders import make_order
from trade.models import Instalment, Order, OutsidePayment, PaymentSchedule, ProofPaper
from trade.settling.handlers import sweep_kept_papers
from trade.settling.scheduling import settle

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture
def order(buyer: Person, seller: Person) -> Order:
    terms = {"payment": "deposit", "deposit_percent": Decimal(30), "state": "confirmed"}
    made = make_order(buyer.company, seller.company, confirmed_at=timezone.now(), **terms)
    settle(made.pk)
    return made


def photo(shade: int = 255) -> SimpleUploadedFile:
    return SimpleUploadedFile("Überweisung.png", picture(shade), "image/png")


def picture(shade: int = 255) -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 30), (shade, shade * 9 % 256, 99)).save(file, "PNG")
    return file.getvalue()


def sent(**more: Any) -> dict[str, Any]:
    return {"amount": "75.00", "day": TODAY.isoformat(), "reference": "TT-77", **more}


def state(order: Order, number: int = 1) -> str:
    return str(Instalment.objects.get(order=order, number=number).state)


def test_a_transfer_from_the_order_to_the_books(order: Order, buyer: Person, seller: Person) -> None:
    page = buyer.client.get(f"/orders/{order.ref}/").content.decode()
    assert f"/orders/{order.ref}/instalments/1/report/" in page
    response = buyer.client.post(f"/orders/{order.ref}/instalments/1/report/", sent(proof=photo()))
    assert response.status_code == 302
    proof = OutsidePayment.objects.get()
    deliver_all()
    assert Notification.objects.filter(user=seller.user, kind="outside_payment.reported").count() == 1
    assert "reports" in seller.client.get("/my/").content.decode()
    (kept,) = proof.papers.all()
    paper = seller.client.get(f"/orders/{order.ref}/payments/{proof.ref}/papers/{kept.ref}/")
    assert paper["Content-Type"] == "image/jpeg"
    assert "attachment" in paper["Content-Disposition"]
    address = f"/orders/{order.ref}/payments/{proof.ref}/confirmation/"
    assert proof.ref in seller.client.get(f"/orders/{order.ref}/").content.decode()
    assert "TT-77" in seller.client.get(address).content.decode()
    assert seller.client.post(address, sent(amount="74.00")).status_code == 302
    assert state(order) == "paid"
    assert Instalment.objects.get(order=order, number=3).amount == 1
    deliver_all()
    assert Notification.objects.filter(user=buyer.user, kind="outside_payment.confirmed").count() == 1
    page = seller.client.get("/my/ledger/").content.decode()
    assert order.ref in page
    assert "74.00" in page
    assert seller.client.get("/my/ledger/?account=sales").content.decode().count(order.ref) == 0
    assert order.ref in seller.client.get(f"/my/ledger/?order={order.ref}&since={TODAY}").content.decode()
    by_number = seller.client.get(f"/my/ledger/?order={order.full_number}").content.decode()
    assert order.full_number in by_number and "74.00" in by_number
    assert "Nothing fits" in seller.client.get("/my/ledger/?order=2026-9").content.decode()
    assert "Nothing fits" in seller.client.get("/my/ledger/?until=2000-01-01").content.decode()
    lines = b"".join(seller.client.get("/my/ledger/ledger.csv").streaming_content).decode().splitlines()
    assert len(lines) == 3
    assert "74" in lines[1] and order.full_number in lines[1] and order.ref in lines[1]


def test_what_nobody_may_is_refused_and_changes_nothing(
    order: Order, buyer: Person, seller: Person, viewer: Person, stranger: Person
) -> None:
    report, receipt = (f"/orders/{order.ref}/instalments/1/{act}/" for act in ("report", "receipt"))
    for who, address, status in (
        (stranger, report, 404),
        (stranger, receipt, 404),
        (seller, report, 403),
        (buyer, receipt, 403),
        (viewer, receipt, 403),
        (buyer, f"/orders/{order.ref}/instalments/1/parts/", 403),
        (seller, f"/orders/{order.ref}/instalments/1/letter-of-credit/", 403),
    ):
        assert who.client.get(address).status_code == status, address
        assert who.client.post(address, sent()).status_code == status, address
    buyer.client.post(report, sent())
    proof = OutsidePayment.objects.get()
    here = f"/orders/{order.ref}/payments/{proof.ref}"
    for who, act, status in (
        (stranger, "confirmation", 404),
        (buyer, "confirmation", 403),
        (viewer, "refusal", 403),
        (seller, "withdrawal", 403),
    ):
        assert who.client.post(f"{here}/{act}/", sent(reason="x")).status_code == status, act
    assert buyer.client.get(f"{here}/papers/PR-NONE/").status_code == 404, "there is no paper"
    assert buyer.client.get(f"{here}/withdrawal/").status_code == 405
    assert state(order) == "reported"


def test_papers_are_for_the_two_companies_and_are_what_they_are(
    order: Order, buyer: Person, seller: Person, stranger: Person
) -> None:
    """A PNG is written anew as JPEG and named so; a PDF stays what it is; each is kept and shown."""
    files = [photo(), SimpleUploadedFile("Beleg.PDF", PDF), SimpleUploadedFile("no-ending", picture())]
    assert buyer.client.post(f"/orders/{order.ref}/instalments/1/report/", sent(proof=files)).status_code == 302
    proof = OutsidePayment.objects.get()
    page = seller.client.get(f"/orders/{order.ref}/").content.decode()
    deciding = seller.client.get(f"/orders/{order.ref}/payments/{proof.ref}/confirmation/").content.decode()
    found = []
    for paper in proof.papers.all():
        address = f"/orders/{order.ref}/payments/{proof.ref}/papers/{paper.ref}/"
        assert address in page and address in deciding
        answer = seller.client.get(address)
        found.append((paper.title, answer["Content-Type"], b"".join(answer.streaming_content)[:4]))
        assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
        assert stranger.client.get(address).status_code == 404
        other = make_order(order.buyer, order.supplier, state="confirmed")
        assert seller.client.get(address.replace(order.ref, other.ref)).status_code == 404
    jpeg = b"\xff\xd8\xff\xe0"
    assert found == [
        ("Überweisung.jpg", "image/jpeg", jpeg),
        ("Beleg.pdf", "application/pdf", b"%PDF"),
        ("no-ending.jpg", "image/jpeg", jpeg),
    ]


def test_files_of_a_report_that_is_not_complete_are_kept(
    order: Order, buyer: Person, purchaser: Person, seller: Person
) -> None:
    address = f"/orders/{order.ref}/instalments/1/report/"
    bad = SimpleUploadedFile("notes.txt", b"hello", "text/plain")
    response = buyer.client.post(address, sent(amount="", reference="Ref 9", proof=[photo(), bad]))
    assert response.status_code == 422
    page = response.content.decode()
    assert "Überweisung.jpg" in page and "“notes.txt” is neither a PDF nor a picture" in page and "Ref 9" in page
    assert "Not kept" not in page
    (kept,) = ProofPaper.objects.all()
    assert kept.payment is None
    assert not seller.client.get(f"/orders/{order.ref}/").content.decode().count("Überweisung.jpg")
    assert f'value="{kept.ref}" ' in page and "checked" in page
    assert "Überweisung.jpg" not in purchaser.client.get(address).content.decode(), "a colleague has sent none"
    assert "Überweisung.jpg" in buyer.client.get(address).content.decode(), "who comes back finds it"
    buyer.client.post(address, sent(amount="", proof=photo()))
    assert ProofPaper.objects.count() == 1, "the same file twice is one"
    again = buyer.client.post(address, sent(kept=[kept.ref], proof=SimpleUploadedFile("Beleg.pdf", PDF)))
    assert again.status_code == 302
    assert [paper.title for paper in OutsidePayment.objects.get().papers.all()] == ["Überweisung.jpg", "Beleg.pdf"]
    assert not ProofPaper.objects.filter(payment=None).exists()


def test_kept_files_that_are_not_wanted_go_and_nobody_names_anothers(
    order: Order, buyer: Person, purchaser: Person, django_capture_on_commit_callbacks: Any
) -> None:
    address = f"/orders/{order.ref}/instalments/1/report/"
    buyer.client.post(address, sent(day="", proof=photo()))
    (kept,) = ProofPaper.objects.all()
    assert purchaser.client.post(address, sent(kept=[kept.ref])).status_code == 302, "none of theirs: not looked at"
    proof = OutsidePayment.objects.get()
    assert not proof.papers.exists() and ProofPaper.objects.filter(pk=kept.pk, payment=None).exists()
    proof.withdraw(purchaser.actor)
    forged = buyer.client.post(address, sent(kept=["PR-FORGED"]))
    assert forged.status_code == 422 and "kept" in forged.context["form"].errors
    name = ProofPaper.objects.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        assert buyer.client.post(address, sent()).status_code == 302, "unticked"
    assert not ProofPaper.objects.exists() and not private_files().exists(name)


def test_no_more_than_five_papers_and_none_for_ever(
    order: Order, buyer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    address = f"/orders/{order.ref}/instalments/1/report/"
    buyer.client.post(address, sent(day="", proof=[photo(shade) for shade in range(4)]))
    refs = list(ProofPaper.objects.values_list("ref", flat=True))
    response = buyer.client.post(address, sent(kept=refs, proof=[photo(8), photo(9)]))
    assert response.status_code == 422 and "proof" in response.context["form"].errors
    assert ProofPaper.objects.count() == 5, "the oldest made room"
    ProofPaper.objects.update(created_at=timezone.now() - timedelta(days=8))
    with django_capture_on_commit_callbacks(execute=True):
        sweep_kept_papers()
    assert not ProofPaper.objects.exists()
    assert buyer.client.post(address, sent(proof=photo())).status_code == 302
    ProofPaper.objects.update(created_at=timezone.now() - timedelta(days=8))
    sweep_kept_papers()
    assert ProofPaper.objects.count() == 1, "what was reported stays"


def test_more_than_the_whole_order_is_asked_about_once(order: Order, buyer: Person, seller: Person) -> None:
    buyer.client.post(f"/orders/{order.ref}/instalments/1/report/", sent())
    proof = OutsidePayment.objects.get()
    address = f"/orders/{order.ref}/payments/{proof.ref}/confirmation/"
    assert "is_sure" not in seller.client.get(address).content.decode()
    words = {"amount": "7500", "day": TODAY.isoformat()}
    page = seller.client.post(address, words)
    assert page.status_code == 422 and "more than the whole order costs" in page.content.decode()
    assert "is_sure" in page.content.decode() and state(order) == "reported"
    assert "is_sure" not in seller.client.post(address, words | {"amount": "0"}).content.decode()
    assert seller.client.post(address, words | {"is_sure": "on"}).status_code == 302
    assert state(order) == "paid" and OutsidePayment.objects.get().received == 7500


def test_who_comes_back_to_a_page_that_is_over_is_told_how_it_stands(
    order: Order, buyer: Person, seller: Person
) -> None:
    here = f"/orders/{order.ref}/instalments/1"
    buyer.client.post(f"{here}/report/", sent())
    proof = OutsidePayment.objects.get()
    for who, address in ((buyer, f"{here}/report/"), (seller, f"{here}/receipt/"), (seller, f"{here}/parts/")):
        response = who.client.get(address, follow=True)
        assert response.redirect_chain[0][0] == f"/orders/{order.ref}/#instalment-1"
        assert "it is now “Receipt to be confirmed”" in response.content.decode()
    late = buyer.client.post(f"{here}/report/", sent(reference="Second click"))
    assert late.status_code == 409 and "Nothing was done twice" in late.content.decode()
    decide = f"/orders/{order.ref}/payments/{proof.ref}"
    assert seller.client.post(f"{decide}/refusal/", {"reason": " "}).status_code == 422
    assert state(order) == "reported"
    seller.client.post(f"{decide}/confirmation/", sent())
    for act in ("confirmation", "refusal"):
        assert "it is now “Confirmed”" in seller.client.get(f"{decide}/{act}/", follow=True).content.decode()


def test_a_proof_confirmed_twice_is_confirmed_once(order: Order, buyer: Person, seller: Person) -> None:
    buyer.client.post(f"/orders/{order.ref}/instalments/1/report/", sent())
    address = f"/orders/{order.ref}/payments/{OutsidePayment.objects.get().ref}/confirmation/"
    assert seller.client.post(address, sent()).status_code == 302
    assert seller.client.post(address, sent()).status_code == 409
    assert PaymentSchedule.objects.get().total == 250


def test_what_is_wrong_is_said_beside_the_field(order: Order, buyer: Person) -> None:
    address = f"/orders/{order.ref}/instalments/1/report/"
    tomorrow = (TODAY + timedelta(days=2)).isoformat()
    for data, field in (
        ({"amount": "1.005"}, "amount"),
        ({"amount": ""}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"amount": "-5"}, "amount"),
        ({"amount": "1" * 16}, "amount"),
        ({"amount": "NaN"}, "amount"),
        ({"day": tomorrow}, "day"),
        ({"day": "0026-11-29"}, "day"),
        ({"day": "yesterday"}, "day"),
        ({"reference": "x" * 81}, "reference"),
    ):
        response = buyer.client.post(address, sent(**data))
        assert response.status_code == 422
        assert field in response.context["form"].errors
    bad = SimpleUploadedFile("x.pdf", b"%PDF- cut", "application/pdf")
    large = SimpleUploadedFile("large.pdf", b"%PDF-1.7" + bytes(10 * 1024 * 1024), "application/pdf")
    for file in (bad, large, SimpleUploadedFile("empty.pdf", b""), SimpleUploadedFile("mask.pdf", b"MZ" + bytes(99))):
        response = buyer.client.post(address, sent(proof=file))
        assert response.status_code == 422 and file.name in str(response.context["form"].errors["proof"])
        assert "TT-77" in response.content.decode(), "what was typed is still there"
    assert state(order) == "due"


def test_a_refused_transfer_says_why(order: Order, buyer: Person, seller: Person) -> None:
    buyer.client.post(f"/orders/{order.ref}/instalments/1/report/", sent())
    proof = OutsidePayment.objects.get()
    seller.client.post(f"/orders/{order.ref}/payments/{proof.ref}/refusal/", {"reason": "Not on our statement"})
    assert "Not on our statement" in buyer.client.get(f"/orders/{order.ref}/").content.decode()
    assert state(order) == "due"


def test_a_letter_of_credit_by_its_pages(buyer: Person, seller: Person) -> None:
    made = make_order(buyer.company, seller.company, state="confirmed", confirmed_at=timezone.now(), payment="lc_sight")
    settle(made.pk)
    data = {"number": "LC-9", "bank": "Deutsche Bank", "expires_on": (TODAY + timedelta(days=60)).isoformat()}
    assert buyer.client.post(f"/orders/{made.ref}/instalments/1/letter-of-credit/", data).status_code == 302
    letter = Instalment.objects.get(order=made).letters.get()
    address = f"/orders/{made.ref}/letters-of-credit/{letter.ref}/decision/"
    assert "Accept it" in seller.client.get(f"/orders/{made.ref}/").content.decode()
    assert buyer.client.post(address, {"decision": "accept"}).status_code == 403
    assert seller.client.post(address, {"decision": "accept"}).status_code == 302
    letter.refresh_from_db()
    assert letter.state == "accepted"
    assert seller.client.post(address, {"decision": "refuse", "reason": "too late"}).status_code == 409
    assert "it is now “Accepted”" in seller.client.get(address, follow=True).content.decode()
    named = buyer.client.get(f"/orders/{made.ref}/instalments/1/letter-of-credit/", follow=True)
    assert "it is now “Accepted”" in named.content.decode()
    deliver_all()
    assert Notification.objects.filter(user=buyer.user, kind="letter_of_credit.accepted").exists()


@pytest.mark.parametrize(
    ("data", "field"),
    [({}, "decision"), ({"decision": "burn"}, "decision"), ({"decision": "refuse"}, "reason"),
     ({"decision": "refuse", "reason": "   "}, "reason"), ({"decision": "refuse", "reason": "x" * 501}, "reason")],
)  # fmt: skip
def test_a_decision_on_a_letter_that_is_not_clear_decides_nothing(
    buyer: Person, seller: Person, data: dict[str, str], field: str
) -> None:
    made = make_order(buyer.company, seller.company, state="confirmed", confirmed_at=timezone.now(), payment="lc_sight")
    settle(made.pk)
    letter = Instalment.objects.get(order=made).open_letter(
        buyer.actor, "LC-9", "Deutsche Bank", TODAY + timedelta(days=60)
    )
    address = f"/orders/{made.ref}/letters-of-credit/{letter.ref}/decision/"
    response = seller.client.post(address, data)
    assert response.status_code == 422 and field in response.context["form"].errors
    page = response.content.decode()
    assert "LC-9" in page and data.get("reason", "").strip() in page
    letter.refresh_from_db()
    assert letter.state == "opened"
    assert seller.client.post(address, {"decision": "refuse", "reason": "The name is wrong"}).status_code == 302
    order_page = buyer.client.get(f"/orders/{made.ref}/").content.decode()
    assert "The name is wrong" in order_page and "Name the letter of credit" in order_page


@pytest.mark.parametrize(
    ("data", "field"),
    [({"number": ""}, "number"), ({"bank": " "}, "bank"), ({"expires_on": TODAY.isoformat()}, "expires_on"),
     ({"expires_on": "31.12.2026"}, "expires_on"), ({"number": "L" * 41}, "number")],
)  # fmt: skip
def test_a_letter_that_is_not_complete_is_not_named(
    buyer: Person, seller: Person, data: dict[str, str], field: str
) -> None:
    made = make_order(buyer.company, seller.company, state="confirmed", confirmed_at=timezone.now(), payment="lc_sight")
    settle(made.pk)
    whole = {"number": "LC-9", "bank": "Deutsche Bank", "expires_on": (TODAY + timedelta(days=9)).isoformat()}
    response = buyer.client.post(f"/orders/{made.ref}/instalments/1/letter-of-credit/", {**whole, **data})
    assert response.status_code == 422 and field in response.context["form"].errors
    assert not Instalment.objects.get(order=made).letters.exists()


def test_what_is_due_waits_for_the_buyer(order: Order, buyer: Person, seller: Person) -> None:
    assert "Pay USD" in buyer.client.get("/my/").content.decode().replace("\xa0", " ")
    assert "Pay USD" not in seller.client.get("/my/").content.decode()


def test_lesser_roles_do_not_read_the_books(viewer: Person, stranger: Person, order: Order) -> None:
    assert viewer.client.get("/my/ledger/").status_code == 403
    assert viewer.client.get("/my/ledger/ledger.csv").status_code == 403
    assert order.ref not in stranger.client.get("/my/ledger/").content.decode()
