"""How an association's house comes about, fills, and buys together."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect


def found(page: Page, name: str, sentence: str) -> str:
    """From the form to the house; gives its address."""
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("In one sentence").fill(sentence)
    page.get_by_role("button", name="Found the community").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return page.url.partition("?")[0]


def ask_to_join(page: Page) -> None:
    """On the page of the house."""
    page.get_by_role("button", name="Ask to join").click()
    expect(page.get_by_text("The steward decides").first).to_be_visible()


def let_in(page: Page, house: str) -> None:
    """Whoever asks, one after the other."""
    page.goto(f"{house}members/")
    while page.get_by_role("button", name="Let in").count():
        page.get_by_role("button", name="Let in").first.click()
    expect(page.get_by_role("button", name="Let in")).to_have_count(0)


def open_purchase(page: Page, title: str, words: str, tiers: dict[str, str]) -> str:
    """From the form to the members; `tiers` are prices in USD by the quantity in total. Gives its address."""
    page.get_by_label("Title").fill(title)
    page.get_by_label("Category").select_option("others")
    page.locator("[name=text]").fill(words)
    page.get_by_label("Currency").select_option("USD")
    for place, (quantity, amount) in enumerate(tiers.items()):
        page.locator(f"[name=tier-{place}-quantity]").fill(quantity)
        page.locator(f"[name=tier-{place}-amount]").fill(amount)
    page.get_by_label("Minimum in total").fill(next(iter(tiers)))
    page.locator("[name=deadline]").fill((timezone.now() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_label("Country of delivery").select_option("KR")
    page.get_by_label("Place of delivery").fill("Busan")
    page.get_by_role("button", name="Keep, and look at it").click()
    page.get_by_role("button", name="Open it for the members").click()
    expect(page.get_by_role("link", name="Extend the deadline")).to_be_visible()
    return page.url.partition("?")[0]


def pledge(page: Page, purchase: str, quantity: str) -> None:
    page.goto(purchase)
    page.get_by_label("Quantity").fill(quantity)
    page.get_by_label("Delivery address").fill("12 Harbour Road")
    page.locator("[name=understood]").check()
    page.get_by_role("button", name="Pledge", exact=True).click()


def close(page: Page, purchase: str) -> None:
    """By the steward, before the deadline."""
    page.goto(purchase)
    page.get_by_role("link", name="Close it now").click()
    page.get_by_role("button", name=re.compile("Close")).last.click()
