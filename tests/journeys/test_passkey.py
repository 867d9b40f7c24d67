"""A passkey from the account page to the sign-in, with an authenticator that the browser plays."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import expect

from tests.cast import Person
from tests.journeys.conftest import Portal

PASSWORD = "a long pass phrase"


def with_password(person: Person) -> None:
    """Hashed as the server expects it: the tests' own quick hasher is not known there."""
    person.user.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt", iterations=1000)
    person.user.save(update_fields=["password"])
    EmailAddress.objects.create(user=person.user, email=person.user.email, verified=True, primary=True)


def test_a_passkey_is_added_on_a_phone_and_opens_the_account(portal: Portal, seller: Person) -> None:
    portal.aside(lambda: with_password(seller))
    # Passkeys belong to a name, not to an address of numbers.
    page = portal.open_as(None, "/healthz", viewport={"width": 390, "height": 844})
    home = portal.address.replace("127.0.0.1", "localhost")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda problem: said.append(str(problem)))
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    more = {"isUserVerified": True, "automaticPresenceSimulation": True}
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, **more}})

    page.goto(f"{home}/accounts/login/?next=/my/account/")
    page.locator("input[name=login]").fill(seller.user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.locator("main a[href='/accounts/2fa/webauthn/add/']").click()
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.locator("input[name=name]").fill("Work phone")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()

    page.goto(f"{home}/accounts/logout/")
    page.get_by_role("button", name="Sign out").last.click()
    page.goto(f"{home}/accounts/login/?next=/my/account/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Your account", exact=True)).to_be_visible()
    expect(page.get_by_text("1 passkey opens this account.")).to_be_visible()
    assert said == []
    key = portal.aside(lambda: Authenticator.objects.get(type="webauthn"))
    assert key.data["name"] == "Work phone" and key.last_used_at is not None
