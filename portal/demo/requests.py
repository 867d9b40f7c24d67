"""Requests for quotation of the demonstration: one open with questions, one in review, one for invited suppliers."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from companies.models import Company
from offers.matching import proposals
from offers.models import RFQ, RFQQuestion, RFQSupplier
from portal.core.actor import Actor
from portal.demo.founding import speaker
from portal.demo.goods import category_for
from portal.demo.ids import demo_ref, demo_uuid
from portal.demo.trade import Market

INNER = {"name": "Inner diameter", "operator": "eq", "values": ["20"], "unit": "mm"}
CLEARANCE = {"name": "Internal clearance", "operator": "one_of", "values": ["C3", "CN"], "unit": ""}
NOISE = {"name": "Noise level", "operator": "le", "values": ["42"], "unit": "dB"}
WIDTH = {"name": "Width", "operator": "range", "values": ["14", "15"], "unit": "mm"}
OPEN, REVIEWED, PRIVATE = "Bearings for centrifugal pumps", "Cotton work gloves", "Cylindrical rollers, second source"


def ask_for_quotations(market: Market) -> None:
    """What is there already stays as it is."""
    ask_openly(market)
    ask_at_first(market)
    ask_by_name(market)


def actor_of(company: Company) -> Actor:
    found: Actor = speaker(company).actor_for(company.slug)
    return found


def draft(company: Company, title: str, lines: list[dict[str, Any]], **fields: Any) -> RFQ | None:
    """A new draft with a reference that is the same in every demonstration; None when it was made before."""
    ref = demo_ref("R", company.slug, title)
    if RFQ.objects.filter(ref=ref).exists():
        return None
    usual = {"currency": "EUR", "delivery_country": company.country, "delivery_place": company.city}
    token = demo_uuid("rfq", ref)
    rfq = RFQ.draft(actor_of(company), token, lines, title=title, **{**usual, **fields})
    rfq.ref = ref
    rfq.save(update_fields=["ref"])
    return rfq


def in_days(days: int) -> Any:
    return (timezone.now() + timedelta(days=days)).replace(hour=15, minute=0, second=0, microsecond=0)


def bearing_lines() -> list[dict[str, Any]]:
    return [
        {
            "title": "Deep groove ball bearing 6204-2RS",
            "quantity": Decimal(5000),
            "more_quantities": ["10000"],
            "hs_code": "848210",
            "target_amount": Decimal("0.9500"),
            "requirements": [INNER, WIDTH, CLEARANCE],
        },
        {
            "title": "Deep groove ball bearing 6205-2RS",
            "quantity": Decimal(3000),
            "hs_code": "848210",
            "requirements": [CLEARANCE, NOISE],
        },
        {"title": "Shaft seal 20 × 35 × 7, NBR", "quantity": Decimal(8000), "text": "Single lip, with dust lip."},
    ]


def ask_openly(market: Market) -> None:
    buyer = market.companies["nordlager"]
    category = market.companies["hanul-bearing"].products.all()[0].category
    rfq = draft(
        buyer,
        OPEN,
        bearing_lines(),
        category=category,
        text="For the spare-parts programme of 2027. Two samples of each size before the first delivery, "
        "certificate 3.1 (EN 10204), neutral packing, payment 30 days after delivery.",
        deliver_by=timezone.localdate() + timedelta(days=75),
        incoterm="DAP",
        incoterm_place=buyer.city or "Hamburg",
        closes_at=in_days(12),
        decide_by=timezone.localdate() + timedelta(days=20),
    )
    if rfq is None:
        return
    sellers = [market.companies[slug] for slug in ("hanul-bearing", "kaizuka-seiko", "ningbo-haitai")]
    RFQSupplier.invite(rfq, sellers[:2], actor_of(buyer))
    RFQSupplier.match(rfq, [match.row for match in proposals(rfq)], actor_of(buyer))
    publish(rfq, buyer)
    ask = RFQQuestion.ask(rfq, "Do you accept grease of our standard type (lithium, NLGI 2)?", actor_of(sellers[0]))
    ask.reply("Yes, as long as it is good for −20 to +110 °C. Please state the brand.", actor_of(buyer))
    RFQQuestion.ask(rfq, "May the seals come in a second delivery, four weeks later?", actor_of(sellers[2]))


def publish(rfq: RFQ, buyer: Company) -> None:
    """A checked buyer's goes out at once; another's is let out as staff would."""
    rfq.submit(actor_of(buyer))
    if rfq.state == RFQ.State.IN_REVIEW:
        rfq.open_now(actor_of(buyer))


def ask_at_first(market: Market) -> None:
    """The first request of a firm nobody has checked."""
    known = [one for one in market.companies.values() if not one.is_verified and one.kind in {"buyer", "both"}]
    buyer = next(iter(sorted(known, key=lambda company: company.pk)), None)
    if buyer is None:
        return
    gloves = {"title": "Cotton work gloves, knitted, with dots", "quantity": Decimal(20000), "unit": "PR"}
    weight = {"name": "Weight of a pair", "operator": "ge", "values": ["45"], "unit": "g"}
    rfq = draft(
        buyer,
        REVIEWED,
        [{**gloves, "requirements": [weight], "hs_code": "611692"}],
        category=category_for("gloves", "textiles-leather"),
        closes_at=in_days(18),
    )
    if rfq:
        rfq.submit(actor_of(buyer))


def ask_by_name(market: Market) -> None:
    buyer = market.companies["nordlager"]
    category = market.companies["hanul-bearing"].products.all()[0].category
    rollers = {"title": "Cylindrical roller 12 × 18, G3", "quantity": Decimal(40000), "text": "Drawing on request."}
    rfq = draft(
        buyer,
        PRIVATE,
        [rollers],
        category=category,
        audience=RFQ.Audience.INVITED,
        closing=RFQ.Closing.EITHER,
        closes_after=2,
        closes_at=in_days(6),
    )
    if rfq:
        sellers = [market.companies["hanul-bearing"], market.companies["kaizuka-seiko"]]
        RFQSupplier.invite(rfq, sellers, actor_of(buyer))
        publish(rfq, buyer)
