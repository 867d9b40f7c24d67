"""The look in a real browser: accessibility, keyboard, narrow screens, and a clean console."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.cast import Person
from tests.journeys.conftest import Portal

AXE = Axe().axe_script
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = ["/styleguide/", "/accounts/login/", "/ko/accounts/signup/", "/accounts/password/reset/", "/companies/"]


# A colour on its way to another is neither of the two that were chosen: what ends by itself is waited for.
AT_REST = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const moving = () => document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime !== Infinity)
  for (await frame(); moving().length > 0; await frame())
    await Promise.all(moving().map((one) => one.finished.catch(() => null)))
}"""


def problems(page: Page) -> list[str]:
    page.evaluate(AT_REST)
    page.evaluate(AXE)
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options).then(found => found.violations)", options)  # not all it has seen
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def watched(page: Page) -> list[str]:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_are_accessible_fit_the_screen_and_obey_the_policy(portal: Portal, width: int, scheme: str) -> None:
    page = portal.open_as(None, "/healthz", viewport={"width": width, "height": 844}, color_scheme=scheme)
    said = watched(page)
    for path in PAGES:
        page.goto(path)
        assert problems(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert said == []


def test_colours_are_judged_when_they_have_come_to_rest(portal: Portal) -> None:
    page = portal.open_as(None, "/styleguide/", color_scheme="light")
    page.locator(".button").evaluate_all("all => all.forEach((one) => { one.style.transition = 'all 1s linear' })")
    assert problems(page) == []
    page.emulate_media(color_scheme="dark")
    assert problems(page) == []


def test_the_keyboard_reaches_the_content_and_the_menus(portal: Portal, seller: Person) -> None:
    page = portal.open_as(seller, "/companies/", viewport={"width": 1280, "height": 800})
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    summary = page.locator(".menu--account > summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="My portal")).to_be_visible()
    page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(page.get_by_role("link", name="My portal")).to_be_hidden()


def test_whatever_has_focus_shows_it(portal: Portal) -> None:
    page = portal.open_as(None, "/accounts/login/")
    for _step in range(14):
        page.keyboard.press("Tab")
        width = page.evaluate(
            """() => { const seen = [document.activeElement, document.activeElement.closest('.searchbar')]
            return Math.max(...seen.filter(Boolean).map(e => parseFloat(getComputedStyle(e).outlineWidth) || 0)) }"""
        )
        assert width >= 2


def test_the_portal_is_whole_without_scripts(portal: Portal) -> None:
    page = portal.open_as(None, "/companies/", java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.locator(".phonenav > summary").click()
    page.locator(".phonenav select[name=theme]").select_option("dark")
    page.locator(".phonenav form button").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_browser_s_time_zone_is_taken_once(portal: Portal) -> None:
    page = portal.open_as(None, "/healthz", timezone_id="Asia/Seoul")
    with page.expect_response("**/preferences/"):
        page.goto("/companies/")
    page.reload()
    expect(page.locator("html")).not_to_have_attribute("data-timezone-unknown", "")
    expect(page.locator(".footer-legal")).to_contain_text("Asia/Seoul")


def test_a_draft_survives_a_closed_page(portal: Portal) -> None:
    page = portal.open_as(None, "/styleguide/")
    page.locator("#id_a-message").fill("5,000 bearings, C3 clearance")
    page.locator("#id_a-password").fill("never kept")
    page.goto("/companies/")
    page.goto("/styleguide/")
    expect(page.locator("#id_a-message")).to_have_value("5,000 bearings, C3 clearance")
    expect(page.locator("#id_a-password")).to_have_value("")
    page.get_by_role("button", name="Start anew").click()
    expect(page.locator("#id_a-message")).to_have_value("")


def test_a_dialog_opens_and_closes_by_keyboard(portal: Portal) -> None:
    page = portal.open_as(None, "/styleguide/")
    page.get_by_role("button", name="Discard").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
