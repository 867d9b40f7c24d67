"""The editor on a phone: a new product with a picture to its public page, and nothing lost when the page closes."""

import io
import os
import re
import time
from collections.abc import Callable
from typing import Any

from PIL import Image
from playwright.sync_api import Page, expect

from catalog.models import Product
from tests.cast import Person

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def photograph() -> dict[str, Any]:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((1600, 1200)).convert("RGB").save(out, "JPEG")
    return {"name": "valve.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def look(page: Page, name: str, whole: bool = False) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=whole)


def until(is_so: Callable[[], bool]) -> None:
    """The server has a minute to take what a closing page sent, on a machine that has much else to do."""
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end


def test_a_product_is_made_on_a_phone_and_survives_a_closed_page(portal: Any, seller: Person) -> None:
    page = portal.open_as(seller, "/my/products/new/", **PHONE)
    page.get_by_label(re.compile("^Title")).first.fill("Brass ball valve DN 25")
    page.get_by_label("SKU", exact=True).fill("BV-25")
    expect(page.locator("#kept-sign")).to_contain_text("Kept")
    page.get_by_label("Category", exact=True).select_option("others")
    expect(page.locator("#kept-sign")).to_contain_text("Saved")
    expect(page).to_have_url(re.compile(r"/my/products/P-"))
    look(page, "editor-390")
    address = page.url
    page.get_by_text("Brand, model, and the language it is written in").click()
    page.get_by_label("Brand").fill("Haneul")
    page.goto("/my/products/")  # at once: the last words go with the page that closes
    until(lambda: portal.aside(Product.objects.get).brand == "Haneul")
    page.goto(address)
    expect(page.locator(".unsaved")).to_have_count(0)
    expect(page.get_by_label("Brand")).to_have_value("Haneul")
    page.get_by_label("Add pictures").set_input_files(photograph())
    expect(page.locator("[data-picture-row]")).to_have_count(1)
    page.get_by_role("button", name="Take this").click()
    expect(page.locator("input[name$=-alt]")).to_have_value("Brass ball valve DN 25, view 1")
    expect(page.locator("#score-bar summary")).to_contain_text("next: A price for a quantity")
    look(page, "editor-390-picture")
    page.locator("#score-bar summary").click()
    look(page, "editor-390-score")
    page.locator("#score-bar").get_by_role("link", name="A price for a quantity").click()
    page.locator("[name='tiers-0-quantity']").fill("100")
    page.locator("[name='tiers-0-amount']").fill("4.20")
    fits = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert fits, "nothing is wider than the phone"
    look(page, "editor-390-whole", whole=True)
    page.get_by_role("button", name="See it as a buyer").click()
    expect(page.get_by_text("Preview: buyers do not see this yet")).to_be_visible()
    look(page, "preview-390")
    page.get_by_role("link", name="Back to editing").click()
    page.get_by_role("button", name="Save and publish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Brass ball valve DN 25")
    product = portal.aside(Product.objects.get)
    assert product.is_published and portal.aside(product.pictures.count) == 1
    page.goto("/my/products/")
    look(page, "table-390", whole=True)
