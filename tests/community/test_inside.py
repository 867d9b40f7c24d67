"""A community inside another: who knows of it, who may be in it, how it gets there and out again; and closing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from community.models import Community, CommunityMember, Thread
from portal.core.permissions import Refused
from tests.cast import Person, make_company, make_person
from tests.community.conftest import make_community

pytestmark = pytest.mark.django_db


def inside(outer: Community, steward: Person, name: str, visibility: str = "public") -> Community:
    slug = name.lower().replace(" ", "-")
    return Community.found(steward.actor, parent=outer, slug=slug, name=name, visibility=visibility)


@pytest.fixture
def other(steward: Person, seller: Person) -> tuple[Person, Community]:
    """A community of another intermediary, with nobody in it but that."""
    person = make_person("other@cluster.example", make_company("Daegu Cluster", "intermediary"))
    return person, make_community(person, "Dyers of Daegu")


def test_a_steward_founds_one_inside(public: Community, steward: Person, visitor: Client) -> None:
    form = {"name": "Young Makers", "kind": "project", "visibility": "public", "summary": "For the young"}
    answer = steward.client.post(f"/my/communities/new/?inside={public.slug}", form)
    assert answer.status_code == 302
    assert Community.objects.get(name="Young Makers").parent == public
    assert "Young Makers" in visitor.get(public.get_absolute_url()).content.decode()
    assert "Bearing Makers" in visitor.get("/communities/young-makers/").content.decode()


def test_nobody_founds_one_inside_a_house_of_others(public: Community, other: tuple[Person, Community]) -> None:
    form = {"name": "Young Makers", "kind": "project", "visibility": "public", "summary": "For the young"}
    assert other[0].client.post(f"/my/communities/new/?inside={public.slug}", form).status_code == 404
    assert not Community.objects.filter(name="Young Makers").exists()


def test_there_is_one_level_only(public: Community, steward: Person) -> None:
    part = inside(public, steward, "Part")
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        inside(part, steward, "Part of part")


def test_it_is_never_more_open_than_the_outer_one(
    hidden: Community, closed: Community, steward: Person, seller: Person, buyer: Person, visitor: Client
) -> None:
    unknown, half = inside(hidden, steward, "Unknown Part"), inside(closed, steward, "Half Part")
    thread = Thread.start(half, steward.actor, "For members of the outer one", "Words")
    for client in (visitor, buyer.client):
        assert client.get(unknown.get_absolute_url()).status_code == 404
        assert "Unknown Part" not in client.get("/communities/").content.decode()
        assert client.get(half.get_absolute_url()).status_code == 200
        assert client.get(thread.get_absolute_url()).status_code == 404
        rows = {row["slug"]: row["visibility"] for row in client.get("/api/v1/communities/").json()["results"]}
        assert rows == {"steel-buyers": "members", "half-part": "members"}
    assert seller.client.get(unknown.get_absolute_url()).status_code == 200, "a member of the outer one"
    assert seller.client.get(thread.get_absolute_url()).status_code == 200


def test_its_members_are_members_of_the_outer_one(
    closed: Community, steward: Person, seller: Person, buyer: Person
) -> None:
    part = inside(closed, steward, "Half Part")
    part.describe(steward.actor, joining="open")
    assert buyer.client.post(f"/communities/{part.slug}/membership/").status_code == 409
    assert not part.members.filter(company=buyer.company).exists()
    assert seller.client.post(f"/communities/{part.slug}/membership/").status_code == 302
    closed.members.get(company=seller.company).remove(steward.actor, "Left the trade")
    assert not part.members.filter(company=seller.company).exists(), "its place inside ends with the one outside"
    assert part.changes.filter(company=seller.company, what="removed").exists()


def test_one_that_asks_is_taken_in_when_all_its_members_are_there(
    public: Community, steward: Person, buyer: Person, other: tuple[Person, Community]
) -> None:
    person, house = other
    house.members.create(company=buyer.company, state=CommunityMember.State.ACTIVE)
    page = f"/communities/{house.slug}/inside/"
    assert person.client.post(page, {"parent": public.slug}).status_code == 200, "it is no member there"
    public.members.create(company=person.company, state=CommunityMember.State.ACTIVE)
    assert person.client.post(page, {"parent": public.slug}).status_code == 302
    decision = f"/communities/{public.slug}/inside/{house.slug}/decision/"
    assert buyer.client.post(decision, {"decision": "accept"}).status_code == 403
    assert steward.client.post(decision, {"decision": "accept"}).status_code == 409, "the buyer is not in the outer one"
    public.members.create(company=buyer.company, state=CommunityMember.State.ACTIVE)
    assert steward.client.post(decision, {"decision": "accept"}).status_code == 302
    house.refresh_from_db()
    assert (house.parent, house.wishes_parent) == (public, None)
    assert steward.client.post(f"/communities/{house.slug}/inside/end/").status_code == 302, "either may part"
    house.refresh_from_db()
    assert house.parent is None


def test_one_that_is_turned_away_stays_alone(
    public: Community, steward: Person, other: tuple[Person, Community]
) -> None:
    person, house = other
    house.wish_inside(person.actor, public)
    steward.client.post(f"/communities/{public.slug}/inside/{house.slug}/decision/", {"decision": "no"})
    house.refresh_from_db()
    assert house.parent is None and house.wishes_parent is None


def test_it_does_not_become_more_open_by_going_out(hidden: Community, steward: Person, visitor: Client) -> None:
    part = inside(hidden, steward, "Unknown Part")
    part.go_out(steward.actor)
    assert part.visibility == "hidden"
    assert visitor.get(part.get_absolute_url()).status_code == 404


def test_closing_is_asked_and_keeps_everything_to_be_read(
    public: Community, steward: Person, seller: Person, buyer: Person, visitor: Client
) -> None:
    thread = Thread.start(public, seller.actor, "Kept", "Words")
    page = f"/communities/{public.slug}/closing/"
    assert seller.client.post(page, {"confirmed": "on"}).status_code == 403
    assert steward.client.post(page, {}).status_code == 200
    public.refresh_from_db()
    assert not public.is_closed
    assert steward.client.post(page, {"confirmed": "on"}).status_code == 302
    assert visitor.get(thread.get_absolute_url()).status_code == 200
    assert seller.client.post(thread.get_absolute_url(), {"body": "More"}).status_code == 403
    assert buyer.client.post(f"/communities/{public.slug}/membership/").status_code == 403
    assert steward.client.get(f"/communities/{public.slug}/profile/").status_code == 403
    assert thread.posts.count() == 1
    assert steward.client.post(page, {"reopen": "1"}).status_code == 302
    assert seller.client.post(thread.get_absolute_url(), {"body": "More"}).status_code == 302


def test_after_30_days_it_stays_closed(public: Community, steward: Person) -> None:
    public.close(steward.actor)
    Community.objects.update(closed_at=timezone.now() - timedelta(days=31))
    assert steward.client.post(f"/communities/{public.slug}/closing/", {"reopen": "1"}).status_code == 403
    public.refresh_from_db()
    assert public.is_closed


def test_the_outer_one_is_closed_last(public: Community, steward: Person) -> None:
    part = inside(public, steward, "Part")
    with pytest.raises(Refused):
        public.close(steward.actor)
    part.close(steward.actor)
    public.close(steward.actor)
    with pytest.raises(Refused):
        part.reopen(steward.actor)
