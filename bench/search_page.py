"""The search page against the engine alone: server-side time of the page for each second of the client's own wall time.

On the real products of the Icecat file (SHARED_DATA, by default ../shared/data beside the repository).
"""

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

BOUND = 2.0
ROUNDS, FULL_ROUNDS = 15, 60
QUERIES = [
    "toner cartridge",
    "xerox magenta toner",
    "wireless mouse",
    "16 gb ddr4",
    "notebook 17 inch",
    "hdmi cable 2 m",
    "dv7-1211ea",
    "laser printer hp",
    "usb hub 4 port",
    "backpack case black",
]
FILTERS = {"brand": ("HP",)}


def run(full: bool) -> list[tuple[str, str, str, float, float]]:
    from django.conf import settings
    from django.test import Client

    from search.engines import engine
    from search.query import Query

    if not stock():
        return []
    client = Client()
    if not settings.ELASTICSEARCH_URL:
        return []  # the bound is against Elasticsearch's client; the embedded engine answers within a millisecond
    pages: list[float] = []
    alone: list[float] = []
    for turn in range(FULL_ROUNDS if full else ROUNDS):
        for text in QUERIES:
            filters = FILTERS if turn % 2 else {}
            query = Query.parse(text, filters=filters)
            parameters = {"q": text, **{name: list(values) for name, values in filters.items()}}
            engine_seconds = seconds(lambda query=query: engine().search(query))  # type: ignore[misc]
            page_seconds = seconds(lambda parameters=parameters: client.get("/search/", parameters))  # type: ignore[misc]
            if turn > 1:  # the first rounds warm both up
                alone.append(engine_seconds)
                pages.append(page_seconds)
    page, reference = statistics.median(pages), statistics.median(alone)
    return [
        (
            "search page, p50",
            f"{page * 1000:.1f} ms",
            f"{reference * 1000:.1f} ms engine client",
            page / reference,
            BOUND,
        )
    ]


def seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def stock() -> bool:
    """The products and their index; False where the file is not at hand."""
    from django.core.management import call_command

    from catalog.models import Product
    from companies.models import Company
    from search.sync import rebuild

    if Product.objects.published().count() < 10_000:
        folder = Path(os.environ.get("SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
        source = folder / "icecat-products.jsonl.xz"
        if not source.exists():
            print(f"search page: not measured, {source} is not there")
            return False
        Company.objects.get_or_create(slug="bench-search", defaults={"name": "Bench Search", "country": "NL"})
        call_command("import_catalogue", str(source), company="bench-search", verbosity=0)
    rebuild()
    return True
