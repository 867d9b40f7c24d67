"""A firm lets its association act for it: the banner, the words on its behalf, and the end that stops it at once."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from companies.models import Mandate
from offers.models import Inquiry
from tests.cast import Person


def test_an_association_acts_for_a_firm_until_the_firm_ends_it(
    portal: Any, steward: Person, seller: Person, buyer: Person
) -> None:
    inquiry, later = portal.aside(lambda: [asked(buyer, seller, title) for title in ("Bearings", "Bushings")])
    theirs = portal.open_as(steward, f"/my/mandates/new/{seller.company.slug}/")
    propose(theirs)
    mandate = portal.aside(Mandate.objects.get)
    hers = portal.open_as(seller, mandate.get_absolute_url())
    hers.get_by_role("button", name="Give this mandate").click()
    expect(hers.get_by_role("link", name="Revoke")).to_be_visible()
    theirs.goto(mandate.get_absolute_url())
    theirs.get_by_role("button", name=re.compile("Act for Hanbit Bearings")).click()
    banner = theirs.get_by_role("complementary", name="You act under a mandate")
    expect(banner).to_contain_text("Hanbit Bearings")
    theirs.goto(inquiry.get_absolute_url())
    theirs.locator("textarea[name=answer]").fill("We deliver in four weeks.")
    theirs.locator("form:has(textarea[name=answer])").get_by_role("button", name="Send", exact=False).first.click()
    expect(theirs.get_by_text("Your answer is sent.")).to_be_visible()
    his = portal.open_as(buyer, inquiry.get_absolute_url())
    expect(his.get_by_text("We deliver in four weeks.")).to_be_visible()
    expect(his.get_by_text(re.compile(r"Textile Association,\s+on behalf of")).first).to_be_visible()
    theirs.goto("/my/people/")
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Not part of the mandate")
    theirs.goto(later.get_absolute_url())
    theirs.locator("textarea[name=answer]").fill("Nobody reads this.")
    hers.get_by_role("link", name="Revoke").click()
    hers.get_by_role("button", name="Revoke it now").click()
    expect(hers.get_by_role("button", name="Give this mandate")).to_have_count(0)
    theirs.locator("form:has(textarea[name=answer])").get_by_role("button", name="Send", exact=False).first.click()
    expect(theirs.get_by_text("Nothing was done; you now act for Textile Association")).to_be_visible()
    expect(theirs.get_by_role("complementary", name="You act under a mandate")).to_have_count(0)
    assert portal.aside(lambda: Inquiry.objects.get(pk=later.pk).state) == Inquiry.State.SENT
    assert portal.aside(lambda: Mandate.objects.in_force().count()) == 0


def asked(buyer: Person, seller: Person, title: str) -> Inquiry:
    return Inquiry.send(buyer.actor, seller.company, title=title, question="How soon can you deliver?")


def propose(page: Page) -> None:
    for box in page.locator("input[name=lent]").all():
        if box.get_attribute("value") in {"sells", "sell", "talks", "talk"}:
            box.check()
    page.locator("[name=sell_limit]").fill("5000")
    page.get_by_role("button", name="Read it in plain words").click()
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_role("button", name="Take the proposal back")).to_be_visible()
