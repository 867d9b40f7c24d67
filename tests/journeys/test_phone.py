"""On a phone: a community's parts in one look, and lists that begin with what was found."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from community.models import Community
from tests.cast import Person, make_product
from tests.journeys.conftest import Portal
from tests.journeys.test_look import problems

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
WIDE = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def house(steward: Person) -> Community:
    return Community.found(steward.actor, slug="mills", name="Mills of Daegu", visibility="public")


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


@pytest.mark.parametrize("scripted", [True, False])
def test_all_parts_of_a_community_are_two_touches_away(
    portal: Portal, steward: Person, house: Community, scripted: bool
) -> None:
    page = portal.open_as(steward, house.get_absolute_url(), java_script_enabled=scripted, **PHONE)
    ways = page.get_by_role("navigation", name="In this community")
    for name in ("Overview", "Threads", "Members", "Calendar"):
        expect(ways.get_by_role("link", name=name)).to_be_in_viewport()
    expect(ways.get_by_role("link", name="Moderation")).to_be_hidden()
    ways.locator("summary").click()
    for name in ("Joint purchases", "Catalogue", "Directory", "Matchmaking", "Moderation", "Manage"):
        expect(ways.get_by_role("link", name=name)).to_be_in_viewport()
    if scripted:
        assert problems(page) == []
    ways.get_by_role("link", name="Moderation").click()
    expect(ways.get_by_role("link", name="Moderation")).to_be_in_viewport()
    expect(ways.get_by_role("link", name="Moderation")).to_have_attribute("aria-current", "page")
    fits(page)


def test_a_wide_page_shows_more_of_them_and_the_menu_closes_by_the_keyboard(
    portal: Portal, steward: Person, house: Community
) -> None:
    page = portal.open_as(steward, house.get_absolute_url(), **WIDE)
    ways = page.get_by_role("navigation", name="In this community")
    expect(ways.get_by_role("link", name="Joint purchases")).to_be_visible()
    ways.locator("summary").press("Enter")
    expect(ways.get_by_role("link", name="Vouching")).to_be_visible()
    expect(ways.get_by_role("link", name="Joint purchases")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(ways.get_by_role("link", name="Vouching")).to_be_hidden()
    expect(ways.locator("summary")).to_be_focused()
    fits(page)


@pytest.mark.parametrize("scripted", [True, False])
def test_a_list_on_a_phone_begins_with_what_was_found(portal: Portal, house: Community, scripted: bool) -> None:
    page = portal.open_as(None, "/communities/?country=KR&kind=association", java_script_enabled=scripted, **PHONE)
    button = page.locator(".filters > summary")
    expect(button).to_contain_text("2")
    expect(page.get_by_label("Sector")).to_be_hidden()
    page.get_by_role("link", name="South Korea").click()
    expect(page.get_by_role("link", name="South Korea")).to_have_count(0)
    button.click()
    page.get_by_label("Kind").select_option("")
    page.get_by_role("button", name="Show results").click()
    expect(page.get_by_role("link", name="Mills of Daegu")).to_be_in_viewport()
    expect(button).not_to_contain_text("1")
    fits(page)


def enlarged(page: Page, path: str) -> None:
    page.goto(path)
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    fits(page)


def test_letters_of_twice_the_size_push_nothing_out(portal: Portal, seller: Person, buyer: Person) -> None:
    """WCAG 1.4.4: what a reader has set in the browser, as the size of the root's letters."""
    company = seller.company
    assert company is not None
    product = make_product(company, price="12500.00")
    for step in (100, 1000):
        product.price_tiers.create(min_quantity=step, amount=12000 - step, currency="USD")
    page = portal.open_as(buyer, "/healthz", **PHONE)
    for path in (company.get_absolute_url(), "/companies/", "/my/", f"/compare/?p={product.ref}"):
        enlarged(page, path)
    enlarged(page, product.get_absolute_url())
    for button in page.locator(".sticky-actions .button:visible").all():
        box = button.bounding_box()
        assert box is not None and box["height"] < 200, "its words in two or three lines, not in letters"
    page = portal.open_as(None, "/healthz", **PHONE)
    enlarged(page, "/accounts/signup/")
    enlarged(page, "/accounts/login/")


HEADINGS = """all => all.map((one) => [one.textContent.trim(), one.getBoundingClientRect().top + scrollY])"""


def test_a_company_s_page_shows_its_parts_in_the_order_of_the_document(portal: Portal, seller: Person) -> None:
    """WCAG 1.3.2 and 2.4.3: a phone shows what keyboard and screen reader meet; a wide page its two columns."""
    company = seller.company
    assert company is not None
    company.texts.create(language="en", about="We turn balls of steel.")
    for number in range(7):
        make_product(company, f"A-{number}")
    page = portal.open_as(None, company.get_absolute_url(), **PHONE)
    parts = page.locator(".booth-body h2").evaluate_all(HEADINGS)
    names = [name for name, _top in parts]
    assert names[:3] == ["Products", "What was checked", "About"] and names[-1] == "Contact"
    assert [top for _name, top in parts] == sorted(top for _name, top in parts)
    fits(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    wide = dict(page.locator(".booth-body h2").evaluate_all(HEADINGS))
    assert list(wide) == names
    assert wide["What was checked"] - wide["Products"] < 40 < wide["Contact"] - wide["What was checked"]
    assert wide["Contact"] < wide["About"] and wide["Products"] < wide["About"]
    fits(page)


def test_a_wide_page_has_its_filters_open(portal: Portal, house: Community) -> None:
    page = portal.open_as(None, "/communities/?country=KR", **WIDE)
    expect(page.get_by_label("Sector")).to_be_visible()
    expect(page.locator(".filters > summary")).to_be_hidden()
    expect(page.locator(".filters__set")).to_be_hidden()
    fits(page)


EMPTY = ["/orders/", "/invoices/", "/my/quotations/", "/my/inquiries/"]
FILTERED = ["/my/products/", *(f"{path}?q=steel" for path in EMPTY), "/ko/orders/?since=2026-01-01"]


def test_lists_of_a_firm_fit_a_phone(portal: Any, seller: Person) -> None:
    make_product(seller.company)
    page = portal.open_as(seller, "/my/", **PHONE)
    for path in EMPTY:
        page.goto(path)
        fits(page)
        expect(page.locator(".filters")).to_have_count(0)  # there is nothing to look through
    for path in FILTERED:
        page.goto(path)
        fits(page)
        expect(page.locator(".filters > summary")).to_be_visible()
        page.locator(".filters > summary").click()
        expect(page.locator(".filters__apply")).to_be_visible()
        assert problems(page) == [], path
        fits(page)


def test_a_joint_purchase_is_written_on_a_phone_and_nothing_is_lost(
    portal: Portal, steward: Person, house: Community
) -> None:
    page = portal.open_as(steward, f"{house.get_absolute_url()}rounds/new/", **PHONE)
    button = page.get_by_role("button", name="Keep, and look at it")
    expect(button).to_be_in_viewport()
    expect(page.get_by_label("At least for each member")).to_be_hidden()
    page.get_by_label("Title").fill("Packing film")
    page.get_by_text("A maximum, and what each member may take").click()
    page.get_by_label("At least for each member").fill("-3")
    button.click()
    expect(page.get_by_label("At least for each member")).to_have_value("-3")
    expect(page.get_by_label("Title")).to_have_value("Packing film")
    expect(page.get_by_label("Incoterm", exact=False).first).to_be_hidden()
    assert problems(page) == []
    fits(page)
    page.get_by_label("At least for each member").fill("3")
    page.get_by_label("Category").select_option("others")
    page.get_by_label("Title").press("Enter")
    expect(page.get_by_role("heading", name="Packing film")).to_be_visible()


def test_what_a_browser_kept_is_not_hidden_in_a_fold(portal: Portal, steward: Person, house: Community) -> None:
    page = portal.open_as(steward, f"{house.get_absolute_url()}rounds/new/", **PHONE)
    page.get_by_text("A maximum, and what each member may take").click()
    page.get_by_label("Maximum in total").fill("900")
    page.reload()
    expect(page.get_by_label("Maximum in total")).to_have_value("900")
    expect(page.get_by_label("Maximum in total")).to_be_visible()


def test_a_link_to_a_part_of_the_editor_opens_it(portal: Portal, seller: Person) -> None:
    page = portal.open_as(seller, "/my/products/new/", **PHONE)
    expect(page.get_by_label("HS code")).to_be_hidden()
    page.get_by_role("link", name="Customs").click()
    expect(page.get_by_label("HS code")).to_be_visible()
    fits(page)


def test_enter_in_a_field_posts_the_offer(portal: Portal, seller: Person) -> None:
    page = portal.open_as(seller, "/my/offers/new/?side=sell", **PHONE)
    for name, words in {"title": "Ball bearings 6204", "quantity": "500", "amount": "2.35", "text": "In stock"}.items():
        page.locator(f"[name={name}]").fill(words)
    page.locator("[name=category]").select_option("others")
    page.locator("[name=title]").press("Enter")
    page.wait_for_url("**/offers/O*/")
    expect(page.get_by_role("heading", name="Ball bearings 6204")).to_be_visible()
