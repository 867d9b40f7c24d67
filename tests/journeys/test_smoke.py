"""The portal answers, in a real browser, for whoever comes."""

from playwright.sync_api import expect

from tests.cast import Person
from tests.journeys.conftest import Portal


def test_a_visitor_reaches_the_sign_in_page(portal: Portal) -> None:
    page = portal.open_as(None, "/accounts/login/")
    expect(page.locator("input[name=login]")).to_be_visible()


def test_somebody_signed_in_is_known_to_the_server(portal: Portal, buyer: Person) -> None:
    page = portal.open_as(buyer, "/my/")
    expect(page).to_have_url(f"{portal.address}/my/")
    expect(page.locator("#main")).to_be_attached()
