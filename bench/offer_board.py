"""The board of offers with 100,000 open ones: server-side time of the whole page, and that its queries are constant.

The page: the answer of our WSGI application to a visitor, for the board as it is, one and several filters, words, the
three orders, and deep pages, each asked many times in turn. The offers are spread over 2,000 companies, every
category, 40 countries, eight currencies and a year of days. Only on PostgreSQL, where they are made by one statement.
"""

import statistics
import sys
import time
from typing import Any
from urllib.parse import urlencode

OFFERS, COMPANIES = 100_000, 2_000
ROUNDS, FULL_ROUNDS = 4, 20
BOUND_MS = 700.0
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

    if connection.vendor != "postgresql":
        return []
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
    get = visitor()
    get(country="KR")
    with CaptureQueriesContext(connection) as seen:
        get(country="KR")
    return len(seen)


def visitor() -> Any:
    from bench.search_page import visitor as page

    return page("/offers/", b'id="board"')


def make(number: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement, {"companies": COMPANIES, "offers": number})


STATEMENTS = [
    "DELETE FROM offers_offer",
    """INSERT INTO companies_company (ref, slug, name, legal_name, local_name, kind, country, city, street, postcode,
        region, registration_kind, registration_number, email, phone, email_rule, phone_rule, timezone, working_days,
        employees, turnover, export_share, main_products, capacity, languages, markets, sector, website, logo,
        logo_webp, cover, cover_webp, cover_small, cover_small_webp, tier, is_active, created_at, updated_at)
    SELECT 'CB-' || n, 'board-' || n, 'Board ' || n, '', '', 'both',
        (ARRAY['KR','DE','US','CN','JP','VN','IT','FR','PL','BR','IN','TR','GB','ES','NL','SE','MX','TH','ID','MY'])
        [1 + n %% 20], '', '', '', '', '', '', '', '', 'nobody', 'nobody', 'UTC', '[0]', '10-49', '', '', '', '', '[]',
        '[]', '', '', '', '', '', '', '', '', (n / 20) %% 4, true, now(), now()
    FROM generate_series(1, %(companies)s) n ON CONFLICT DO NOTHING""",
    """INSERT INTO offers_offer (ref, company_id, side, title, text, language, category_id, hs_code, quantity, unit,
        amount, currency, incoterm, incoterm_place, lead_time_days, is_anonymous, visibility, circle, valid_until,
        state, held_for, cleared, verdict, posted_at, published_at, created_at, updated_at)
    SELECT 'OB-' || n, c.ids[1 + n %% cardinality(c.ids)], CASE WHEN n %% 3 = 0 THEN 'buy' ELSE 'sell' END,
        (ARRAY['Ball bearing lot ','Cotton fabric lot ','Steel pipe lot ','LED lamp lot '])[1 + n %% 4] || n,
        'Made in series, from stock, with papers.', 'en', k.ids[1 + (n * 7) %% cardinality(k.ids)], '',
        100 + n %% 900, 'C62', 1 + (n * 13) %% 500,
        (ARRAY['USD','EUR','KRW','JPY','CNY','GBP','PLN','INR'])[1 + n %% 8],
        (ARRAY['FOB','CIF','EXW','DAP','FCA',''])[1 + n %% 6], 'Busan', 14, n %% 10 = 0,
        CASE WHEN n %% 20 = 0 THEN 'members' ELSE 'public' END, '', current_date + 1 + n %% 300, 'open', '[]', '[]', '',
        now(), now() - n * interval '1 second', now(), now()
    FROM generate_series(1, %(offers)s) n,
        (SELECT array_agg(id ORDER BY id) ids FROM companies_company WHERE ref LIKE 'CB-%%') c,
        (SELECT array_agg(id ORDER BY id) ids FROM catalog_category) k""",
    "VACUUM (ANALYZE) offers_offer",  # as the database's own housekeeping does after such a change
    "ANALYZE companies_company",
]
