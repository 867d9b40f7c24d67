"""The person's own account: what is set up, where they are signed in, a copy of their data, and leaving."""

import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client, override_settings

from companies.models import ApiToken, Company, Membership, User
from consultations.models import Room
from notifications.models import Notification
from offers.models import Inquiry
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from tests.cast import Person, make_company, make_person
from tests.processes import at_once

pytestmark = pytest.mark.django_db

PASSWORD = "a long pass phrase"


def with_password(person: Person) -> Person:
    person.user.set_password(PASSWORD)
    person.user.save(update_fields=["password"])
    EmailAddress.objects.get_or_create(user=person.user, email=person.user.email, verified=True, primary=True)
    person.client.force_login(person.user)
    return person


def sign_in(user: User, **headers: str) -> Client:
    client = Client(headers=headers)
    answer = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client


def confirm(client: Client, path: str, password: str = PASSWORD) -> None:
    """Open a page that asks for the password once more."""
    assert client.get(path).status_code == 302
    answer = client.post(f"/accounts/reauthenticate/?next={path}", {"password": password})
    assert answer.status_code == 302 and answer["Location"] == path


@pytest.fixture
def owner(seller: Person) -> Person:
    return with_password(seller)


# -- the page ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_the_account_says_what_is_set_up_and_leads_to_each_matter(owner: Person, prefix: str) -> None:
    html = owner.client.get(f"{prefix}/my/account/").content.decode()
    assert owner.user.email in html
    for path in ("/my/account/profile/", "/accounts/email/", "/accounts/password/change/", "/accounts/2fa/"):
        assert f'href="{prefix}{path}"' in html
        assert owner.client.get(f"{prefix}{path}").status_code == 200
    for path in ("/my/account/sessions/", "/my/account/data/", "/my/account/deletion/", "/accounts/2fa/webauthn/add/"):
        assert f'href="{prefix}{path}"' in html
    assert Client().get(f"{prefix}/my/account/").status_code == 302


def test_name_and_language_are_changed_and_the_next_page_is_in_that_language(owner: Person) -> None:
    data = {"name": "Kim Ha-eun", "language": "ko", "timezone": "Asia/Seoul", "currency": "KRW"}
    answer = owner.client.post("/my/account/profile/", data)
    assert answer["Location"] == "/ko/my/account/"
    owner.user.refresh_from_db()
    assert (owner.user.name, owner.user.language, owner.user.currency) == ("Kim Ha-eun", "ko", "KRW")
    assert Event.objects.filter(kind="person.changed").count() == 1


def test_a_name_of_nothing_and_a_language_we_do_not_speak_change_nothing(owner: Person) -> None:
    data = {"name": "\u200b", "language": "xx", "timezone": "Mars/Olympus", "currency": "XXX"}
    answer = owner.client.post("/my/account/profile/", data)
    assert answer.status_code == 200 and answer.content.decode().count("field--wrong") == 4
    owner.user.refresh_from_db()
    assert owner.user.language == "en"


# -- sign-ins ---------------------------------------------------------------------------------------------------

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"


def test_sign_ins_are_told_apart_and_one_is_ended_from_another(owner: Person) -> None:
    phone, desk = sign_in(owner.user, user_agent=PHONE), sign_in(owner.user, user_agent=DESK)
    html = desk.get("/my/account/sessions/").content.decode()
    assert "Edge on Windows" in html and "Safari on iPhone" in html and html.count("this one") == 1
    there = UserSession.objects.get(user_agent=PHONE)
    assert there.session_key not in html, "the key to a sign-in is never shown"
    ref = html.split("Safari on iPhone")[1].split('name="session" value="')[1].split('"')[0]
    desk.post("/my/account/sessions/end/", {"session": ref})
    assert phone.get("/my/account/").status_code == 302
    assert desk.get("/my/account/").status_code == 200


def test_nobody_ends_the_sign_in_of_another(owner: Person, stranger: Person) -> None:
    phone = sign_in(owner.user, user_agent=PHONE)
    html = phone.get("/my/account/sessions/").content.decode()
    other = sign_in(owner.user, user_agent=DESK)
    ref = other.get("/my/account/sessions/").content.decode().split('name="session" value="')[1].split('"')[0]
    assert ref not in html
    assert stranger.client.post("/my/account/sessions/end/", {"session": ref}).status_code == 302
    assert phone.get("/my/account/").status_code == 200
    assert stranger.client.get("/my/account/sessions/end/").status_code == 405


def test_all_others_end_at_once(owner: Person) -> None:
    phone, desk = sign_in(owner.user, user_agent=PHONE), sign_in(owner.user, user_agent=DESK)
    phone.post("/my/account/sessions/end-others/")
    assert phone.get("/my/account/").status_code == 200
    assert desk.get("/my/account/").status_code == 302


def test_a_new_password_ends_all_others_and_is_told_by_mail(owner: Person) -> None:
    phone, desk = sign_in(owner.user, user_agent=PHONE), sign_in(owner.user, user_agent=DESK)
    owner.user.language = "ko"
    owner.user.save(update_fields=["language"])
    new = {"oldpassword": PASSWORD, "password1": "another long phrase", "password2": "another long phrase"}
    assert phone.post("/accounts/password/change/", new)["Location"] == "/my/account/"
    assert phone.get("/my/account/").status_code == 200
    assert desk.get("/my/account/").status_code == 302
    assert [row.user_agent for row in UserSession.objects.filter(user=owner.user)] == [PHONE]
    [message] = mail.outbox
    assert message.to == [owner.user.email] and "iPhone" in message.body
    assert "안녕하세요." in message.body, "in the language of the person"


# -- a copy of the data -----------------------------------------------------------------------------------------


def fetch(client: Client) -> dict[str, list[dict[str, object]]]:
    answer = client.post("/my/account/data/")
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        names = [name for name in archive.namelist() if name.endswith(".json")]
        return {name.removesuffix(".json"): json.loads(archive.read(name)) for name in names}


def test_the_copy_has_what_the_person_wrote_and_nothing_of_others(owner: Person, buyer: Person) -> None:
    assert owner.company and buyer.company
    inquiry = Inquiry.send(buyer.actor, owner.company, title="Bearings", question="The buyer's own question")
    inquiry.reply("What the seller answered", by=owner.actor)
    room = Room.open_about("inquiry", inquiry, by=owner.actor)
    room.post("Words of the seller", by=owner.actor)
    room.post("Words of the buyer", by=buyer.actor)
    confirm(owner.client, "/my/account/data/")
    copy = fetch(owner.client)
    text = json.dumps(copy)
    assert copy["profile"][0]["email"] == owner.user.email
    assert copy["memberships"][0]["company"] == owner.company.name
    assert [row["text"] for row in copy["messages"]] == ["Words of the seller"]
    assert copy["inquiries"][0]["your_messages"][0]["body"] == "What the seller answered"
    assert "buyer's own question" not in text and "Words of the buyer" not in text
    assert owner.user.password not in text and buyer.user.email not in text
    assert {"notifications", "posts", "sessions", "activity", "offers"} <= set(copy)


def test_a_copy_is_not_given_to_an_open_browser_alone(owner: Person) -> None:
    assert owner.client.post("/my/account/data/")["Location"].startswith("/accounts/reauthenticate/")
    answer = owner.client.post("/accounts/reauthenticate/?next=/my/account/data/", {"password": "a wrong phrase"})
    assert answer.status_code == 200
    assert "but for the password" in answer.content.decode(), "it is not promised to be there still"
    assert owner.client.get("/my/account/data/").status_code == 302


# -- leaving ----------------------------------------------------------------------------------------------------


def test_the_last_owner_is_told_which_companies_need_an_owner_first(owner: Person, supplier: Company) -> None:
    shared = make_company("Shared Works")
    for person in (owner, make_person("second@hanbit.example")):
        Membership.objects.create(user=person.user, company=shared, role="owner")
    confirm(owner.client, "/my/account/deletion/")
    html = owner.client.get("/my/account/deletion/").content.decode()
    assert f'href="/my/account/closing/{supplier.slug}/?leave"' in html and "Shared Works" not in html.split("<main")[1]
    assert owner.client.post("/my/account/deletion/", {"is_sure": "on"}).status_code == 409
    owner.user.refresh_from_db()
    assert owner.user.is_active and owner.user.memberships.count() == 2


def test_who_leaves_is_nobody_and_their_words_stay(owner: Person, buyer: Person, supplier: Company) -> None:
    make_person("second@hanbit.example", supplier, "owner")
    inquiry = Inquiry.send(buyer.actor, supplier, title="Bearings", question="How soon?")
    room = Room.open_about("inquiry", inquiry, by=owner.actor)
    room.post("In two weeks", by=owner.actor)
    Notification.objects.create(user=owner.user, event_id=1, kind="inquiry.sent", path="/my/")
    Authenticator.objects.create(user=owner.user, type="totp", data={"secret": "x"})
    desk, address = sign_in_past_factor(owner), owner.user.email
    confirm(owner.client, "/my/account/deletion/")
    assert owner.client.post("/my/account/deletion/", {}).status_code == 200, "without the word nothing happens"
    assert User.objects.filter(email=address).exists()
    mail.outbox.clear()
    answer = owner.client.post("/my/account/deletion/", {"is_sure": "on"}, follow=True)
    assert "Your account is deleted" in answer.content.decode()
    gone = User.objects.get(pk=owner.user.pk)
    assert (gone.email, gone.name, gone.is_active, str(gone)) == ("", "", False, "A former colleague")
    assert not gone.has_usable_password() and not gone.memberships.exists()
    assert not EmailAddress.objects.filter(user=gone).exists() and not Authenticator.objects.filter(user=gone).exists()
    assert not Notification.objects.filter(user=gone).exists()
    assert not UserSession.objects.filter(user=gone).exists()
    for browser in (owner.client, desk):
        assert browser.get("/my/").status_code == 302
    [farewell] = mail.outbox
    assert farewell.to == [address]
    page = buyer.client.get(room.get_absolute_url()).content.decode()
    assert "In two weeks" in page and "A former colleague" in page and address not in page
    assert Event.objects.filter(kind="person.deleted", subject_id=gone.pk).count() == 1
    assert Event.objects.filter(kind="membership.ended", payload__user=gone.pk).count() == 1


def sign_in_past_factor(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    client.get("/my/account/")
    return client


def test_the_address_of_somebody_who_left_may_join_again(newcomer: Person) -> None:
    with_password(newcomer)
    address = newcomer.user.email
    newcomer.user.delete_account()
    make_person("another@mail.example").user.delete_account()
    data = {"email": address, "name": "Somebody New", "password1": "long-and-own-words"}
    Client().post("/accounts/signup/", data)
    again = User.objects.get(email=address)
    assert again.pk != newcomer.user.pk and again.name == "Somebody New"


def test_a_company_is_closed_by_its_owner_only_and_then_its_owner_may_leave(
    owner: Person, colleague: Person, stranger: Person, supplier: Company, visitor: Client
) -> None:
    path = f"/my/account/closing/{supplier.slug}/"
    for person in (colleague, stranger):
        with_password(person)
        confirm(person.client, path)
        assert person.client.post(path).status_code == 403
    supplier.refresh_from_db()
    assert supplier.closed_at is None
    confirm(owner.client, path)
    assert supplier.name in owner.client.get(path).content.decode()
    assert owner.client.post(f"{path}?leave")["Location"] == "/my/account/deletion/"
    assert visitor.get(supplier.get_absolute_url()).status_code == 404
    assert owner.client.post(path).status_code == 409, "a second time it is closed already"
    owner.user.delete_account()
    assert [one.user for one in supplier.memberships.all()] == [colleague.user]


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_delete_their_accounts_at_once_leave_one(owner: Person, supplier: Company) -> None:
    second = make_person("second@hanbit.example", supplier, "owner")

    def leave(number: int) -> None:
        User.objects.get(pk=(owner, second)[number].user.pk).delete_account()

    results = at_once(2, leave)
    assert sorted(type(result) for result in results if result is not None) == [Refused]
    assert supplier.memberships.filter(role="owner").count() == 1
    assert User.objects.filter(deleted_at=None, memberships__company=supplier).count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_account_is_deleted_once(newcomer: Person) -> None:
    results = at_once(6, lambda _number: User.objects.get(pk=newcomer.user.pk).delete_account())
    assert [type(result) for result in results if result is not None] == [WrongState] * 5
    assert Event.objects.filter(kind="person.deleted").count() == 1


# -- staff ------------------------------------------------------------------------------------------------------


@override_settings(STAFF_NEEDS_MFA=True)
@pytest.mark.parametrize("path", ["/staff/", "/editors/", "/desk/", "/ko/desk/"])
def test_staff_without_a_second_factor_are_led_to_set_one_up(moderator: Person, path: str) -> None:
    assert moderator.client.get(path)["Location"].endswith("/accounts/2fa/")
    Authenticator.objects.create(user=moderator.user, type="recovery_codes", data={})
    assert moderator.client.get(path).status_code == 302, "recovery codes alone are none"
    Authenticator.objects.create(user=moderator.user, type="totp", data={})
    assert not moderator.client.get(path).headers.get("Location", "").endswith("/accounts/2fa/")


def test_staff_without_a_second_factor_are_told_on_their_account(moderator: Person, seller: Person) -> None:
    words = "without a second factor"
    assert words in moderator.client.get("/my/account/").content.decode()
    assert words not in seller.client.get("/my/account/").content.decode()


def test_secrets_of_second_factors_are_sealed_and_a_lost_key_opens_nothing(owner: Person) -> None:
    secret = totp.generate_totp_secret()
    one = totp.TOTP.activate(owner.user, secret).instance
    assert secret not in json.dumps(one.data)
    now = next(totp.yield_hotp_counters_from_time())
    code = totp.format_hotp_value(totp.hotp_value(secret, now))
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[]):
        assert not one.wrap().validate_code(code)
    assert one.wrap().validate_code(code)


def test_keys_of_a_company_the_person_left_by_another_way_end_with_the_account(
    seller: Person, supplier: Company
) -> None:
    heir = make_person("heir@hanbit.example", supplier, "manager")
    token, _secret = ApiToken.issue(supplier, ["read"], heir.actor)
    supplier.memberships.filter(user=heir.user).delete()
    heir.user.delete_account()
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert Event.objects.get(kind="api_token.revoked").payload["company"] == supplier.pk
