"""A plan in a browser: chosen, declined, paid, looked after at the local stand-in for Stripe's portal, ended."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from payments.localstripe.billing import DECLINED_LATER
from payments.localstripe.furnishing import furnish
from payments.localstripe.server import LocalStripe
from payments.models import Subscription
from tests.cast import Person
from tests.journeys.conftest import Portal
from tests.journeys.test_paid_deal import pay, portal, press, reload_until, stripe  # noqa: F401 (fixtures)


def status(portal: Portal) -> Any:  # noqa: F811
    return portal.aside(lambda: Subscription.objects.get().status)


def look_after(page: Page) -> None:
    press(page, "Cards, receipts and the end of your plan")
    expect(page.get_by_text("local stand-in for Stripe’s customer portal").first).to_be_visible()


@pytest.mark.needs("postgresql")
def test_a_plan_from_its_choice_to_its_end(
    portal: Portal,  # noqa: F811
    seller: Person,
    stripe: LocalStripe,  # noqa: F811
) -> None:
    portal.aside(lambda: furnish(stripe, []))
    page = portal.open_as(seller, "/my/plan/")
    expect(page.get_by_text("Free of charge").first).to_be_visible()
    press(page, "Choose this plan")
    pay(page, "0002")
    expect(page.get_by_role("alert")).to_contain_text("declined")
    page.get_by_role("link", name="Back without paying").click()
    expect(page.get_by_text("A payment was begun and not finished").first).to_be_visible()
    press(page, "Choose this plan")
    pay(page)
    page.wait_for_url("**/my/plan/**")
    expect(page.get_by_text("Is renewed on").first).to_be_visible()
    assert status(portal) == "active"

    # A renewal is declined, and paid by another card.
    look_after(page)
    page.get_by_label(re.compile("0341")).check()
    press(page, "Use this card")
    expect(page.get_by_text("card ending in 0341").first).to_be_visible()
    assert DECLINED_LATER.endswith("0341")
    press(page, "Let a month pass")
    expect(page.get_by_text("payment failed").first).to_be_visible()
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.get_by_text("The last payment did not succeed").first).to_be_visible()
    look_after(page)
    page.get_by_label(re.compile("4242")).check()
    press(page, "Use this card")
    press(page, "Pay what is open")
    expect(page.get_by_role("button", name="Pay what is open")).to_have_count(0)

    # Cancelled, it lasts until the end of the month, and then is over.
    press(page, "Cancel the plan")
    expect(page.get_by_text(re.compile("^Ends on")).first).to_be_visible()
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.get_by_text("Ends on").first).to_be_visible()
    look_after(page)
    press(page, "Let a month pass")
    expect(page.get_by_text("ended").first).to_be_visible()
    page.goto("/my/plan/")
    reload_until(page, portal, "Your plan has ended")
    assert status(portal) == "canceled"
    assert {one["type"] for one in stripe.store.events} >= {
        "customer.subscription.updated",
        "customer.subscription.deleted",
        "invoice.payment_failed",
        "invoice.paid",
    }
