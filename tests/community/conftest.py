"""A community of each visibility, run by the steward; the seller is a member of all, the buyer of none."""

import pytest

from community.models import Community, CommunityMember
from tests.cast import Person
from tests.community.initiative_cast import joined


def make_community(
    steward: Person, name: str, visibility: str = "public", members: tuple[Person, ...] = ()
) -> Community:
    community = Community.found(steward.actor, slug=name.lower().replace(" ", "-"), name=name, visibility=visibility)
    for person in members:
        community.members.create(company=person.company, state=CommunityMember.State.ACTIVE)
    return community


@pytest.fixture
def public(steward: Person, seller: Person) -> Community:
    return make_community(steward, "Bearing Makers", "public", (seller,))


@pytest.fixture
def closed(steward: Person, seller: Person) -> Community:
    return make_community(steward, "Steel Buyers", "members", (seller,))


@pytest.fixture
def hidden(steward: Person, seller: Person) -> Community:
    return make_community(steward, "Quiet Circle", "hidden", (seller,))


@pytest.fixture
def mill(public: Community) -> Person:
    return joined(public, "Mill")
