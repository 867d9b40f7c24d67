"""Inquiries, disputes and talks: who hears of them, as the API shows it; and every object as the API gives it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.timezone import now
from moneyed import Money

from catalog.models import Product
from companies.models import ApiToken, WebhookDelivery, WebhookEndpoint
from companies.webhooks.outgoing import KINDS, spread
from consultations.models import Room
from offers.models import RFQ, Inquiry
from payments.models import Charge, Dispute
from portal.core.events import Event
from portal.core.refs import new_ref
from tests.cast import Person
from tests.companies.webhooks.heard import kinds, told
from tests.companies.webhooks.receiver import Receiver, receiving
from tests.trade.deals import make_rfq, quote
from tests.trade.invoices.papers import confirmed_order, issued

pytestmark = pytest.mark.django_db
SetUp = Callable[..., tuple[WebhookEndpoint, str]]


def from_api(person: Person, path: str) -> Any:
    assert person.company
    _token, key = ApiToken.issue(person.company, ["read"], person.actor)
    return Client().get(path, headers={"Authorization": f"Bearer {key}"}).json()


def asked(buyer: Person, seller: Person, **fields: Any) -> Inquiry:
    assert seller.company
    return Inquiry.send(buyer.actor, seller.company, title="Bearings", question="How soon?", **fields)


# -- inquiries --


def test_an_inquiry_is_told_to_its_two_sides_as_the_api_shows_each(
    seller: Person, buyer: Person, stranger: Person, set_up: SetUp
) -> None:
    for person in (seller, buyer, stranger):
        set_up(person)
    inquiry = asked(buyer, seller)
    for person, direction, is_turn in ((seller, "received", True), (buyer, "sent", False)):
        (said,) = told(person)
        shown = from_api(person, f"/api/v1/inquiries/{inquiry.ref}/")
        assert said["type"] == "inquiry.sent" and said["object"] == "inquiry"
        assert {**said["data"], "url": shown["url"]} == shown
        assert (shown["direction"], shown["your_turn"]) == (direction, is_turn)
    inquiry.reply("In two weeks", seller.actor)
    answered = told(buyer)[-1]
    assert answered["type"] == "inquiry.answered" and answered["data"]["messages"][-1]["text"] == "In two weeks"
    inquiry.ask_again("Sooner?", buyer.actor)
    inquiry.close(seller.actor, "cannot")
    inquiry.reopen(seller.actor)
    wanted = [f"inquiry.{what}" for what in ("sent", "answered", "asked_again", "closed", "reopened")]
    assert kinds(seller) == kinds(buyer) == wanted and kinds(stranger) == []


def test_an_unnamed_supplier_is_not_named_to_who_asks(seller: Person, buyer: Person, set_up: SetUp) -> None:
    set_up(buyer)
    inquiry = asked(buyer, seller)
    Inquiry.objects.filter(pk=inquiry.pk).update(supplier_is_hidden=True)
    (said,) = told(buyer)
    assert said["data"]["partner"] is None
    assert seller.company.slug not in json.dumps(said) and seller.company.name not in json.dumps(said)


@pytest.mark.parametrize("spam", ["reported", "blocked", "confirmed"])
def test_what_was_put_aside_is_not_told_to_who_put_it_aside(
    seller: Person, buyer: Person, set_up: SetUp, spam: str
) -> None:
    for person in (seller, buyer):
        set_up(person)
    Inquiry.objects.filter(pk=asked(buyer, seller).pk).update(spam=spam)
    assert kinds(seller) == [] and kinds(buyer) == ["inquiry.sent"]


def test_what_colleagues_note_about_an_inquiry_is_told_to_nobody(seller: Person, buyer: Person, set_up: SetUp) -> None:
    for private in ("inquiry.noted", "inquiry.assigned", "inquiry.reported", "inquiry.contact_seen"):
        assert private not in KINDS


# -- disputes --


def charge_between(buyer: Person, seller: Person) -> Charge:
    return Charge.objects.create(
        ref=new_ref("PAY"),
        payable="bill:1",
        title="Deposit",
        payer=buyer.company,
        payee=seller.company,
        by=buyer.user,
        email=buyer.user.email,
        amount=Money("1250.50", "USD").amount,
        currency="USD",
        state="paid",
        paid_at=now(),
        stripe_charge="ch_secret",
    )


@pytest.mark.parametrize(("status", "state"), [("lost", "lost"), ("won", "won"), ("warning_closed", "won")])
def test_a_dispute_is_told_to_both_sides_when_it_opens_and_ends(
    seller: Person, buyer: Person, stranger: Person, set_up: SetUp, status: str, state: str
) -> None:
    for person in (seller, buyer, stranger):
        set_up(person)
    charge, at = charge_between(buyer, seller), int(now().timestamp())
    said = {"id": "dp_secret", "amount": 125050, "currency": "usd", "reason": "fraudulent"}
    Dispute.take_in(charge, {**said, "status": "needs_response"}, at)
    (opened,) = told(seller)
    assert (opened["type"], opened["object"], opened["data"]["state"]) == ("dispute.opened", "dispute", "open")
    assert (opened["data"]["ref"], opened["data"]["amount"]) == (f"{charge.ref}/1", "1250.5000")
    Dispute.take_in(charge, {**said, "status": status}, at + 1)
    for person in (seller, buyer):
        first, last = told(person)
        assert (last["type"], last["data"]["state"]) == ("dispute.closed", state) and last["data"]["closed_at"]
        assert last["data"]["charge"]["ref"] == charge.ref
        assert "secret" not in json.dumps([first, last]) and buyer.user.email not in json.dumps([first, last])
    assert told(stranger) == []


# -- talks --


def test_that_something_was_written_is_told_but_not_what(
    seller: Person, buyer: Person, stranger: Person, product: Product, set_up: SetUp
) -> None:
    room = Room.open_about("product", product, by=buyer.actor)
    room.post("Before anybody listened", by=buyer.actor)
    for person in (seller, buyer, stranger):
        set_up(person)
    room.post("1,200 pieces at 4.10, between us", by=buyer.actor)
    for person in (seller, buyer):
        (said,) = [one for one in told(person) if one["object"] == "message"]
        assert said["type"] == "message.posted" and said["data"]["ref"] == f"{room.ref}/2"
        assert said["data"]["url"].endswith(room.get_absolute_url()) and said["data"]["title"] == room.title
        assert said["data"]["company"] == buyer.company.slug and said["data"]["is_own"] is (person is buyer)
        assert "between us" not in json.dumps(said) and str(buyer.user) not in json.dumps(said)
    assert kinds(stranger) == []


def test_who_has_left_a_talk_hears_no_more_of_it(
    seller: Person, buyer: Person, product: Product, set_up: SetUp
) -> None:
    set_up(seller)
    room = Room.open_about("product", product, by=buyer.actor)
    room.post("One", by=buyer.actor)
    assert kinds(seller).count("message.posted") == 1
    room.parties.filter(company=seller.company).update(state="left", last_number=1)
    room.post("Two", by=buyer.actor)
    assert kinds(seller).count("message.posted") == 1


def test_many_messages_cost_nothing_where_only_orders_are_wanted(
    seller: Person, buyer: Person, product: Product, set_up: SetUp, django_assert_max_num_queries: Any
) -> None:
    set_up(seller, ["order.placed"])
    room = Room.open_about("product", product, by=buyer.actor)
    for number in range(10):
        room.post(f"Word {number}", by=buyer.actor)
    events = list(Event.objects.filter(kind="message.posted"))
    with django_assert_max_num_queries(1):
        spread(events)
    assert not WebhookDelivery.objects.exists()


# -- all of them --


def test_quotations_requests_and_invoices_are_what_the_api_gives_in_its_own_words(
    seller: Person, buyer: Person, set_up: SetUp
) -> None:
    """A quotation is told as the list of the API has it; a request and an invoice as their own address does."""
    for person in (seller, buyer):
        set_up(person)
    rfq = make_rfq(buyer)
    quotation = quote(seller, rfq)
    invoice = issued(seller, confirmed_order(seller, buyer))
    said = {(one["company"], one["type"]): one["data"] for person in (seller, buyer) for one in told(person)}
    found = 0
    for person in (seller, buyer):
        for kind, path in (
            ("rfq.published", f"/api/v1/rfqs/{rfq.ref}/"),
            ("quotation.submitted", f"/api/v1/quotations/{quotation.ref}/"),
            ("invoice.issued", f"/api/v1/invoices/{invoice.ref}/"),
        ):
            data = said.get((person.company.slug, kind))
            if data is None:
                continue
            shown = from_api(person, path)
            if kind == "quotation.submitted":
                shown = {name: value for name, value in shown.items() if name not in {"table", "draft"}}
            found += 1
            assert {**data, "url": shown["url"]} == shown, kind
    assert RFQ.objects.get(pk=rfq.pk).state == "open" and found >= 5


# -- a relay that runs once --


@pytest.mark.django_db(transaction=True)
def test_a_relay_that_runs_once_ends_when_its_messages_are_sent(seller: Person, buyer: Person, settings: Any) -> None:
    settings.WEBHOOKS_INSIDE = True
    with receiving(wait=0.5) as slow, receiving(answers=[500]) as broken:
        for receiver in (slow, broken):
            WebhookEndpoint.add(seller.actor, receiver.url, ["inquiry.sent"])
        asked(buyer, seller)
        asked(buyer, seller)
        call_command("relay", once=True, verbosity=0)
        assert len(slow.got) == 2 and len(broken.got) == 1, "one that fails is left alone for a while"
        states = WebhookDelivery.objects.filter(endpoint__url=slow.url).values_list("state", flat=True)
        assert list(states) == ["delivered", "delivered"]
        assert not WebhookEndpoint.objects.exclude(busy_until=None).exists(), "nothing is held any more"


@pytest.mark.django_db(transaction=True)
def test_a_relay_that_stops_waits_for_what_is_being_sent_and_no_longer(
    seller: Person, settings: Any, receiver: Receiver
) -> None:
    from companies.webhooks.sending import LANES, end

    receiver.wait = 0.6
    endpoint, _secret = WebhookEndpoint.add(seller.actor, receiver.url, ["*"])
    WebhookDelivery.ask_for_test(endpoint, seller.actor)
    assert LANES[0].start() == 1
    end(0.05)
    assert WebhookDelivery.objects.get().state == "waiting"
    end(5.0)
    assert WebhookDelivery.objects.get().state == "delivered" and len(receiver.got) == 1
    WebhookDelivery.ask_for_test(endpoint, seller.actor)
    end(5.0)
    assert len(receiver.got) == 1, "nothing new is begun"
