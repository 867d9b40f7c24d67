"""The doors to an account: one sign-in form for all, and none that tells who has an account."""

from unittest import mock

import pytest
from django.contrib.auth import hashers
from django.test import Client

from tests.cast import Person, make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("office", ["/staff/", "/editors/"])
def test_the_back_offices_send_visitors_to_the_form_that_counts_tries(visitor: Client, office: str) -> None:
    answer = visitor.get(office, follow=True)
    assert answer.redirect_chain[-1][0] == f"/accounts/login/?next=%2F{office.strip('/')}%2F"
    posted = visitor.post(f"{office}login/", {"username": "a@b.example", "password": "x"})
    assert posted.status_code == 302 and posted["Location"] == "/accounts/login/"
    assert visitor.get(f"{office}password_reset/").status_code in {302, 404}


@pytest.mark.parametrize("office", ["/staff/", "/editors/"])
def test_a_trader_is_told_that_the_office_is_not_open_to_them(seller: Person, office: str) -> None:
    answer = seller.client.get(office, follow=True)
    assert answer.status_code == 403 and "staff may enter" in answer.content.decode()
    administrator = make_person("admin@programme.example", is_staff=True, is_superuser=True)
    assert administrator.client.get(office).status_code == 200


def test_signing_up_takes_as_long_for_an_address_that_has_an_account(visitor: Client, seller: Person) -> None:
    with mock.patch("django.contrib.auth.hashers.get_hasher", wraps=hashers.get_hasher) as hasher:
        for email in (seller.user.email, "new@mail.example"):
            hasher.reset_mock()
            data = {"email": email, "name": "Somebody", "password1": "long-and-own-words"}
            answer = visitor.post("/accounts/signup/", data)
            assert answer.status_code == 302 and answer["Location"] == "/accounts/confirm-email/"
            assert hasher.called, email
