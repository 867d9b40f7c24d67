"""The whole story, as the README promises it: from a spreadsheet to a deal, its good practice, and who reads it.

A small firm of Busan comes with the catalogue it has. A buyer of Hamburg finds it in German, asks, talks, compares and
pays. An association lets both buy together. The programme checks, and publishes what can be learned from it.

Everything is clicked by people who come in by the front page. What is not is said where it happens. Each station can be
looked at: SHOTS=folder keeps a picture of it for a phone and for a desk, in English and in Korean.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import Page, expect

from offers.models import RFQ
from payments.localstripe.server import LocalStripe
from tests.cast import Person, make_company, make_person
from tests.cms.desk_cast import with_role
from tests.companies.verification import NUMBER
from tests.journeys import houses
from tests.journeys.arriving import ask_for_the_check, put_on_the_market, sign_up
from tests.journeys.catalogue import TONER, icecat_sample, import_all
from tests.journeys.conftest import Portal
from tests.journeys.dealing import quote_by_clicks
from tests.journeys.office import approve, insert, menu, write_rich
from tests.journeys.paying import connect_stripe, pay, press, reload_until
from tests.journeys.paying import portal as portal
from tests.journeys.paying import stripe as stripe
from tests.journeys.stations import station
from tests.trade.deals import quote

SELLER, BUYER, HOUSE = "Haneul Office Supplies", "Nordwerk Handel", "Office Suppliers of Busan"
REQUEST, QUANTITY, PRICE = "Toner cartridges for our branches", "500", "41.50"
PURCHASE, PRACTICE = "Recycled packing paper, 50 m rolls", "A stationer of Busan supplies forty branches in Germany"


@dataclass
class World:
    """Who was there before, and the browsers of those who come."""

    portal: Portal
    folder: Path
    moderator: Person
    editor: Person
    publisher: Person
    rivals: list[Person]
    pages: dict[str, Page] = field(default_factory=dict)

    @property
    def hers(self) -> Page:
        """Of Haneul, who sells."""
        return self.pages["seller"]

    @property
    def his(self) -> Page:
        """Of Jonas, who buys."""
        return self.pages["buyer"]

    @property
    def theirs(self) -> Page:
        """Of the association."""
        return self.pages["house"]

    def comes(self, name: str, **options: Any) -> Page:
        """Somebody nobody knows, at the front page."""
        self.pages[name] = self.portal.open_as(None, "/", **options)
        return self.pages[name]


@pytest.fixture
def world(portal: Portal, moderator: Person, tmp_path: Path) -> World:
    """The programme's staff are there before the first firm, and so are two suppliers."""

    def there() -> World:
        moderator.user.groups.add(Group.objects.get(name="Reviewers"))
        editor = with_role("eun@programme.example", "editor", "cases")
        publisher = with_role("pil@programme.example", "publisher", "cases")
        firms = [make_company("Kaizuka Toner", "supplier", "JP", tier=1), make_company("Lisboa Tinta", country="PT")]
        rivals = [make_person(f"sales@rival{number}.example", firm) for number, firm in enumerate(firms)]
        return World(portal, tmp_path, moderator, editor, publisher, rivals)

    return portal.aside(there)


@pytest.mark.needs("postgresql", "redis", "elasticsearch")
def test_the_whole_story(world: World, stripe: LocalStripe) -> None:
    a_firm_comes_and_is_checked(world)
    its_spreadsheet_becomes_a_catalogue(world)
    it_posts_an_offer(world)
    a_foreign_buyer_finds_it_in_another_language(world)
    they_ask_and_talk(world)
    he_asks_several_and_compares(world)
    he_awards_and_it_is_an_order(world)
    it_is_paid_shipped_and_received(world, stripe)
    an_association_lets_them_buy_together(world)
    the_firm_tells_its_story(world)
    the_programme_publishes_it(world)
    anybody_reads_it(world)


def a_firm_comes_and_is_checked(world: World) -> None:
    page = world.comes("seller")
    page.get_by_role("link", name="Join", exact=True).click()
    sign_up(page, "Haneul Park", "haneul@supplies.example")
    expect(page.get_by_role("heading", name="Welcome, Haneul Park")).to_be_visible()
    station(page, "01-welcome")
    page.get_by_role("link", name="Put it on the market").click()
    put_on_the_market(page, SELLER, "KR")
    home(page)
    station(page, "02-first-steps")
    page.get_by_role("link", name="Have your registration checked").click()
    ask_for_the_check(page, NUMBER, world.folder)

    desk = world.portal.open_as(world.moderator, "/desk/")
    desk.get_by_role("navigation", name="Desk").get_by_role("link", name="Verifications").click()
    desk.get_by_role("link", name=SELLER).click()
    station(desk, "03-the-check")
    press(desk, "Approve")
    world.portal.deliver()
    home(page)
    expect(page.get_by_text("Have your registration checked").first).to_be_visible()
    page.get_by_role("link", name="Bring your products").click()


def its_spreadsheet_becomes_a_catalogue(world: World) -> None:
    import_all(world.portal, world.hers, icecat_sample(world.folder))
    station(world.hers, "04-imported")
    world.hers.get_by_role("link", name="See your products").click()
    station(world.hers, "05-products")


def it_posts_an_offer(world: World) -> None:
    page = world.hers
    page.locator("main [name=q]").fill(TONER)
    page.keyboard.press("Enter")
    expect(page.locator("main tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Post an offer").click()
    page.locator("input[name=quantity]").fill("2000")
    press(page, "Publish")
    expect(page.get_by_role("heading", level=1)).to_contain_text("006R90321")
    station(page, "06-offer")
    world.portal.deliver()


def a_foreign_buyer_finds_it_in_another_language(world: World) -> None:
    page = world.comes("buyer", locale="de-DE", timezone_id="Europe/Berlin")
    find(page, "Tonerkartusche Xerox")
    station(page, "07-found")
    page.get_by_role("link", name="Xerox 006R90321").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("006R90321")
    station(page, "08-product")


def they_ask_and_talk(world: World) -> None:
    """He joins because he wants to ask; what he has written waits for him."""
    his, hers = world.his, world.hers
    his.get_by_role("link", name="Send inquiry").first.click()
    his.get_by_label("Your question").fill("What do 500 cartridges cost, CIF Hamburg?")
    his.locator("input[name=quantity]").fill(QUANTITY)
    press(his, "Send inquiry")
    his.get_by_role("link", name="Join with your e-mail address").click()
    sign_up(his, "Jonas Petersen", "jonas@nordwerk.example")
    put_on_the_market(his, BUYER, "DE")
    expect(his.get_by_label("Your question")).to_have_value("What do 500 cartridges cost, CIF Hamburg?")
    press(his, "Send inquiry")
    expect(his.get_by_text("What do 500 cartridges cost, CIF Hamburg?")).to_be_visible()
    station(his, "09-inquiry")
    world.portal.deliver()

    home(hers)
    station(hers, "10-waiting-for-her")
    hers.get_by_role("link", name="Answer inquiry").first.click()
    hers.get_by_label("Your answer").fill("EUR 41.50 each from 500 pieces, FOB Busan.")
    press(hers, "Send answer")
    his.reload()
    for page in (his, hers):
        press(page, "Go on in chat")
        expect(page.locator("#room")).to_have_attribute("data-state", "connected")
    say(his, "Can you ship before Christmas?")
    expect(hers.locator(".said--them .said__words")).to_have_text("Can you ship before Christmas?")
    say(hers, "네, 12월 10일에 출하합니다.")
    expect(his.locator(".said--them .said__words")).to_have_text("네, 12월 10일에 출하합니다.")
    station(his, "11-talk")


def he_asks_several_and_compares(world: World) -> None:
    """Nobody has checked his firm: staff look at its first request before suppliers see it."""
    his, hers = world.his, world.hers
    home(his)
    his.get_by_role("link", name="Post a request").first.click()
    his.locator("main [name=title]").fill(REQUEST)
    his.locator("main [name=category]").select_option("toner-cartridges")
    his.locator("main [name='line-0-title']").fill("Xerox 006R90321 or equal")
    his.locator("main [name='line-0-quantity']").fill(QUANTITY)
    his.locator("main [name=delivery_country]").select_option("DE")
    his.locator("main [name=currency]").select_option("EUR")
    his.locator("main [name=closes_at]").fill((timezone.now() + timedelta(days=10)).strftime("%Y-%m-%dT%H:%M"))
    press(his, "Go on to the check")
    station(his, "12-request")
    press(his, "Hand it in")
    expect(his.get_by_role("heading", name=REQUEST)).to_be_visible()

    desk = world.portal.open_as(world.moderator, "/desk/")
    desk.get_by_role("navigation", name="Desk").get_by_role("link", name="Requests").click()
    desk.get_by_role("link", name=REQUEST).click()
    press(desk, "Approve: it goes out now")
    world.portal.deliver()

    hers.get_by_role("navigation", name="Main").get_by_role("link", name="Requests").click()
    hers.get_by_role("link", name=REQUEST).first.click()
    quote_by_clicks(hers, PRICE)
    station(hers, "13-quotation")
    # Her rivals quote as she did, which needs no second and third look.
    world.portal.aside(lambda: rivals_quote(world))
    world.portal.deliver()

    home(his)
    his.get_by_role("link", name=REQUEST).first.click()
    his.get_by_role("link", name="Compare").first.click()
    expect(his.locator("main")).to_contain_text("EUR 41.50")
    station(his, "14-comparison")


def rivals_quote(world: World) -> None:
    rfq = RFQ.objects.get()
    for rival, price in zip(world.rivals, ("44.00", "43.20"), strict=True):
        quote(rival, rfq, price)


def he_awards_and_it_is_an_order(world: World) -> None:
    his, hers = world.his, world.hers
    his.get_by_role("link", name="Award").first.click()
    press(his, "Review: all to this one")
    expect(his.get_by_role("heading", name=SELLER)).to_be_visible()
    press(his, "Award now")
    expect(his.get_by_text("The request is awarded.").first).to_be_visible()
    station(his, "15-awarded")
    his.get_by_role("link", name=re.compile("^Order ")).first.click()
    expect(his.get_by_text("The supplier confirms the order")).to_be_visible()
    world.portal.deliver()

    connect_stripe(hers)
    station(hers, "16-payments")
    home(hers)
    hers.get_by_role("link", name="Confirm the order").first.click()
    hers.get_by_role("link", name="Confirm the order").first.click()
    press(hers, "Confirm the order")
    expect(hers.get_by_role("button", name="Production has begun").first).to_be_visible()
    world.portal.deliver()


def it_is_paid_shipped_and_received(world: World, stripe: LocalStripe) -> None:
    his, hers = world.his, world.hers
    his.reload()
    station(his, "17-order")
    order = his.url
    press(his, "Pay by card")
    pay(his)
    his.wait_for_url(f"{order.partition('?')[0]}**")
    reload_until(his, world.portal, "paid on")
    press(hers, "Production has begun")
    press(hers, "Ready to ship")
    hers.get_by_role("link", name="Ship", exact=True).first.click()
    press(hers, "Enter a delivery")
    expect(hers.get_by_text("The delivery is entered")).to_be_visible()
    world.portal.deliver()

    home(his)
    his.get_by_role("link", name="It has come").first.click()
    his.get_by_role("link", name="It has come").first.click()
    press(his, "It has come")
    press(his, "Everything is in order")
    expect(his.get_by_text("Completed").first).to_be_visible()
    station(his, "18-completed")
    for _round in range(4):  # the payout follows from the delivery, and is made by the relay
        world.portal.deliver()
    assert [one["amount"] for one in stripe.store.all("transfer")] == [2_075_000], "500 at EUR 41.50, in cents"


def an_association_lets_them_buy_together(world: World) -> None:
    page = world.comes("house")
    page.get_by_role("link", name="See communities").click()
    page.get_by_role("link", name="Found a community").first.click()
    page.get_by_role("link", name="Join with your e-mail address").click()
    sign_up(page, "Seo-yeon Kim", "seoyeon@association.example")
    put_on_the_market(page, "Busan Trade Association", "KR")
    house = houses.found(page, HOUSE, "Stationers around Busan, and who buys from them.")
    station(page, "19-house")
    for member in (world.hers, world.his):
        member.get_by_role("navigation", name="Main").get_by_role("link", name="Communities").click()
        member.get_by_role("link", name=HOUSE).first.click()
        houses.ask_to_join(member)
    houses.let_in(page, house)

    page.get_by_role("link", name="Joint purchases").first.click()
    page.get_by_role("link", name=re.compile("joint purchase")).first.click()
    purchase = houses.open_purchase(page, PURCHASE, "FSC recycled, 80 g.", {"100": "9.80", "500": "9.20"})
    houses.pledge(world.hers, purchase, "200")
    houses.pledge(world.his, purchase, "300")
    expect(world.his.get_by_text("9.20").first).to_be_visible()
    station(world.his, "20-pledged")
    houses.close(page, purchase)
    world.portal.deliver()
    page.goto(purchase)
    for firm in (SELLER, BUYER):
        expect(page.get_by_role("row", name=firm).first).to_be_visible()
    station(page, "21-bought-together")


def the_firm_tells_its_story(world: World) -> None:
    """With its consent to be named."""
    page = world.hers
    page.goto("/cases/")
    page.get_by_role("link", name="Suggest a case").first.click()
    page.get_by_label("Title").fill(PRACTICE)
    page.get_by_label("What was the problem?").fill("Nobody outside Korea knew us.")
    page.get_by_label("What did you do?").fill("We put the spreadsheet we had on the market and answered within a day.")
    page.get_by_label("What came of it?").fill("An order of EUR 20,750 from a firm we had never met.")
    page.get_by_label("Our company may be named").check()
    page.get_by_label("Who agrees for the company").fill("Haneul Park, owner")
    press(page, "Send to the editors")
    station(page, "22-proposed")


def the_programme_publishes_it(world: World) -> None:
    """An editor writes it up, another person approves."""
    desk = world.portal.open_as(world.editor, "/editors/")
    desk.get_by_role("link", name="Proposed stories").first.click()
    press(desk, "Begin with it")
    expect(desk.locator("[name=title]")).to_have_value(PRACTICE)
    desk.locator("[name=summary]").fill("A spreadsheet, an answer within a day, and a first order from abroad.")
    insert(desk, "Paragraph")
    write_rich(desk, "They met in the market place.")
    station(desk, "23-editor")
    menu(desk, "Submit to")
    expect(desk.get_by_text("submitted for moderation").first).to_be_visible()
    approve(world.portal.open_as(world.publisher, "/editors/"), PRACTICE)
    world.portal.deliver()


def anybody_reads_it(world: World) -> None:
    """A visitor, without an account; in Korean, too."""
    page = world.comes("visitor")
    page.goto("/cases/")
    page.get_by_role("link", name=PRACTICE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PRACTICE)
    expect(page.locator("main").get_by_role("link", name=SELLER).first).to_be_visible()
    station(page, "24-good-practice")
    page.goto("/ko/")
    find(page, "제록스 토너", "검색")
    expect(page.locator("main").get_by_role("link", name=re.compile("Xerox.*toner", re.I)).first).to_be_visible()
    station(page, "25-found-in-korean")


def home(page: Page) -> None:
    """“My portal”, by the menu of the account."""
    page.locator(".menu--account > summary").click()
    page.get_by_role("link", name="My portal").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My portal")


def find(page: Page, words: str, verb: str = "Search") -> None:
    """By the large field of the front page."""
    form = page.locator(".home-search")
    form.locator("input[name=q]").fill(words)
    form.get_by_role("button", name=verb).click()


def say(page: Page, words: str) -> None:
    page.locator("#words").fill(words)
    page.get_by_role("button", name="Send").click()
