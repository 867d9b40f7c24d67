"""Joint purchases of the demonstration: one that anybody may read, and one among members that has reached its price."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from community.models import Community
from companies.models import Company
from companies.permissions import POWERS
from portal.core.actor import Actor
from portal.demo.goods import category_for
from portal.demo.ids import demo_ref, demo_uuid
from trade.models import PurchaseRound

STEWARD = "ktma"
OPEN: dict[str, Any] = {
    "title": "Bearing grease, lithium complex, NLGI 2",
    "text": "Lithium complex grease, NLGI 2, base oil 150–220 mm²/s at 40 °C, dropping point above 250 °C "
    "(ISO 2176).\n\nCartridges of 400 g, 24 to a carton; data sheet and safety data sheet in Korean and English.",
    "hs_code": "340319",
    "currency": "USD",
    "minimum": Decimal(2000),
    "maximum": Decimal(20000),
    "each_min": Decimal(120),
    "multiple": Decimal(24),
    "sight": PurchaseRound.Sight.ALL,
    "goal": PurchaseRound.Goal.MARKET,
    "incoterm": "CIF",
    "incoterm_place": "Busan",
    "delivery_place": "Busan",
}
OPEN_TIERS = [(2000, "3.80"), (5000, "3.45"), (10000, "3.10")]
AMONG_MEMBERS: dict[str, Any] = {
    "title": "Stretch film for pallets, 20 µm",
    "text": "Hand rolls, 500 mm × 300 m, LLDPE, clear. 6 rolls to a carton.",
    "hs_code": "392010",
    "currency": "KRW",
    "minimum": Decimal(600),
    "each_max": Decimal(1200),
    "multiple": Decimal(6),
    "unit": "XRO",
    "sight": PurchaseRound.Sight.TOTALS,
    "goal": PurchaseRound.Goal.CHOSEN,
    "delivery_place": "Daegu",
}
FILM_TIERS = [(300, "6400"), (600, "5900"), (1500, "5200")]


def open_rounds(companies: dict[str, Company]) -> None:
    """What is there already stays as it is."""
    pledges = {"daegu-loom": 960, "tirupur-knits": 1440, "incheon-pack": 480, "kaizuka-seiko": 720}
    open_round(companies, "textile-machinery-forum", OPEN, OPEN_TIERS, pledges, days=12)
    pledges = {"hanul-bearing": 240, "daegu-loom": 180, "cheongpung-filter": 300}
    open_round(companies, "ktma-members", AMONG_MEMBERS, FILM_TIERS, pledges, days=5)


def buyer_of(company: Company) -> Actor:
    """The first of its people who buys."""
    roles = [role for role, powers in POWERS.items() if "buy" in powers]
    place = company.memberships.filter(role__in=roles).select_related("user").order_by("pk")[0]
    found: Actor = place.user.actor_for(company.slug)
    return found


def open_round(
    companies: dict[str, Company],
    slug: str,
    fields: dict[str, Any],
    tiers: list[tuple[int, str]],
    pledges: dict[str, int],
    days: int,
) -> None:
    ref = demo_ref("J", slug, fields["title"])
    if PurchaseRound.objects.filter(ref=ref).exists():
        return
    by = buyer_of(companies[STEWARD])
    end = (timezone.now() + timedelta(days=days)).replace(hour=8, minute=0, second=0, microsecond=0)
    purchase = PurchaseRound.draft(
        by,
        Community.objects.get(slug=slug),
        [(Decimal(quantity), Decimal(amount)) for quantity, amount in tiers],
        demo_uuid("round", ref),
        category=category_for("lubricants", "chemical-plastics"),
        deadline=end,
        zone="Asia/Seoul",
        delivery_country="KR",
        **fields,
    )
    purchase.ref = ref
    purchase.save(update_fields=["ref"])
    purchase.publish(by)
    for name, quantity in pledges.items():
        company = companies[name]
        where: dict[str, Any] = {"address": f"{company.name}, {company.city}", "country": company.country}
        purchase.pledge(buyer_of(company), Decimal(quantity), demo_uuid(ref, name), **where, may_be_named=True)
