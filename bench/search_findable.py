"""From publishing a product to finding it: a relay runs beside us, as it does in production.

Measured: the seconds from the end of `product.publish()` until a search for its title has it. On the real products of
the Icecat file; p95 may be two seconds.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

WORLD = "stock"  # the database that is shared with the other measurements of that name
BOUND = 2.0
PUBLISHED, FULL_PUBLISHED = 15, 60
PATIENCE = 30.0


def run(full: bool) -> list[tuple[str, str, str, float, float]]:
    from bench.stock import stock
    from portal.core.events import Event

    if not stock():
        return []
    Event.objects.all().delete()  # the import's own, which every other handler would read first
    root = Path(__file__).resolve().parents[1]
    relay = subprocess.Popen([sys.executable, "manage.py", "relay"], cwd=root, stdout=subprocess.DEVNULL)
    try:
        published("warm", PATIENCE)
        times = [published(f"w{n:04}") for n in range(FULL_PUBLISHED if full else PUBLISHED)]
    finally:
        relay.terminate()
        relay.wait(20)
    p95 = statistics.quantiles(times, n=20)[-1]
    shown = f"{p95:.2f} s (p50 {statistics.median(times):.2f})"
    return [("from publishing to finding, p95", shown, f"{BOUND:.0f} s", p95 / BOUND, 1.0)]


def published(word: str, patience: float = PATIENCE) -> float:
    """Seconds until it is found."""
    from search.engines import engine
    from search.query import Query

    product, actor = draft(f"Zirconium{word} rod")
    product.publish(actor)
    began = time.perf_counter()
    while not engine().search(Query.parse(f"zirconium{word}")).whole:
        if time.perf_counter() - began > patience:
            raise RuntimeError(f"not found within {patience:.0f} s")
        time.sleep(0.02)
    return time.perf_counter() - began


def draft(title: str) -> tuple[Any, Any]:
    """A product of a firm that staff trust, and one of its people."""
    from catalog.models import Category, ListingTrust, Product, ProductText
    from companies.models import Company
    from portal.core.actor import Actor

    company = Company.objects.get(slug="bench-search")
    ListingTrust.objects.get_or_create(company=company)
    product = Product(company=company, sku=title, category=Category.objects.get(slug="others"))
    product.name_it(title)
    product.save()
    ProductText.objects.create(product=product, language=product.language, title=title)
    return product, Actor(company=company, powers=frozenset({"edit_catalogue"}))
