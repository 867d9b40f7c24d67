"""A colleague is invited, comes in by phone, takes the company over, and the old owner leaves."""

from typing import Any

from playwright.sync_api import expect

from companies.models import Company, Membership
from tests.cast import Person, make_person
from tests.companies.conftest import ADDRESS, confirm, link_in_mail

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def test_from_an_invitation_to_a_new_owner(portal: Any, seller: Person, supplier: Company) -> None:
    mina = portal.aside(lambda: make_person(ADDRESS, name="Mina Seo"))
    portal.aside(lambda: confirm(mina.user))
    desk = portal.open_as(seller, "/my/people/")
    desk.get_by_role("link", name="Invite somebody").first.click()
    desk.get_by_label("E-mail address").fill(ADDRESS)
    desk.get_by_label("Manager –").check()
    desk.get_by_label("Your words").fill("The export desk is yours.")
    desk.get_by_role("button", name="Send the invitation").click()
    expect(desk.get_by_role("row", name=ADDRESS)).to_contain_text("waits for an answer")

    phone = portal.open_as(mina, portal.aside(link_in_mail), **PHONE)
    expect(phone.get_by_text("The export desk is yours.")).to_be_visible()
    phone.get_by_role("button", name="Accept and act for Hanbit Bearings").tap()
    expect(phone.get_by_text("Mina Seo, acting for Hanbit Bearings")).to_be_visible()

    desk.goto("/my/people/")
    desk.get_by_role("row", name="Mina Seo").get_by_role("link").click()
    desk.get_by_role("link", name="Hand over").click()
    desk.get_by_role("button", name="Ask Mina Seo").click()
    expect(desk.get_by_text("Waits for Mina Seo")).to_be_visible()

    portal.deliver()
    phone.goto("/my/notifications/")
    phone.get_by_role("link", name="wants to hand Hanbit Bearings over to you").tap()
    phone.get_by_role("button", name="Accept and become the owner").tap()
    expect(phone.get_by_role("row", name="Mina Seo")).to_contain_text("Owner")

    desk.goto("/my/people/")
    desk.get_by_role("row", name="(you)").get_by_role("link").click()
    desk.get_by_role("link", name="Leave the company").click()
    desk.get_by_role("button", name="Leave the company").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Welcome")
    assert portal.aside(lambda: list(Membership.objects.values_list("user__email", "role"))) == [(ADDRESS, "owner")]
