"""The search page against the engine alone: server-side time of the page for each second of the client's own wall time.

The page: the whole answer of our WSGI application (every middleware, the engine, the database, the markup), as a
visitor gets it in production: DEBUG off, templates cached, static files with manifest; until the last byte, for what
is written after it (the row of the analytics) nobody waits. The reference: Elasticsearch's
own Python client asking the same index the very same request body, by turns with the page. Both warm: cards that
were shown before in the same version are not made anew; what the first showing of each takes is printed beside it.

On the real products of the Icecat file (SHARED_DATA, by default ../shared/data beside the repository).
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

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

    from search.engines import engine
    from search.query import Query

    if not settings.ELASTICSEARCH_URL:
        return []  # the bound is against Elasticsearch's client; the embedded engine answers within a millisecond
    if not stock():
        return []
    get = visitor()
    pages: list[float] = []
    alone: list[float] = []
    first: list[float] = []
    for turn in range(FULL_ROUNDS if full else ROUNDS):
        for text in QUERIES:
            filters = FILTERS if turn % 2 else {}
            engine_seconds = seconds(asking(engine(), Query.parse(text, filters=filters)))
            page_seconds = get(q=text, **filters)
            if turn > 1:  # the first rounds warm both up
                alone.append(engine_seconds)
                pages.append(page_seconds)
            elif turn == 0 and text != QUERIES[0]:  # which has compiled the templates
                first.append(page_seconds)
    page, reference = statistics.median(pages), statistics.median(alone)
    print(f"search page, cards not shown before: {statistics.median(first) * 1000:.1f} ms", file=sys.stderr)
    row = ("search page, p50", f"{page * 1000:.1f} ms", f"{reference * 1000:.1f} ms engine client", page / reference)
    return [(*row, BOUND)]


def visitor(path: str = "/search/", sign: bytes = b"search-card") -> Callable[..., float]:
    """Asks the WSGI application in this process for a page, as a browser without cookies does; `sign` is on it.

    Returns the seconds until the page is whole.
    """
    from django.core.wsgi import get_wsgi_application
    from django.test import RequestFactory

    application, environment = get_wsgi_application(), RequestFactory().get(path).environ

    def get(**parameters: Any) -> float:
        answered: list[str] = []
        began = time.perf_counter()
        asked = {**environment, "QUERY_STRING": urlencode(parameters, doseq=True)}

        def start(status: str, headers: list[tuple[str, str]], problem: Any = None, /) -> Callable[[bytes], object]:
            answered.append(status)
            return len

        response = application(asked, start)
        body = b"".join(response)
        waited = time.perf_counter() - began
        response.close()
        if answered != ["200 OK"] or sign not in body:
            raise RuntimeError(f"{path} answered {answered}")
        return waited

    return get


def asking(used: Any, query: Any) -> Callable[[], object]:
    """The engine's own client with the request that the page makes; nothing of ours around it."""
    from search.engines.elastic_query import Builder

    builder = Builder(query)
    body = builder.body(builder.strict())
    return lambda: used.reader.search(index=used.alias, **body)


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
