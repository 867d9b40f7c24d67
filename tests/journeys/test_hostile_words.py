"""Hostile words in every row of the demonstration, on its pages in a real browser.

First as readers have it: nothing runs, and the policy has nothing to refuse. Then without the policy, so that only the
pages themselves keep it so, also after our own scripts have been at them. (tests/access reads many more pages.)
"""

import pytest
from playwright.sync_api import Page

from tests.access.corpus import share_of
from tests.access.test_hostile_words import poison
from tests.journeys.conftest import Portal
from tests.journeys.test_every_page import pages, visiting

SHARE = 4  # one in so many pages
# Before anything of the page: whatever could tell that something ran which is not ours, or tried to.
ALARM = """
window.alarms = [];
for (const name of ['alert', 'confirm', 'prompt', 'evil', 'x']) window[name] = () => window.alarms.push(name);
document.addEventListener('securitypolicyviolation', e => window.alarms.push(`${e.violatedDirective} ${e.blockedURI}`));
"""
LIVE = (
    "[...document.querySelectorAll('x-evil, [onevil], [onerror], [onclick], [onload], [src=x]')].map(e => e.outerHTML)"
)


@pytest.fixture(autouse=True)
def db() -> None:
    """By this name pytest-django knows for which tests to make a database; the demonstration has its own."""


def harm(page: Page, path: str) -> list[str]:
    answer = page.goto(path)
    page.wait_for_load_state("load")
    page.mouse.wheel(0, 4000)  # what is fetched when it comes into sight
    page.wait_for_timeout(150)
    status = answer.status if answer else 0
    said = [*page.evaluate("window.alarms"), *page.evaluate(LIVE), *([str(status)] if status >= 500 else [])]
    return [f"{path}: {words[:300]}" for words in said]


def walk(portal: Portal, chosen: dict[str, list[str]], is_bare: bool) -> tuple[list[str], int, int]:
    """What is wrong, how many pages were seen, and how many of them showed the words."""
    found, seen, told = [], 0, 0
    for name, paths in chosen.items():
        with visiting(portal, name, bypass_csp=is_bare) as page:
            page.add_init_script(ALARM)
            for path in paths:
                if share_of(path) % SHARE == int(is_bare):
                    found += harm(page, path)
                    seen, told = seen + 1, told + ("x-evil" in page.content())
    return found, seen, told


def test_hostile_words_do_nothing(demonstration: Portal) -> None:
    chosen = demonstration.aside(pages)
    assert len(demonstration.aside(poison)) > 100
    for is_bare in (False, True):
        found, seen, told = walk(demonstration, chosen, is_bare)
        assert seen > 15 and told > seen / 4, f"the words are on {told} of {seen} pages"
        assert found == [], "\n".join(found)


def test_what_runs_is_heard(demonstration: Portal) -> None:
    page = demonstration.open_as(None, "/healthz")
    page.evaluate(ALARM)
    page.evaluate("document.body.innerHTML = '<x-evil></x-evil><img src=x onerror=evil()>'")
    page.wait_for_function("window.alarms.length > 0")
    assert len(page.evaluate(LIVE)) == 2
