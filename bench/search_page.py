"""The search page against the engine alone: server-side time of the page for each second of the client's own wall time.

The page: the whole answer of our WSGI application (every middleware, the engine, the database, the markup), as a
visitor gets it in production: DEBUG off, templates cached, static files with manifest; until the last byte, for what
is written after it (the row of the analytics) nobody waits. The reference: Elasticsearch's
own Python client asking the same index the very same request body, by turns with the page. Both warm: cards that
were shown before in the same version are not made anew; what the first showing of each takes is printed beside it.

On the real products of the Icecat file and copies of them (bench/stock.py): 100,000, with `--full` 1,000,000, or
BENCH_PRODUCTS. How the page grows is measured from the real ones alone, some 19,000.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

WORLD = "stock"  # the database that is shared with the other measurements of that name
BOUND, LATE_BOUND = 2.0, 3.0
PRODUCTS, FULL_PRODUCTS = 100_000, 1_000_000
ROUNDS, FULL_ROUNDS = 15, 60
QUERIES = [
    "toner cartridge",
    "magenta toner",
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

    from bench.stock import REAL, forget_copies, stock

    if not settings.ELASTICSEARCH_URL:
        return []  # the bound is against Elasticsearch's client; the embedded engine answers within a millisecond
    number = int(os.environ.get("BENCH_PRODUCTS", FULL_PRODUCTS if full else PRODUCTS))
    forget_copies()
    if not stock(REAL):
        return []
    few, _alone = measured(full)
    if not stock(number):
        return []
    pages, alone = measured(full)
    named = f"search page at {number:,}"
    return [
        against(f"{named}, p50", statistics.median(pages), statistics.median(alone), "engine client", BOUND),
        against(f"{named}, p95", late(pages), late(alone), "engine client", LATE_BOUND),
        against(f"{named}, growth", statistics.median(pages), statistics.median(few), f"at {REAL:,}", BOUND),
    ]


def against(
    name: str, measured: float, reference: float, what: str, bound: float
) -> tuple[str, str, str, float, float]:
    return name, f"{measured * 1000:.1f} ms", f"{reference * 1000:.1f} ms {what}", measured / reference, bound


def late(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def measured(full: bool) -> tuple[list[float], list[float]]:
    """Seconds of the pages, and of the engine's own client by turns with them."""
    from search.engines import engine
    from search.query import Query

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
    print(f"search page, cards not shown before: {statistics.median(first) * 1000:.1f} ms", file=sys.stderr)
    return pages, alone


def visitor(path: str = "/search/", sign: bytes = b"search-card", cookie: str = "") -> Callable[..., float]:
    """Asks the WSGI application in this process for a page, as a browser with this cookie does; `sign` is on it.

    Returns the seconds until the page is whole.
    """
    from django.core.wsgi import get_wsgi_application
    from django.test import RequestFactory

    application, environment = get_wsgi_application(), RequestFactory().get(path).environ
    environment |= {"HTTP_COOKIE": cookie} if cookie else {}

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
    """The engine's own client with the first request that the page makes; nothing of ours around it."""
    from search.engines.elastic_query import Builder

    builder = Builder(query)
    body = builder.request(builder.strict())
    return lambda: used.reader.search(index=used.alias, **body)


def seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
