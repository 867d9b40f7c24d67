"""Taking a company out of the market: what is gone at once, what its people may still do, and giving it back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from community.models import Community, CommunityMember
from companies.models import ApiToken, Company, Suspension
from consultations.models import Room
from notifications.models import Notification
from offers.models import Inquiry, Offer
from portal.core.events import Event
from portal.core.permissions import WrongState
from portal.core.relay import deliver_all
from tests.cast import Person, make_person, make_product
from tests.processes import at_once

pytestmark = pytest.mark.django_db

WORDS = "Your certificate ISO 9001 is not known to its issuer. Send us the original."


def suspend(staff: Person, company: Company, **changes: str) -> int:
    data = {"reason": "false_claims", "words": WORDS, **changes}
    return staff.client.post(f"/desk/companies/{company.slug}/suspension/", data).status_code


def test_a_suspended_company_is_gone_from_the_market_and_comes_back(
    moderator: Person, seller: Person, buyer: Person, supplier: Company
) -> None:
    product = make_product(supplier)
    offer = Offer.objects.create(
        ref="O-TEST1", company=supplier, title="Bearings", category=product.category, quantity=5,
        state="open", valid_until="2199-01-01",
    )  # fmt: skip
    pages = [supplier.get_absolute_url(), product.get_absolute_url(), offer.get_absolute_url()]
    pages += [f"/companies/{supplier.slug}/products/", f"/inquiries/new/company/{supplier.slug}/"]
    pages = [page for page in pages if buyer.client.get(page).status_code == 200]
    assert len(pages) >= 4
    assert suspend(moderator, supplier) == 302
    assert {buyer.client.get(page).status_code for page in pages} == {404}
    assert {Client().get(page).status_code for page in pages} <= {404, 302}
    for listing in ("/companies/", "/offers/", f"/categories/{product.category.slug}/"):
        assert supplier.name not in buyer.client.get(listing).content.decode(), listing
    assert buyer.client.get(f"/api/v1/products/?company={supplier.slug}").json()["count"] == 0
    assert suspend(moderator, supplier) == 409
    answer = moderator.client.post(
        f"/desk/companies/{supplier.slug}/restoration/", {"words": "Thank you, all is well."}
    )
    assert answer.status_code == 302
    assert {buyer.client.get(page).status_code for page in pages} == {200}
    assert [
        *Event.objects.filter(subject_id=supplier.pk, kind__startswith="company.").values_list("kind", flat=True)
    ] == [
        "company.suspended",
        "company.restored",
    ]


def test_its_people_read_and_act_no_longer_and_its_keys_are_dead(
    moderator: Person, seller: Person, colleague: Person, supplier: Company, buyer: Person
) -> None:
    product = make_product(supplier, state="draft")
    room = Room.open_about("company", supplier, by=buyer.actor)
    assert supplier == seller.company
    inquiry = Inquiry.send(buyer.actor, supplier, title="Bearings", question="How soon?")
    _token, secret = ApiToken.issue(supplier, ["read", "write"])
    suspend(moderator, supplier)
    assert seller.client.get("/my/").status_code == 200
    assert seller.client.get(f"/inquiries/{inquiry.ref}/").status_code == 200
    assert seller.client.post(f"/inquiries/{inquiry.ref}/answer/", {"answer": "Soon."}).status_code in {403, 404, 405}
    assert seller.client.post(f"/my/products/{product.ref}/publication/").status_code == 403
    with pytest.raises(PermissionDenied):
        room.post("Hello", by=seller.actor)
    assert seller.client.get("/my/activity/").status_code == 403
    assert Client().get("/api/v1/products/", headers={"Authorization": f"Bearer {secret}"}).status_code == 401
    inquiry.refresh_from_db()
    assert inquiry.state == "sent" and product.state == "draft"


def test_its_people_are_told_with_the_words_and_appeal_once(
    moderator: Person, seller: Person, viewer: Person, stranger: Person, supplier: Company
) -> None:
    suspend(moderator, supplier)
    deliver_all()
    told = Notification.objects.filter(kind="company.suspended")
    assert set(told.values_list("user_id", flat=True)) == {seller.user.pk, viewer.user.pk}
    page = "/my/company/suspension/"
    assert WORDS in seller.client.get(page).content.decode()
    assert stranger.client.get(page).status_code == 404
    assert viewer.client.post(page, {"appeal_text": "Please"}).status_code == 403
    assert 'name="appeal_text"' in seller.client.post(page, {"appeal_text": " "}).content.decode()
    assert not Suspension.objects.appealed().exists()
    assert seller.client.post(page, {"appeal_text": "Here is the original."}).status_code == 302
    assert seller.client.post(page, {"appeal_text": "Again."}).status_code == 409
    assert Suspension.objects.appealed().get().appeal_text == "Here is the original."
    assert "Here is the original." in moderator.client.get(f"/desk/companies/{supplier.slug}/").content.decode()
    assert supplier.name in moderator.client.get("/desk/companies/?flag=appealed").content.decode()
    upheld = moderator.client.post(f"/desk/companies/{supplier.slug}/appeal/", {"words": "The issuer still says no."})
    assert upheld.status_code == 302 and not Suspension.objects.appealed().exists()
    assert "The issuer still says no." in seller.client.get(page).content.decode()
    deliver_all()
    assert Notification.objects.filter(kind="company.appeal_answered", user=seller.user).count() == 1


def test_only_staff_with_the_permission_suspend(
    clerk: Person, stranger: Person, seller: Person, supplier: Company
) -> None:
    assert suspend(clerk, supplier) == 403
    assert [suspend(person, supplier) for person in (stranger, seller)] == [404, 404]
    assert Client().get(f"/desk/companies/{supplier.slug}/").status_code == 404
    supplier.refresh_from_db()
    assert supplier.is_active and not Suspension.objects.exists()


def test_a_community_leads_nobody_to_a_suspended_member(
    moderator: Person, buyer: Person, steward: Person, supplier: Company
) -> None:
    house = Community.objects.create(ref="G-1", slug="house", name="House", steward=steward.company)
    house.members.create(company=supplier, state=CommunityMember.State.ACTIVE)
    page = "/communities/house/members/"
    assert supplier.name in buyer.client.get(page).content.decode()
    suspend(moderator, supplier)
    assert supplier.name not in buyer.client.get(page).content.decode()
    assert house.members.active().filter(company=supplier).exists(), "it keeps its place"


def test_nobody_moderates_a_company_of_their_own(moderator: Person, supplier: Company) -> None:
    supplier.memberships.create(user=moderator.user, role="owner")
    assert suspend(moderator, supplier) == 403


def test_without_reason_or_words_the_form_comes_back_with_what_was_typed(moderator: Person, supplier: Company) -> None:
    answer = moderator.client.post(f"/desk/companies/{supplier.slug}/suspension/", {"reason": "", "words": "Kept text"})
    assert answer.status_code == 200 and "Kept text" in answer.content.decode()
    assert not Suspension.objects.exists()


def test_the_database_holds_one_running_suspension(moderator: Person, supplier: Company) -> None:
    suspend(moderator, supplier)
    with pytest.raises(IntegrityError), transaction.atomic():
        Suspension.objects.create(company=supplier, reason="other", words="Twice")


@pytest.mark.django_db(transaction=True)
def test_of_six_who_suspend_at_once_one_does(moderator: Person, supplier: Company) -> None:
    def go(_number: int) -> None:
        Suspension.start(Company.objects.get(pk=supplier.pk), moderator.actor, "other", WORDS)

    results = at_once(6, go)
    assert sorted(type(result).__name__ for result in results) == ["NoneType", *["WrongState"] * 5]
    assert Suspension.objects.count() == 1 == Event.objects.filter(kind="company.suspended").count()


def test_an_appeal_after_the_end_is_refused(moderator: Person, seller: Person, supplier: Company) -> None:
    suspend(moderator, supplier)
    running = Suspension.objects.get()
    running.end(moderator.actor)
    with pytest.raises(WrongState):
        running.appeal(seller.actor, "Late")


def test_journey_a_buyer_sees_a_firm_go_and_come_back(moderator: Person, buyer: Person, supplier: Company) -> None:
    make_person("sales2@hanbit.example", supplier, "sales")
    page = moderator.client.get(f"/desk/companies/{supplier.slug}/").content.decode()
    assert "/suspension/" in page and "Hanbit Bearings" in page
    assert suspend(moderator, supplier) == 302
    assert buyer.client.get(supplier.get_absolute_url()).status_code == 404
    assert "/restoration/" in moderator.client.get(f"/desk/companies/{supplier.slug}/").content.decode()
    moderator.client.post(f"/desk/companies/{supplier.slug}/restoration/", {"words": "Welcome back."})
    assert buyer.client.get(supplier.get_absolute_url()).status_code == 200


def test_the_end_of_a_suspension_does_not_reopen_what_its_owner_has_closed(
    moderator: Person, seller: Person, supplier: Company, visitor: Client
) -> None:
    suspension = Suspension.start(supplier, moderator.actor, "fraud", "Why")
    supplier.close(seller.actor)
    page = f"/desk/companies/{supplier.slug}/restoration/"
    answer = moderator.client.post(page, {"words": "All is well"}, follow=True)
    assert "its owner has closed it" in answer.content.decode()
    supplier.refresh_from_db(), suspension.refresh_from_db()
    assert not supplier.is_active and not suspension.is_running
    assert visitor.get(supplier.get_absolute_url()).status_code == 404
    assert not Event.objects.filter(kind="company.restored").exists()
    assert "Closed by its owner" in moderator.client.get("/desk/companies/").content.decode()
    assert b"Closed by its owner" in b"".join(moderator.client.get("/desk/companies/export.csv").streaming_content)
