"""The table in docs/communities.md is what the code says: every act, tried by every role in every kind of house."""

from dataclasses import replace

import pytest
from django.conf import settings

from community.acts import ACTS, ROLES, VISIBILITIES, Act, table
from community.models import Community, CommunityMember
from portal.core.actor import VISITOR, Actor
from tests.cast import Person, make_company, make_person
from tests.community.conftest import make_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def houses(steward: Person) -> dict[str, Community]:
    return {visibility: make_community(steward, f"House {visibility}", visibility) for visibility in VISIBILITIES}


@pytest.fixture
def people(houses: dict[str, Community], steward: Person) -> dict[str, Actor]:
    """An owner for each role: what the company may do, the person may."""
    found = {"visitor": VISITOR, "steward": steward.actor}
    for role in ROLES:
        if role in found:
            continue
        person = make_person(f"{role}@firm.example", make_company(f"Firm {role}"))
        if role != "stranger":
            for house in houses.values():
                state = CommunityMember.State.ACTIVE
                CommunityMember.objects.create(community=house, company=person.company, role=role, state=state)
        found[role] = person.actor
    return found


def test_the_documented_table_is_the_real_one(houses: dict[str, Community], people: dict[str, Actor]) -> None:
    def allowed(act: Act, role: str, visibility: str) -> bool:
        return act.allowed(people[role], houses[visibility])

    real = table(allowed)
    text = (settings.BASE_DIR / "docs" / "communities.md").read_text("utf-8")
    assert real in text, f"docs/communities.md should have:\n\n{real}"


def test_nothing_is_done_in_a_closed_community_but_reading(
    houses: dict[str, Community], people: dict[str, Actor], steward: Person
) -> None:
    for house in houses.values():
        house.close(steward.actor)
    still = {act.words for act in ACTS if any(act.allowed(people["steward"], house) for house in houses.values())}
    assert still == {
        "know that it exists",
        "read what is in it",
        "accept the rules",
        "leave",
        "see the history of places",
    }
    assert not any(act.allowed(people["member"], houses["public"]) for act in ACTS if act.words == "write")


def test_who_only_looks_for_a_company_does_nothing(houses: dict[str, Community], people: dict[str, Actor]) -> None:
    looking = replace(people["steward"], role="viewer", powers=frozenset({"view"}))
    done = {act.words for act in ACTS if any(act.allowed(looking, house) for house in houses.values())}
    assert done == {"know that it exists", "read what is in it"}
