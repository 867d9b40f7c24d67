"""The demonstration with a browser for each role, and what its pages lead to."""

import pickle
from http.cookies import SimpleCookie
from pathlib import Path

from django.db import transaction
from django.test import Client, override_settings

from cms.models import Consent, LegalVersion
from companies.models import Company, User
from companies.permissions import POWERS
from portal.demo.founding import DOMAIN
from tests.access import examples
from tests.access.addresses import Address, Found, every_address, explore
from tests.access.declared import audience_of
from tests.access.examples.cast import Cast
from tests.cast import Person, make_company, make_person, signed_in
from tests.worlds import DEMO, Recipe

AUDIENCE = audience_of()
OFFICES = ("staff/", "editors/", "dev/", "styleguide/")  # the last two: only in DEBUG
AS_IN_USE = {"DEBUG": False, "ALLOWED_HOSTS": ["*"], "DEBUG_PROPAGATE_EXCEPTIONS": False}
KEPT = "found.pickle"
ACCOUNTS = ("seller", "buyer", "steward", "moderator")


class World:
    def __init__(self, cookies: dict[str, SimpleCookie], found: Found) -> None:
        self.cookies, self.found = cookies, found
        self.clients = {name: with_cookies(kept) for name, kept in cookies.items()}
        self.addresses = [one for one in every_address() if not one.route.startswith(OFFICES)]

    @classmethod
    def walked(cls) -> "World":
        world = cls({name: client.cookies for name, client in people().items()}, Found())
        for account, path in examples.lay(Cast.find()):
            world.found.add(account, path)
        world.look_around()
        return world

    @classmethod
    def kept_in(cls, folder: Path) -> "World":
        return cls(*pickle.loads((folder / KEPT).read_bytes()))

    def keep_in(self, folder: Path) -> None:
        (folder / KEPT).write_bytes(pickle.dumps((self.cookies, self.found)))

    def look_around(self) -> None:
        starts = [one for one in self.addresses if not one.takes_something]
        for account in ACCOUNTS:
            paths = [one.of_nothing for one in starts if worth_a_look(account, one)]
            explore(self.found, account, self.clients[account], paths)

    def path(self, address: Address, *accounts: str) -> str | None:
        """Of a real thing of the first of these accounts that has one."""
        known = (self.found.path_of(address, account) for account in accounts)
        return next((path for path in known if path), None)


def people() -> dict[str, Client]:
    """The demonstration's accounts, and each role in a company of theirs and in a foreign one."""
    found = {name: signed_in(User.objects.get(email=f"{name}@{DOMAIN}")) for name in ACCOUNTS}
    own, foreign = Company.objects.get(slug="hanul-bearing"), make_company("Elsewhere Ltd", "both", "GB")
    for side, company in (("own", own), ("foreign", foreign)):
        for role in POWERS:
            found[f"{side} {role}"] = make_person(f"{side}-{role}@roles.example", company, role).client
    found["clerk"] = make_person("clerk@roles.example", is_staff=True).client
    found["own former"] = former(make_person("own-former@roles.example", own, "manager"))
    found["newcomer"] = make_person("newcomer@roles.example").client
    found["visitor"] = Client()
    for user in User.objects.filter(email__endswith="@roles.example"):
        for version in LegalVersion.objects.to_agree():
            Consent.objects.create(user=user, version=version, language="en", way=Consent.Way.SIGNUP)
    return found


def with_cookies(cookies: SimpleCookie) -> Client:
    client = Client()
    client.cookies = cookies
    return client


def former(person: Person) -> Client:
    """Still signed in, and in the company no more."""
    person.client.get("/my/")
    person.user.memberships.get().end(person.actor)
    return person.client


def worth_a_look(account: str, address: Address) -> bool:
    """The desk for its people; what is the same for all is opened by the first account only."""
    audience = AUDIENCE.get(address.name)
    if audience == "desk":
        return account == "moderator"
    return account == "seller" or (audience == "own" and account != "moderator")


def walk(folder: Path) -> None:
    with override_settings(**AS_IN_USE), transaction.atomic():
        World.walked().keep_in(folder)


WALKED = Recipe("walked", walk, DEMO)
