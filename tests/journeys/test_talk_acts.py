"""What people do in a talk, in real browsers on real sockets: three parties, files, reactions, edits, safety."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from companies.models import Company, CompanyBlock
from consultations.models import Room, RoomParty
from tests.cast import Person
from tests.journeys.test_consultations import enter, say, words


@pytest.fixture
def room(portal: Any, product: Any, buyer: Person, seller: Person) -> Room:
    Company.objects.update(tier=Company.Tier.REGISTERED)
    return portal.aside(lambda: Room.open_about("product", product, by=buyer.actor))


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "sample.png"
    Image.new("RGB", (64, 48), "#2b4a7f").save(path)
    return path


def message(page: Page, number: int) -> Locator:
    return page.locator(f"#m{number}")


def act(page: Page, number: int, name: str) -> None:
    """Something from a message's menu."""
    message(page, number).locator(".said__menu summary").click()
    message(page, number).locator(".said__acts").get_by_text(name, exact=True).click()


def test_three_companies_talk_and_the_one_who_was_away_hears_all_of_it(
    portal: Any, room: Room, buyer: Person, seller: Person, steward: Person
) -> None:
    say_first = enter(portal, buyer, room)
    say(say_first, "Before anybody else was here")
    party = portal.aside(lambda: RoomParty.invite(room, steward.company, by=buyer.actor))
    portal.aside(lambda: party.accept(by=steward.actor))
    pages = [say_first, enter(portal, seller, room), enter(portal, steward, room)]
    his, hers, theirs = pages
    theirs.context.set_offline(True)
    expect(theirs.locator("#line")).to_contain_text("your words are kept")
    say(hers, "We can ship in May.")
    expect(his.locator(".said--them .said__words").last).to_have_text("We can ship in May.")
    say(his, "Good. And the price?")
    say(theirs, "Our members need 2,000.")
    theirs.context.set_offline(False)
    expected = ["We can ship in May.", "Good. And the price?", "Our members need 2,000."]
    for page in pages:
        expect(page.locator(".said__words", has_text="Our members need 2,000.")).to_be_visible()
        expect(page.locator(".said--pending")).to_have_count(0)
    assert words(theirs) == expected
    assert words(his) == words(hers) == ["Before anybody else was here", *expected]


def test_files_reactions_replies_and_edits_are_seen_by_the_other_at_once(
    portal: Any, room: Room, buyer: Person, seller: Person, picture: Path
) -> None:
    his, hers = enter(portal, buyer, room), enter(portal, seller, room)
    his.locator("input[name=papers]").set_input_files(picture)
    expect(his.locator("#chosen li")).to_have_count(1)
    say(his, "This shade, please")
    expect(message(hers, 1).locator(".said__files img")).to_be_visible()

    act(hers, 1, "Reply")
    say(hers, "We have it.")
    expect(message(his, 2).locator("[data-part=quoted-words]")).to_have_text("This shade, please")

    message(his, 2).locator(".said__menu summary").click()
    message(his, 2).locator(".said__acts button[data-act=mark]").first.click()
    expect(message(hers, 2).locator(".reacted:visible [data-part=count]")).to_have_text("1")

    act(hers, 2, "Edit")
    hers.locator("#words").fill("We have it in stock.")
    hers.get_by_role("button", name="Send").click()
    expect(message(his, 2).locator(".said__words")).to_have_text("We have it in stock.")
    expect(message(his, 2).locator("[data-part=edited]")).to_be_visible()

    act(his, 2, "Pin as decided")
    expect(hers.locator("#pins")).to_contain_text("We have it in stock.")

    act(his, 1, "Delete")
    his.locator("#delete-dialog [data-part=yes]").click()
    expect(message(hers, 1).locator(".said__words--gone")).to_be_visible()
    expect(message(hers, 1).locator(".said__files img")).to_have_count(0)
    hers.reload()
    expect(message(hers, 2).locator(".said__words")).to_have_text("We have it in stock.")


def test_who_is_blocked_reads_why_the_field_is_gone_and_a_talk_is_reported_from_a_message(
    portal: Any, room: Room, buyer: Person, seller: Person
) -> None:
    his, hers = enter(portal, buyer, room), enter(portal, seller, room)
    say(his, "Pay to my new bank account KR12 3456 7890 1234")
    expect(message(hers, 1).locator(".said__caution")).to_have_count(2)  # the number, and that it is new
    act(hers, 1, "Report")
    expect(hers.get_by_role("heading", level=1)).to_contain_text("Report")
    assert "message=1" in hers.url
    hers.go_back()
    portal.aside(lambda: CompanyBlock.put_up(seller.actor, buyer.company))
    his.reload()
    expect(his.locator("#barrier")).to_be_visible()
    expect(his.locator("#words")).to_have_count(0)
