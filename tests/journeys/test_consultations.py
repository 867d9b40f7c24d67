"""Two real browsers talk; one loses its connection and comes back."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from companies.models import Company, Membership
from consultations.models import Message, Room
from tests.cast import Person


@pytest.fixture
def room(portal: Any, product: Any, buyer: Person, seller: Person) -> Room:
    return portal.aside(lambda: Room.open_about("product", product, by=buyer.actor))


def enter(portal: Any, person: Person, room: Room, **options: Any) -> Page:
    page = portal.open_as(person, f"/consultations/{room.ref}/", **options)
    expect(page.locator("#room")).to_have_attribute("data-state", "connected")
    return page


def say(page: Page, words: str) -> None:
    page.locator("#words").fill(words)
    page.get_by_role("button", name="Send").click()


def words(page: Page) -> list[str]:
    return page.locator("#talk .said[data-number] .said__words").all_text_contents()


def test_two_browsers_talk_and_nothing_is_lost_when_one_goes_offline_and_comes_back(
    portal: Any, room: Room, buyer: Person, seller: Person
) -> None:
    his, hers = enter(portal, buyer, room), enter(portal, seller, room)
    say(his, "Can you do 500 pieces?")
    expect(hers.locator(".said--them .said__words")).to_have_text("Can you do 500 pieces?")
    hers.locator("#words").press_sequentially("Yes")
    expect(his.locator("#typing")).to_have_text("Seller is writing…")
    hers.locator("#words").press("Enter")
    expect(his.locator(".said--them .said__words")).to_have_text("Yes")
    expect(his.locator(".said--me [data-part=mark]")).to_be_visible()

    his.context.set_offline(True)
    expect(his.locator("#line")).to_contain_text("your words are kept")
    for number in (1, 2, 3):
        say(his, f"Written offline {number}")
    expect(his.locator(".said--pending")).to_have_count(3)
    for number in (1, 2):
        say(hers, f"Said meanwhile {number}")
    expect(hers.locator(".said--pending")).to_have_count(0)
    his.context.set_offline(False)
    expect(his.locator("#room")).to_have_attribute("data-state", "connected")
    expect(his.locator(".said--pending")).to_have_count(0)

    expected = ["Can you do 500 pieces?", "Yes", "Said meanwhile 1", "Said meanwhile 2"]
    expected += [f"Written offline {number}" for number in (1, 2, 3)]
    expect(hers.locator(".said[data-number]")).to_have_count(7)
    assert words(his) == words(hers) == expected
    assert portal.aside(lambda: list(Message.objects.values_list("body", flat=True))) == expected
    his.reload()
    assert words(his) == expected
    kept = his.evaluate("Object.keys(sessionStorage).filter(key => /^(outbox|draft):/.test(key))")
    assert kept == []


def test_a_removed_member_sees_that_access_has_ended(
    portal: Any, room: Room, seller: Person, colleague: Person
) -> None:
    page = enter(portal, colleague, room)
    # Another process than the server: the push does not reach it without Redis, so the next frame finds out.
    portal.aside(lambda: Membership.objects.get(user=colleague.user).end(by=seller.actor))
    page.locator("#words").press_sequentially("?")
    expect(page.locator("#line")).to_have_text("You no longer have access to this consultation.")
    expect(page.locator("#words")).to_be_disabled()


# The markup of a message's line with the attributes of each element by name: scripts set them in another order.
IN_ORDER = """said => {
  const line = said.querySelector(".said__line").cloneNode(true);
  for (const element of [line, ...line.querySelectorAll("*")]) {
    const own = [...element.attributes].sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const { name } of own) element.removeAttribute(name);
    for (const { name, value } of own) element.setAttribute(name, value);
  }
  return line.outerHTML;
}"""


def test_words_are_never_markup_and_the_live_page_shows_the_same_as_a_fresh_one(
    portal: Any, room: Room, buyer: Person, seller: Person
) -> None:
    Company.objects.update(tier=Company.Tier.REGISTERED)  # addresses of others are nothing to press
    his, hers = enter(portal, buyer, room), enter(portal, seller, room)
    said = 'Look: https://example.com/a?b=1. <img src=x onerror="alert(1)">\n안녕하세요 😀'
    say(his, said)
    live = hers.locator("#m1")
    expect(live).to_be_visible()

    def shape(page: Page) -> list[str]:
        page.locator("#m1").evaluate("said => said.classList.remove('said--new')")
        markup = page.locator("#m1").evaluate(IN_ORDER)
        return [re.sub(r"\s+", " ", markup), *page.locator(".talk__day").all_text_contents()]

    assert live.locator("img").count() == 0
    assert live.locator(".said__words a").get_attribute("href") == "https://example.com/a?b=1"
    before = shape(hers)
    hers.reload()
    assert shape(hers) == before


def test_without_javascript_the_same_talk_works_by_forms(
    portal: Any, room: Room, buyer: Person, seller: Person
) -> None:
    plain = portal.open_as(buyer, f"/consultations/{room.ref}/", java_script_enabled=False)
    live = enter(portal, seller, room)
    say(plain, "Sent by a plain form")
    expect(live.locator(".said--them .said__words")).to_have_text("Sent by a plain form")
    say(live, "Heard")
    expect(live.locator(".said--me[data-number]")).to_have_count(1)
    plain.reload()
    expect(plain.locator(".said--them .said__words")).to_have_text("Heard")


def test_a_long_talk_is_shown_from_its_end_and_read_backwards(
    portal: Any, room: Room, buyer: Person, seller: Person
) -> None:
    actors = portal.aside(lambda: [buyer.actor, seller.actor])
    portal.aside(lambda: [room.post(f"Message {n}", by=actors[n % 2]) for n in range(1, 121)])
    page = enter(portal, buyer, room, viewport={"width": 390, "height": 844})
    expect(page.locator("#m120")).to_be_in_viewport()
    expect(page.locator("#words")).to_be_in_viewport()
    for count in (100, 120):
        page.get_by_role("link", name="Show earlier").click()
        expect(page.locator(".said[data-number]")).to_have_count(count)
    assert words(page) == [f"Message {n}" for n in range(1, 121)]
    assert page.locator(".talk__day").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
