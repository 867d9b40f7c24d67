"""Of owners who let go at the same moment one stays."""

from typing import Any

import pytest

from companies.models import Company, Handover, Invitation, Membership
from portal.core.permissions import Refused
from tests.cast import make_person
from tests.companies.conftest import ADDRESS, confirm, invite
from tests.processes import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_owners_who_leave_at_once_leave_one_behind(supplier: Company) -> None:
    owners = [make_person(f"owner{number}@hanbit.example", supplier) for number in range(2)]
    results = at_once(2, lambda number: Membership.objects.get(user=owners[number].user).end(owners[number].actor))
    assert sorted(type(result).__name__ for result in results) == ["NoneType", "Refused"]
    assert supplier.memberships.filter(role="owner").count() == 1


@pytest.mark.parametrize("act", ["lower", "remove"])
def test_owners_who_turn_on_each_other_leave_an_owner(supplier: Company, act: str) -> None:
    owners = [make_person(f"owner{number}@hanbit.example", supplier) for number in range(4)]
    actors = [owner.actor for owner in owners]

    def turn_on_the_next(number: int) -> None:
        victim = Membership.objects.get(user=owners[(number + 1) % 4].user)
        victim.change_role("viewer", actors[number]) if act == "lower" else victim.end(actors[number])

    at_once(4, turn_on_the_next)
    assert supplier.memberships.filter(role="owner").count() >= 1


def test_an_address_invited_eight_times_at_once_has_one_open_invitation(supplier: Company) -> None:
    owner = make_person("owner@hanbit.example", supplier)
    results = at_once(8, lambda _number: invite(owner).pk)
    assert Invitation.objects.count() == 1
    assert {type(result) for result in results if not isinstance(result, int)} <= {Refused, *Refused.__subclasses__()}
    assert Invitation.objects.get().round == Invitation.A_DAY_TO_ONE


def test_a_link_pressed_eight_times_at_once_is_one_place(supplier: Company) -> None:
    owner = make_person("owner@hanbit.example", supplier)
    invitation = invite(owner)
    person = make_person(ADDRESS)
    confirm(person.user)
    results = at_once(8, lambda _number: Invitation.objects.get(pk=invitation.pk).accept(person.user))
    assert sum(isinstance(result, Membership) for result in results) == 1
    assert supplier.memberships.filter(user=person.user).count() == 1


def test_a_handover_accepted_and_withdrawn_at_once_is_one_of_both(supplier: Company) -> None:
    owner, heir = make_person("owner@hanbit.example", supplier), make_person("heir@hanbit.example", supplier, "sales")
    handover = Handover.offer(supplier.memberships.get(user=heir.user), owner.actor)
    acts: list[Any] = [
        lambda: Handover.objects.get(pk=handover.pk).accept(heir.actor),
        lambda: Handover.objects.get(pk=handover.pk).withdraw(owner.actor),
    ]
    results = at_once(2, lambda number: acts[number]())
    assert [result for result in results if result is None] == [None]
    assert supplier.memberships.filter(role="owner").count() == 1
