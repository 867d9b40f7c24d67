"""Companies that are one: proposing, comparing, and merging them for good."""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from catalog.models import ImportRun, Product
from community.models import Community, CommunityMember
from companies.duplicates import plain_name, propose_merges
from companies.merging import moved_fields
from companies.models import ApiToken, Certificate, Company, CompanyMerge, Membership, MergeProposal
from consultations.models import Room
from notifications.models import Notification
from offers.models import Inquiry, Offer
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_person, make_product
from tests.processes import at_once

pytestmark = pytest.mark.django_db

# What stays with the company that went: its own history, and figures that are counted anew.
STAYS = {
    "catalog.printedcatalogue.company",  # a file of what was; it ends by itself
    "catalog.listingtrust.company",  # trust was in the firm that is gone
    "companies.suspension.company",
    "companies.suspensionproposal.company",
    "companies.impersonation.company",
    "companies.mergeproposal.first",
    "companies.mergeproposal.second",
    "companies.companymerge.kept",
    "companies.companymerge.lost",
    "companies.vaultdocument.company",
    "companies.boothlayout.company",
}


@pytest.fixture
def twin(supplier: Company) -> Company:
    """The same firm, put on the market a second time by a colleague."""
    return make_company("HANBIT Bearings Co., Ltd.", "supplier", "KR", website="https://www.hanbit.example/en")


def merge(staff: Person, kept: Company, lost: Company, typed: str = "") -> int:
    data = {"keep": kept.slug, "typed": typed or lost.name}
    return staff.client.post(f"/desk/companies/{kept.slug}/merge/{lost.slug}/", data).status_code


def test_every_column_that_names_a_company_moves_or_is_known_to_stay() -> None:
    named = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "remote_field", None) and getattr(field, "concrete", False) and field.related_model is Company
    }
    assert named == moved_fields() | STAYS, "a new column: say in the app's merges.py what becomes of it"


def test_twins_are_proposed_by_website_mail_and_name_and_a_decided_pair_stays_decided(
    moderator: Person, supplier: Company, twin: Company, stranger: Person
) -> None:
    Company.objects.filter(pk=supplier.pk).update(website="http://hanbit.example")
    make_person("a@hanbit.example", supplier)
    make_person("b@hanbit.example", twin)
    make_person("c@gmail.com", make_company("Free One"))
    make_person("d@gmail.com", make_company("Free Two"))
    propose_merges()
    propose_merges()
    pair = MergeProposal.objects.get()
    assert (pair.first, pair.second) == (supplier, twin)
    assert sorted(pair.signs) == ["mail", "name", "website"]
    assert twin.name in moderator.client.get("/desk/duplicates/").content.decode()
    url = f"/desk/companies/{supplier.slug}/merge/{twin.slug}/"
    assert stranger.client.post(f"{url}dismissal/").status_code == 404
    assert moderator.client.get(url).status_code == 200
    assert moderator.client.post(f"{url}dismissal/").status_code == 302
    propose_merges()
    assert [pair.state for pair in MergeProposal.objects.all()] == ["dismissed"]


def test_a_sign_that_a_crowd_shares_says_nothing(db: None) -> None:
    for number in range(8):
        make_company(f"Member {number}", website="https://association.example")
    propose_merges()
    assert not MergeProposal.objects.exists()


def test_names_are_compared_without_legal_form_and_signs() -> None:
    assert plain_name("Hanbit Bearings Co., Ltd.") == plain_name("HANBIT-BEARINGS") == "hanbitbearings"
    assert plain_name("주식회사 한빛베어링") == plain_name("(주)한빛베어링") == "한빛베어링"


def test_everything_moves_clashes_are_settled_and_the_old_address_leads_on(
    moderator: Person, seller: Person, buyer: Person, supplier: Company, twin: Company, steward: Person
) -> None:
    other = make_person("other@hanbit.example", twin, "owner")
    Membership.objects.create(user=seller.user, company=twin, role="viewer")
    low = make_person("low@hanbit.example", supplier, "viewer")
    Membership.objects.create(user=low.user, company=twin, role="manager")
    make_product(supplier, "A-1")
    make_product(supplier, "A-1-2")
    clash, free = make_product(twin, "A-1"), make_product(twin, "B-7")
    offer = Offer.objects.create(
        ref="O-TWIN", company=twin, title="Bearings", category=free.category, quantity=5, valid_until="2199-01-01"
    )
    inquiry = Inquiry.send(buyer.actor, twin, title="From outside", question="How soon?")
    between = Inquiry.send(other.actor, supplier, title="Between the two", question="Is this us?")
    Room.open_about("company", supplier, by=buyer.actor)
    room = Room.open_about("company", twin, by=buyer.actor)
    room.post("Hello twin", by=buyer.actor)
    room.post("Hello buyer", by=other.actor)
    Certificate.objects.create(company=supplier, name="ISO 9001", number="1")
    Certificate.objects.create(company=twin, name="ISO 9001", number="1")
    Certificate.objects.create(company=twin, name="ISO 14001", number="2")
    house = Community.objects.create(ref="G-1", slug="house", name="House", steward=steward.company)
    for company, role, state in ((supplier, "member", "asked"), (twin, "moderator", "active")):
        CommunityMember.objects.create(community=house, company=company, role=role, state=state)
    ApiToken.issue(twin, ["read"])
    assert merge(moderator, supplier, twin) == 302

    roles = dict(supplier.memberships.values_list("user__email", "role"))
    assert roles == {"seller@hanbit.example": "owner", "low@hanbit.example": "manager", "other@hanbit.example": "owner"}
    assert sorted(supplier.products.values_list("sku", flat=True)) == ["A-1", "A-1-2", "A-1-3", "B-7"]
    clash.refresh_from_db()
    assert (clash.sku, clash.company) == ("A-1-3", supplier)
    for moved, side in ((offer, "company"), (inquiry, "supplier")):
        moved.refresh_from_db()
        assert getattr(moved, side) == supplier
    between.refresh_from_db()
    assert (between.buyer, between.supplier) == (twin, supplier), "a company does not ask itself"
    room.refresh_from_db()
    assert set(room.parties.values_list("company_id", flat=True)) == {supplier.pk, buyer.company.pk}
    assert list(room.messages.values_list("company_id", flat=True)) == [buyer.company.pk, supplier.pk]
    assert seller.client.get(f"/consultations/{room.ref}/").status_code == 200
    assert sorted(supplier.certificates.values_list("name", flat=True)) == ["ISO 14001", "ISO 9001"]
    member = CommunityMember.objects.get(community=house)
    assert (member.company, member.role, member.state) == (supplier, "moderator", "active")
    assert not ApiToken.objects.exists()

    done = CompanyMerge.objects.get()
    assert "SKU “A-1” is now “A-1-3”" in str(done.report)
    assert "A-1-3" in moderator.client.get(f"/desk/companies/{twin.slug}/merged/").content.decode()
    for path in ("", "products/"):
        for client in (buyer.client, moderator.client):
            answer = client.get(f"/companies/{twin.slug}/{path}?page=2")
            assert (answer.status_code, answer["Location"]) == (301, f"/companies/{supplier.slug}/{path}?page=2")
    assert buyer.client.get(f"/ko/companies/{twin.slug}/")["Location"] == f"/ko/companies/{supplier.slug}/"
    assert other.user.actor_for().company == supplier
    deliver_all()
    assert Notification.objects.filter(kind="company.merged", user=other.user).count() == 1
    assert merge(moderator, supplier, twin) == 409, "merged already"


def test_a_chain_of_merges_leads_to_the_last_one(
    moderator: Person, supplier: Company, twin: Company, buyer: Person
) -> None:
    third = make_company("Hanbit")
    merge(moderator, twin, third)
    merge(moderator, supplier, twin)
    assert buyer.client.get(f"/companies/{third.slug}/")["Location"] == f"/companies/{supplier.slug}/"


def test_nothing_is_merged_without_the_typed_name_or_the_permission(
    moderator: Person, clerk: Person, seller: Person, supplier: Company, twin: Company
) -> None:
    answer = moderator.client.post(
        f"/desk/companies/{supplier.slug}/merge/{twin.slug}/", {"keep": supplier.slug, "typed": supplier.name}
    )
    assert answer.status_code == 200 and "not the name" in answer.content.decode()
    assert supplier.name in answer.content.decode(), "what was typed is still there"
    assert merge(clerk, supplier, twin) == 403
    assert merge(seller, supplier, twin) == 404
    assert moderator.client.get(f"/desk/companies/{twin.slug}/merge/{twin.slug}/").status_code == 404
    with pytest.raises(PermissionDenied):
        CompanyMerge.merge(supplier, twin, clerk.actor, twin.name)
    with pytest.raises(Refused):
        CompanyMerge.merge(supplier, twin, moderator.actor, "")
    twin.refresh_from_db()
    assert twin.is_active and not CompanyMerge.objects.exists()


def test_a_running_import_stops_the_merge_and_nothing_has_moved(
    moderator: Person, seller: Person, supplier: Company, twin: Company
) -> None:
    make_product(twin, "B-7")
    make_person("other@hanbit.example", twin)
    ImportRun.objects.create(ref="R-1", company=twin, file_name="a.csv", state=ImportRun.State.RUNNING)
    assert merge(moderator, supplier, twin) == 409
    assert Product.objects.get().company == twin
    assert twin.memberships.count() == 1, "all or nothing"


def test_the_database_holds_that_a_company_is_merged_once_and_never_with_itself(
    supplier: Company, twin: Company
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CompanyMerge.objects.create(kept=supplier, lost=supplier)
    CompanyMerge.objects.create(kept=supplier, lost=twin, created_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        CompanyMerge.objects.create(kept=supplier, lost=twin)
    with pytest.raises(IntegrityError), transaction.atomic():
        MergeProposal.objects.create(first=twin, second=supplier)


@pytest.mark.django_db(transaction=True)
def test_of_six_who_merge_both_ways_at_once_one_does(moderator: Person, supplier: Company, twin: Company) -> None:
    make_product(supplier, "A-1")
    make_product(twin, "A-1")

    def go(number: int) -> None:
        kept, lost = (supplier.pk, twin.pk) if number % 2 else (twin.pk, supplier.pk)
        gone = Company.objects.get(pk=lost)
        CompanyMerge.merge(Company.objects.get(pk=kept), gone, moderator.actor, gone.name)

    results = at_once(6, go)
    assert [type(result) for result in results if result is not None] == [WrongState] * 5
    assert CompanyMerge.objects.count() == 1
    assert Event.objects.filter(kind="company.merged").count() == 2, "one for each of the two"
    assert set(Product.objects.values_list("company_id", flat=True)) == {CompanyMerge.objects.get().kept_id}
