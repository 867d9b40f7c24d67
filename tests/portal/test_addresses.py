"""Every address there is, taken from the resolver: none of a person's or of staff opens to somebody else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import Person

pytestmark = pytest.mark.django_db


def patterns(resolver: Any, before: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, path)
        elif isinstance(one, URLPattern):
            yield path


def addresses(start: str) -> list[str]:
    """Those below `start`; what stands for a slug or a number is of nothing that there is."""
    found = []
    for path in patterns(get_resolver()):
        filled = "".join(
            piece if place % 2 == 0 else ("7" if piece.startswith("int") else "nothing-there")
            for place, piece in enumerate(path.replace("<", "\0").replace(">", "\0").split("\0"))
        )
        if filled.startswith(start) and "(" not in filled and "\\" not in filled:
            found.append(f"/{filled}")
    return sorted(set(found))


def test_the_walk_finds_them() -> None:
    assert len(addresses("my/")) > 100 and len(addresses("desk/")) > 40


def test_a_visitor_is_led_to_the_sign_in_or_finds_nothing(visitor: Client) -> None:
    open_ones = set()
    for address in [*addresses("my/"), *addresses("desk/")]:
        for send in (visitor.get, visitor.post):
            status = send(address).status_code
            if status not in {302, 403, 404, 405}:
                open_ones.add(address)
    assert open_ones == OPEN_TO_ALL


# What this very browser has looked at is kept for visitors, too.
OPEN_TO_ALL = {"/my/recent/", "/my/recent/strip/", "/my/recent/look/"}


def test_the_desk_is_not_there_for_people_of_companies(seller: Person, viewer: Person) -> None:
    for person in (seller, viewer):
        for address in addresses("desk/"):
            assert person.client.get(address).status_code in {404, 405}, address
            assert person.client.post(address).status_code in {404, 405}, address


def test_nothing_breaks_at_what_is_not_there(viewer: Person, moderator: Person) -> None:
    for person in (viewer, moderator):
        for address in [*addresses("my/"), *addresses("desk/")]:
            assert person.client.get(address).status_code < 500, address


def test_an_address_for_forms_says_so_when_it_is_opened(moderator: Person, visitor: Client) -> None:
    answer = moderator.client.get("/ko/desk/categories/bearings/names/")
    assert answer.status_code == 405 and answer["Allow"] == "POST"
    assert "<h1" in answer.content.decode() and 'lang="ko"' in answer.content.decode()
    assert visitor.get("/search/opened/").status_code == 405
