"""Plain systems on the same things and queries, so that our engines' figures stand beside something.

Each has only title, brand, text, attributes and company, without weights, with its own default analyser: what one
gets in an afternoon. Both the Elasticsearch index and the others are made anew and removed at the end.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import tantivy
from django.conf import settings

from search.documents import Document
from search.sources import SOURCES
from tests.relevance.keys import Key, keys

FIELDS = ("title", "brand", "text", "attributes", "company")
WORD = re.compile(r"\w+")
Ranked = Callable[[str, int], list[str]]


@contextmanager
def references(server: str = "") -> Iterator[dict[str, Ranked]]:
    """Ways to search by name; those of Elasticsearch only where `server` names one."""
    rows = [(key, fields_of(document)) for key, document in documents()]
    found = {**full_text(rows), **tantivy_ways(rows)}
    if not server:
        yield found
        return
    with elastic_ways(server, rows) as more:
        yield {**found, **more}


def documents() -> Iterator[tuple[str, Document]]:
    known: dict[Key, str] = keys()
    for source in SOURCES.values():
        for batch in source.batches():
            for document in batch:
                if key := known.get((document.origin, document.pk)):
                    yield key, document


def fields_of(document: Document) -> dict[str, str]:
    return {
        "title": "\n".join(document.titles.values()),
        "brand": document.brand,
        "text": "\n".join(document.texts.values()),
        "attributes": document.attributes,
        "company": document.company_name if document.kind != "product" else "",
    }


def full_text(rows: list[tuple[str, dict[str, str]]]) -> dict[str, Ranked]:
    table = sqlite3.connect(":memory:")
    table.execute(f"CREATE VIRTUAL TABLE things USING fts5(key UNINDEXED, {', '.join(FIELDS)})")
    table.executemany(
        f"INSERT INTO things VALUES (?{', ?' * len(FIELDS)})",
        ((key, *(fields[name] for name in FIELDS)) for key, fields in rows),
    )

    def way(joined_by: str) -> Ranked:
        def search(text: str, size: int) -> list[str]:
            asked = f" {joined_by} ".join(f'"{word}"' for word in WORD.findall(text))
            found = table.execute(
                "SELECT key FROM things WHERE things MATCH ? ORDER BY bm25(things) LIMIT ?", (asked, size)
            )
            return [key for (key,) in found]

        return search

    return {"FTS5 BM25, or": way("OR"), "FTS5 BM25, and": way("AND")}


def tantivy_ways(rows: list[tuple[str, dict[str, str]]]) -> dict[str, Ranked]:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw")
    for name in FIELDS:
        builder.add_text_field(name)
    index = tantivy.Index(builder.build())
    writer = index.writer(64_000_000, 1)
    for key, fields in rows:
        writer.add_document(tantivy.Document(key=[key], **{name: [value] for name, value in fields.items()}))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def parsed(text: str, is_and: bool) -> tantivy.Query:
        return index.parse_query(" ".join(WORD.findall(text)), list(FIELDS), conjunction_by_default=is_and)

    def way(make: Callable[[str], tantivy.Query]) -> Ranked:
        def search(text: str, size: int) -> list[str]:
            found = searcher.search(make(text), limit=size, count=False).hits
            return [searcher.doc(address)["key"][0] for _score, address in found]

        return search

    def and_over_or(text: str) -> tantivy.Query:
        wanted = tantivy.Query.boost_query(parsed(text, True), 3.0)
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, wanted), (tantivy.Occur.Should, parsed(text, False))]
        )

    return {
        "tantivy, or": way(lambda text: parsed(text, False)),
        "tantivy, and": way(lambda text: parsed(text, True)),
        "tantivy, and over or": way(and_over_or),
    }


@contextmanager
def elastic_ways(server: str, rows: list[tuple[str, dict[str, str]]]) -> Iterator[dict[str, Ranked]]:
    from elasticsearch import Elasticsearch
    from elasticsearch.helpers import bulk

    client = Elasticsearch(server.split(","), request_timeout=60)
    index = f"{settings.SEARCH_PREFIX}-references"
    properties: dict[str, Any] = {name: {"type": "text"} for name in FIELDS} | {"key": {"type": "keyword"}}
    client.indices.delete(index=index, ignore_unavailable=True)
    client.indices.create(
        index=index, mappings={"properties": properties}, settings={"number_of_shards": 1, "number_of_replicas": 0}
    )

    def way(kind: str, **options: str) -> Ranked:
        def search(text: str, size: int) -> list[str]:
            asked = {kind: {"query": text, "fields": list(FIELDS), **options}}
            found = client.search(index=index, query=asked, size=size)
            return [hit["_source"]["key"] for hit in found["hits"]["hits"]]

        return search

    try:
        bulk(client, ({"_index": index, "_source": {"key": key, **fields}} for key, fields in rows), refresh=True)
        yield {
            "Elasticsearch best_fields": way("multi_match", type="best_fields"),
            "Elasticsearch cross_fields, and": way("multi_match", type="cross_fields", operator="and"),
            "Elasticsearch combined_fields": way("combined_fields"),
            "Elasticsearch combined_fields, and": way("combined_fields", operator="and"),
        }
    finally:
        client.indices.delete(index=index, ignore_unavailable=True)
