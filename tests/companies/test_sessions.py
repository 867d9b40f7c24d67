"""What a session is worth: it is new at sign-in, ends where it is ended, and an old cookie opens nothing."""

import logging
import re

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.test import Client, override_settings

from companies.account.second_factor import OF_PEOPLE, WEIGHTY, is_weighty
from companies.models import User
from tests.access.addresses import every_address
from tests.cast import Person
from tests.companies.test_account import PASSWORD, confirm, sign_in, sign_in_past_factor, with_password

pytestmark = pytest.mark.django_db

NAME = settings.SESSION_COOKIE_NAME
NEW = "another long phrase"


@pytest.fixture
def owner(seller: Person) -> Person:
    return with_password(seller)


def key_of(client: Client) -> str:
    return client.cookies[NAME].value


def with_key(key: str) -> Client:
    """Somebody who has got hold of that cookie."""
    client = Client()
    client.cookies[NAME] = key
    return client


def opens(client: Client) -> bool:
    return client.get("/my/account/").status_code == 200


def test_a_session_laid_under_somebody_is_not_theirs_when_they_sign_in(owner: Person) -> None:
    laid = Client()
    session = laid.session
    session["laid"] = "here"
    session.save()
    laid.cookies[NAME] = session.session_key
    victim = with_key(session.session_key)
    assert victim.post("/accounts/login/", {"login": owner.user.email, "password": PASSWORD}).status_code == 302
    assert key_of(victim) != session.session_key and opens(victim)
    assert not opens(with_key(session.session_key))
    made_up = with_key("a" * 32)
    made_up.post("/accounts/login/", {"login": owner.user.email, "password": PASSWORD})
    assert key_of(made_up) != "a" * 32 and opens(made_up), "nobody chooses their key"


def test_who_signs_in_as_another_in_the_same_browser_leaves_nothing_of_the_first(
    owner: Person, stranger: Person
) -> None:
    with_password(stranger)
    browser = sign_in(owner.user)
    first = key_of(browser)
    browser.post("/accounts/logout/")
    browser.post("/accounts/login/", {"login": stranger.user.email, "password": PASSWORD})
    assert key_of(browser) != first and browser.session["_auth_user_id"] == str(stranger.user.pk)
    assert owner.user.email not in browser.get("/my/account/").content.decode()


def test_signing_out_ends_it_on_the_server(owner: Person) -> None:
    browser = sign_in(owner.user)
    stolen = with_key(key_of(browser))
    assert opens(stolen)
    browser.post("/accounts/logout/")
    assert not opens(stolen) and not opens(browser)


def test_a_new_password_gives_a_new_key_and_ends_the_old_one(owner: Person) -> None:
    browser = sign_in(owner.user)
    stolen = with_key(key_of(browser))
    browser.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert opens(browser) and not opens(stolen)
    assert key_of(browser) != key_of(stolen)


def test_a_password_chosen_by_mail_ends_every_session_and_its_link_works_once(owner: Person) -> None:
    thief = sign_in(owner.user)
    visitor = Client()
    visitor.post("/accounts/password/reset/", {"email": owner.user.email})
    found = re.search(r"/accounts/password/reset/key/[^/]+/", str(mail.outbox[-1].body))
    assert found
    form = visitor.get(found[0])["Location"]
    assert "set-password" in form, "the secret leaves the address before anything else is loaded"
    assert visitor.post(form, {"password1": NEW, "password2": NEW}).status_code == 302
    assert not opens(thief)
    again = Client()
    answer = again.get(found[0], follow=True)
    assert "password1" not in answer.content.decode()
    assert Client().post("/accounts/login/", {"login": owner.user.email, "password": PASSWORD}).status_code == 200


def test_a_link_to_a_new_password_is_worth_nothing_after_the_password_was_changed(owner: Person) -> None:
    Client().post("/accounts/password/reset/", {"email": owner.user.email})
    found = re.search(r"/accounts/password/reset/key/[^/]+/", str(mail.outbox[-1].body))
    assert found
    browser = sign_in(owner.user)
    browser.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert "password1" not in Client().get(found[0], follow=True).content.decode()


def test_an_account_that_is_closed_has_no_sessions(owner: Person) -> None:
    browser = sign_in(owner.user)
    User.objects.filter(pk=owner.user.pk).update(is_active=False)
    assert not opens(browser)
    assert Client().post("/accounts/login/", {"login": owner.user.email, "password": PASSWORD}).status_code == 302
    assert not opens(browser)


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(owner: Person) -> None:
    browser = sign_in(owner.user)
    cookie = browser.cookies[NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["domain"] and cookie["path"] == "/"
    assert cookie["expires"] == "", "it ends with the browser where nobody asked to stay signed in"
    stay = Client()
    stay.post("/accounts/login/", {"login": owner.user.email, "password": PASSWORD, "remember": "on"})
    assert stay.cookies[NAME]["max-age"] == settings.SESSION_COOKIE_AGE


def test_guesses_and_refusals_are_in_the_log_by_numbers(
    owner: Person, stranger: Person, viewer: Person, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="portal"):
        Client().post("/accounts/login/", {"login": owner.user.email, "password": "guessed"})
        Client().post("/accounts/login/", {"login": "nobody@mail.example", "password": "guessed"})
        viewer.client.get("/my/company/address/")
        Client(enforce_csrf_checks=True).post("/accounts/login/", {})
    said = [record.getMessage() for record in caplog.records]
    assert f"sign-in failed: person {owner.user.pk}" in said and "sign-in failed: nobody we know" in said
    assert f"403 GET companies:address by person {viewer.user.pk}" in said
    assert "403 POST account_login by a visitor" in said
    assert owner.user.email not in caplog.text and "guessed" not in caplog.text and "nobody@" not in caplog.text


# -- what weighs most, at the programme's desk --------------------------------------------------------------------


@override_settings(STAFF_NEEDS_MFA=True)
def test_staff_show_again_that_it_is_they_before_what_weighs_most(moderator: Person, seller: Person) -> None:
    with_password(moderator)
    Authenticator.objects.create(user=moderator.user, type="totp", data={})
    assert seller.company is not None
    desk, path = sign_in_past_factor(moderator), f"/desk/companies/{seller.company.slug}/suspension/"
    assert desk.get(f"/desk/companies/{seller.company.slug}/").status_code == 200
    words = {"reason": "other", "words": "Nobody answers."}
    for answer in (desk.get(path), desk.post(path, words)):
        assert answer.status_code == 302 and "/reauthenticate/" in answer["Location"]
        assert answer["Location"].endswith(f"?next={path}")
    seller.company.refresh_from_db()
    assert seller.company.is_active
    confirm(desk, path)
    assert desk.get(path).status_code == 200


@pytest.mark.parametrize("name", ["admin:auth_group_add", "wagtailusers_users:edit", "wagtailusers_groups:edit"])
def test_the_rights_of_people_are_among_it(name: str) -> None:
    assert is_weighty(name) and not is_weighty("admin:companies_company_change")
    known = {one.name for one in every_address()}
    assert name in known and known >= WEIGHTY
    assert all(any(one.startswith(start) for one in known) for start in OF_PEOPLE)
