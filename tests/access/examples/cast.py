"""Who the examples belong to: people of the demonstration, as the tests know people."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.files.base import ContentFile

from companies.models import Company, User
from portal.demo.founding import DOMAIN
from tests.cast import Person, signed_in
from tests.core.test_upload_doors import photograph

Places = Iterator[tuple[str, str]]  # account, path
REF = "EXAMPLE"
COMPANIES = {"seller": "hanul-bearing", "buyer": "nordlager", "steward": "ktma"}


@dataclass(frozen=True)
class Cast:
    seller: Person
    buyer: Person
    steward: Person
    moderator: Person
    boss: Person

    @classmethod
    def find(cls) -> "Cast":
        return cls(**{name: person(name) for name in ("seller", "buyer", "steward", "moderator")}, boss=person("admin"))


def person(account: str) -> Person:
    user = User.objects.get(email=f"{account}@{DOMAIN}")
    company = Company.objects.get(slug=COMPANIES[account]) if account in COMPANIES else None
    return Person(user, company, signed_in(user))


def paper(name: str = "document.jpg") -> "ContentFile[bytes]":
    return ContentFile(photograph(), name)


def path_in(address: str) -> str:
    """Of a link as it stands in a mail."""
    return urlsplit(address).path
