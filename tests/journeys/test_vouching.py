"""An association vouches for a member: offered, agreed to, approved by two, read by everybody, revoked."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate
from playwright.sync_api import expect

from community.models import Community, CommunityMember, Vouching
from companies.models import Claim, Company
from tests.cast import Person, make_person
from tests.community.test_vouching import approve_twice, checked


def test_a_word_for_a_member_from_the_offer_to_its_end(
    portal: Any, steward: Person, seller: Person, moderator: Person
) -> None:
    def prepared() -> Community:
        house = Community.found(steward.actor, slug="makers", name="Bearing Makers")
        house.members.create(company=seller.company, state=CommunityMember.State.ACTIVE)
        Company.objects.filter(pk=steward.company.pk).update(tier=2)
        checked(seller.company, "registration", "documents")
        return house

    house = portal.aside(prepared)
    theirs = portal.open_as(steward, f"{house.get_absolute_url()}vouching/new/")
    theirs.get_by_role("link", name="Vouch Hanbit Bearings").click()
    theirs.locator("input[name=points][value=existence]").check()
    theirs.locator("input[name=points][value=payment]").check()
    theirs.locator("[name=years]").fill("6")
    theirs.locator("[name=valid_until]").fill(str(localdate() + timedelta(days=200)))
    theirs.get_by_role("button", name="Offer to vouch").click()
    expect(theirs.get_by_role("heading", level=1)).to_contain_text("vouches for Hanbit Bearings")
    vouching = portal.aside(Vouching.objects.get)
    hers = portal.open_as(seller, vouching.get_absolute_url())
    hers.get_by_role("button", name="We agree").click()
    expect(hers.get_by_role("button", name="We agree")).to_have_count(0)

    def approve() -> Claim:
        second = make_person("second@programme.example", is_staff=True, is_superuser=True)
        moderator.user.is_superuser = True
        moderator.user.save()
        return approve_twice(vouching, (moderator, second))

    portal.aside(approve)
    anybody = portal.open_as(None, seller.company.get_absolute_url())
    expect(anybody.locator("#proof").locator("..")).to_contain_text("Textile Association vouches for it")
    theirs.goto(vouching.get_absolute_url())
    theirs.locator("summary", has_text="Revoke it").click()
    theirs.locator("[name=reason]").fill("They moved and did not tell us.")
    theirs.get_by_role("button", name="Revoke", exact=True).click()
    hers.goto(vouching.get_absolute_url())
    expect(hers.get_by_text("They moved and did not tell us.")).to_be_visible()
    assert portal.aside(lambda: Company.objects.get(pk=seller.company.pk).tier) == 2
