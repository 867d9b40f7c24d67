"""A market of as many products as a measurement wants: the real ones of the Icecat file, then copies of them.

A copy has codes and a company of its own and says its number in the title; so words are as frequent among many
products as among few. The file is in SHARED_DATA, by default ../shared/data beside the repository.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

COMPANIES = 200
COUNTRIES = ["KR", "DE", "US", "CN", "JP", "VN", "IT", "FR", "PL", "BR"]
REAL = 19_000  # of the file are at least so many


def stock(least: int = REAL) -> bool:
    """At least so many products, and their index; False where the file is not at hand."""
    from search.engines import engine
    from search.sync import findings

    if not products(least):
        return False
    if not engine().exists() or next(findings(), None):
        with engine().rebuilding():
            engine().rebuild(documents())
        if finding := next(findings(), None):
            raise RuntimeError(f"the market and its index differ: {finding}")
    return True


def documents() -> Iterator[list[Any]]:
    """All that `search_rebuild` would write; those of copies are made from those of the real ones, which is faster."""
    from search.sources import SOURCES

    for name, source in SOURCES.items():
        if name != "product":
            yield from source.batches()
    real: list[Any] = []
    first = first_copy()
    for batch in SOURCES["product"].batches():
        found = [document for document in batch if not first or document.pk < first]
        real += found
        yield found
        if len(found) < len(batch):
            break
    yield from copies(real)


def first_copy() -> int:
    from catalog.models import Product

    return Product.objects.filter(ref__startswith="BX").order_by("pk").values_list("pk", flat=True).first() or 0


def copies(real: list[Any]) -> Iterator[list[Any]]:
    from catalog.models import Product
    from companies.models import Company
    from search.sources import SOURCES
    from search.vocabulary import Vocabulary
    from search.wording import code_key, gtin_key, parts_in

    vocabulary = Vocabulary()
    firms = {one.pk: (one, vocabulary.owner(one)) for one in Company.objects.filter(slug__startswith="bench-search-")}
    versions = dict(SOURCES["product"].versions())
    own = {
        pk: {code_key(sku), code_key(ref), gtin_key(gtin)}
        for pk, sku, ref, gtin in Product.objects.filter(pk__in=[one.pk for one in real]).values_list(
            "pk", "sku", "ref", "gtin"
        )
    }
    rows = Product.objects.filter(ref__startswith="BX").order_by("pk").values_list("pk", "ref", "sku", "company_id")
    batch: list[Any] = []
    for pk, ref, sku, company_id in rows.iterator(chunk_size=5000):
        number, (firm, owner) = int(ref[2:]), firms[company_id]
        twin = real[number % len(real)]
        batch.append(
            replace(
                twin,
                pk=pk,
                ref=ref,
                version=versions[f"product:{pk}"],
                titles={language: f"{title[:280]} no. {number}" for language, title in twin.titles.items()},
                codes=(code_key(sku), code_key(ref), *(code for code in twin.codes if code not in own[twin.pk])),
                parts=(*twin.parts, *parts_in(sku)),
                country=firm.country,
                company=firm.slug,
                company_name=owner,
                tier=firm.tier,
            )
        )
        if len(batch) == 500:
            yield batch
            batch = []
    yield batch


def products(least: int = REAL) -> bool:
    """At least so many published products in the database; copies need PostgreSQL."""
    from django.core.management import call_command

    from catalog.models import Product
    from companies.models import Company

    ours = Product.objects.published().filter(company__slug__startswith="bench-search")  # others may measure here, too
    if ours.count() < REAL:
        folder = Path(os.environ.get("SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
        source = folder / "icecat-products.jsonl.xz"
        if not source.exists():
            print(f"search: not measured, {source} is not there")
            return False
        Company.objects.get_or_create(slug="bench-search", defaults={"name": "Bench Search", "country": "NL"})
        call_command("import_catalogue", str(source), company="bench-search", verbosity=0)
    missing = least - ours.count()
    if missing > 0:
        copy(missing)
    return True


def forget_copies() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        copies = "(SELECT id FROM catalog_product WHERE ref LIKE 'BX%')"
        cursor.execute(f"DELETE FROM catalog_producttext WHERE product_id IN {copies}")
        cursor.execute("DELETE FROM catalog_product WHERE ref LIKE 'BX%'")


def copy(number: int) -> None:
    """So many further products, each with the texts of a real one."""
    from django.db import connection

    from catalog.models import Product, ProductText
    from companies.models import Company

    for n in range(COMPANIES):
        country, tier = COUNTRIES[n % len(COUNTRIES)], n // 10 % 4
        words = {"name": f"Bench Search {n}", "country": country, "tier": tier}
        Company.objects.get_or_create(slug=f"bench-search-{n}", defaults=words)
    own = {"id", "ref", "slug", "sku", "company_id", "gtin"}
    shared = [f'"{one.column}"' for one in Product._meta.local_concrete_fields if one.column not in own]
    said = [f'"{one.column}"' for one in ProductText._meta.local_concrete_fields]
    said = [column for column in said if column not in {'"id"', '"product_id"', '"title"'}]
    columns = ", ".join(shared)
    texts = ", ".join(said)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM catalog_product WHERE ref LIKE 'BX%'")
        start = int(cursor.fetchone()[0])
        # the number of the real ones is no column below: a join by it would go through all pairs
        cursor.execute("SELECT count(*) FROM catalog_product WHERE ref NOT LIKE 'BX%' AND state = 'published'")
        numbers = {"real": int(cursor.fetchone()[0]), "start": start, "end": start + number - 1}
        cursor.execute(
            f"""WITH real AS (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place
                FROM catalog_product WHERE ref NOT LIKE 'BX%%' AND state = 'published'),
            firm AS (SELECT array_agg(id ORDER BY id) ids FROM companies_company WHERE slug LIKE 'bench-search-%%')
            INSERT INTO catalog_product (ref, slug, sku, company_id, gtin, {columns})
            SELECT 'BX' || n, 'bx-' || n, left(sku, 50) || '-' || n, firm.ids[1 + n %% {COMPANIES}], '', {columns}
            FROM generate_series(%(start)s::int, %(end)s::int) n, firm, real WHERE real.place = n %% %(real)s""",
            numbers,
        )
        cursor.execute(
            f"""WITH real AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place
                FROM catalog_product WHERE ref NOT LIKE 'BX%%' AND state = 'published'),
            made AS (SELECT id, substr(ref, 3)::int AS n FROM catalog_product WHERE ref LIKE 'BX%%'
                AND substr(ref, 3)::int >= %(start)s)
            INSERT INTO catalog_producttext (product_id, title, {texts})
            SELECT made.id, left(title, 280) || ' no. ' || n, {texts} FROM made, real, catalog_producttext text
            WHERE real.place = made.n %% %(real)s AND text.product_id = real.id""",
            numbers,
        )
        for table in ("catalog_product", "catalog_producttext", "companies_company"):
            cursor.execute(f"ANALYZE {table}")
