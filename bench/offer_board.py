"""The board of offers with 100,000 open ones: server-side time of the whole page, and that its queries are constant.

The page: the answer of our WSGI application to a visitor, for the board as it is, one and several filters, words, the
three orders, and deep pages, each asked many times in turn. The offers are spread over 2,000 companies, every
category, 20 countries, eight currencies and a year of days. The counts beside the filters, which the board keeps for a
minute on a market of that size, are made anew for each page, as for the first reader of a minute.
Only on PostgreSQL, the database of a market of that size.
"""

import statistics
import sys
import time
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

OFFERS, COMPANIES = 100_000, 2_000
ROUNDS, FULL_ROUNDS = 4, 20
BOUND_MS = 700.0
COUNTRIES = [
    "KR",
    "DE",
    "US",
    "CN",
    "JP",
    "VN",
    "IT",
    "FR",
    "PL",
    "BR",
    "IN",
    "TR",
    "GB",
    "ES",
    "NL",
    "SE",
    "MX",
    "TH",
    "ID",
    "MY",
]
CURRENCIES = ["USD", "EUR", "KRW", "JPY", "CNY", "GBP", "PLN", "INR"]
INCOTERMS = ["FOB", "CIF", "EXW", "DAP", "FCA", ""]
GOODS = ["Ball bearing", "Cotton fabric", "Steel pipe", "LED lamp"]
QUERIES: list[dict[str, Any]] = [
    {},
    {"side": "sell"},
    {"country": "KR"},
    {"country": ["KR", "DE"], "tier": ["2", "3"]},
    {"category": "machinery"},
    {"category": "machinery", "incoterm": ["FOB", "CIF"], "side": "buy"},
    {"q": "bearing"},
    {"soon": "1", "sort": "ending"},
    {"sort": "price", "price_from": "10", "price_to": "40", "currency": "USD"},
    {"page": "40"},
    {"page": "400"},
]


def run(full: bool) -> list[tuple[str, str, str, float, float]]:
    from django.db import connection

    from offers import board_counts

    if connection.vendor != "postgresql":
        return []
    board_counts.MANY = 10 * OFFERS  # each page counts anew, as the first reader of a minute finds it
    few = queries_of(100)
    many = queries_of(OFFERS)
    get = visitor()
    times: dict[str, list[float]] = {}
    for turn in range((FULL_ROUNDS if full else ROUNDS) + 1):
        for query in QUERIES:
            began = time.perf_counter()
            get(**query)
            if turn:  # the first round warms up
                times.setdefault(urlencode(query, doseq=True), []).append((time.perf_counter() - began) * 1000)
    for name, one in times.items():
        print(f"offer board ?{name}: {statistics.median(one):.0f} ms", file=sys.stderr)
    every = sorted(value for one in times.values() for value in one)
    p95 = every[int(len(every) * 0.95)]
    return [
        ("offer board at 100,000, p95", f"{p95:.0f} ms", f"{BOUND_MS:.0f} ms", p95 / BOUND_MS, 1.0),
        ("offer board, queries at 100,000 and 100", str(many), str(few), many / few, 1.0),
    ]


def queries_of(number: int) -> int:
    """How many the board takes with that many offers."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make(number)
    tidy()
    get = visitor()
    get(country="KR")
    with CaptureQueriesContext(connection) as seen:
        get(country="KR")
    return len(seen)


def visitor() -> Any:
    from bench.search_page import visitor as page

    return page("/offers/", b"/offers/OB-")  # an offer is on it


def make(number: int) -> None:
    """That many open offers and no others; built by the models, whose defaults are those of today."""
    from offers.models import Offer

    Offer.objects.all().delete()
    firms, categories = companies(), list(all_categories())
    new = (offer(one, firms[one % len(firms)], categories[one * 7 % len(categories)]) for one in range(number))
    Offer.objects.bulk_create(new, batch_size=5_000)


def tidy() -> None:
    """As the database's own housekeeping does after such a change."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) offers_offer")
        cursor.execute("ANALYZE companies_company")


def companies() -> list[Any]:
    from companies.models import Company

    wanted = [
        Company(
            ref=f"CB-{one}",
            slug=f"board-{one}",
            name=f"Board {one}",
            kind="both",
            country=COUNTRIES[one % len(COUNTRIES)],
            employees="10-49",
            tier=one // 20 % 4,
        )
        for one in range(COMPANIES)
    ]
    Company.objects.bulk_create(wanted, ignore_conflicts=True)
    return list(Company.objects.filter(ref__startswith="CB-").order_by("pk"))


def all_categories() -> Any:
    from catalog.models import Category

    return Category.objects.order_by("pk").iterator()


def offer(one: int, company: Any, category: Any) -> Any:
    from django.utils import timezone

    from offers.models import Offer

    now = timezone.now()
    return Offer(
        ref=f"OB-{one}",
        company=company,
        category=category,
        side="sell" if one % 3 else "buy",
        title=f"{GOODS[one % len(GOODS)]} lot {one}",
        text="Made in series, from stock, with papers.",
        language="en",
        quantity=100 + one % 900,
        unit="C62",
        amount=1 + one * 13 % 500,
        currency=CURRENCIES[one % len(CURRENCIES)],
        incoterm=INCOTERMS[one % len(INCOTERMS)],
        incoterm_place="Busan",
        lead_time_days=14,
        is_anonymous=one % 11 == 0,  # with 19: neither falls on one country or currency alone
        visibility="public" if one % 19 else "members",
        valid_until=timezone.localdate() + timedelta(days=1 + one % 300),
        state="open",
        posted_at=now,
        published_at=now - timedelta(seconds=one),
    )
