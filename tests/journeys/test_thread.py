"""The main job from end to end, by clicks: import a catalogue, find it, ask, talk, offer, meet."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from catalog.models import Product
from community.models import Community, CommunityMember
from offers.models import Inquiry, Offer
from tests.cast import Person
from tests.journeys.catalogue import TONER, icecat_sample, import_all


@pytest.fixture
def community(transactional_db: None, steward: Person, seller: Person) -> Community:
    house = Community.found(steward.actor, slug="office-supplies", name="Office Supplies Association")
    house.members.create(company=seller.company, state=CommunityMember.State.ACTIVE)
    return house


def test_from_a_spreadsheet_to_a_conversation(
    portal: Any, seller: Person, buyer: Person, steward: Person, community: Community, tmp_path: Path
) -> None:
    file = icecat_sample(tmp_path)
    hers = portal.open_as(seller, "/my/import/")
    import_all(portal, hers, file)
    his = portal.open_as(buyer, "/")
    find_the_toner(his)
    ask(his)
    answer(portal, hers)
    talk(his, hers)
    post_an_offer(portal, hers, his)
    meet(portal.open_as(steward, f"/communities/{community.slug}/"), hers, community)


def find_the_toner(page: Page) -> None:
    """By the home page's field, with a facet."""
    page.get_by_role("search").locator("input[name=q]").last.fill("xerox 006R90321")
    page.get_by_role("search").get_by_role("button", name="Search").last.click()
    brand = page.get_by_role("group", name="Brand").get_by_label("Xerox")
    expect(brand).to_be_visible()
    page.get_by_role("link", name="Xerox 006R90321", exact=False).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("006R90321")
    expect(page.get_by_text("EUR 49.95").first).to_be_visible()


def ask(page: Page) -> None:
    page.get_by_role("link", name="Send inquiry").first.click()
    page.get_by_label("Your question").fill("What is your price for 500 cartridges, CIF Hamburg?")
    page.locator("input[name=quantity]").fill("500")
    page.get_by_role("button", name="Send inquiry").click()
    expect(page.get_by_text("What is your price for 500 cartridges, CIF Hamburg?")).to_be_visible()


def answer(portal: Any, page: Page) -> None:
    """It waits on the supplier's portal, and is answered there."""
    portal.deliver()
    page.goto("/my/")
    page.get_by_role("link", name="Answer inquiry").first.click()
    page.get_by_label("Your answer").fill("EUR 41.50 each from 500 pieces.")
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_text("EUR 41.50 each from 500 pieces.")).to_be_visible()
    assert portal.aside(lambda: Inquiry.objects.get().state) == Inquiry.State.ANSWERED


def talk(his: Page, hers: Page) -> None:
    """Both in the room, live, in two browsers."""
    his.reload()
    his.get_by_role("button", name="Go on in chat").click()
    hers.get_by_role("button", name="Go on in chat").click()
    for page in (his, hers):
        expect(page.locator("#room")).to_have_attribute("data-state", "connected")
    assert his.url == hers.url
    his.locator("#words").fill("Can you ship by May?")
    his.get_by_role("button", name="Send").click()
    expect(hers.locator(".said--them .said__words")).to_have_text("Can you ship by May?")
    hers.locator("#words").fill("네, 4월 말에 출하합니다.")
    hers.get_by_role("button", name="Send").click()
    expect(his.locator(".said--them .said__words")).to_have_text("네, 4월 말에 출하합니다.")


def post_an_offer(portal: Any, hers: Page, his: Page) -> None:
    """From the product; the buyer finds it on the board and by the search."""
    product = portal.aside(lambda: Product.objects.get(sku=TONER))
    hers.goto(product.get_absolute_url())
    hers.get_by_role("link", name="Post an offer").first.click()
    expect(hers.get_by_label("Title")).to_have_value(product.title[:160])
    hers.locator("input[name=quantity]").fill("2000")
    hers.get_by_role("button", name="Publish").click()
    offer = portal.aside(Offer.objects.get)
    assert offer.is_open
    portal.deliver()
    his.goto("/offers/")
    his.get_by_role("link", name="006R90321").first.click()
    expect(his).to_have_url(re.compile(re.escape(offer.get_absolute_url()) + "$"))
    his.goto("/search/?q=006R90321&kind=offer")
    expect(his.get_by_role("link", name="006R90321").first).to_be_visible()


def meet(theirs: Page, hers: Page, community: Community) -> None:
    """The steward asks in the community, the supplier reads it and replies."""
    theirs.get_by_role("link", name="Start a thread").first.click()
    theirs.get_by_label("Title").fill("Joint freight to Hamburg in May?")
    theirs.get_by_label("Your words").fill("Three members ship the same week.")
    theirs.get_by_role("button", name="Post it").click()
    hers.goto(community.get_absolute_url())
    hers.get_by_role("link", name="Joint freight to Hamburg in May?").click()
    hers.get_by_label("Your words").fill("We join with two pallets.")
    hers.get_by_role("button", name="Reply").click()
    theirs.reload()
    expect(theirs.get_by_text("We join with two pallets.")).to_be_visible()
