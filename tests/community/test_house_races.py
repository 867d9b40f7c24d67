"""Several stewards and companies at one community in the same moment."""

import pytest

from community.models import Community, CommunityInvitation, CommunityMember
from portal.core.permissions import Refused, WrongState
from tests.cast import Person, make_company, make_person
from tests.processes import at_once

pytestmark = [pytest.mark.needs("postgresql"), pytest.mark.django_db(transaction=True)]
CROWD = 6


@pytest.fixture
def crowd(public: Community, steward: Person) -> list[Person]:
    """Five more stewards beside the one who founded it."""
    people = [make_person(f"s{n}@firm.example", make_company(f"Firm {n}")) for n in range(CROWD - 1)]
    for person in people:
        public.members.create(company=person.company, role="steward", state=CommunityMember.State.ACTIVE)
    return [steward, *people]


def test_when_all_stewards_step_down_at_once_one_stays(public: Community, crowd: list[Person]) -> None:
    seats = {person.company.pk: public.members.get(company=person.company).pk for person in crowd}
    actors = [person.actor for person in crowd]

    def leave(number: int) -> str:
        actor = actors[number]
        CommunityMember.objects.get(pk=seats[actor.company_id]).leave(actor)
        return "gone"

    results = at_once(CROWD, leave)
    assert results.count("gone") == CROWD - 1, results
    assert sum(isinstance(one, Refused) for one in results) == 1, results
    left = public.members.stewards().get()
    public.refresh_from_db()
    assert public.steward_id == left.company_id


def test_when_two_take_the_role_from_each_other_one_keeps_it(public: Community, crowd: list[Person]) -> None:
    one, other = crowd[:2]
    public.members.exclude(company__in=[one.company, other.company]).filter(role="steward").update(role="member")
    pairs = [(one.actor, other.company), (other.actor, one.company)]

    def take(number: int) -> str:
        actor, company = pairs[number]
        CommunityMember.objects.get(community=public, company=company).change_role(actor, "member")
        return "taken"

    results = at_once(2, take)
    assert results.count("taken") == 1, results
    assert public.members.stewards().count() == 1


def test_an_invitation_by_link_is_used_once(public: Community, steward: Person) -> None:
    found = CommunityInvitation.send(public, steward.actor, email="info@firm.example")
    actors = [make_person(f"p{n}@firm.example", make_company(f"Firm {n}")).actor for n in range(CROWD)]

    def accept(number: int) -> str:
        CommunityInvitation.objects.get(pk=found.pk).accept(actors[number])
        return "in"

    results = at_once(CROWD, accept)
    assert results.count("in") == 1 and sum(isinstance(one, WrongState) for one in results) == CROWD - 1, results
    assert public.members.active().count() == 3


def test_asking_at_once_asks_once(closed: Community, buyer: Person) -> None:
    actor = buyer.actor
    results = at_once(CROWD, lambda _n: Community.objects.get(pk=closed.pk).ask_to_join(actor).pk)
    assert len(set(results)) == 1, results
    assert closed.changes.filter(what="asked").count() == 1


def test_members_leave_while_the_steward_closes_the_house(public: Community, steward: Person) -> None:
    """Both happen, in whichever order: nobody is kept in, and the closing does not bring anybody back."""
    people = [make_person(f"p{n}@firm.example", make_company(f"Firm {n}")) for n in range(CROWD)]
    for person in people:
        public.members.create(company=person.company, state=CommunityMember.State.ACTIVE)
    seats = [public.members.get(company=person.company).pk for person in people]

    def work(number: int) -> str:
        if number == CROWD:
            Community.objects.get(pk=public.pk).close(steward.actor)
            return "closed"
        CommunityMember.objects.get(pk=seats[number]).leave(people[number].actor)
        return "left"

    results = at_once(CROWD + 1, work)
    assert sorted(map(str, results)) == ["closed", *["left"] * CROWD], results
    public.refresh_from_db()
    assert public.is_closed and public.members.active().count() == 2  # the steward and the seller
    assert public.members.stewards().get().company_id == steward.company.pk
