"""The doors to an account: one sign-in form for all, and none that tells who has an account."""

import re
from unittest import mock

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import hashers
from django.core import mail
from django.http import HttpResponse
from django.test import Client, override_settings

from companies.models import User
from tests.cast import Person, make_person, make_user

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


# -- the way in, and where it leads -----------------------------------------------------------------------------

PASSWORD = "long-and-own-words"


def link_in(message: mail.EmailMessage) -> str:
    found = re.search(r"https?://testserver(\S+)", message.body)
    assert found, message.body
    return found[1]


def join(client: Client, email: str = "new@mail.example", **more: str) -> HttpResponse:
    return client.post("/accounts/signup/", {"email": email, "name": "Somebody", "password1": PASSWORD, **more})


@pytest.mark.parametrize("is_same_browser", [True, False])
def test_who_was_invited_arrives_there_after_confirming(visitor: Client, is_same_browser: bool) -> None:
    page = visitor.get("/accounts/signup/?next=/invitations/abc/").content.decode()
    assert 'name="next" value="/invitations/abc/"' in page
    join(visitor, next="/invitations/abc/")
    browser = visitor if is_same_browser else Client()
    link = link_in(mail.outbox[0])
    assert 'value="/invitations/abc/"' in browser.get(link).content.decode()
    answer = browser.post(link.partition("?")[0], {"next": "/invitations/abc/"})
    assert answer["Location"] == "/invitations/abc/"
    assert bool(browser.session.get("_auth_user_id")) == is_same_browser
    signed = Client().post(
        "/accounts/login/", {"login": "new@mail.example", "password": PASSWORD, "next": "/invitations/abc/"}
    )
    assert signed["Location"] == "/invitations/abc/"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_a_target_elsewhere_is_forgotten(visitor: Client, target: str) -> None:
    join(visitor, next=target)
    link = link_in(mail.outbox[0])
    assert "evil" not in mail.outbox[0].body and "alert" not in mail.outbox[0].body
    answer = visitor.post(f"{link}?next={target}", {"next": target})
    assert answer["Location"] == "/my/"
    signed = Client().post("/accounts/login/", {"login": "new@mail.example", "password": PASSWORD, "next": target})
    assert signed["Location"] == "/my/"


def test_a_confirmed_address_is_told_once(visitor: Client) -> None:
    join(visitor)
    page = visitor.post(link_in(mail.outbox[0]), follow=True).content.decode()
    assert page.count('class="toast ') == 1 and "new@mail.example is confirmed" in page


@override_settings(SIGNUP_OPEN=False)
def test_a_closed_door_is_said_in_our_words(visitor: Client) -> None:
    assert "Nobody can join just now" in visitor.get("/accounts/signup/").content.decode()
    assert "Nobody can join just now" in join(visitor).content.decode()
    assert not User.objects.filter(email="new@mail.example").exists()


# -- addresses for ten minutes ----------------------------------------------------------------------------------


@pytest.mark.parametrize("email", ["a@mailinator.com", "a@MAILINATOR.com", "a@box.mailinator.com"])
def test_an_address_for_ten_minutes_is_refused(visitor: Client, seller: Person, email: str) -> None:
    answer = join(visitor, email)
    assert answer.status_code == 200 and "lasting one" in answer.content.decode()
    assert 'value="Somebody"' in answer.content.decode(), "what was typed is kept"
    answer = seller.client.post("/accounts/email/", {"action_add": "", "email": email})
    assert "lasting one" in answer.content.decode()
    assert User.objects.count() == 1 and not EmailAddress.objects.filter(email__iexact=email).exists()


@pytest.mark.parametrize("email", ["a@gmail.com", "a@hanmail.net", "a@notmailinator.com.example"])
def test_a_lasting_address_is_taken(visitor: Client, email: str) -> None:
    assert join(visitor, email).status_code == 302


# -- nobody learns who has an account ---------------------------------------------------------------------------


def known_addresses(seller: Person) -> list[str]:
    """An account, one that never confirmed, one that was deleted, and nobody."""
    seller.user.set_password("something quite else")
    seller.user.save()
    EmailAddress.objects.create(user=seller.user, email=seller.user.email, verified=True, primary=True)
    waiting = make_user("waiting@mail.example")
    waiting.set_password("something quite else")
    waiting.save()
    EmailAddress.objects.create(user=waiting, email=waiting.email, verified=False, primary=True)
    make_user("gone@mail.example").delete_account()
    return [seller.user.email, "waiting@mail.example", "gone@mail.example", "nobody@mail.example"]


def asked(path: str, data: dict[str, str], email: str) -> tuple[object, ...]:
    """Status, place, text without the address and the form's own marks, number of mails, and how much hashing."""
    mail.outbox.clear()
    with mock.patch.object(hashers.MD5PasswordHasher, "encode", autospec=True, side_effect=md5) as hashing:
        answer = Client().post(path, data)
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"', "", answer.content.decode())
    place = answer.headers.get("Location", "")
    return answer.status_code, place, html.replace(email, ""), len(mail.outbox), hashing.call_count


md5 = hashers.MD5PasswordHasher.encode


def test_sign_in_says_the_same_about_every_address(seller: Person) -> None:
    emails = known_addresses(seller)
    told = {asked("/accounts/login/", {"login": email, "password": "not the password"}, email) for email in emails}
    assert len(told) == 1
    [(status, _place, html, mails, hashes)] = told
    assert status == 200 and "do not fit together" in html and mails == 0 and hashes >= 1


def test_a_new_password_is_promised_to_every_address(seller: Person) -> None:
    emails = known_addresses(seller)
    told = {asked("/accounts/password/reset/", {"email": email}, email) for email in emails}
    assert len(told) == 1 and next(iter(told))[3] == 1, "each gets one mail"


def test_joining_says_the_same_about_every_address(seller: Person) -> None:
    data = {"name": "Somebody", "password1": PASSWORD}
    told = {asked("/accounts/signup/", {**data, "email": email}, email) for email in known_addresses(seller)}
    assert len(told) == 1 and next(iter(told))[3] == 1, "each gets one mail"


def test_too_many_tries_end_with_our_page_and_a_time(visitor: Client, seller: Person) -> None:
    answers = [visitor.post("/accounts/password/reset/", {"email": f"{n}@mail.example"}) for n in range(11)]
    assert answers[-1].status_code == 429 and answers[-1]["Retry-After"]
    assert "A little too fast" in answers[-1].content.decode()
    for _try in range(6):
        answer = Client().post("/accounts/login/", {"login": seller.user.email, "password": "wrong"})
    assert "many tries" in answer.content.decode()
