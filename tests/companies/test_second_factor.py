"""App for codes, recovery codes and passkeys: set up, used, counted and told of."""

import base64
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client

from portal.core.events import Event
from tests.cast import Person
from tests.companies.test_account import PASSWORD, confirm, with_password

pytestmark = pytest.mark.django_db

SETUP = "/accounts/2fa/totp/activate/"


def code_of(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def set_up(person: Person) -> str:
    """Walk through the pages; gives the secret."""
    with_password(person)
    confirm(person.client, SETUP)
    html = person.client.get(SETUP).content.decode()
    secret = re.search(r'class="secret">(\w+)<', html)
    picture = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', html)
    assert secret and picture and b"http://www.w3.org/2000/svg" in base64.b64decode(picture[1])
    assert "style=" not in html.split("<main")[1] and "<script>" not in html
    answer = person.client.post(SETUP, {"code": code_of(secret[1])})
    assert answer["Location"] == "/accounts/2fa/recovery-codes/", answer.content.decode()
    return secret[1]


def at_the_second_step(person: Person) -> Client:
    client = Client()
    answer = client.post("/accounts/login/", {"login": person.user.email, "password": PASSWORD})
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    return client


@pytest.mark.django_db(transaction=True)  # the mails go out after the commit
def test_an_app_is_set_up_asked_for_and_turned_off(seller: Person) -> None:
    set_up(seller)
    assert [message.to for message in mail.outbox] == [[seller.user.email]]
    assert Event.objects.filter(kind="person.factor_added").count() == 2, "the app and the recovery codes"
    client = at_the_second_step(seller)
    assert client.get("/my/account/").status_code == 302, "not in yet"
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    used = Authenticator.objects.get(user=seller.user, type="recovery_codes").wrap().get_unused_codes()
    assert client.post("/accounts/2fa/authenticate/", {"code": used[0]})["Location"] == "/my/"
    assert client.get("/my/account/").status_code == 200
    again = at_the_second_step(seller)
    assert again.post("/accounts/2fa/authenticate/", {"code": used[0]}).status_code == 200, "each code opens once"
    seller.client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=seller.user).exists()
    assert len(mail.outbox) == 2


def test_recovery_codes_are_read_downloaded_and_made_anew(seller: Person) -> None:
    set_up(seller)
    before = Authenticator.objects.get(user=seller.user, type="recovery_codes").wrap().get_unused_codes()
    assert len(before) == 10
    page = seller.client.get("/accounts/2fa/recovery-codes/").content.decode()
    file = seller.client.get("/accounts/2fa/recovery-codes/download/")
    assert all(code in page and code in file.content.decode() for code in before)
    assert file["Content-Disposition"].startswith("attachment")
    seller.client.post("/accounts/2fa/recovery-codes/generate/")
    after = Authenticator.objects.get(user=seller.user, type="recovery_codes").wrap().get_unused_codes()
    assert not set(before) & set(after)


def test_tries_of_the_second_step_are_counted(seller: Person) -> None:
    secret = set_up(seller)
    client = at_the_second_step(seller)
    for number in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": f"00000{number}"})
    answer = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert answer.status_code == 200 and "many tries" in answer.content.decode()
    assert client.get("/my/account/").status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/2fa/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/2fa/totp/activate/",
        "/accounts/reauthenticate/",
        "/accounts/inactive/",
        "/accounts/password/change/",
        "/accounts/email/",
        "/accounts/logout/",
    ],
)
@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_every_page_of_the_account_is_ours(seller: Person, path: str, prefix: str) -> None:
    with_password(seller)
    confirm(seller.client, "/my/account/data/")
    answer = seller.client.get(prefix + path)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.count("<h1") == 1 and 'class="masthead"' in html
    assert not re.search(r"<script(?![^>]*(src|application/json))", html), "nothing that the policy would stop"


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", "null", '{"id": 1}', '{"response": {"userHandle": "AA"}}', "x" * 99]
)
def test_a_made_up_passkey_opens_nothing(visitor: Client, credential: str) -> None:
    path = "/accounts/2fa/webauthn/login/"
    options = visitor.get(path, headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["userVerification"] == "required"
    answer = visitor.post(path, {"credential": credential})
    assert answer.status_code == 302 and answer["Location"] == "/accounts/login/"
    assert visitor.get("/my/account/").status_code == 302


def test_another_s_passkey_is_neither_renamed_nor_removed(seller: Person, stranger: Person) -> None:
    key = Authenticator.objects.create(user=seller.user, type="webauthn", data={"name": "Phone"})
    with_password(stranger)
    confirm(stranger.client, "/my/account/data/")
    for act in ("edit", "remove"):
        assert stranger.client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/{act}/", {"name": "Mine"}).status_code == 404
    key.refresh_from_db()
    assert key.data["name"] == "Phone"
