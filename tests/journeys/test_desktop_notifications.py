"""Notifications on the desktop: a browser without windows may never show any, so these have one that has them."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from consultations.models import Room
from tests.cast import Person
from tests.journeys.conftest import Chromium, Driver
from tests.journeys.test_talk_acts import room as room
from tests.needs import windowed_path

pytestmark = pytest.mark.needs("windowed_browser")


@pytest.fixture(scope="module")
def chromium(driver: Driver) -> Iterator[Chromium]:
    with driver.running(windowed_path()) as chromium:
        yield chromium


def test_desktop_notifications_are_asked_for_only_when_the_person_wants_them(
    portal: Any, room: Room, buyer: Person, seller: Person
) -> None:
    hers = portal.open_as(seller, "/consultations/", permissions=["notifications"])
    assert hers.evaluate("localStorage.getItem('talks.desktop')") is None
    box = hers.locator("[data-desktop]").first
    box.locator("[data-desktop-on]").click()
    expect(box.locator("[data-desktop-off]")).to_be_visible()
    assert hers.evaluate("localStorage.getItem('talks.desktop')") == "on"
    box.locator("[data-desktop-words]").check()
    assert hers.evaluate("localStorage.getItem('talks.desktop')") == "words"
    box.locator("[data-desktop-off]").click()
    assert hers.evaluate("localStorage.getItem('talks.desktop')") is None
