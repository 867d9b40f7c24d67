"""On a phone: from signing up to a company's page that a buyer can judge."""

import io
from typing import Any

from PIL import Image
from playwright.sync_api import Page, expect

from companies.models import Company
from tests.journeys.arriving import sign_up

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def picture(colour: str) -> dict[str, Any]:
    out = io.BytesIO()
    Image.new("RGB", (1600, 900), colour).save(out, "JPEG")
    return {"name": "works.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_from_signing_up_to_a_public_page_on_a_phone(portal: Any) -> None:
    page = portal.open_as(None, "/accounts/signup/", **PHONE)
    sign_up(page, "Haneul Park", "haneul@valves.example")
    expect(page.get_by_role("heading", name="Welcome, Haneul Park")).to_be_visible()
    page.goto("/my/company/new/")
    page.get_by_label("Company name").fill("Haneul Valves")
    page.get_by_label("Country", exact=True).select_option("KR")
    page.get_by_role("button", name="Put it on the market").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your company")
    say_what_it_makes(page)
    hang_pictures(page)
    add_certificate(page)
    company = portal.aside(Company.objects.get)
    look(portal.open_as(None, company.get_absolute_url(), **PHONE))


def say_what_it_makes(page: Page) -> None:
    page.get_by_role("link", name="Say in one sentence what you make").click()
    page.get_by_label("What you make, in one sentence").fill("Ball valves in brass, DN 15 to 50")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved in English.")).to_be_visible()


def hang_pictures(page: Page) -> None:
    page.goto("/my/company/pictures/")
    for part, colour in {"logo": "#1f3a5f", "cover": "#46586b"}.items():
        section = page.locator(f"#{part}")
        section.locator("input[type=file]").set_input_files(picture(colour))
        section.get_by_role("button", name="Upload").click()
        expect(section.get_by_role("button", name="Replace")).to_be_visible()
    page.locator("#photos input[type=file]").set_input_files([picture("#2f6b4f")])
    page.get_by_role("button", name="Add to the page").click()
    page.get_by_label("Caption").fill("Turning shop")
    page.get_by_role("button", name="Save the words").click()
    expect(page.get_by_label("Caption")).to_have_value("Turning shop")


def add_certificate(page: Page) -> None:
    page.goto("/my/company/certificates/new/")
    page.get_by_label("Certificate", exact=True).fill("ISO 9001:2015")
    page.get_by_label("Copy of it").set_input_files({"name": "iso.pdf", "mimeType": "application/pdf", "buffer": PDF})
    page.get_by_label("Anybody may read the copy").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="ISO 9001:2015")).to_be_visible()


def look(page: Page) -> None:
    """A visitor sees all of it, and nothing runs out of the screen."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("Haneul Valves")
    expect(page.get_by_text("Ball valves in brass, DN 15 to 50")).to_be_visible()
    expect(page.get_by_text("Turning shop")).to_be_visible()
    expect(page.get_by_role("link", name="Read the copy")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
