"""List pages of a community of 10,000 companies against the same pages of one of 100: p95 within 1.5 ×.

Whole answers of our WSGI application to a signed-in member, the two communities by turns, so that whatever else the
machine does hits both. Both live in one database of 10,100 companies: measured is what belongs to the community, not
what a larger market costs everybody. Each large page is warm as it is in use: asked for before, and its roll
(community/directory/roll.py) made; what the first reader of a process waits for is printed beside it.

A part of the house adds its pages to `PAGES` (below /communities/<slug>/), and its rows to `FILLERS`.
"""

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

SMALL, LARGE = 100, 10_000
BOUND = 1.5
ROUNDS, FULL_ROUNDS = 40, 200
COUNTRIES = ["KR", "DE", "US", "CN", "JP", "VN", "IT", "FR", "PL", "BR"]
SECTORS = ["textiles-leather", "machinery", "automotive", "others"]
PRODUCTS = 2  # of each company

PAGES: dict[str, str] = {
    "house": "",
    "members": "members/",
    "directory": "directory/",
    "directory, page 3": "directory/?page=3",
    "directory, filtered": "directory/?country=KR&country=DE&tier=2",
    "directory, words": "directory/?q=mill",
    "directory, newest": "directory/?sort=newest",
    "regions": "directory/regions/",
    "catalogue": "catalogue/",
    "catalogue, words": "catalogue/?q=bearing",
}


def run(full: bool) -> list[tuple[str, str, str, float, float]]:
    from django.test import Client

    reader, communities = world()
    client = Client()
    client.force_login(reader)
    rounds = FULL_ROUNDS if full else ROUNDS
    return [row for name, path in PAGES.items() for row in compared(client, communities, name, path, rounds)]


def compared(
    client: Any, communities: dict[int, Any], name: str, path: str, rounds: int
) -> list[tuple[str, str, str, float, float]]:
    addresses = {size: f"/communities/{one.slug}/{path}" for size, one in communities.items()}
    first = {size: asked(client, address) for size, address in addresses.items()}
    print(f"{name}: first answer {first[SMALL] * 1000:.0f} ms, {first[LARGE] * 1000:.0f} ms", file=sys.stderr)
    times: dict[int, list[float]] = {size: [] for size in addresses}
    for _round in range(rounds):
        for size, address in addresses.items():
            times[size].append(asked(client, address))
    few, many = (statistics.quantiles(times[size], n=20)[-1] for size in (SMALL, LARGE))
    shown = [f"{seconds * 1000:.1f} ms" for seconds in (many, few)]
    queries = {size: float(queries_of(client, address)) for size, address in addresses.items()}
    return [
        (f"{name}, p95", shown[0], f"{shown[1]} at {SMALL}", many / few, BOUND),
        (f"{name}, queries", f"{queries[LARGE]:.0f}", f"{queries[SMALL]:.0f}", queries[LARGE] / queries[SMALL], 1.0),
    ]


def asked(client: Any, address: str) -> float:
    began = time.perf_counter()
    response = client.get(address)
    seconds = time.perf_counter() - began
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return seconds


def queries_of(client: Any, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return max(1, len(seen))


def world() -> tuple[Any, dict[int, Any]]:
    """The reader, whose company is in both, and the communities by their size."""
    from community.models import Community, CommunityMember
    from companies.models import Company, Membership, User
    from search.sync import rebuild

    reader = User.objects.create(email="member@community-bench.example", name="Member", password="!")
    company = Company.objects.create(name="Bench Association", kind="intermediary", country="KR")
    Membership.objects.create(user=reader, company=company, role="owner")
    actor = reader.actor_for(company.slug)
    communities: dict[int, Any] = {}
    for size in (SMALL, LARGE):
        community = Community.found(actor, slug=f"bench-{size}", name=f"Bench {size}")
        firms = companies(size - 1, f"Mill {size}")
        CommunityMember.objects.bulk_create(
            CommunityMember(community=community, company=firm, state="active", joined_at=firm.created_at)
            for firm in firms
        )
        for fill in FILLERS:
            fill(community, actor, firms)
        communities[size] = community
    rebuild()
    analyse()
    return reader, communities


def companies(number: int, name: str) -> list[Any]:
    from companies.models import Company
    from portal.core.refs import new_ref

    return Company.objects.bulk_create(
        [
            Company(
                ref=new_ref("C"),
                slug=f"{name.lower().replace(' ', '-')}-{one}",
                name=f"{name} No {one}",
                country=COUNTRIES[one % len(COUNTRIES)],
                city=f"City {one % 40}",
                sector=SECTORS[one % len(SECTORS)],
                tier=one % 4,
            )
            for one in range(number)
        ],
        batch_size=2000,
    )


def entries(community: Any, actor: Any, firms: list[Any]) -> None:
    """Three fields, which nearly everybody has answered."""
    from community.directory.models import DirectoryEntry, DirectoryField

    options = [(f"Fibre {one}", "") for one in range(12)]
    fibre = DirectoryField.add(community, actor, options, label="Fibre", kind="choices", is_filter=True)
    looms = DirectoryField.add(community, actor, label="Looms", kind="number", unit="looms", is_filter=True)
    words = DirectoryField.add(community, actor, label="What we make", kind="line")
    members = community.members.exclude(company=actor.company).order_by("pk")
    DirectoryEntry.objects.bulk_create(
        [
            DirectoryEntry(
                member=member,
                values={fibre.name: [f"o{place % 12 + 1}"], looms.name: str(place % 300), words.name: "Woven goods"},
                version=1,
                filled_at=member.created_at,
            )
            for place, member in enumerate(members)
            if place % 10
        ],
        batch_size=2000,
    )


def products(community: Any, actor: Any, firms: list[Any]) -> None:
    """The joint catalogue: some products of everybody."""
    from catalog.models import Category, Product, ProductText
    from portal.core.refs import new_ref

    category = Category.objects.get(slug="others")
    rows = []
    for firm in firms:
        for one in range(PRODUCTS):
            product = Product(company=firm, sku=f"B-{one}", category=category, state=Product.State.PUBLISHED)
            product.ref, product.slug = new_ref("P"), f"bench-{firm.slug}-{one}"
            product.published_at = firm.created_at
            rows.append(product)
    made = Product.objects.bulk_create(rows, batch_size=2000)
    ProductText.objects.bulk_create(
        [ProductText(product=one, language="en", title=f"Ball bearing {one.slug}") for one in made], batch_size=2000
    )


def analyse() -> None:
    """What autovacuum would have done by the time that a community has grown so large."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


Filler = Callable[[Any, Any, list[Any]], None]
FILLERS: list[Filler] = [entries, products]
