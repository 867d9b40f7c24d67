"""What the tests of listings' standing share."""

import re

from django.test import Client

from catalog.models import ListingReview, Product, ProductFlag
from catalog.standing.seen import mark_of
from companies.models import Company
from tests.cast import Person, make_company, make_person, make_product


def fresh_firm(name: str = "Newcomer Works") -> Person:
    """The owner of a firm that nobody has checked or trusted."""
    return make_person(f"owner@{name.split()[0].lower()}.example", make_company(name))


def waiting(company: Company, sku: str = "W-1", title: str = "Deep groove bearing 6204", **fields: object) -> Product:
    """A listing of the firm that waits as one of its first."""
    product = make_product(company, sku, title, state="in_review", **fields)
    ListingReview.objects.create(product=product, is_first=True)
    return product


def rejected(product: Product, by: Person, words: str = "The picture shows something else.") -> Product:
    product.reject(by.actor, "misleading", words, mark_of(product), was=product.state)
    return product


def flag(product: Product, term: str = "rifle") -> ProductFlag:
    return ProductFlag.objects.create(product=product, kind="goods", code="weapons", terms=[term])


def seen_on(client: Client, url: str) -> str:
    """The sealed listing that the reviewer's page carries."""
    found = re.search(r'name="seen" value="([^"]*)"', client.get(url).content.decode())
    assert found
    return found[1]
