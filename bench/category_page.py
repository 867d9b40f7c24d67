"""A category's page, made of the database alone and made of the index: server-side time of the whole answer.

The same page twice: with `shelf.LARGE` above the number of products (the database counts), and below it (the index
does). Of the real products of the Icecat file, and copies of them (bench/stock.py): 100,000, with `--full` 1,000,000,
or BENCH_PRODUCTS. Two pages: the sector with most products, with all below it, and the leaf with most, which has
filters by specification. How the page grows is measured from the real ones, some 19,000.
"""

import os
import statistics

from bench.search_page import FULL_PRODUCTS, PRODUCTS, against, visitor

ROUNDS = 12
GROWS, AS_THE_DATABASE = 2.0, 1.0


def run(full: bool) -> list[tuple[str, str, str, float, float]]:
    from bench.stock import REAL, forget_copies, stock

    number = int(os.environ.get("BENCH_PRODUCTS", FULL_PRODUCTS if full else PRODUCTS))
    forget_copies()
    if not stock(REAL):
        return []
    few = {path: measured(path, is_large=True) for path in paths()}
    if number > REAL and not stock(number):
        return []
    rows = []
    for name, path in zip(("widest", "fullest leaf"), paths(), strict=True):
        by_index, by_database = measured(path, is_large=True), measured(path, is_large=False)
        named = f"category page at {number:,}, {name}"
        rows.append(against(named, by_index, by_database, "of the database", AS_THE_DATABASE))
        if path in few:
            rows.append(against(f"{named}, growth", by_index, few[path], f"at {REAL:,}", GROWS))
    return rows


def paths() -> list[str]:
    from django.core.cache import cache

    from catalog.models import Category
    from catalog.shelf import counts

    cache.delete("catalog.counts")
    known = [(number, Category.tree()[slug]) for slug, number in counts().items() if slug in Category.tree()]
    above = {one.parent_slug for _number, one in known}
    widest = max((pair for pair in known if pair[1].level == 0), key=lambda pair: pair[0])[1]
    leaf = max((pair for pair in known if pair[1].slug not in above), key=lambda pair: pair[0])[1]
    return [widest.get_absolute_url(), leaf.get_absolute_url()]


def measured(path: str, is_large: bool) -> float:
    """The median, in seconds; the first rounds warm caches that are not of the page."""
    from catalog import shelf

    usual, shelf.LARGE = shelf.LARGE, 0 if is_large else 10**9
    try:
        get = visitor(path, sign=b"card-grid")
        times = [get() for _round in range(ROUNDS)][2:]
    finally:
        shelf.LARGE = usual
    return statistics.median(times)
