"""The named cast: who they are is the same in every test."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group, update_last_login
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.crypto import get_random_string

from catalog.models import Category, ListingTrust, PriceTier, Product, ProductText
from companies.models import Company, Membership, User
from portal.core.actor import Actor


@dataclass(frozen=True)
class Person:
    """Somebody with a browser: `client` is signed in, `actor` is what the models see."""

    user: User
    company: Company | None
    client: Client

    @property
    def actor(self) -> Actor:
        return self.user.actor_for(self.company.slug if self.company else None)


def make_user(email: str, name: str = "", **fields: Any) -> User:
    return User.objects.create(email=email, name=name or email.partition("@")[0].title(), password="!", **fields)


def make_company(name: str, kind: str = "supplier", country: str = "KR", **fields: Any) -> Company:
    return Company.objects.create(name=name, kind=kind, country=country, **fields)


def make_person(email: str, company: Company | None = None, role: str = "owner", **fields: Any) -> Person:
    user = make_user(email, **fields)
    if company:
        Membership.objects.create(user=user, company=company, role=role)
    return Person(user, company, signed_in(user))


def signed_in(user: User) -> Client:
    """What `Client.force_login` leaves behind, by two statements, not fourteen: most tests have several people."""
    update_last_login(User, user)
    store = SessionStore()
    key = get_random_string(32, VALID_KEY_CHARS)
    facts = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    data, end = store.encode(facts), store.get_expiry_date()
    Session(session_key=key, session_data=data, expire_date=end).save(force_insert=True)
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def make_product(company: Company, sku: str = "A-1", title: str = "Steel ball bearing 6204", **fields: Any) -> Product:
    """A published product with an English text and one price, unless told otherwise."""
    category = fields.pop("category", None) or Category.objects.get(slug="others")
    price = fields.pop("price", "4.20")
    product = Product(company=company, sku=sku, category=category, **{"state": Product.State.PUBLISHED, **fields})
    product.name_it(title)
    product.save()
    ProductText.objects.create(product=product, language=product.language, title=title)
    if price is not None:
        PriceTier.objects.create(product=product, min_quantity=1, amount=price, currency="USD")
    return product


@pytest.fixture
def supplier(db: None) -> Company:
    """Nobody has checked it, but staff trust what it lists: it publishes without a look by them."""
    company = make_company("Hanbit Bearings", "supplier", "KR", timezone="Asia/Seoul")
    ListingTrust.objects.create(company=company)
    return company


@pytest.fixture
def buying_company(db: None) -> Company:
    return make_company("Nordwerk Handel", "buyer", "DE", timezone="Europe/Berlin")


@pytest.fixture
def seller(supplier: Company) -> Person:
    """Owner of the supplier."""
    return make_person("seller@hanbit.example", supplier)


@pytest.fixture
def colleague(supplier: Company) -> Person:
    """A sales colleague of the seller."""
    return make_person("sales@hanbit.example", supplier, "sales")


@pytest.fixture
def viewer(supplier: Company) -> Person:
    """A colleague of the seller who may only look."""
    return make_person("viewer@hanbit.example", supplier, "viewer")


@pytest.fixture
def buyer(buying_company: Company) -> Person:
    """Owner of the buying company."""
    return make_person("buyer@nordwerk.example", buying_company)


@pytest.fixture
def stranger(db: None) -> Person:
    """Owner of a third company that has nothing to do with the others."""
    return make_person("stranger@elsewhere.example", make_company("Elsewhere Ltd", "both", "GB"))


@pytest.fixture
def newcomer(db: None) -> Person:
    """Signed up, but not yet in any company."""
    return make_person("newcomer@mail.example")


@pytest.fixture
def steward(db: None) -> Person:
    """Owner of an intermediary."""
    return make_person("steward@association.example", make_company("Textile Association", "intermediary", "KR"))


@pytest.fixture
def moderator(db: None) -> Person:
    """Programme staff who may suspend and merge companies and look as a person."""
    person = make_person("moderator@programme.example", is_staff=True)
    person.user.groups.add(Group.objects.get(name="Desk"))
    return person


@pytest.fixture
def clerk(db: None) -> Person:
    """Programme staff who see the desk and have no permission to act there."""
    return make_person("clerk@programme.example", is_staff=True)


@pytest.fixture
def visitor() -> Client:
    """Nobody in particular, not signed in."""
    return Client()


@pytest.fixture
def product(supplier: Company) -> Product:
    return make_product(supplier)
