"""Offers and inquiries to test with."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from catalog.models import Category
from offers.models import Inquiry, Offer
from tests.cast import Person


def make_offer(who: Person, publish: bool = True, **fields: Any) -> Offer:
    """A sell offer of 500 pieces at USD 4.20, open for 30 days, unless told otherwise."""
    given = {
        "title": "Ball bearings 6204, surplus",
        "category": Category.objects.get(slug="others"),
        "quantity": 500,
        "amount": "4.20",
        "currency": "USD",
        "valid_until": timezone.localdate() + timedelta(days=30),
        **fields,
    }
    offer = Offer.draft(who.actor, **given)
    if publish:
        offer.publish(who.actor)
    return offer


def make_inquiry(who: Person, supplier: Person, **fields: Any) -> Inquiry:
    assert supplier.company
    given = {"title": "Ball bearings", "question": "What is your lead time?", **fields}
    return Inquiry.send(who.actor, supplier.company, **given)


def offer_data(**changes: Any) -> dict[str, Any]:
    """What a browser posts for a whole offer."""
    return {
        "side": "sell",
        "title": "Cotton rolls, 40s",
        "category": "textiles-leather",
        "quantity": "1200",
        "unit": "MTR",
        "amount": "2.35",
        "currency": "EUR",
        "moq": "100",
        "lead_time_days": "14",
        "incoterm": "FOB",
        "incoterm_place": "Busan",
        "valid_until": (timezone.localdate() + timedelta(days=20)).isoformat(),
        "text": "Combed cotton, first quality.",
        **changes,
    }


def inquiry_data(**changes: Any) -> dict[str, Any]:
    return {"question": "Can you deliver to Hamburg?", "form_token": str(uuid.uuid4()), **changes}


@pytest.fixture
def offer(seller: Person) -> Offer:
    return make_offer(seller)


@pytest.fixture
def anonymous_offer(seller: Person) -> Offer:
    return make_offer(seller, is_anonymous=True, title="Bearings from stock")


@pytest.fixture
def inquiry(buyer: Person, seller: Person, offer: Offer) -> Inquiry:
    return make_inquiry(buyer, seller, offer=offer)
