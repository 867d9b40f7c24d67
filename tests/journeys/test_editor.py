"""A piece of news in real browsers: written, previewed, submitted, approved by another, scheduled, live, translated."""

import io
import os
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from wagtail.models import Page as SitePage

from cms.desk.timed import publish_scheduled
from cms.models import NewsPage
from tests.cast import Person
from tests.cms.desk_cast import index, its_time_comes, with_role
from tests.journeys.office import approve, insert, menu, write_rich
from tests.journeys.test_look import watched

DESK = {"viewport": {"width": 1400, "height": 900}}
TITLE, KOREAN = "A fair on line", "온라인 박람회"


def look(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")


def photograph() -> dict[str, Any]:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((1200, 675)).convert("RGB").save(out, "JPEG")
    return {"name": "looms.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


@pytest.fixture
def author(portal: Any) -> Person:
    return portal.aside(lambda: with_role("ara@programme.example", "author"))


@pytest.fixture
def publisher(portal: Any) -> Person:
    return portal.aside(lambda: with_role("pil@programme.example", "publisher"))


def bring_picture(page: Page) -> None:
    page.get_by_role("region", name="Picture").get_by_role("button", name="Choose an image").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Upload").click()
    dialog.locator("input[type=file]").set_input_files(photograph())
    dialog.get_by_label("Title").last.fill("Looms in a hall")
    dialog.get_by_label("Description").last.fill("A row of looms")
    dialog.get_by_role("button", name="Upload").click()
    expect(dialog).to_have_count(0)
    expect(page.locator("[name=picture]")).not_to_have_value("")


def set_time(page: Page, moment: Any) -> None:
    """“Set schedule” in the panel beside the form."""
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name=re.compile("Set schedule")).click()
    dialog = page.get_by_role("dialog", name="Set publishing schedule")
    dialog.get_by_role("textbox", name="Go live date/time").fill(moment.strftime("%Y-%m-%d %H:%M"))
    look(page, "journey-schedule")
    dialog.get_by_role("button", name="Save schedule").press("Enter")  # a calendar lies above it, in a pointer's way
    expect(dialog).to_be_hidden()


def preview(page: Page) -> Locator:
    page.get_by_role("button", name="Toggle preview").click()
    return page.frame_locator("iframe[id*=preview], #w-preview-iframe, iframe").first.locator("body")


def hands(title: str) -> Callable[[], set[str]]:
    """Who has written a page."""

    def found() -> set[str]:
        written = NewsPage.objects.get(title=title).revisions.exclude(user=None)
        return set(written.values_list("user__email", flat=True))

    return found


def test_a_piece_of_news_from_the_first_word_to_its_translation(portal: Any, author: Person, publisher: Person) -> None:
    news = portal.aside(index)
    hers = portal.open_as(author, f"/editors/pages/add/cms/newspage/{news.pk}/", **DESK)
    refused = watched(hers)
    hers.locator("[name=title]").fill(TITLE)
    hers.locator("[name=summary]").fill("Forty firms show looms.")
    bring_picture(hers)
    insert(hers, "Heading")
    hers.locator("[name=body-0-value]").fill("Who shows what")
    insert(hers, "Paragraph")
    write_rich(hers, "It opens in May.")
    expect(hers).to_have_url(re.compile(r"/\d+/edit/$"))
    expect(hers.get_by_text("Saved", exact=True)).to_be_visible()
    set_time(hers, timezone.localtime(timezone.now() + timedelta(hours=3)))
    shown = preview(hers)
    expect(shown.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(shown.get_by_role("heading", name="Who shows what")).to_be_visible()
    expect(shown.get_by_text("It opens in May.")).to_be_visible()
    look(hers, "journey-preview")
    menu(hers, "Submit to")
    expect(hers.get_by_text("submitted for moderation").first).to_be_visible()

    his = portal.open_as(publisher, "/editors/", **DESK)
    seen = watched(his)
    expect(his.get_by_text("Awaiting your review")).to_be_visible()
    look(his, "journey-dashboard")
    approve(his, TITLE)
    look(his, "journey-approved")
    page = portal.aside(lambda: SitePage.objects.get(title=TITLE))
    assert page.approved_schedule and not page.live
    assert portal.aside(hands(TITLE)) == {author.user.email}

    reader = portal.open_as(None, "/news/")
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    expect(reader.get_by_text(TITLE)).to_have_count(0)
    portal.aside(lambda: its_time_comes(page))
    portal.aside(publish_scheduled)
    reader.reload()
    reader.get_by_role("link", name=TITLE).first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.get_by_role("img", name="A row of looms")).to_be_visible()
    look(reader, "journey-live")
    reader.goto("/ko/news/a-fair-on-line/")
    expect(reader.get_by_text("아직 한국어로 옮기지 않은 글입니다")).to_be_visible()
    look(reader, "journey-not-yet")

    hers.goto("/editors/languages/?state=missing")
    look(hers, "journey-languages")
    row = hers.get_by_role("row").filter(has=hers.get_by_role("link", name=TITLE))
    row.get_by_role("button", name="Begin the translation").click()
    expect(hers.locator("[name=title]")).to_have_value(TITLE)
    hers.locator("[name=title]").fill(KOREAN)
    menu(hers, "Submit to")
    expect(hers.get_by_text("submitted for moderation").first).to_be_visible()
    approve(his, KOREAN)
    assert portal.aside(hands(KOREAN)) == {author.user.email}
    reader.goto("/ko/news/a-fair-on-line/")
    expect(reader.get_by_role("heading", level=1)).to_have_text(KOREAN)

    his.goto("/news/a-fair-on-line/")
    bar = his.locator("wagtail-userbar")
    bar.get_by_role("button", name=re.compile("quick actions")).click()
    expect(bar.get_by_role("menuitem", name="Edit this page")).to_be_visible()
    expect(bar.get_by_role("menuitem", name=re.compile("Checks"))).to_be_visible()
    look(his, "journey-bar")
    assert [said for said in refused + seen if "Content Security Policy" in said] == []
