"""The line is gone: our own page in the reader's language, and the page that was asked for as soon as it is back."""

from typing import Any

from playwright.sync_api import Page, expect

READY = "navigator.serviceWorker.ready.then((one) => one.active.state === 'activated')"


def kept(page: Page) -> None:
    """The worker is there; it answers for the next page on."""
    page.wait_for_function(READY)


def test_a_page_without_a_line_is_ours_and_opens_when_it_is_back(portal: Any) -> None:
    page = portal.open_as(None, "/ko/")
    kept(page)
    page.context.set_offline(True)
    page.goto(f"{portal.address}/ko/companies/")
    expect(page.get_by_role("heading", name="연결되지 않았습니다")).to_be_visible()
    assert page.url.endswith("/ko/companies/")
    assert page.locator("main").evaluate("(main) => getComputedStyle(main).flexGrow") == "1"  # its style is there
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="연결되지 않았습니다")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()


def test_it_is_tried_again_by_hand_and_keeps_nothing_of_a_page(portal: Any) -> None:
    page = portal.open_as(None, "/")
    kept(page)
    page.goto(f"{portal.address}/companies/")
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    addresses = page.evaluate("""async () => (await Promise.all((await caches.keys()).map(async (name) =>
        (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)))).flat()""")
    assert not [one for one in addresses if not one.startswith(("/static/", "/offline/", "/ko/offline/"))]
