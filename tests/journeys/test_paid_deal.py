"""A deal from the accepted quotation to the last payment, in browsers, with the real SDK and a local Stripe."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from companies.models import Company
from offers.models import Inquiry
from payments.localstripe.server import LocalStripe
from payments.models import Charge, PayAccount
from tests.cast import Person
from tests.journeys.conftest import Portal
from tests.journeys.paying import connect_stripe, pay, press, reload_until
from tests.journeys.paying import portal as portal
from tests.journeys.paying import stripe as stripe
from trade.models import Order, Quotation


def accepted(seller: Person, buyer: Person) -> Quotation:
    """Handed in, and waiting for the buyer's word: half as a deposit, the rest against documents."""
    inquiry = Inquiry.send(buyer.actor, seller.company, title="Ball bearings 6204", question="Your best price?")
    quotation = Quotation.draft(seller.actor, inquiry=inquiry)
    rows = [line.as_fields() for line in quotation.own_draft(seller.actor).all_lines()]
    rows[0] |= {"quantity": 1000, "amount": "2.50"}
    terms = {"incoterm": "FOB", "incoterm_place": "Busan", "lead_time_days": 30, "currency": "USD"}
    quotation.write(seller.actor, {**terms, "payment": "deposit", "deposit_percent": 30}, rows)
    quotation.submit(seller.actor)
    return quotation


@pytest.mark.needs("postgresql")
def test_from_the_accepted_quotation_to_the_payout(
    portal: Portal, seller: Person, buyer: Person, supplier: Company, stripe: LocalStripe
) -> None:
    # The supplier connects with Stripe.
    selling = portal.open_as(seller)
    connect_stripe(selling)
    assert portal.aside(lambda: PayAccount.objects.get(company=supplier).state) == "enabled"

    # The buyer accepts; the supplier confirms the order.
    quotation = portal.aside(lambda: accepted(seller, buyer))
    buying = portal.open_as(buyer, quotation.get_absolute_url())
    buying.get_by_role("button", name=re.compile("Accept version")).click()
    order = portal.aside(lambda: Order.objects.get(quotation=quotation))
    selling.goto(order.get_absolute_url())
    selling.get_by_role("link", name="Confirm the order").first.click()
    press(selling, "Confirm the order")
    expect(selling.get_by_role("button", name="Production has begun").first).to_be_visible()
    portal.deliver()

    # The deposit: one card is declined, another one works.
    buying.goto(order.get_absolute_url())
    press(buying, "Pay by card")
    pay(buying, "0002")
    expect(buying.get_by_role("alert")).to_contain_text("declined")
    pay(buying)
    buying.wait_for_url(f"**{order.get_absolute_url()}**")
    reload_until(buying, portal, "paid on")
    deposit = portal.aside(lambda: Charge.objects.get(state=Charge.State.PAID))
    assert (deposit.amount, deposit.held) == (750, True)

    # Made, shipped, received.
    selling.goto(order.get_absolute_url())
    press(selling, "Production has begun")
    press(selling, "Ready to ship")
    selling.get_by_role("link", name="Ship", exact=True).first.click()
    press(selling, "Enter a delivery")
    expect(selling.get_by_text("The delivery is entered")).to_be_visible()
    portal.deliver()
    buying.goto(order.get_absolute_url())
    press(buying, "Pay by card")  # the rest, due before shipment
    pay(buying)
    buying.wait_for_url(f"**{order.get_absolute_url()}**")
    buying.goto(order.get_absolute_url())
    buying.get_by_role("link", name="It has come").first.click()
    press(buying, "It has come")
    expect(buying.get_by_role("button", name="Everything is in order").first).to_be_visible()
    for _round in range(4):  # the payout follows from the delivery, and is made by the relay
        portal.deliver()
    transfers = portal.aside(lambda: sorted(one["amount"] for one in stripe.store.all("transfer")))
    assert transfers == [75000, 175000]

    # Ten pieces were broken: the supplier sends part of it back.
    selling.goto(deposit.get_absolute_url())
    selling.get_by_label("Amount").fill("25")
    selling.get_by_label("Why").fill("Ten were broken")
    press(selling, "Send back")
    expect(selling.get_by_text("on its way back")).to_be_visible()
    for _round in range(3):
        portal.deliver()
    assert [one["amount"] for one in stripe.store.all("refund")] == [2500]
    assert sum(one["amount_reversed"] for one in stripe.store.all("transfer")) == 2500

    selling.goto("/my/ledger/")
    expect(selling.get_by_text(order.full_number).first).to_be_visible()
    portal.aside(lambda: call_command("ledger_check"))
    portal.aside(lambda: call_command("reconcile"))
