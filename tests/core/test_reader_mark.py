"""Whose words a browser keeps, and when it forgets them."""

import re

import pytest
from django.test import Client

from tests.cast import Person, signed_in

pytestmark = pytest.mark.django_db


def mark(client: Client, url: str = "/companies/") -> str:
    found = re.search(r'data-reader="(\w*)"', client.get(url).content.decode())
    return found[1] if found else ""


def test_every_person_has_a_mark_of_their_own_that_says_nothing(buyer: Person, seller: Person, visitor: Client) -> None:
    assert mark(visitor) == ""
    first, second = mark(buyer.client), mark(seller.client)
    assert first and second and first != second and str(buyer.user.pk) != first
    assert mark(signed_in(buyer.user), "/ko/companies/") == first, "in every session, on every page"


def test_the_answer_that_signs_somebody_out_clears_their_browser(buyer: Person, visitor: Client) -> None:
    assert "Clear-Site-Data" not in buyer.client.get("/accounts/logout/").headers
    answer = buyer.client.post("/accounts/logout/")
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    assert "Clear-Site-Data" not in buyer.client.get("/").headers
    assert "Clear-Site-Data" not in visitor.post("/accounts/logout/").headers
