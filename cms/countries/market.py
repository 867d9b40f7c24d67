"""What the market has of a country today, and what its money is worth."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from moneyed import Money

from cms.cases.models import CasePage
from community.calendar.models import Gathering
from companies.models import Company
from offers.models import RFQ, Offer
from portal.core.actor import VISITOR, Actor
from portal.core.money import convert, format_money

SHOWN = 4
AGAINST = ("USD", "EUR", "KRW")


@dataclass(frozen=True)
class Rate:
    """`text` is what one unit (or a hundred, a thousand of a small one) is worth, by the rate of `day`."""

    text: str
    day: date


def rates_of(currency: str) -> list[Rate]:
    """At the European Central Bank's latest rates; nothing for a currency of which it publishes none."""
    found = []
    for target in AGAINST:
        if target == currency:
            continue
        for amount in (1, 100, 1_000, 10_000, 100_000):
            money = Money(amount, currency)
            result = convert(money, target)
            if result is None:
                break
            if result.money.amount >= Decimal("0.1"):
                found.append(Rate(f"{format_money(money)} = {format_money(result.money)}", result.date))
                break
    return found


def market_of(country: str, locale_id: int, actor: Actor | None) -> dict[str, Any]:
    """Offers, requests, companies, events and good practices; only what this reader may see."""
    reader = actor or VISITOR
    offers = Offer.objects.open().visible_to(reader).named().filter(company__country=country)
    rfqs = RFQ.objects.open().visible_to(reader).filter(Q(delivery_country=country) | Q(company__country=country))
    companies = Company.objects.filter(is_active=True, country=country).exclude(kind=Company.Kind.PROGRAMME)
    cases = CasePage.objects.newest(locale_id).filter(country=country)
    return {
        "offers": offers.for_cards().order_by("-published_at", "-pk")[:SHOWN],
        "rfqs": rfqs.for_cards().order_by("closes_at", "pk")[:SHOWN],
        "companies": companies.order_by("-tier", "name")[:6],
        "company_count": companies.count(),
        "events": Gathering.objects.visible_to(reader).listed().upcoming().filter(country=country)[:SHOWN],
        "cases": cases[:3],
    }
