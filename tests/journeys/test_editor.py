"""A piece of news in real browsers: written, previewed, submitted, approved by another, scheduled, live, translated."""

import os
import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cms.desk.timed import publish_scheduled
from cms.models import NewsPage
from tests.cast import Person
from tests.cms.desk_cast import index, its_time_comes, with_role
from tests.journeys.test_look import watched


def look(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")


@pytest.fixture
def author(portal: Any) -> Person:
    return portal.aside(lambda: with_role("ara@programme.example", "author"))


@pytest.fixture
def publisher(portal: Any) -> Person:
    return portal.aside(lambda: with_role("pil@programme.example", "publisher"))


def write(page: Page, title: str, summary: str, words: str) -> None:
    page.locator("[name=title]").fill(title)
    page.locator("[name=summary]").fill(summary)
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Paragraph").click()
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type(words)


def menu(page: Page, name: str) -> None:
    """Something from the drop-up at the foot of the form."""
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=re.compile(name)).last.click()


def test_a_piece_of_news_from_the_first_word_to_its_translation(portal: Any, author: Person, publisher: Person) -> None:
    news = portal.aside(index)
    hers = portal.open_as(
        author, f"/editors/pages/add/cms/newspage/{news.pk}/", viewport={"width": 1400, "height": 900}
    )
    refused = watched(hers)
    write(hers, "A fair on line", "Forty firms show looms.", "It opens in May.")
    go_live = timezone.now() + timedelta(hours=3)
    hers.get_by_role("button", name=re.compile("Toggle preview", re.I)).click()
    inside = hers.frame_locator("iframe").first
    expect(inside.get_by_role("heading", level=1)).to_have_text("A fair on line")
    expect(inside.get_by_text("It opens in May.")).to_be_visible()
    look(hers, "journey-preview")
    menu(hers, "Submit to")
    expect(hers.get_by_text("submitted for moderation").first).to_be_visible()
    page = portal.aside(lambda: NewsPage.objects.get(title="A fair on line"))

    his = portal.open_as(publisher, "/editors/", viewport={"width": 1400, "height": 900})
    seen = watched(his)
    expect(his.get_by_text("Awaiting your review")).to_be_visible()
    look(his, "journey-dashboard")
    portal.aside(lambda: schedule(page, go_live))
    his.get_by_role("link", name="A fair on line").first.click()
    menu(his, "^\\s*Approve\\s*$")
    expect(his.get_by_text(re.compile("approved|scheduled|updated", re.I)).first).to_be_visible()

    reader = portal.open_as(None, "/news/")
    expect(reader.get_by_text("A fair on line")).to_have_count(0)
    portal.aside(lambda: its_time_comes(page))
    portal.aside(publish_scheduled)
    reader.reload()
    reader.get_by_role("link", name="A fair on line").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("A fair on line")
    reader.goto("/ko/news/a-fair-on-line/")
    expect(reader.get_by_text("아직 한국어로 옮기지 않은 글입니다")).to_be_visible()
    look(reader, "journey-not-yet")

    hers.goto("/editors/languages/?state=missing")
    hers.get_by_role("button", name=re.compile("Begin the translation: A fair on line")).click()
    expect(hers.locator("[name=title]")).to_have_value("A fair on line")
    hers.locator("[name=title]").fill("온라인 박람회")
    menu(hers, "Submit to")
    his.goto("/editors/")
    his.get_by_role("link", name="온라인 박람회").first.click()
    menu(his, "^\\s*Approve\\s*$")
    expect(his.get_by_text(re.compile("approved|updated", re.I)).first).to_be_visible()
    reader.goto("/ko/news/a-fair-on-line/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("온라인 박람회")

    his.goto("/news/a-fair-on-line/")
    bar = his.locator("wagtail-userbar")
    bar.get_by_role("button", name=re.compile("quick actions")).click()
    expect(bar.get_by_role("menuitem", name="Edit this page")).to_be_visible()
    expect(bar.get_by_role("menuitem", name=re.compile("Checks"))).to_be_visible()
    look(his, "journey-bar")
    assert [said for said in refused + seen if "Content Security Policy" in said] == []


def schedule(page: NewsPage, when: Any) -> None:
    """What “Set schedule” writes: the time stands in the version that is under review."""
    revision = page.get_latest_revision()
    revision.content["go_live_at"] = when.isoformat()
    revision.save(update_fields=["content"])
