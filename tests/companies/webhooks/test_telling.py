"""Which company hears of what, and what it is shown: as the API shows it, and nothing of the other side's."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now
from moneyed import Money

from companies.models import ApiToken, Company, WebhookDelivery, WebhookEndpoint
from companies.webhooks.outgoing import KINDS, spread
from offers.models import RFQ, RFQSupplier
from payments.models import Charge, Refund
from portal.core.events import Event, record
from portal.core.refs import new_ref
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.companies.webhooks.heard import kinds, told
from tests.companies.webhooks.receiver import Receiver
from tests.trade.deals import make_rfq, quote
from tests.trade.invoices.papers import confirmed_order, issued
from tests.trade.orders import make_order
from trade.models import Invoice, Order

pytestmark = pytest.mark.django_db
SetUp = Callable[..., tuple[WebhookEndpoint, str]]


def test_both_sides_of_an_order_hear_of_it_as_the_api_shows_it(
    seller: Person, buyer: Person, stranger: Person, set_up: SetUp, visitor: Any
) -> None:
    for person in (seller, buyer, stranger):
        set_up(person, ["order.confirmed", "order.placed"])
    order = make_order(buyer.company, seller.company)
    order.confirm(seller.actor)
    sold, bought = told(seller), told(buyer)
    assert [one["type"] for one in sold] == [one["type"] for one in bought] == ["order.confirmed"]
    assert told(stranger) == []
    assert sold[0]["id"] != bought[0]["id"], "what one is told by says nothing of the other"
    for person, said in ((seller, sold[0]), (buyer, bought[0])):
        _token, secret = ApiToken.issue(person.company, ["read"])
        api = visitor.get(f"/api/v1/orders/{order.ref}/", headers={"authorization": f"Bearer {secret}"}).json()
        data = {**said["data"], "url": api["url"]}
        assert data == api
        assert said["data"]["url"].startswith("http") and said["data"]["url"].endswith(f"/orders/{order.ref}/")
        assert said["company"] == person.company.slug and said["object"] == "order"
        assert (data["total"], data["currency"]) == ("250.0000", "USD")


def test_private_notes_and_drafts_are_told_to_nobody_else(seller: Person, buyer: Person, set_up: SetUp) -> None:
    for person in (seller, buyer):
        set_up(person)
    order = confirmed_order(seller, buyer)
    order.add_note("They pay late, watch out", seller.actor)
    draft = Invoice.draft(seller.actor, order, "invoice")
    assert kinds(seller) == kinds(buyer) == []
    draft.write(seller.actor, {"note": "Thank you"}, None)
    draft.issue(seller.actor)
    (said,) = told(buyer)
    assert said["type"] == "invoice.issued" and "watch out" not in json.dumps(said)
    assert said["data"]["number"] and isinstance(said["data"]["total"], str) and said["data"]["currency"] == "EUR"


def test_only_what_was_chosen_is_told_and_once(seller: Person, buyer: Person, set_up: SetUp) -> None:
    chosen, _secret = set_up(seller, ["invoice.issued"])
    everything, _secret = set_up(seller)
    order = confirmed_order(seller, buyer)
    order.start_production(seller.actor)
    issued(seller, order)
    deliver_all()
    count = WebhookDelivery.objects.filter
    assert [row.kind for row in count(endpoint=chosen)] == ["invoice.issued"]
    assert [row.kind for row in count(endpoint=everything).order_by("pk")] == ["order.progressed", "invoice.issued"]
    ids = set(WebhookDelivery.objects.filter(kind="invoice.issued").values_list("message", flat=True))
    assert len(ids) == 1, "the same message to two endpoints of a company"
    spread(list(Event.objects.filter(kind__in=KINDS)))
    assert WebhookDelivery.objects.count() == 3, "an event that comes twice is told once"


def test_a_paused_one_hears_nothing_and_nothing_of_it_later(seller: Person, buyer: Person, set_up: SetUp) -> None:
    endpoint, _secret = set_up(seller)
    endpoint.pause(seller.actor)
    order = confirmed_order(seller, buyer)
    order.start_production(seller.actor)  # the relay is late: it tells of it when the pause is over
    endpoint.resume(seller.actor)
    assert kinds(seller) == []
    order.mark_ready(seller.actor)
    assert kinds(seller) == ["order.progressed"]


def test_what_was_before_is_not_told(seller: Person, buyer: Person, set_up: SetUp) -> None:
    order = confirmed_order(seller, buyer)
    order.start_production(seller.actor)
    set_up(seller)
    assert kinds(seller) == []


def test_quotations_are_told_to_their_two_sides_only_once_handed_in(
    seller: Person, buyer: Person, stranger: Person, set_up: SetUp
) -> None:
    for person in (seller, buyer, stranger):
        set_up(person)
    rfq = make_rfq(buyer)
    quotation = quote(seller, rfq, submit=False)
    assert "quotation.submitted" not in kinds(buyer)
    quotation.submit(seller.actor)
    (said,) = [one for one in told(buyer) if one["object"] == "quotation"]
    assert said["type"] == "quotation.submitted" and said["data"]["ref"] == quotation.ref
    assert "quotation.submitted" in kinds(seller) and kinds(stranger) == []


def test_requests_are_told_to_their_buyer_and_to_those_who_were_asked(
    seller: Person, buyer: Person, stranger: Person, set_up: SetUp
) -> None:
    for person in (seller, buyer, stranger):
        set_up(person)
    rfq = make_rfq(buyer)
    RFQSupplier.invite(rfq, [seller.company], buyer.actor)
    assert kinds(buyer) == ["rfq.published"] and kinds(seller) == ["rfq.invited"]
    rfq = RFQ.objects.get(pk=rfq.pk)
    rfq.cancel("Not needed any more", buyer.actor)
    assert kinds(seller) == ["rfq.invited", "rfq.cancelled"] and kinds(stranger) == []
    assert told(seller)[0]["data"]["ref"] == rfq.ref


def test_payments_are_told_without_what_is_stripes(
    seller: Person, buyer: Person, stranger: Person, set_up: SetUp
) -> None:
    for person in (seller, buyer, stranger):
        set_up(person)
    charge = Charge.objects.create(
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
        session="cs_secret",
        session_url="https://checkout.stripe.example/secret",
        intent="pi_secret",
        stripe_charge="ch_secret",
        destination="acct_secret",
    )
    record("charge.paid", charge, **charge.facts())
    refund = Refund.objects.create(ref=new_ref("RF"), charge=charge, amount=50, state="done", stripe_id="re_secret")
    record("refund.made", refund, **refund.facts())
    for person in (seller, buyer):
        paid, sent_back = told(person)
        assert (paid["type"], paid["data"]["amount"], paid["data"]["currency"]) == ("charge.paid", "1250.5000", "USD")
        assert (sent_back["type"], sent_back["data"]["amount"]) == ("refund.made", "50.0000")
        assert "secret" not in json.dumps([paid, sent_back]) and buyer.user.email not in json.dumps([paid, sent_back])
    assert told(stranger) == []


def test_who_is_no_longer_a_side_hears_nothing(seller: Person, buyer: Person, stranger: Person, set_up: SetUp) -> None:
    """By the time the event is told: what is true then counts."""
    for person in (seller, buyer, stranger):
        set_up(person, ["order.confirmed", "order.placed"])
    order = make_order(buyer.company, seller.company)
    order.confirm(seller.actor)
    Order.objects.filter(pk=order.pk).update(buyer=stranger.company)
    assert kinds(buyer) == [] and kinds(stranger) == ["order.confirmed"]


def test_no_event_costs_much_where_nobody_listens(
    seller: Person, buyer: Person, django_assert_max_num_queries: Any
) -> None:
    events = [record("order.confirmed", make_order(buyer.company, seller.company)) for _number in range(5)]
    with django_assert_max_num_queries(1):
        spread(events)


def test_every_kind_has_words_and_a_thing_that_says_who_sees_it() -> None:
    for kind, one in KINDS.items():
        assert str(one.words[kind]) and str(one.label)
    assert {"order.shipped", "invoice.credited", "charge.paid", "refund.made", "rfq.awarded"} <= set(KINDS)
    for private in ("order.noted", "invoice.drafted", "quotation.drafted", "quotation.approval_asked"):
        assert private not in KINDS, "of one side only"


def test_an_old_event_is_told_late_when_the_relay_was_away(
    seller: Person, buyer: Person, receiver: Receiver, set_up: SetUp
) -> None:
    endpoint, _secret = set_up(seller)
    WebhookEndpoint.objects.update(since=now() - timedelta(days=2))
    event = record("order.confirmed", make_order(buyer.company, seller.company))
    Event.objects.filter(pk=event.pk).update(created_at=now() - timedelta(days=1))
    assert kinds(seller) == ["order.confirmed"]
    assert Company.objects.filter(webhooks=endpoint).exists()
