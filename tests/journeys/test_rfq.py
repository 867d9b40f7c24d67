"""A buyer asks once, three suppliers of different companies quote, one is countered, and the buyer decides."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from companies.models import Company
from offers.models import RFQ
from tests.cast import Person, make_company, make_person
from tests.journeys.dealing import quote_by_clicks
from tests.trade.deals import quote
from trade.models import Award, Quotation

PHONE = {"viewport": {"width": 390, "height": 844}}
DESK = {"viewport": {"width": 1280, "height": 900}}


def publish(page: Page) -> None:
    """From a blank page to the market, by clicks."""
    page.locator("main [name=title]").fill("Bearings for pumps")
    page.locator("main [name=category]").select_option("bearings")
    page.locator("main [name='line-0-title']").fill("Ball bearing 6204")
    page.locator("main [name='line-0-quantity']").fill("1000")
    page.locator("button[value='add_row:0']").click()
    page.locator("main [name='line-0-req-0-name']").fill("inner diameter")
    page.locator("main [name='line-0-req-0-value']").fill("20")
    page.locator("main [name='line-0-req-0-unit']").fill("mm")
    page.locator("main [name=delivery_country]").select_option("DE")
    page.locator("main [name=currency]").select_option("EUR")
    page.locator("main [name=closes_at]").fill((timezone.now() + timedelta(days=10)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Go on to the check").click()
    expect(page.get_by_text("Nothing has gone out yet.")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="Bearings for pumps")).to_be_visible()


def test_from_a_request_to_the_award(portal: Any, buyer: Person, seller: Person) -> None:
    portal.aside(lambda: Company.objects.filter(pk=buyer.company.pk).update(tier=1))
    rivals = portal.aside(
        lambda: [
            make_person(f"sales@rival{n}.example", make_company(f"Rival {n}", "supplier", country))
            for n, country in enumerate(("JP", "CN"))
        ]
    )
    hers, his = portal.open_as(buyer, "/my/rfqs/new/", **DESK), portal.open_as(seller, "/rfqs/", **PHONE)
    publish(hers)
    rfq = portal.aside(RFQ.objects.get)

    his.goto("/rfqs/")
    his.get_by_role("link", name="Bearings for pumps").first.click()
    his.locator("#questions textarea").fill("Which clearance?")
    his.get_by_role("button", name="Ask the buyer").click()
    hers.goto(rfq.get_absolute_url())
    hers.get_by_label("Your answer").fill("C3, please.")
    hers.locator(".rfq-answer button").first.click()
    his.goto(rfq.get_absolute_url())
    expect(his.get_by_text("C3, please.")).to_be_visible()

    quote_by_clicks(his, "1.20", "20 mm")
    portal.aside(lambda: [quote(one, rfq, price) for one, price in zip(rivals, ("1.10", "1.40"), strict=True)])
    mine = portal.aside(lambda: Quotation.objects.get(supplier=seller.company))

    hers.goto(mine.get_absolute_url())
    hers.get_by_role("link", name="Make a counter-offer").click()
    hers.locator("main [name='l0-amount']").fill("1.05")
    hers.get_by_role("button", name="Save and look it over").click()
    hers.get_by_role("button", name="Send the counter-offer").click()
    his.goto(mine.get_absolute_url())
    his.get_by_role("button", name="Agree to the counter-offer").click()

    hers.goto(rfq.get_absolute_url())
    hers.locator(f"main a[href='/rfqs/{rfq.ref}/comparison/']").first.click()
    expect(hers.locator("main")).to_contain_text("EUR 1.05")
    hers.get_by_role("link", name="Award").first.click()
    hers.get_by_role("button", name="Review this choice").click()
    expect(hers.get_by_role("heading", name="Hanbit Bearings")).to_be_visible()
    hers.get_by_role("button", name="Award now").click()
    expect(hers.get_by_text("The request is awarded.").first).to_be_visible()
    made = portal.aside(lambda: list(Award.objects.get().lines.values_list("quotation__supplier__name", "amount")))
    assert [(name, str(amount)) for name, amount in made] == [("Hanbit Bearings", "1.0500")]
    his.goto(mine.get_absolute_url())
    expect(his.get_by_text("Awarded to you")).to_be_visible()
