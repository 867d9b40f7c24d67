"""Quotations of the demonstration: the three sellers on the buyer's request, and one on an inquiry."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from catalog.models import Category
from companies.models import Company
from offers.models import RFQ, Inquiry
from portal.core.actor import Actor
from portal.demo.founding import speaker
from trade.models import Quotation

BUYER, SELLERS = "nordlager", ("hanul-bearing", "kaizuka-seiko", "ningbo-haitai")
PRICES = {"hanul-bearing": "1.18", "kaizuka-seiko": "1.42", "ningbo-haitai": "0.97"}
PLACES = {"hanul-bearing": "Busan", "kaizuka-seiko": "Kobe", "ningbo-haitai": "Ningbo"}
DAYS = {"hanul-bearing": 28, "kaizuka-seiko": 35, "ningbo-haitai": 45}


def actor(company: Company) -> Actor:
    person = speaker(company)
    return person.actor_for(company.slug) if person else Actor(company=company)


def quote(companies: dict[str, Company]) -> None:
    """One is countered, one revised, one waits for the buyer; what is there already stays as it is."""
    rfq = request_of(companies[BUYER])
    if rfq is not None and not Quotation.objects.filter(rfq=rfq).exists():
        given = {slug: hand_in(rfq, companies[slug]) for slug in SELLERS if rfq.admits(actor(companies[slug]))}
        if len(given) == len(SELLERS):
            negotiate(given, companies)
    answer_inquiry(companies)


def request_of(buyer: Company) -> RFQ | None:
    """The buyer's open request for everybody, or a small one made for this."""
    found: RFQ | None = RFQ.objects.open().filter(company=buyer, audience=RFQ.Audience.PUBLIC).order_by("pk").first()
    if found is not None or RFQ.objects.filter(company=buyer).exists():
        return found
    lines = [
        {
            "title": "Deep groove ball bearing 6204-2RS",
            "quantity": Decimal(5000),
            "more_quantities": ["10000", "20000"],
            "target_amount": Decimal("1.10"),
            "requirements": [
                {"name": "Bore diameter", "operator": "eq", "values": ["20"], "unit": "mm"},
                {"name": "Outer diameter", "operator": "eq", "values": ["47"], "unit": "mm"},
                {"name": "Speed limit", "operator": "ge", "values": ["14000"], "unit": "rpm"},
            ],
        },
        {"title": "Deep groove ball bearing 6205-2RS", "quantity": Decimal(3000)},
    ]
    rfq = RFQ.draft(
        actor(buyer),
        lines=lines,
        title="Ball bearings for pump series 2027",
        text="Yearly demand in three calls. Please state the grease and the noise class.",
        category=Category.objects.get(slug="machinery"),
        currency="EUR",
        incoterm="CIF",
        incoterm_place="Hamburg",
        delivery_country="DE",
        deliver_by=timezone.localdate() + timedelta(days=120),
        closes_at=timezone.now() + timedelta(days=9),
    )
    rfq.check_complete()
    rfq.open_now(actor(buyer))
    return rfq


def hand_in(rfq: RFQ, supplier: Company) -> Quotation:
    by = actor(supplier)
    quotation = Quotation.draft(by, rfq=rfq)
    price = Decimal(PRICES[supplier.slug])
    rows = [line.as_fields() for line in quotation.own_draft(by).all_lines()]
    for place, row in enumerate(rows):
        row["amount"] = price + Decimal("0.26") * place
        asked = row["rfq_line"]
        row["tiers"] = [
            (at, row["amount"] - Decimal("0.03") * (step + 1)) for step, at in enumerate(asked.quantities[1:])
        ]
        row["answers"] = [{"name": one.name, "value": f"{one.values[0]} {one.unit}".strip()} for one in asked.required]
    quotation.write(by, terms_of(supplier), rows)
    quotation.submit(by)
    return quotation


def terms_of(supplier: Company) -> dict[str, Any]:
    return {
        "incoterm": "FOB",
        "incoterm_place": PLACES[supplier.slug],
        "lead_time_days": DAYS[supplier.slug],
        "payment": "deposit",
        "deposit_percent": Decimal(30),
        "sample": "free",
        "sample_days": 7,
        "sample_freight": "buyer",
        "note": "Thank you for your request. Prices hold for the whole call-off of the year.",
    }


def negotiate(given: dict[str, Quotation], companies: dict[str, Company]) -> None:
    buyer = actor(companies[BUYER])
    first, second = given["hanul-bearing"], given["kaizuka-seiko"]
    rows = [line.as_fields() for line in first.own_draft(buyer).all_lines()]
    rows[0]["amount"] = Decimal("1.10")
    rows[0]["tiers"] = [(at, min(amount, Decimal("1.08"))) for at, amount in rows[0]["tiers"]]
    first.write(buyer, {"lead_time_days": 21, "note": "At 1.10 and three weeks we can place the first call."}, rows)
    first.counter(buyer)
    by = actor(companies["kaizuka-seiko"])
    second.write(by, {"lead_time_days": 30, "note": "We can ship five days sooner than we first said."})
    second.submit(by)


def answer_inquiry(companies: dict[str, Company]) -> None:
    """The seller quotes on an inquiry of the buyer's that is not closed."""
    rows = Inquiry.objects.filter(buyer=companies[BUYER], supplier=companies["hanul-bearing"])
    inquiry = rows.exclude(state=Inquiry.State.CLOSED).order_by("pk").first()
    if inquiry is None or Quotation.objects.filter(inquiry=inquiry).exists():
        return
    by = actor(companies["hanul-bearing"])
    quotation = Quotation.draft(by, inquiry=inquiry)
    rows_quoted = [line.as_fields() for line in quotation.own_draft(by).all_lines()]
    price = inquiry.product.first_price if inquiry.product else None
    for row in rows_quoted:
        row["amount"] = price.amount if price else Decimal("4.20")
        row["quantity"] = row["quantity"] or Decimal(100)
    terms = terms_of(companies["hanul-bearing"]) | ({"currency": price.currency} if price else {})
    quotation.write(by, terms, rows_quoted)
    quotation.submit(by)
