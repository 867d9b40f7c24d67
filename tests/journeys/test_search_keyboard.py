"""A buyer without a mouse: words, facets, a range, chips and a result, by the keyboard alone."""

from typing import Any

from playwright.sync_api import Page, expect

from companies.models import Company
from companies.permissions import POWERS
from portal.core.actor import Actor
from tests.cast import make_company, make_product

MOST_STEPS = 150


def tab_to(page: Page, selector: str) -> None:
    """Tab on until what has the focus matches; the focus must be seen, and nothing may hold it."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def open_filters(page: Page) -> None:
    """On a narrow page the filters are folded; on a wide one they stand open."""
    if page.locator("details.facets:not([open])").count() and page.locator("details.facets > summary").is_visible():
        tab_to(page, "details.facets > summary")
        page.keyboard.press("Enter")


def test_searching_with_facets_by_keyboard_alone(portal: Any, supplier: Company) -> None:
    other = make_company("Nihon Works", "supplier", "JP", tier=1)
    for firm, brand, price in ((supplier, "Acme", "2.10"), (other, "Acme", "9.50"), (other, "Zenith", "2.40")):
        words = {"title": f"Ball bearing {brand} {firm.country}", "brand": brand, "price": price, "state": "draft"}
        make_product(firm, f"{brand}-{firm.country}", moq=100, **words).publish(
            Actor(company=firm, powers=POWERS["owner"])
        )
    portal.deliver()
    page = portal.open_as(None, "/search/")
    tab_to(page, "input[name=q]")
    page.keyboard.type("ball bearing")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=ball*bearing*")
    cards = page.locator(".search-card h3")
    expect(cards.filter(has_text="Ball bearing")).to_have_count(3)

    open_filters(page)
    tab_to(page, "input[name=brand][value=Acme]")
    page.keyboard.press("Space")
    expect(cards.filter(has_text="Ball bearing")).to_have_count(2)
    expect(page.locator(".chips")).to_contain_text("Acme")
    expect(page.locator("input[name=brand][value=Acme]")).to_be_focused()
    expect(page.locator("#search-total [aria-live=polite]")).to_contain_text("result")

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(cards.filter(has_text="Ball bearing")).to_have_count(3)
    page.keyboard.press("Space")
    expect(cards.filter(has_text="Ball bearing")).to_have_count(2)

    tab_to(page, "input[name=price_to]")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect(cards.filter(has_text="Ball bearing")).to_have_count(1)

    tab_to(page, ".chips a.chip")
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).not_to_contain_text("Acme")
    expect(cards.filter(has_text="Ball bearing")).to_have_count(2)
    tab_to(page, ".search-card h3 a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ball bearing")
