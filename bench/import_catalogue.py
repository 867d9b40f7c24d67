"""Import of the 19,406 Icecat products, beside a bare `bulk_create` of the very same rows.

The reference is given finished objects and checks nothing; the import reads the packed file, checks every value,
chooses categories, writes texts, prices, the run's progress and problems, and the events that search hears.
"""

import os
import time
from pathlib import Path

from django.db import transaction

from catalog.imports.columns import guess
from catalog.imports.runs import BATCH, ImportRun
from catalog.imports.stream import Stream, look_at
from catalog.models import PriceTier, Product, ProductText
from companies.models import Company
from portal.core.money import ecb
from portal.core.refs import new_ref

BOUND = 2.0  # times as long at most: half the rate
FILE = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[2] / "shared" / "data")) / "icecat-products.jsonl.xz"

Result = tuple[str, float, float, float, float]


def run(full: bool = False) -> list[Result]:
    """Seconds of the import and of the bare writing: the best of some turns each, taken in turn."""
    if not FILE.exists():
        raise SystemExit(f"{FILE} is not there; set SHARED_DATA.")
    ecb()  # the rates are read once in the life of a process
    ours, bare = [], []
    for turn in range(3 if full else 2):
        company = Company.objects.create(name=f"Bench {turn}", kind="supplier", country="KR")
        began = time.perf_counter()
        import_into(company)
        ours.append(time.perf_counter() - began)
        copies = copies_of(company, Company.objects.create(name=f"Bare {turn}", kind="supplier", country="KR"))
        began = time.perf_counter()
        write(copies)
        bare.append(time.perf_counter() - began)
    measured, reference = min(ours), min(bare)
    return [("import of 19,406 products, seconds", measured, reference, measured / reference, BOUND)]


def import_into(company: Company) -> int:
    with FILE.open("rb") as file:
        source = look_at(file, FILE.name)
        mapping = guess(source.headings)
        run = ImportRun.objects.create(
            ref=new_ref("I"), company=company, file_name=FILE.name, mapping=mapping, state=ImportRun.State.WAITING
        )
        stream = Stream(source, mapping)
        while run.step(stream, is_operators=True):
            pass
    return run.created


Copies = tuple[list[Product], list[ProductText], list[PriceTier]]


def copies_of(company: Company, twin: Company) -> Copies:
    """The same rows for another company, as objects that are ready to be written."""
    products = list(company.products.order_by("pk"))
    places = {product.pk: product for product in products}
    texts = list(ProductText.objects.filter(product__company=company))
    tiers = list(PriceTier.objects.filter(product__company=company))
    rows: list[ProductText | PriceTier] = [*texts, *tiers]
    for row in rows:
        row.product = places[row.product_id]
        row.pk, row._state.adding = None, True
    for product in products:
        product.pk, product._state.adding = None, True
        product.company, product.ref, product.slug = twin, new_ref("P"), f"bare-{new_ref('P').lower()}"
    return products, texts, tiers


def write(copies: Copies) -> int:
    products, texts, tiers = copies
    with transaction.atomic():
        Product.objects.bulk_create(products, batch_size=BATCH)
        rows: list[ProductText | PriceTier] = [*texts, *tiers]
        for row in rows:
            row.product_id = row.product.pk
        ProductText.objects.bulk_create(texts, batch_size=BATCH)
        PriceTier.objects.bulk_create(tiers, batch_size=BATCH)
    return len(products)
