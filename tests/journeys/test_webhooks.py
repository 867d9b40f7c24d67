"""Webhooks in a browser: set up, tried, seen failing, sent again, with a new secret; nothing for a lesser role."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from companies.models import WebhookDelivery
from companies.webhooks.sending import send_due
from offers.models import Inquiry
from tests.cast import Person
from tests.companies.webhooks.receiver import Receiver, example, receiving
from tests.journeys.conftest import Portal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.WEBHOOKS_INSIDE = True
    with receiving() as found:
        yield found


def wait_for_sends(portal: Portal) -> None:
    """What the threads beside a relay do."""
    portal.aside(send_due)


def test_an_owner_lets_a_program_hear_and_sees_how_it_goes(
    portal: Portal, seller: Person, colleague: Person, buyer: Person, receiver: Receiver
) -> None:
    page = portal.open_as(seller, "/my/webhooks/")
    page.get_by_role("link", name="Set up a webhook").first.click()
    page.get_by_role("textbox", name="Address").fill("books.example.com/hooks")
    page.get_by_role("textbox", name="What is it for?").fill("Our books")
    page.get_by_label("Everything, also what will be added later").check()
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_text("Enter a complete address").first).to_be_visible()
    expect(page.get_by_role("textbox", name="What is it for?")).to_have_value("Our books")
    page.get_by_role("textbox", name="Address").fill(receiver.url)
    page.get_by_role("button", name="Set it up").click()
    secret = page.locator("#secret").inner_text()
    assert secret.startswith("whsec_")
    page.get_by_role("link", name="I have copied it").click()
    expect(page.get_by_role("heading", name="Our books")).to_be_visible()
    expect(page.get_by_text("Nothing was sent yet")).to_be_visible()
    is_tried(portal, page, receiver, secret)
    is_sent_again_when_it_failed(portal, page, seller, buyer, receiver)
    gets_another_secret(portal, page, receiver, secret)
    nobody_else_sees_it(portal, colleague, page.url)


def is_tried(portal: Portal, page: Page, receiver: Receiver, secret: str) -> None:
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_text("Not tried yet; it takes a few seconds.")).to_be_visible()
    wait_for_sends(portal)
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("It was taken.")).to_be_visible()
    page.get_by_text("How the answer began").click()
    expect(page.get_by_text("thank you")).to_be_visible()
    assert example()(secret, receiver.got[-1].headers, receiver.got[-1].body)
    page.get_by_role("link", name="Our books").first.click()
    expect(page.get_by_role("row", name="webhook.test")).to_contain_text("Delivered")


def is_sent_again_when_it_failed(portal: Portal, page: Page, seller: Person, buyer: Person, receiver: Receiver) -> None:
    """An inquiry comes while the program answers with errors: it is seen in the log, given up, and sent by hand."""
    receiver.answers = [(500, {}, b"out of order")]
    portal.aside(lambda: Inquiry.send(buyer.actor, seller.company, title="Bearings", question="How soon?"))
    portal.deliver()
    wait_for_sends(portal)
    page.reload()
    expect(page.get_by_text("Nothing has arrived since")).to_be_visible()
    page.get_by_role("combobox", name="State").select_option(label="Waiting")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="An inquiry was sent or received").click()
    expect(page.get_by_text("500 The answer was no success (2xx).")).to_be_visible()
    expect(page.locator("#body + pre")).to_contain_text('"your_turn": true')
    portal.aside(lambda: WebhookDelivery.objects.filter(state="waiting").update(state="failed"))
    page.get_by_role("link", name="Look again").click()
    receiver.answers = [200]
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_text("It is sent again, under the same id.")).to_be_visible()
    wait_for_sends(portal)
    page.get_by_role("link", name="Look again").click()
    expect(page.locator(".webhook-tries > li")).to_have_count(2)
    first, again = receiver.got[-2:]
    assert first.headers["webhook-id"] == again.headers["webhook-id"] and first.body == again.body
    page.get_by_role("link", name="Our books").first.click()
    expect(page.get_by_text("Nothing has arrived since")).to_have_count(0)


def gets_another_secret(portal: Portal, page: Page, receiver: Receiver, old: str) -> None:
    page.get_by_role("link", name="New secret").first.click()
    page.get_by_role("button", name="Make a new secret").click()
    new = page.locator("#secret").inner_text()
    page.get_by_role("link", name="I have copied it").click()
    page.get_by_role("button", name="Send a test").click()
    wait_for_sends(portal)
    got = receiver.got[-1]
    assert new != old and all(example()(secret, got.headers, got.body) for secret in (old, new))
    page.get_by_role("link", name="Our books").first.click()
    expect(page.get_by_role("row", name="webhook.test")).to_have_count(2)


def nobody_else_sees_it(portal: Portal, colleague: Person, url: str) -> None:
    page = portal.open_as(colleague, "/my/")
    expect(page.get_by_role("link", name="Webhooks")).to_have_count(0)
    for path in (url, "/my/webhooks/"):
        answer = page.goto(path)
        assert answer is not None and answer.status in {403, 404}
        expect(page.get_by_text("Our books")).to_have_count(0)
