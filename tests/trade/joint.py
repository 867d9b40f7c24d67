"""Joint purchases as tests need them, made by the verbs that people's clicks call."""

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from catalog.models import Category
from community.models import Community
from tests.cast import Person, make_company, make_person
from tests.community.conftest import make_community
from trade.models import Pledge, PurchaseRound

TIERS = [(Decimal(100), Decimal("10.00")), (Decimal(500), Decimal("9.20")), (Decimal(1000), Decimal("8.50"))]


def house(steward: Person, *members: Person, name: str = "Bearing Makers", visibility: str = "public") -> Community:
    return make_community(steward, name, visibility, members)


def member(community: Community, name: str, role: str = "member") -> Person:
    """The owner of one more company in the community."""
    person = make_person(f"{name.lower()}@members.example", make_company(name, "both", "KR"))
    community.members.create(company=person.company, state="active", role=role)
    return person


def make_round(steward: Person, community: Community, tiers: Any = None, *, publish: bool = True, **fields: Any) -> Any:
    """An open round for a free specification: from 100 pieces, a week long, to be asked on the market."""
    values = {
        "title": "Grease for bearings",
        "text": "Lithium complex, NLGI 2.",
        "category": Category.objects.get(slug="others"),
        "currency": "EUR",
        "minimum": Decimal(100),
        "deadline": timezone.now() + timedelta(days=7),
        "zone": "Asia/Seoul",
        "delivery_country": "KR",
        **fields,
    }
    purchase = PurchaseRound.draft(steward.actor, community, TIERS if tiers is None else tiers, **values)
    if publish:
        purchase.publish(steward.actor)
    return purchase


def again(purchase: PurchaseRound) -> PurchaseRound:
    return PurchaseRound.objects.get(pk=purchase.pk)


def pledge(person: Person, purchase: PurchaseRound, quantity: int | str, **terms: Any) -> Pledge:
    values = {"address": "Dock 3, Busan", "country": "KR", **terms}
    return again(purchase).pledge(person.actor, Decimal(quantity), uuid.uuid4(), **values)


def run_out(purchase: PurchaseRound) -> PurchaseRound:
    """The deadline has passed."""
    PurchaseRound.objects.filter(pk=purchase.pk).update(deadline=timezone.now() - timedelta(minutes=1))
    return again(purchase)


def fields(quantity: Any, **more: Any) -> dict[str, Any]:
    """What the form of a pledge sends."""
    usual = {"address": "Dock 3", "country": "KR", "understood": "on", "key": str(uuid.uuid4()), "seen": "0"}
    return {"quantity": str(quantity), **usual, **more}
