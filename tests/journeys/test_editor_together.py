"""Editors whose form saves by itself: nothing is lost, nothing half-written goes on line, each knows of others."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from wagtail.models import Page as SitePage

from cms.desk.timed import publish_scheduled
from cms.models import NewsPage
from tests.cast import Person
from tests.cms.desk_cast import index, its_time_comes, with_role, write
from tests.journeys.office import approve, insert, menu, write_rich
from tests.journeys.test_editor import DESK, look, set_time

TITLE = "Forty firms show looms"


@pytest.fixture
def author(portal: Any) -> Person:
    return portal.aside(lambda: with_role("ara@programme.example", "author"))


@pytest.fixture
def publisher(portal: Any) -> Person:
    return portal.aside(lambda: with_role("pil@programme.example", "publisher"))


def stored(title: str) -> dict[str, Any]:
    found = NewsPage.objects.get(title=title)
    latest = found.get_latest_revision_as_object()
    return {"summary": latest.summary, "body": str(latest.body), "at": latest.go_live_at, "live": found.live}


def saves_itself(portal: Any, page: Page, ending: str) -> dict[str, Any]:
    """What is stored once the summary ends so, with nothing typed after; also of what was typed as the page came."""
    end = time.monotonic() + 60
    while not (found := portal.aside(lambda: stored(TITLE)))["summary"].endswith(ending):
        assert time.monotonic() < end, found
        page.wait_for_timeout(500)
    return dict(found)


def add_summary(page: Page, words: str) -> None:
    field = page.locator("[name=summary]")
    field.focus()
    page.keyboard.press("End")
    field.press_sequentially(words)


def begun(portal: Any, author: Person) -> Page:
    """News of which the first half has saved itself."""
    news = portal.aside(index)
    hers: Page = portal.open_as(author, f"/editors/pages/add/cms/newspage/{news.pk}/", **DESK)
    hers.locator("[name=title]").fill(TITLE)
    hers.locator("[name=summary]").fill("First half,")
    insert(hers, "Paragraph")
    write_rich(hers, "It opens in May.")
    expect(hers).to_have_url(re.compile(r"/\d+/edit/$"))
    expect(hers.get_by_text("Saved", exact=True)).to_be_visible()
    return hers


def test_what_is_typed_before_and_after_the_schedule_goes_on_line_whole(
    portal: Any, author: Person, publisher: Person
) -> None:
    hers = begun(portal, author)
    add_summary(hers, " second half.")
    set_time(hers, timezone.localtime(timezone.now() + timedelta(hours=3)))  # at once: before it was saved by itself
    expect(hers.locator("[name=summary]")).to_have_value("First half, second half.")
    add_summary(hers, " And a last word.")
    kept = saves_itself(portal, hers, "last word.")
    assert kept["summary"] == "First half, second half. And a last word." and "It opens in May." in kept["body"]
    assert kept["at"] is not None and not kept["live"], "what is saved by itself keeps the schedule"
    menu(hers, "Submit to")
    expect(hers.get_by_text("submitted for moderation").first).to_be_visible()
    his = portal.open_as(publisher, "/editors/", **DESK)
    approve(his, TITLE)
    page = portal.aside(lambda: SitePage.objects.get(title=TITLE))
    assert page.approved_schedule and not page.live
    portal.aside(lambda: its_time_comes(page))
    portal.aside(publish_scheduled)
    reader = portal.open_as(None, f"/news/{page.slug}/")
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.get_by_text("First half, second half. And a last word.").first).to_be_visible()
    expect(reader.get_by_text("It opens in May.")).to_be_visible()


def test_what_somebody_is_still_typing_does_not_go_on_line(portal: Any, author: Person, publisher: Person) -> None:
    typing = portal.aside(lambda: with_role("eun@programme.example", "editor"))
    page = portal.aside(lambda: write(author.client, submit=True, title=TITLE))
    path = f"/editors/pages/{page.pk}/edit/"
    his = portal.open_as(publisher, path, **DESK)
    expect(his.locator("[name=title]")).to_have_value(TITLE)
    hers = portal.open_as(typing, path, **DESK)
    add_summary(hers, " and a half")
    saves_itself(portal, hers, " and a half")
    look(hers, "together-typing")
    menu(his, r"^\s*Approve\s*$")
    answer = his.get_by_role("button", name=re.compile("Proceed|Continue|Save anyway|Overwrite"))
    expect(answer.or_(his.get_by_text("changed after you opened it")).first).to_be_visible()
    look(his, "together-approval")
    if answer.is_visible():  # the form has heard of it already, and asks
        answer.click()
    expect(his.get_by_text("changed after you opened it")).to_be_visible()
    look(his, "together-refused")
    kept = portal.aside(lambda: stored(TITLE))
    assert not kept["live"] and kept["summary"].endswith(" and a half"), "nor are her words gone"
    his.get_by_role("link", name="See how it stands").click()
    expect(his.locator("[name=summary]")).to_have_value(re.compile(" and a half$"))


def test_a_second_editor_of_the_same_page_is_warned_and_overwrites_nothing(portal: Any, publisher: Person) -> None:
    first = portal.aside(lambda: with_role("eun@programme.example", "editor"))
    second = portal.aside(lambda: with_role("dal@programme.example", "editor"))
    page = portal.aside(lambda: write(first.client, title=TITLE))
    path = f"/editors/pages/{page.pk}/edit/"
    hers = portal.open_as(first, path, **DESK)
    expect(hers.locator("[name=title]")).to_have_value(TITLE)
    his = portal.open_as(second, path, **DESK)
    expect(his.locator(".w-editing-sessions__session")).to_have_count(1)  # somebody else is here
    add_summary(hers, " Hers.")
    saves_itself(portal, hers, " Hers.")
    add_summary(his, " His.")
    warned = his.get_by_text(re.compile("saved a new version|newer version", re.I))
    expect(warned.first).to_be_visible()
    look(his, "together-warned")
    kept = portal.aside(lambda: stored(TITLE))
    assert kept["summary"].endswith(" Hers."), "his words wait in his form"
    expect(his.locator("[name=summary]")).to_have_value(re.compile(r" His\.$"))


def test_a_button_waits_for_the_version_that_is_on_its_way(portal: Any, author: Person) -> None:
    """On a slow line; else the version that comes late looks as if it were of another window."""
    hers = begun(portal, author)
    held: list[Any] = []
    pressed: list[str] = []

    def hold(route: Any) -> None:
        if "application/json" in route.request.headers.get("accept", ""):
            held.append(route)
        else:
            pressed.append(route.request.post_data or "")
            route.continue_()

    hers.route(re.compile(r"/\d+/edit/$"), hold)
    add_summary(hers, " second half.")
    end = time.monotonic() + 60
    while not held:
        assert time.monotonic() < end
        hers.wait_for_timeout(100)
    menu(hers, "Submit to")
    hers.wait_for_timeout(1500)
    assert pressed == [], "nothing overtakes it"
    held[0].continue_()
    expect(hers.get_by_text("submitted for moderation").first).to_be_visible()
    assert "action-submit" in pressed[0] and "another window" not in hers.content()
    assert portal.aside(lambda: stored(TITLE))["summary"] == "First half, second half."
