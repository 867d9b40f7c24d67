"""How a supplier quotes on a request."""

from playwright.sync_api import Page, expect


def quote_by_clicks(page: Page, price: str, answer: str = "") -> None:
    """From the page of the request; `answer` is what its requirement asks for."""
    page.get_by_role("button", name="Quote on this").click()
    page.locator("main [name='l0-amount']").fill(price)
    if answer:
        page.locator("main input[id*='answer']").first.fill(answer)
    page.locator("main [name=incoterm]").select_option("FOB")
    page.locator("main [name=incoterm_place]").fill("Busan")
    page.get_by_role("button", name="Save and look it over").click()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Their turn").first).to_be_visible()
