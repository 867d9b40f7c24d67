"""A community is a circle that its members, and they alone, know of."""

from community.models import Community, CommunityMember
from portal.core.actor import VISITOR
from portal.core.circles import circle_key, circle_keys, circles_of, companies_in
from tests.cast import Person, make_company


def circle(person: Person, *members: Person) -> str:
    assert person.company
    community = Community.objects.create(ref="G-1", slug="bearings", name="Bearing makers", steward=person.company)
    for one in (person, *members):
        CommunityMember.objects.create(community=community, company=one.company, state=CommunityMember.State.ACTIVE)
    return circle_key("community", community.pk)


def test_members_know_it_by_its_name_and_others_not_at_all(seller: Person, buyer: Person, stranger: Person) -> None:
    key = circle(seller, buyer)
    assert [(one.key, one.name) for one in circles_of(buyer.actor)] == [(key, "Bearing makers")]
    assert circle_keys(seller.actor) == [key]
    assert circle_keys(stranger.actor) == [] == circle_keys(VISITOR)


def test_it_tells_its_companies_and_a_key_of_nothing_none(seller: Person, buyer: Person) -> None:
    key = circle(seller, buyer)
    CommunityMember.objects.create(community_id=int(key.split(":")[1]), company=make_company("Waiting Ltd"))
    assert sorted(companies_in(key)) == sorted([seller.company.pk, buyer.company.pk])
    assert (
        companies_in("community:999999")
        == []
        == companies_in("")
        == companies_in("club:1")
        == companies_in("community:x")
    )
