"""Suggestions while somebody types: server-side time of the answer, p95 against 50 ms.

Each query is typed letter by letter, as the page asks for it: the whole answer of our WSGI application, every
middleware, the engine, the database and the JSON, as a visitor gets it. On 100,000 products (bench/stock.py), with
the engine in use.
"""

import os
import statistics
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from bench.search_page import seconds
from bench.stock import REAL, stock

WORLD = "stock"  # the database that is shared with the other measurements of that name
BOUND_MS = 50.0
PRODUCTS = 100_000
TYPED = [
    "toner cartridge",
    "wireless mouse",
    "notebook 17",
    "hdmi cable",
    "laserjet",
    "docking station",
    "Kugellager",
    "프린터",
    "dv7-1211",
]
ROUNDS, FULL_ROUNDS = 2, 8


def run(full: bool) -> list[tuple[str, str, str, float, float]]:
    from django.db import connection

    # copies are made by PostgreSQL only
    number = int(os.environ.get("BENCH_PRODUCTS", PRODUCTS)) if connection.vendor == "postgresql" else REAL
    if not stock(number):
        return []
    ask = asking()
    ask("warm")
    texts = [text[:length] for text in TYPED for length in range(1, len(text) + 1)]
    times = [seconds(lambda text=text: ask(text)) for _turn in range(FULL_ROUNDS if full else ROUNDS) for text in texts]  # type: ignore[misc]  # of the default
    p95 = statistics.quantiles(times, n=20)[-1] * 1000
    median = statistics.median(times) * 1000
    row = (f"suggestions at {number:,}, p95", f"{p95:.1f} ms (p50 {median:.1f})", f"{BOUND_MS:.0f} ms", p95 / BOUND_MS)
    return [(*row, 1.0)]


def asking() -> Callable[[str], None]:
    """Asks the WSGI application in this process, as a browser without cookies does."""
    from django.core.wsgi import get_wsgi_application
    from django.test import RequestFactory

    application, environment = get_wsgi_application(), RequestFactory().get("/api/v1/suggest/").environ

    def ask(text: str) -> None:
        answered: list[str] = []

        def start(status: str, headers: list[tuple[str, str]], problem: Any = None, /) -> Callable[[bytes], object]:
            answered.append(status)
            return len

        response = application({**environment, "QUERY_STRING": urlencode({"q": text})}, start)
        b"".join(response)
        response.close()
        if answered != ["200 OK"]:
            raise RuntimeError(f"the suggestions answered {answered}")

    return ask
