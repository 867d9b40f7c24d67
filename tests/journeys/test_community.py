"""An association founds its community; firms join, a thread becomes an initiative, they buy together, order is kept."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from community.models import Community, CommunityMember, Thread
from tests.cast import Person
from tests.journeys.houses import ask_to_join, close, found, let_in, open_purchase, pledge
from trade.models import PurchaseRound


def test_from_the_founding_to_a_joint_purchase(portal: Any, steward: Person, seller: Person, buyer: Person) -> None:
    theirs = portal.open_as(steward, "/my/communities/new/")
    found(theirs, "Bearing Makers of Busan", "Makers of bearings around Busan who buy steel together.")
    house = portal.aside(Community.objects.get)
    hers, his = (join(portal, theirs, house, person) for person in (seller, buyer))
    talk(portal, theirs, hers, house)
    cooperate(portal, hers, his)
    buy_together(portal, theirs, hers, his, house)


def join(portal: Any, theirs: Page, house: Community, person: Person) -> Page:
    """The firm asks, the steward lets it in."""
    page = portal.open_as(person, house.get_absolute_url())
    ask_to_join(page)
    let_in(theirs, house.get_absolute_url())
    assert portal.aside(lambda: house.members.get(company=person.company).state) == CommunityMember.State.ACTIVE
    page.reload()
    return page


def talk(portal: Any, theirs: Page, hers: Page, house: Community) -> None:
    theirs.goto(f"{house.get_absolute_url()}threads/new/")
    theirs.get_by_label("Title").fill("Who comes to the fair in Hanoi?")
    theirs.get_by_label("Your words").fill("A booth of **36 m²** costs less together.")
    theirs.get_by_role("button", name="Post it").click()
    expect(theirs.locator(".post strong", has_text="36 m²")).to_be_visible()
    thread = portal.aside(Thread.objects.get)
    hers.goto(thread.get_absolute_url())
    hers.get_by_label("Your words").fill("We do, with two people.")
    hers.get_by_role("button", name="Reply").click()
    expect(hers.locator("#post-2")).to_contain_text("We do, with two people.")


def cooperate(portal: Any, hers: Page, his: Page) -> None:
    """The thread becomes an initiative that another firm joins; both agree, it starts."""
    hers.get_by_role("link", name="Make an initiative of this thread").click()
    hers.get_by_label("Title").fill("Joint booth in Hanoi")
    hers.get_by_role("radio", name="Joint booth").check()
    hers.get_by_label("What and why").fill("One booth, one forwarder, one interpreter.")
    hers.get_by_label("Members join without being asked").check()
    hers.get_by_role("button", name="Propose it").click()
    expect(hers.get_by_text("Joint booth in Hanoi").first).to_be_visible()
    here = hers.url
    his.goto(here)
    his.get_by_role("button", name="Join").click()
    expect(his.get_by_text(re.compile("Nordwerk")).first).to_be_visible()
    hers.goto(f"{here}agreement/")
    hers.get_by_label("Agreement", exact=True).fill("Each pays half of the booth.")
    hers.get_by_role("button", name="Save as a new version").click()
    for page in (hers, his):
        page.goto(here)
        if page.get_by_role("button", name="We consent to version 1").count():
            page.get_by_role("button", name="We consent to version 1").click()
    hers.goto(here)
    hers.get_by_role("button", name="Start").first.click()
    expect(hers.get_by_text("Under way").first).to_be_visible()


def buy_together(portal: Any, theirs: Page, hers: Page, his: Page, house: Community) -> None:
    theirs.goto(f"{house.get_absolute_url()}rounds/new/")
    words = "Hot rolled, annealed, certificate 3.1."
    address = open_purchase(theirs, "Bearing steel 100Cr6, bars 20 mm", words, {"100": "9.80", "500": "9.20"})
    assert portal.aside(PurchaseRound.objects.get).state == PurchaseRound.State.OPEN
    pledge(hers, address, "200")
    pledge(his, address, "300")
    expect(his.get_by_text("9.20").first).to_be_visible()
    purchase = portal.aside(PurchaseRound.objects.get)
    assert (purchase.total, purchase.state) == (500, PurchaseRound.State.REACHED)
    close(theirs, address)
    portal.deliver()
    closed = portal.aside(PurchaseRound.objects.get)
    assert closed.state == PurchaseRound.State.SUCCEEDED
    assert portal.aside(lambda: sum(one.quantity for one in closed.splits.all())) == 500


def test_what_a_member_reports_is_judged_and_its_author_appeals(
    portal: Any, steward: Person, seller: Person, buyer: Person
) -> None:
    house = portal.aside(lambda: Community.found(steward.actor, slug="makers", name="Makers"))
    for person in (seller, buyer):
        portal.aside(
            lambda person=person: house.members.create(company=person.company, state=CommunityMember.State.ACTIVE)
        )
    thread = portal.aside(lambda: Thread.start(house, seller.actor, "Cheap steel", "Buy my steel, buy my steel."))
    his = portal.open_as(buyer, thread.get_absolute_url())
    his.get_by_role("link", name="Report").first.click()
    his.locator("[name=reason]").first.check()
    his.get_by_role("button", name=re.compile("Report|Send")).last.click()
    theirs = portal.open_as(steward, f"{house.get_absolute_url()}moderation/")
    theirs.get_by_role("link", name="Cheap steel").first.click()
    expect(theirs.get_by_text("Buy my steel").first).to_be_visible()
    theirs.locator("[name=decision][value=uphold]").check()
    theirs.locator("[name=acts][value=hide]").check()
    theirs.locator("[name=reason]").select_option(index=1)
    theirs.get_by_label("What the author is told").fill("Advertising belongs on the offers board.")
    theirs.get_by_role("button", name=re.compile("Decide")).click()
    portal.deliver()
    hers = portal.open_as(seller, "/my/community-decisions/")
    hers.get_by_role("link", name="Cheap steel").first.click()
    expect(hers.get_by_text("Advertising belongs on the offers board.")).to_be_visible()
    hers.locator("textarea").last.fill("It was an answer to a question.")
    hers.get_by_role("button", name="Send the appeal").click()
    theirs.goto(f"{house.get_absolute_url()}moderation/")
    theirs.get_by_role("link", name="Appeals 1").click()
    theirs.get_by_role("link", name="Cheap steel").first.click()
    expect(theirs.get_by_text("It was an answer to a question.")).to_be_visible()
