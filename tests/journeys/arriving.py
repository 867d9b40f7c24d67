"""How somebody comes onto the market: an account, a company, a first check by the programme."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.companies.verification import picture


def sign_up(page: Page, name: str, address: str) -> None:
    """From the page to join on. The letter lies on the page of sent e-mails, its link leads into the account."""
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password", exact=True).fill("brass and patience 1994")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mailbox")
    page.goto("/dev/mail/")
    page.get_by_role("link", name="Confirm your e-mail address").first.click()
    link = urlsplit(page.locator(".slip a[href*='confirm-email']").get_attribute("href") or "")
    page.goto(f"{link.path}?{link.query}")
    page.get_by_role("button", name="Yes, it is mine").click()


def put_on_the_market(page: Page, name: str, country: str) -> None:
    """A company with what cannot wait; then they are back at what they came for."""
    page.get_by_label("Company name").fill(name)
    page.get_by_label("Country", exact=True).select_option(country)
    page.get_by_role("button", name="Put it on the market").click()
    expect(page.get_by_text(f"{name} is on the market.").first).to_be_visible()


def ask_for_the_check(page: Page, number: str, folder: Path) -> None:
    """The registration number, with a photograph of the certificate."""
    page.get_by_role("link", name="Have the registration checked").click()
    photo = folder / "certificate.png"
    photo.write_bytes(picture())
    paper = page.locator("#business_registration")
    paper.locator("summary").click()
    paper.locator("input[type=file]").set_input_files(photo)
    paper.get_by_role("button", name="Upload").click()
    expect(page.locator("#business_registration.paper--there")).to_contain_text(photo.name)
    page.get_by_label("Registration number").fill(number)
    page.get_by_role("button", name="Send to the programme").click()
    expect(page.get_by_text("within 2 working days. We tell you")).to_be_visible()
