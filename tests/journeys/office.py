"""What editors do in the forms of the programme's site."""

import re

from playwright.sync_api import Page, expect


def insert(page: Page, name: str) -> None:
    """A component at the end of the text."""
    page.get_by_role("region", name="Text*").get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=name, exact=True).click()


def write_rich(page: Page, words: str) -> None:
    """Into the paragraph that was just added; what is typed reaches the form a moment later."""
    text = page.locator(".public-DraftEditor-content").last
    text.focus()
    text.press_sequentially(words)
    kept_in = page.locator("[name^=body-][name$=-value][type=hidden], input[name^=body-][data-draftail-input]").last
    expect(kept_in).to_have_value(re.compile(re.escape(words)))


def menu(page: Page, name: str) -> None:
    """Something from the drop-up at the foot of the form."""
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("navigation", name="Actions (footer)").get_by_role("button", name=re.compile(name)).click()


def approve(page: Page, title: str) -> None:
    """From the list of what waits, in the edit form, by somebody who changes nothing."""
    page.goto("/editors/")
    page.get_by_role("link", name=title).first.click()
    expect(page.locator("[name=title]")).to_have_value(title)
    menu(page, r"^\s*Approve\s*$")
    expect(page.get_by_role("button", name="More actions")).to_have_count(0)
