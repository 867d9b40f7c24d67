"""Whoever works for the programme finds the way to it from the portal, and nobody else is shown a door."""

import pytest
from django.test import Client

from tests.cast import Person, make_company, make_person
from tests.cms.desk_cast import with_role

pytestmark = pytest.mark.django_db

DESK, EDITORS, BACK = 'href="/desk/"', 'href="/editors/"', 'href="/staff/"'


def doors(client: Client, path: str = "/my/") -> set[str]:
    page = client.get(path).content.decode()
    return {door for door in (DESK, EDITORS, BACK) if door in page}


def test_traders_and_newcomers_are_shown_none(seller: Person, newcomer: Person) -> None:
    assert doors(seller.client) == doors(newcomer.client) == set()


def test_staff_without_a_company_are_not_only_asked_for_one(moderator: Person) -> None:
    assert {DESK, BACK} <= doors(moderator.client)
    assert {DESK, BACK} <= doors(moderator.client, "/companies/")


def test_an_editor_finds_the_editors_office(supplier: object) -> None:
    author = with_role("author@programme.example", "author", "news")
    assert doors(author.client) == doors(author.client, "/news/") == {EDITORS}
    office = make_company("Programme Office", "programme", "KR")
    colleague = make_person("colleague@programme.example", office)
    colleague.user.groups.add(*author.user.groups.all())
    assert doors(colleague.client) == doors(colleague.client, "/news/") == {EDITORS}


def test_an_editor_who_trades_finds_it_in_my_portal(seller: Person) -> None:
    """Pages of traders do not pay for a question that hardly any of them needs."""
    seller.user.groups.add(*with_role("author@programme.example", "author", "news").user.groups.all())
    assert doors(seller.client) == {EDITORS}
    assert doors(seller.client, "/companies/") == set()
