"""Invoices and payments in the talk about their order: once, by who did it, as they stand when they are read."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from consultations.models import Message, Room, RoomParty
from offers.models import RFQ
from payments.models import Charge
from portal.core.events import Event, record
from portal.core.refs import new_ref
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.trade.deals import quote
from tests.trade.invoices.papers import confirmed_order, issued
from trade.in_talk import invoice_issued
from trade.models import Instalment, Invoice, Order
from trade.settling.scheduling import settle

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def order(buyer: Person, seller: Person) -> Order:
    terms: dict[str, Any] = {"payment": "open_account", "payment_days": 30, "confirmed_at": timezone.now()}
    made = confirmed_order(seller, buyer, ("Bearing", "100", "2"), delivered_at=timezone.now(), **terms)
    settle(made.pk)
    return made


@pytest.fixture
def room(order: Order, buyer: Person) -> Room:
    return Room.open_about("order", order, buyer.actor)


def page(who: Person, what: Room | Order, prefix: str = "") -> str:
    response = who.client.get(f"{prefix}{what.get_absolute_url()}")
    assert response.status_code == 200
    return str(response.content.decode().replace("\xa0", " "))


def cards(room: Room) -> list[tuple[str, str]]:
    return [(card.kind, card.key) for one in Message.objects.filter(room=room) for card in one.cards.all()]


def test_an_issued_invoice_shows_once_and_as_it_stands(order: Order, room: Room, buyer: Person, seller: Person) -> None:
    invoice = issued(seller, order)
    deliver_all()
    invoice_issued(Event.objects.get(kind="invoice.issued"))
    (message,) = Message.objects.filter(room=room)
    assert (message.user, message.company, message.body) == (seller.user, seller.company, invoice.full_number)
    assert cards(room) == [("invoice", invoice.ref)]
    for who in (buyer, seller):
        words = page(who, room)
        assert invoice.get_absolute_url() in words and "EUR 200.00" in words and "To be paid" in words
    assert "See how to pay" in page(buyer, room) and "See how to pay" not in page(seller, room)
    row = Instalment.objects.get(order=order)
    row.receive(seller.actor, Decimal(150), TODAY)
    deliver_all()
    words = page(buyer, room)
    assert "Paid in part" in words and "EUR 50.00" in words and "EUR 150.00" in words
    Instalment.objects.get(order=order, state="due").receive(seller.actor, Decimal(50), TODAY)
    deliver_all()
    words = page(buyer, room)
    assert "See how to pay" not in words and "Paid in part" not in words
    assert [kind for kind, _key in cards(room)] == ["invoice", "outside_payment", "outside_payment"]
    here = page(buyer, order)
    for _kind, ref in cards(room)[1:]:  # each leads to its own row among the payments of the order
        assert f"{order.get_absolute_url()}#payment-{ref}" in words and f'id="payment-{ref}"' in here
    korean = page(seller, room, "/ko")
    assert "송장" in korean and "지급 방법" in korean and "To be paid" not in korean


def test_a_pro_forma_and_a_credit_note_show_too(order: Order, room: Room, buyer: Person, seller: Person) -> None:
    Invoice.draft(seller.actor, order, "pro_forma").issue(seller.actor)
    invoice = issued(seller, order)
    note = Invoice.credit(seller.actor, invoice)
    note.write(seller.actor, {"reason": "Damaged"}, None)
    note.issue(seller.actor)
    deliver_all()
    assert len(cards(room)) == 3
    words = page(buyer, room)
    assert "Pro-forma invoice" in words and "Total credited" in words and "Credits the invoice" in words
    assert "See how to pay" not in words, "it is credited"


def test_what_is_overdue_says_so(order: Order, room: Room, buyer: Person, seller: Person) -> None:
    issued(seller, order, due_on=TODAY - timedelta(days=3))
    deliver_all()
    assert "Overdue" in page(buyer, room)


def test_a_payment_by_card_shows_for_who_began_it(order: Order, room: Room, buyer: Person) -> None:
    row = Instalment.objects.get(order=order)
    charge = Charge(
        ref=new_ref("PAY"), payable=f"instalment:{row.pk}", title=order.title, payer=order.buyer, payee=order.supplier,
        amount=200, currency="EUR", state="paid", held=False, paid_at=timezone.now(), by=buyer.user,
    )  # fmt: skip
    charge.save()
    record("charge.paid", charge)
    deliver_all()
    assert cards(room) == [("payment", charge.ref)]
    assert charge.get_absolute_url() in page(buyer, room) and "Card, by Stripe" in page(buyer, room)


def test_nobody_is_made_to_talk(order: Order, buyer: Person, seller: Person) -> None:
    issued(seller, order)
    deliver_all()
    assert not Room.objects.exists()


def test_who_may_not_speak_there_any_more_says_nothing(order: Order, room: Room, seller: Person, buyer: Person) -> None:
    manager = make_person("manager@hanbit.example", seller.company, "manager")
    Invoice.draft(manager.actor, order, "invoice").issue(manager.actor)
    manager.user.memberships.all().delete()
    deliver_all()
    assert cards(room) == [] and not Event.objects.filter(state="dead").exists()


def test_the_talk_about_the_quotation_goes_on_where_there_is_none_about_the_order(
    buyer: Person, seller: Person, order: Order, rfq: RFQ
) -> None:
    Order.objects.filter(pk=order.pk).update(quotation=quote(seller, rfq), kind="quotation")
    order.refresh_from_db()
    room = Room.open_about("quotation", order.quotation, buyer.actor)
    issued(seller, order)
    deliver_all()
    assert len(cards(room)) == 1


def test_before_a_third_company_nothing_is_said(
    order: Order, room: Room, buyer: Person, seller: Person, stranger: Person
) -> None:
    RoomParty.invite(room, stranger.company, buyer.actor).accept(stranger.actor)
    invoice = issued(seller, order)
    deliver_all()
    assert cards(room) == [] and invoice.full_number not in page(stranger, room)
