"""An event of a community: one firm gets the last place, another waits and moves up; two firms meet at a table."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from community.calendar.models import Gathering, MeetingPlan, Registration, TableMeeting
from community.models import Community, CommunityMember
from portal.core.zones import wall_of
from tests.cast import Person
from tests.community.events import in_days, publish, taking_part, with_tables


@pytest.fixture
def house(portal: Any, steward: Person, seller: Person, buyer: Person) -> Community:
    def make() -> Community:
        made = Community.found(steward.actor, slug="makers", name="Bearing Makers")
        for person in (seller, buyer):
            made.members.create(company=person.company, state=CommunityMember.State.ACTIVE)
        return made

    return portal.aside(make)


def test_the_last_place_the_waiting_list_and_moving_up(
    portal: Any, house: Community, steward: Person, seller: Person, buyer: Person
) -> None:
    theirs = portal.open_as(steward, f"{house.get_absolute_url()}calendar/new/")
    write_event(theirs)
    theirs.get_by_role("button", name="Publish").click()
    gathering = portal.aside(Gathering.objects.get)
    assert gathering.capacity == 1
    hers, his = (portal.open_as(person, gathering.get_absolute_url()) for person in (seller, buyer))
    hers.locator("#registration").get_by_role("button", name="Register").click()
    expect(hers.get_by_text("You have a place", exact=True)).to_be_visible()
    his.goto(gathering.get_absolute_url())
    his.locator("#registration").get_by_role("button", name="Onto the waiting list").click()
    expect(his.get_by_text("Number 1 in line")).to_be_visible()
    hers.once("dialog", lambda dialog: dialog.accept())
    hers.get_by_role("button", name="Give my place back").click()
    expect(hers.locator("#registration").get_by_role("button", name="Onto the waiting list")).to_be_visible()
    his.goto(gathering.get_absolute_url())
    expect(his.get_by_text("You have a place", exact=True)).to_be_visible()
    theirs.goto(f"{gathering.get_absolute_url()}people/")
    expect(theirs.get_by_text("Nordwerk").first).to_be_visible()
    states = portal.aside(lambda: dict(Registration.objects.values_list("company__name", "state")))
    assert sorted(states.values()) == ["going", "withdrawn"]


def write_event(page: Page) -> None:
    start = wall_of(in_days(10), "Asia/Seoul")
    page.locator("[name=title]").fill("Spring seminar")
    page.locator("[name=starts]").fill(f"{start:%Y-%m-%dT%H:%M}")
    page.locator("[name=ends]").fill(f"{start + timedelta(hours=6):%Y-%m-%dT%H:%M}")
    page.locator("[name=place]").fill("COEX hall B")
    page.locator("[name=capacity]").fill("1")
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Spring seminar")


def test_two_firms_ask_each_other_to_a_table(
    portal: Any, house: Community, steward: Person, seller: Person, buyer: Person
) -> None:
    def fair() -> Gathering:
        made = publish(house, steward, title="Partner day", kind="matchmaking")
        with_tables(made, steward)
        taking_part(made, seller)
        Registration.make(made, buyer.actor)
        return made

    gathering = portal.aside(fair)
    tables = f"{gathering.get_absolute_url()}meetings/"
    his = portal.open_as(buyer, tables)
    his.get_by_label("seek", exact=False).first.fill("Ball bearings")
    his.get_by_role("button", name="Take part").click()
    his.get_by_role("link", name="Ask for a meeting").click()
    his.locator("[name=words]").fill("We need 6204 for pumps.")
    his.get_by_role("button", name="Ask for a meeting").click()
    expect(his.get_by_text("We need 6204 for pumps.")).to_be_visible()
    hers = portal.open_as(seller, tables)
    hers.get_by_role("link", name="Answer").first.click()
    expect(hers.get_by_text("We need 6204 for pumps.")).to_be_visible()
    hers.get_by_role("button", name="Accept").click()
    expect(hers.get_by_role("heading", name="Your answer")).to_have_count(0)
    portal.aside(lambda: MeetingPlan.objects.update(wish_by=gathering.starts_at - timedelta(days=30)))
    theirs = portal.open_as(steward, tables)
    place = theirs.get_by_role("button", name="Place them all")
    if place.count():
        place.click()
        expect(place).to_have_count(0)
    meeting = portal.aside(lambda: TableMeeting.objects.select_related("slot").get())
    assert meeting.state == TableMeeting.State.AGREED and meeting.slot is not None and meeting.table
    his.goto(f"{tables}schedule/")
    expect(his.get_by_text("Hanbit Bearings").first).to_be_visible()
