"""What was typed and not sent comes back; what went in does not come back over what others have changed since."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from community.models import Community, CommunityMember
from tests.cast import Person
from tests.journeys.test_talk_kept import become


@pytest.fixture
def house(portal: Any, steward: Person) -> Community:
    return portal.aside(lambda: Community.found(steward.actor, slug="makers", name="Makers", summary="As it was"))


def profile(portal: Any, steward: Person, house: Community) -> Page:
    return portal.open_as(steward, f"{house.get_absolute_url()}profile/")


def save(page: Page) -> None:
    page.locator("main form.form button.button").last.click()


def test_what_went_in_is_no_draft_any_more(portal: Any, steward: Person, house: Community) -> None:
    page = profile(portal, steward, house)
    here = page.url
    page.locator("[name=summary]").fill("Mine")
    save(page)
    expect(page.get_by_text("Saved.")).to_be_visible()
    portal.aside(lambda: Community.objects.update(summary="By a colleague, later"))
    page.goto(here)
    expect(page.locator("[name=summary]")).to_have_value("By a colleague, later")


def test_what_never_arrived_is_kept(portal: Any, steward: Person, house: Community) -> None:
    page = profile(portal, steward, house)
    here = page.url
    page.locator("[name=summary]").fill("Typed in a tunnel")
    page.context.set_offline(True)
    save(page)
    page.wait_for_url(lambda url: url.startswith("chrome-error"))
    page.context.set_offline(False)
    page.goto(here)
    expect(page.locator("[name=summary]")).to_have_value("Typed in a tunnel")


def test_what_was_refused_or_led_to_the_sign_in_is_kept(portal: Any, steward: Person, house: Community) -> None:
    page = profile(portal, steward, house)
    here = page.url
    page.locator("[name=summary]").fill("Typed too late")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    save(page)
    expect(page.locator("[name=summary]")).to_have_count(0)
    page.context.add_cookies(cookies)  # type: ignore[arg-type]  # Playwright gives them in another type than it takes
    page.goto(here)
    expect(page.locator("[name=summary]")).to_have_value("Typed too late")


def test_the_next_person_at_this_browser_sees_nothing_of_it(
    portal: Any, steward: Person, seller: Person, house: Community
) -> None:
    """Kept for who typed it, as what is said in a talk."""
    portal.aside(
        lambda: CommunityMember.objects.create(community=house, company=seller.company, role="steward", state="active")
    )
    page = profile(portal, steward, house)
    here = page.url
    page.locator("[name=summary]").fill("Not before the fair")
    become(portal, page, seller)
    page.goto(here)
    expect(page.locator("[name=summary]")).to_have_value("As it was")
    become(portal, page, steward)
    page.goto(here)
    expect(page.locator("[name=summary]")).to_have_value("Not before the fair")


def test_signing_out_forgets_what_was_typed_in_every_tab(portal: Any, steward: Person, house: Community) -> None:
    page = profile(portal, steward, house)
    page.locator("[name=summary]").fill("Not before the fair")
    other = page.context.new_page()
    other.goto(page.url)
    kept = "Object.keys(localStorage).filter(key => /^(draft|unsaved):/.test(key))"
    assert other.evaluate(kept)
    with other.expect_response(
        lambda answer: "/accounts/logout/" in answer.url and answer.request.method == "POST"
    ) as signed_out:
        other.goto("/accounts/logout/")
        other.locator("main form button").first.click()
    assert signed_out.value.all_headers()["clear-site-data"] == '"storage"'
    other.wait_for_load_state()
    assert other.evaluate(kept) == []


def test_what_a_visitor_types_ends_with_the_tab(portal: Any) -> None:
    page = portal.open_as(None, "/styleguide/")
    page.locator("#id_a-message").fill("5,000 bearings, C3 clearance")
    next_one = page.context.new_page()
    page.close()
    next_one.goto("/styleguide/")
    expect(next_one.locator("#id_a-message")).to_have_value("")
