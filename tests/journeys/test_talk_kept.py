"""What is written and not yet said, in real browsers: kept for who wrote it, and for nobody else."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Page, expect

from companies.models import CompanyBlock
from consultations.models import Message, Room
from tests.cast import Person
from tests.journeys.test_consultations import enter, say

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def room(portal: Any, product: Any, buyer: Person, seller: Person) -> Room:
    return portal.aside(lambda: Room.open_about("product", product, by=buyer.actor))


def become(portal: Any, page: Page, person: Person) -> None:
    session = person.client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": portal.address}])


def stored(portal: Any) -> list[str]:
    return portal.aside(lambda: list(Message.objects.values_list("body", flat=True)))


def test_the_next_person_at_this_browser_neither_sends_nor_sees_what_was_not_sent(
    portal: Any, room: Room, buyer: Person, seller: Person
) -> None:
    page = enter(portal, seller, room)
    page.context.set_offline(True)
    expect(page.locator("#room")).to_have_attribute("data-state", "offline")
    say(page, "Not below 2.10, says our manager")
    page.locator("#words").fill("A half-written thought")
    page.goto("about:blank")
    become(portal, page, buyer)
    page.context.set_offline(False)
    page.goto(f"/consultations/{room.ref}/")
    expect(page.locator("#room")).to_have_attribute("data-state", "connected")
    expect(page.locator("#words")).to_have_value("")
    assert page.locator(".said").count() == 0
    say(page, "Hello")
    expect(page.locator(".said[data-number]")).to_have_count(1)
    become(portal, page, seller)
    page.reload()
    expect(page.locator(".said--me[data-number] .said__words")).to_have_text("Not below 2.10, says our manager")
    expect(page.locator("#words")).to_have_value("A half-written thought")
    assert stored(portal) == ["Hello", "Not below 2.10, says our manager"]


def test_a_tab_that_comes_back_as_somebody_else_says_so_and_sends_nothing(
    portal: Any, room: Room, buyer: Person, seller: Person
) -> None:
    page = enter(portal, seller, room)
    page.context.set_offline(True)
    expect(page.locator("#room")).to_have_attribute("data-state", "offline")
    say(page, "Not below 2.10, says our manager")
    become(portal, page, buyer)
    page.context.set_offline(False)
    expect(page.locator("#line")).to_contain_text("signed in as somebody else")
    expect(page.locator("#words")).to_be_disabled()
    assert stored(portal) == []


def test_where_sockets_are_blocked_later_the_talk_goes_on_by_plain_http(
    portal: Any, room: Room, buyer: Person, seller: Person
) -> None:
    page = portal.open_as(seller, "/")
    sockets: list[Any] = []
    is_blocked: list[bool] = []

    def pass_on(socket: Any) -> None:
        if is_blocked:
            socket.close()
        else:
            socket.connect_to_server()
            sockets.append(socket)

    page.route_web_socket(re.compile("/ws/"), pass_on)
    page.goto(f"/consultations/{room.ref}/")
    expect(page.locator("#room")).to_have_attribute("data-state", "connected")
    is_blocked.append(True)
    for socket in sockets:
        socket.close()
    say(page, "From the customs office")
    expect(page.locator("#room")).to_have_attribute("data-state", "polling")
    expect(page.locator(".said--me[data-number]")).to_have_count(1)
    other = enter(portal, buyer, room)
    say(other, "Is it through?")
    expect(page.locator(".said--them .said__words")).to_have_text("Is it through?")
    expect(other.locator(".said--me [data-part=mark]")).to_be_visible()


def test_what_is_refused_says_why_in_sight_and_comes_back_with_its_files(
    portal: Any, room: Room, buyer: Person, seller: Person, tmp_path: Path
) -> None:
    picture, bad = tmp_path / "sample.png", tmp_path / "price.pdf"
    Image.new("RGB", (64, 48), "#2b4a7f").save(picture)
    bad.write_bytes(b"MZ not a PDF")
    actors = portal.aside(lambda: [buyer.actor, seller.actor])
    portal.aside(lambda: [room.post(f"Message {n}", by=actors[n % 2]) for n in range(1, 31)])
    page = enter(portal, buyer, room, viewport=PHONE)
    page.locator("input[name=papers]").set_input_files([picture, bad])
    expect(page.locator("#chosen li")).to_have_count(2)
    say(page, "Our drawings")
    back = page.get_by_role("button", name="Take back and change")
    expect(back).to_be_in_viewport()
    assert back.bounding_box()["y"] + back.bounding_box()["height"] <= page.locator("#composer").bounding_box()["y"]
    page.reload()
    expect(page.locator(".said--failed .said__words")).to_have_text("Our drawings")
    expect(page.locator(".said__why")).to_contain_text("price.pdf")
    back.click()
    expect(page.locator("#words")).to_have_value("Our drawings")
    page.locator("input[name=papers]").set_input_files([picture, bad])
    say(page, "")
    back.click()
    expect(page.locator("#chosen li")).to_have_count(2)
    page.locator("#chosen li", has_text="price.pdf").get_by_role("button").click()
    say(page, "Our drawing")
    expect(page.locator("#m31 .said__files img")).to_be_visible()
    assert page.locator(".said--failed").count() == 0


def test_a_long_paste_is_kept_and_said_to_be_too_long(portal: Any, room: Room, buyer: Person, seller: Person) -> None:
    page = enter(portal, buyer, room)
    page.locator("#words").focus()
    page.keyboard.insert_text("x" * 5000)
    expect(page.locator("#words-problem")).to_contain_text("longer than 4000 characters")
    page.get_by_role("button", name="Send").click()
    assert len(page.locator("#words").input_value()) == 5000
    assert stored(portal) == []


def test_on_a_phone_the_transcript_is_at_hand_and_a_long_messages_menu_in_sight(
    portal: Any, room: Room, buyer: Person, seller: Person
) -> None:
    portal.aside(lambda: room.post("long " * 700, by=seller.actor))
    page = enter(portal, buyer, room, viewport=PHONE)
    page.locator("#m1 .said__menu summary").click()
    expect(page.locator("#m1 .said__acts").get_by_text("Reply", exact=True)).to_be_in_viewport()
    page.keyboard.press("Escape")
    page.locator(".room__more summary").first.click()
    expect(page.get_by_role("link", name="PDF to read and print")).to_be_visible()


def test_a_talk_with_pictures_opens_at_its_end_and_follows_what_comes(
    portal: Any, room: Room, buyer: Person, seller: Person, tmp_path: Path
) -> None:
    picture = tmp_path / "sample.png"
    Image.new("RGB", (800, 600), "#2b4a7f").save(picture)
    hers = enter(portal, seller, room)
    for number in (1, 2, 3):
        hers.locator("input[name=papers]").set_input_files(picture)
        say(hers, f"Shade {number}")
        expect(hers.locator(f"#m{number} .said__files img")).to_be_visible()
    his = enter(portal, buyer, room, viewport=PHONE)
    expect(his.locator("#m3 .said__words")).to_be_in_viewport()
    say(hers, "Which one?")
    expect(his.locator("#m4 .said__words")).to_be_in_viewport()
    expect(his.locator("#jump")).to_be_hidden()
    his.mouse.move(200, 400)
    his.mouse.wheel(0, -600)
    expect(his.locator("#m4 .said__words")).not_to_be_in_viewport()
    say(hers, "Take your time")
    expect(his.locator("#jump")).to_be_visible()
    expect(his.locator("#m5 .said__words")).not_to_be_in_viewport()


def test_who_has_blocked_the_other_unblocks_where_they_would_write(
    portal: Any, room: Room, buyer: Person, seller: Person
) -> None:
    portal.aside(lambda: CompanyBlock.put_up(buyer.actor, seller.company))
    page = portal.open_as(buyer, f"/consultations/{room.ref}/", viewport=PHONE)
    page.locator("#barrier").get_by_role("button", name="Unblock").click()
    expect(page.locator("#room")).to_have_attribute("data-state", "connected")
    say(page, "Let us begin anew")
    expect(page.locator(".said--me[data-number]")).to_have_count(1)
    assert not portal.aside(CompanyBlock.objects.exists)


def test_all_about_a_talk_opens_where_one_is_on_a_phone(portal: Any, room: Room, buyer: Person, seller: Person) -> None:
    actors = portal.aside(lambda: [buyer.actor, seller.actor])
    portal.aside(lambda: [room.post(f"Message {n}", by=actors[n % 2]) for n in range(1, 31)])
    page = enter(portal, buyer, room, viewport=PHONE)
    page.locator(".room__more > summary").click()
    expect(page.get_by_role("link", name="PDF to read and print")).to_be_in_viewport()
    page.locator(".desk > summary").click()
    expect(page.get_by_role("button", name="Hand over")).to_be_in_viewport()
    expect(page.locator("#m30")).to_be_in_viewport()


def test_reading_in_one_tab_is_told_in_the_others(portal: Any, room: Room, buyer: Person, seller: Person) -> None:
    portal.aside(lambda: room.post("Is it in stock?", by=seller.actor))
    page = portal.open_as(buyer, "/my/")
    expect(page.locator("[data-talks] .count")).to_have_text("1")
    with page.expect_websocket() as _news:
        page.reload()
    expect(page.locator("[data-talks] .count")).to_have_text("1")
    other = page.context.new_page()
    other.goto(f"/consultations/{room.ref}/")
    expect(page.locator("[data-talks] .count")).to_have_count(0, timeout=20_000)
