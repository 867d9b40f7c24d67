"""A buyer ticks, compares, saves; a colleague sees it."""

from typing import Any

from playwright.sync_api import expect

from catalog.models import Shortlist
from companies.models import Company
from companies.permissions import POWERS
from portal.core.actor import Actor
from tests.cast import Person, make_company, make_person, make_product


def test_from_ticks_to_a_shared_shortlist(
    portal: Any, buyer: Person, buying_company: Company, supplier: Company
) -> None:
    colleague = make_person("colleague@nordwerk.example", buying_company, "buyer")
    for number, price in enumerate(("2.10", "1.95", "2.40")):
        firm = supplier if number == 0 else make_company(f"Firm {number}", "supplier", "JP", tier=1)
        words = {"title": f"Ball bearing 620{number}", "price": price, "state": "draft"}
        product = make_product(firm, f"B-{number}", moq=100, lead_time_days=10 + number, **words)
        product.publish(Actor(company=firm, powers=POWERS["owner"]))
    portal.deliver()
    page = portal.open_as(buyer, "/search/?q=bearing&kind=product")
    for number in range(3):
        page.get_by_role("checkbox", name=f"Compare Ball bearing 620{number}").check()
        expect(page.get_by_role("button", name=f"Compare ({number + 1})")).to_be_visible()
    page.get_by_role("button", name="Compare (3)").click()
    page.get_by_label("Your quantity").fill("500")
    page.get_by_role("button", name="Compare for this").click()
    best = page.locator(".compare-table td.is-best", has_text="Lowest price")
    expect(best).to_contain_text("USD 1.95")
    expect(best).to_contain_text("USD 975.00")
    page.get_by_role("button", name="Save all to a shortlist").click()
    expect(page.locator("#toasts")).to_contain_text("3 products saved")
    found = portal.aside(Shortlist.objects.get)
    theirs = portal.open_as(colleague, "/my/shortlists/")
    theirs.get_by_role("link", name=found.name, exact=True).click()
    for number in range(3):
        expect(theirs.get_by_role("link", name=f"Ball bearing 620{number}")).to_be_visible()
    expect(theirs.get_by_role("row", name="Ball bearing 6201")).to_contain_text(str(buyer.user))
