"""List pages: what they ask of the database does not grow with the data."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

FEW, MANY = 30, 300
PATHS = (
    "/companies/",
    "/offers/",
    "/communities/",
    "/my/products/",
    "/my/inquiries/",
    "/my/offers/",
    "/consultations/",
)


def run(full: bool) -> list[tuple[str, float, float, float, float]]:
    owner, grow = world()
    client = Client()
    client.force_login(owner)
    grow(FEW)
    few = {path: queries(client, path) for path in PATHS}
    grow(MANY - FEW)
    many = {path: queries(client, path) for path in PATHS}
    return [(f"queries of {path}", many[path], few[path], many[path] / few[path], 1.0) for path in PATHS]


def queries(client: Client, path: str) -> float:
    """Counted the second time: the first fills caches that are not of the page."""
    for _time in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")
    return float(max(1, len(asked)))


def world() -> tuple[Any, Callable[[int], None]]:
    """A supplier's owner, and a way to give them, and everybody, more of everything."""
    from catalog.models import Category, PriceTier, Product, ProductText
    from companies.models import Company, Membership, User
    from consultations.models import Room
    from offers.models import Inquiry, Offer

    owner = User.objects.create(email="pages-owner@bench.example", name="Owner", password="!")
    company = Company.objects.create(name="Bench Works", kind="both", country="KR", tier=3)
    Membership.objects.create(user=owner, company=company, role="owner")
    category = Category.objects.filter(slug="others").first()
    until = timezone.localdate() + timedelta(days=30)

    def add(number: int) -> None:
        other = Company.objects.create(name=f"Company {number}", kind="both", country="DE")
        buyer = User.objects.create(email=f"pages-buyer{number}@bench.example", name="Buyer", password="!")
        Membership.objects.create(user=buyer, company=other, role="owner")
        product = Product(company=company, sku=f"B-{number}", category=category, state=Product.State.PUBLISHED)
        product.name_it(f"Product {number}")
        product.save()
        ProductText.objects.create(product=product, language="en", title=f"Product {number}")
        PriceTier.objects.create(product=product, min_quantity=1, amount=Decimal(number + 1), currency="USD")
        terms: dict[str, Any] = {"title": f"Offer {number}", "quantity": 1, "valid_until": until, "category": category}
        Offer.draft(owner.actor_for(company.slug), product=product, **terms).publish(owner.actor_for(company.slug))
        inquiry = Inquiry.send(
            buyer.actor_for(other.slug), company, product=product, title=f"Inquiry {number}", question="How soon?"
        )
        Room.open_about("inquiry", inquiry, buyer.actor_for(other.slug))

    def grow(count: int) -> None:
        start = Company.objects.count()
        for number in range(start, start + count):
            add(number)

    return owner, grow
