"""A portal with a local Stripe behind it, and how people pay there.

The pages to pay on are those of payments/localstripe, which move no money; everything else is as in use.
"""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from payments.localstripe.server import LocalStripe
from tests.journeys.conftest import Chromium, PaidServer, Portal, browsers

LAST_WORDS = 10.0  # seconds for what Stripe still has to tell when a journey is over


@pytest.fixture
def stripe(paid_server: PaidServer) -> LocalStripe:
    """With nothing in it."""
    paid_server.stripe.reset()
    return paid_server.stripe


@pytest.fixture
def portal(
    paid_server: PaidServer,
    stripe: LocalStripe,
    chromium: Chromium,
    transactional_db: None,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Portal]:
    """As the fixture of the other journeys, with a Stripe behind it that tells the portal what happens."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    for name, value in paid_server.words.items():
        setattr(settings, name, value)
    settings.SITE_URL = paid_server.address
    with browsers(paid_server.address, chromium) as portal:
        yield portal
        await_last_words(stripe)


def await_last_words(stripe: LocalStripe) -> None:
    """What it has still to tell must not reach the portal during the next journey."""
    end = time.monotonic() + LAST_WORDS
    while any(one["pending_webhooks"] for one in stripe.store.events) and time.monotonic() < end:
        time.sleep(0.05)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def reload_until(page: Page, portal: Portal, words: str) -> None:
    """The relay does what is due; then the page says it."""
    for _try in range(20):
        portal.deliver()
        page.reload()
        if page.get_by_text(words).count():
            return
        page.wait_for_timeout(250)  # for Stripe's message, which comes by itself
    expect(page.get_by_text(words).first).to_be_visible()


def pay(page: Page, card: str = "") -> None:
    expect(page.get_by_text("no money moves here")).to_be_visible()
    if card:
        page.get_by_label(re.compile(card)).check()
    page.get_by_role("button", name=re.compile("^Pay ")).click()


def connect_stripe(page: Page) -> None:
    """The supplier's way to be paid."""
    page.goto("/my/payments/")
    press(page, "Connect Stripe")
    press(page, "All is given and checked")
    page.wait_for_url("**/my/payments/**")
    expect(page.get_by_text("ready to be paid")).to_be_visible()
