"""Payment on an order's page, and the pages of the books."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from notifications.models import Notification
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.trade.orders import make_order
from trade.models import Instalment, Order, OutsidePayment, PaymentSchedule
from trade.settling.scheduling import settle

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def order(buyer: Person, seller: Person) -> Order:
    terms = {"payment": "deposit", "deposit_percent": Decimal(30), "state": "confirmed"}
    made = make_order(buyer.company, seller.company, confirmed_at=timezone.now(), **terms)
    settle(made.pk)
    return made


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("Überweisung.png", picture(), "image/png")


def picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, "PNG")
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
    paper = seller.client.get(f"/orders/{order.ref}/payments/{proof.ref}/paper/")
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
    assert "Nothing fits" in seller.client.get("/my/ledger/?until=2000-01-01").content.decode()
    lines = b"".join(seller.client.get("/my/ledger/ledger.csv").streaming_content).decode().splitlines()
    assert len(lines) == 3
    assert "74" in lines[1]


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
        (stranger, "paper", 404),
        (buyer, "confirmation", 403),
        (viewer, "refusal", 403),
        (seller, "withdrawal", 403),
    ):
        ask: Callable[..., Any] = who.client.get if act == "paper" else who.client.post
        assert ask(f"{here}/{act}/", sent(reason="x")).status_code == status, act
    assert buyer.client.get(f"{here}/paper/").status_code == 404, "there is no paper"
    assert state(order) == "reported"


def test_a_proof_confirmed_twice_is_confirmed_once(order: Order, buyer: Person, seller: Person) -> None:
    buyer.client.post(f"/orders/{order.ref}/instalments/1/report/", sent())
    address = f"/orders/{order.ref}/payments/{OutsidePayment.objects.get().ref}/confirmation/"
    assert seller.client.post(address, sent()).status_code == 302
    assert seller.client.post(address, sent()).status_code == 409
    assert PaymentSchedule.objects.get().total == 250


def test_what_is_wrong_is_said_beside_the_field(order: Order, buyer: Person) -> None:
    address = f"/orders/{order.ref}/instalments/1/report/"
    tomorrow = (TODAY + timedelta(days=2)).isoformat()
    for data, field in (({"amount": "1.005"}, "amount"), ({"day": tomorrow}, "day"), ({"amount": ""}, "amount")):
        response = buyer.client.post(address, sent(**data))
        assert response.status_code == 422
        assert field in response.context["form"].errors
    bad = SimpleUploadedFile("x.pdf", b"%PDF- cut", "application/pdf")
    assert "proof" in buyer.client.post(address, sent(proof=bad)).context["form"].errors
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
    deliver_all()
    assert Notification.objects.filter(user=buyer.user, kind="letter_of_credit.accepted").exists()


def test_what_is_due_waits_for_the_buyer(order: Order, buyer: Person, seller: Person) -> None:
    assert "Pay USD" in buyer.client.get("/my/").content.decode().replace("\xa0", " ")
    assert "Pay USD" not in seller.client.get("/my/").content.decode()


def test_lesser_roles_do_not_read_the_books(viewer: Person, stranger: Person, order: Order) -> None:
    assert viewer.client.get("/my/ledger/").status_code == 403
    assert viewer.client.get("/my/ledger/ledger.csv").status_code == 403
    assert order.ref not in stranger.client.get("/my/ledger/").content.decode()
