"""Building the search index anew, against Elasticsearch's own bulk helper alone with the very same documents.

Measured: `manage.py search_rebuild`, from reading the rows to the swap. The reference: the client's `streaming_bulk`
with documents that were made before, into an index with the same fields and settings, and its refresh; once before and
once after the rebuild, their mean, for its first 40,000 documents; the time of one is compared, of which a rebuild may
take 1/0.6. A smaller index is if anything quicker to fill.
"""

import os
import sys
import time
from typing import Any

PRODUCTS, FULL_PRODUCTS = 100_000, 1_000_000
MOST_KEPT = 40_000  # documents that are made beforehand: 3 kB each and more
WORLD = "stock"  # the database that is shared with the other measurements of that name
BOUND = 1 / 0.6


def run(full: bool) -> list[tuple[str, str, str, float, float]]:
    from django.conf import settings

    from bench.stock import products
    from search.engines import engine
    from search.sync import everything, rebuild

    number = int(os.environ.get("BENCH_PRODUCTS", FULL_PRODUCTS if full else PRODUCTS))
    if not settings.ELASTICSEARCH_URL or not products(number):
        return []
    used: Any = engine()
    used.drop()
    kept = [used.putting(one, "") for one in first(everything(), MOST_KEPT)]
    before = alone(used, kept)
    began = time.perf_counter()
    total = rebuild()
    ours = (time.perf_counter() - began) / total
    after = alone(used, kept)
    print(f"search rebuild: {before:.6f} and {after:.6f} s each alone, {ours:.6f} s ours", file=sys.stderr)
    reference = (before + after) / 2
    shown = f"{1 / ours:.0f}/s of {total:,}", f"{1 / reference:.0f}/s streaming_bulk"
    return [("search rebuild, time of a document", *shown, ours / reference, BOUND)]


def first(batches: Any, most: int) -> list[Any]:
    found: list[Any] = []
    for batch in batches:
        found += batch
        if len(found) >= most:
            break
    return found[:most]


def alone(used: Any, actions: list[dict[str, Any]]) -> float:
    """Seconds for each document, sent and refreshed by the client's own helper."""
    from elasticsearch.helpers import streaming_bulk

    from search.engines import elastic_index

    index = f"{used.alias}-alone"
    used.writer.indices.delete(index=index, ignore_unavailable=True)
    fast = {"refresh_interval": "-1", "auto_expand_replicas": False, "number_of_replicas": 0}
    used.writer.indices.create(index=index, mappings=elastic_index.mappings(), settings=elastic_index.settings() | fast)
    began = time.perf_counter()
    for _is_good, _item in streaming_bulk(used.writer, ({**one, "_index": index} for one in actions)):
        pass
    used.writer.indices.refresh(index=index)
    taken = time.perf_counter() - began
    used.writer.indices.delete(index=index)
    return taken / len(actions)
