"""The engine on Elasticsearch 8.19: versioned indices behind one alias, external versions, short patience."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from elasticsearch import ApiError, ConnectionTimeout, Elasticsearch, NotFoundError, TransportError
from elasticsearch.dsl.query import Query as Clause
from elasticsearch.helpers import BulkIndexError, scan, streaming_bulk

from catalog.shelf import Answer, Asked
from search.documents import Document, Gone, shown_as
from search.engines import elastic_index
from search.engines.base import Begun, Engine, EngineDown
from search.engines.elastic_index import as_source, mappings, replicas, shape
from search.engines.elastic_query import WELL, Builder
from search.engines.elastic_shelf import ShelfBuilder
from search.engines.lock import locked_file
from search.engines.ranking import ENOUGH, SIMILAR_WORDS
from search.query import Hit, Query, Results

SIMILAR_FIELDS = ["title", "kind_words", "vocabulary", "attributes", "text", "cjk"]
FIRST, SECOND = 0.6, 0.75  # parts of SEARCH_PATIENCE: for one node and then another, where there are several
LEAST = 0.01  # seconds: a client takes no shorter time
WRITE_PATIENCE = 20.0
COPY_PATIENCE = 60.0  # for the copies of a new index on other nodes
CHUNK = 500  # documents of one bulk request
SENDERS = 2  # threads that send while documents are made
ROUND = 10_000  # documents between two notes of how far a rebuild is
STALE = 24 * 60 * 60  # seconds after which an unfinished index is not worth going on with
REST = 3.0  # seconds a process leaves an engine alone that has just failed it
# Statuses of single bulk actions that are no trouble: a newer version is there, or there is nothing to delete.
HARMLESS = {404, 409}

Said = TypeVar("Said")


class Elastic(Engine):
    name = "elasticsearch"

    def __init__(self, url: str, prefix: str) -> None:
        self.alias = f"{prefix}-documents"
        hosts = [host.strip() for host in url.split(",") if host.strip()]
        # What one node refuses is asked of each of the others; what took too long is not, as nobody waits so long.
        self.reader = Elasticsearch(hosts, max_retries=len(hosts) - 1, retry_on_timeout=False)
        self.writer = Elasticsearch(
            hosts, request_timeout=WRITE_PATIENCE, max_retries=max(2, len(hosts) - 1), retry_on_timeout=True
        )
        self.has_others = len(hosts) > 1
        self.rests_until = 0.0
        self.failures = 0

    def ask(self, call: Callable[[Elasticsearch], Said], until: float = 0.0) -> Said:
        """A read, which may take SEARCH_PATIENCE, or what is left of it `until` then.

        While the engine is known to be down, readers are not made to wait for another failure. One slow query does
        not make it so, or anyone could switch the search off for all by asking one.
        """
        if time.monotonic() < self.rests_until:
            raise EngineDown("did not answer a moment ago")
        until = until or time.monotonic() + settings.SEARCH_PATIENCE
        if time.monotonic() >= until:
            raise EngineDown("there is no time left to ask")  # which is no failure of the engine
        try:
            answer = self.asked_of_two(call, until) if self.has_others else self.asked(call, until)
        except NotFoundError as problem:
            raise EngineDown("there is no index yet") from problem
        except (TransportError, ApiError) as problem:
            self.failures += 1
            if self.failures > 1 or not isinstance(problem, ConnectionTimeout):
                self.rests_until = time.monotonic() + REST
            raise EngineDown(str(problem)[:300]) from problem
        self.failures = 0
        return answer

    def asked(self, call: Callable[[Elasticsearch], Said], until: float) -> Said:
        return call(self.reader.options(request_timeout=max(LEAST, until - time.monotonic())))

    def asked_of_two(self, call: Callable[[Elasticsearch], Said], until: float) -> Said:
        """A node that has just been lost may keep a question waiting; another one is asked then, once.

        Together they may take FIRST + SECOND of the patience and no more, however late in a page they are asked.
        """
        first = time.monotonic() + settings.SEARCH_PATIENCE * FIRST
        try:
            return self.asked(call, min(until, first))
        except ConnectionTimeout:
            if until < first:
                raise
            return self.asked(call, until + settings.SEARCH_PATIENCE * (FIRST + SECOND - 1))

    # -- reading --

    def search(self, query: Query, until: float = 0.0) -> Results:
        if query.asks_nothing:
            return Results(0, [], {name: {} for name in query.facets}, self.name)
        until = until or time.monotonic() + settings.SEARCH_PATIENCE
        builder = Builder(query)
        strict = builder.strict()
        answer = self.run(builder.request(strict), until)
        whole = total_of(answer)
        if query.is_empty or answer["aggregations"].get(WELL, {"doc_count": whole})["doc_count"] >= ENOUGH:
            return results_of(answer, builder, whole)
        return self.nearly(builder, strict, answer, until)

    def nearly(self, builder: Builder, strict: Clause, answer: dict[str, Any], until: float) -> Results:
        """Where few or none have every word: spelt right, completed by those with most of the words, or with any."""
        whole = total_of(answer)
        corrected = "" if whole else self.spelt(builder, until)
        if corrected:
            better = Builder(builder.query.said(corrected))
            found = self.run(better.body(better.strict()), until)
            if total_of(found):
                return results_of(found, better, whole, corrected)
        for looser in [builder.completed(strict)] if whole else builder.looser():
            if looser is None:
                break
            try:
                answer = self.run(builder.body(looser), until)
            except EngineDown:
                break  # what has every word is known, and the rest would take too long
            if total_of(answer):
                break
            corrected = ""  # not even near readings of every word are found together
        return results_of(answer, builder, whole, corrected)

    def similar(self, id: str, audience: tuple[str, ...], limit: int = 6) -> list[Hit]:
        kind = id.partition(":")[0]
        like = {"_index": self.alias, "_id": id}
        alike = {"fields": SIMILAR_FIELDS, "like": [like], "max_query_terms": SIMILAR_WORDS, "min_term_freq": 1,
                 "min_doc_freq": 2, "minimum_should_match": "20%"}  # fmt: skip
        limits = [{"terms": {"audience": list(audience)}}, {"term": {"kind": shown_as(kind)}}]
        wanted = {"bool": {"must": [{"more_like_this": alike}], "filter": limits}}
        answer = self.run({"query": wanted, "size": limit, "source": False, "track_total_hits": False})
        return [hit_of(one) for one in answer["hits"]["hits"]]

    def shelf(self, asked: Asked, until: float = 0.0) -> Answer:
        builder = ShelfBuilder(asked)
        return builder.answer(self.run(builder.body(), until))

    def explain(self, query: Query, id: str) -> dict[str, float]:
        builder = Builder(query)
        parts = builder.parts()
        searches: list[dict[str, Any]] = []
        for part in parts.values():
            wanted = {"bool": {"must": [part.to_dict()], "filter": [{"ids": {"values": [id]}}]}}
            searches += [{"index": self.alias}, {"query": wanted, "size": 1, "_source": ["weight"]}]
        if not searches:
            return {}
        answers = self.ask(lambda reader: reader.msearch(searches=searches)).body["responses"]
        points = {
            name: float(answer["hits"]["hits"][0]["_score"])
            for name, answer in zip(parts, answers, strict=True)
            if answer.get("hits", {}).get("hits")
        }
        weights = [hit["_source"]["weight"] for answer in answers for hit in answer.get("hits", {}).get("hits", [])]
        return points | ({"weight": float(weights[0])} if weights else {})

    def spelt(self, builder: Builder, until: float) -> str:
        """The query as it may have been meant, when nothing has every word of it; empty if there is none."""
        try:
            return builder.corrected(self.run(builder.spelling(), until).get("suggest", {}))
        except EngineDown:
            return ""

    def run(self, body: dict[str, Any], until: float = 0.0) -> dict[str, Any]:
        found = self.ask(lambda reader: reader.search(index=self.alias, **body), until)
        return dict(found.body)

    def suggest(self, text: str, audience: tuple[str, ...], limit: int = 8) -> list[Hit]:
        builder = Builder(Query.parse(text, audience=audience))
        if not builder.query.terms:
            return []
        answer = self.run(builder.prefix(limit))
        return [hit_of(one) for one in answer["hits"]["hits"]]

    def versions(self) -> Iterator[tuple[str, int]]:
        try:
            self.writer.indices.refresh(index=self.alias)
            for one in scan(self.writer, index=self.alias, query={"_source": False, "version": True}, size=5000):
                yield one["_id"], int(one["_version"])
        except (TransportError, ApiError) as problem:
            raise EngineDown(str(problem)[:300]) from problem

    def exists(self) -> bool:
        return bool(self.ask(lambda reader: reader.indices.exists_alias(name=self.alias)))

    def is_of_today(self) -> bool:
        try:
            found = self.writer.indices.get_mapping(index=self.alias).body.values()
        except (TransportError, ApiError) as problem:
            raise EngineDown(str(problem)[:300]) from problem
        return all(one["mappings"].get("_meta", {}).get("shape") == shape() for one in found)

    # -- writing --

    def write(self, documents: list[Document], gone: list[Gone]) -> None:
        actions = [self.putting(one, self.alias) for one in documents]
        actions += [
            {"_op_type": "delete", "_index": self.alias, "_id": one.id, "version": one.version,
             "version_type": "external_gte"}
            for one in gone
        ]  # fmt: skip
        self.bulk(actions, require_alias=True)  # a wiped index must not come back without its mapping

    def putting(self, document: Document, index: str) -> dict[str, Any]:
        return {
            "_op_type": "index",
            "_index": index,
            "_id": document.id,
            "version": document.version,
            "version_type": "external_gte",
            "_source": as_source(document),
        }

    def bulk(self, actions: Iterable[dict[str, Any]], **options: Any) -> None:
        try:
            for is_good, item in streaming_bulk(
                self.writer, actions, chunk_size=CHUNK, raise_on_error=False, max_retries=2, **options
            ):
                if not is_good:
                    check(next(iter(item.values())))
        except (TransportError, ApiError, BulkIndexError) as problem:
            raise EngineDown(str(problem)[:300]) from problem

    def unfinished(self) -> Begun | None:
        try:
            metas = self.writer.indices.get_mapping(index=f"{self.alias}-*").body
        except (TransportError, ApiError) as problem:
            raise EngineDown(str(problem)[:300]) from problem
        for index, found in sorted(metas.items(), reverse=True):
            meta = found["mappings"].get("_meta", {})
            if meta.get("state") != "filling":
                continue
            if meta["shape"] == shape() and time.time() - meta["at"] < STALE:
                return Begun(index, meta["kind"], meta["pk"], meta["since"])
        return None

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        with locked_file(Path(settings.DATA_DIR) / "search" / f"{self.alias}.lock"):
            yield

    def rebuild(self, batches: Iterable[list[Document]], begun: Begun | None = None, since: int = 0) -> int:
        """How far it is stands in the index itself."""
        index = begun.index if begun else f"{self.alias}-{time.time_ns() // 1_000_000}"
        since = begun.since if begun else since
        try:
            if begun is None:
                fast = {"refresh_interval": "-1", "auto_expand_replicas": False, "number_of_replicas": 0}
                begins = {**mappings(), "_meta": filling("", 0, since)}
                self.writer.indices.create(index=index, mappings=begins, settings=elastic_index.settings() | fast)
            else:
                self.note(index, begun.kind, begun.pk, since)
            total = self.fill(index, batches, since)
            self.writer.indices.put_settings(index=index, settings={"refresh_interval": "1s", **replicas()})
            self.writer.indices.refresh(index=index)
            self.await_copies(index)
            self.writer.indices.put_mapping(index=index, meta={"state": "whole", "shape": shape()})
            self.put_in_place(index)
        except (TransportError, ApiError) as problem:
            raise EngineDown(str(problem)[:300]) from problem
        return total

    def await_copies(self, index: str) -> None:
        """Where several nodes are there, an index serves only when losing one of them cannot lose it."""
        patient = self.writer.options(request_timeout=COPY_PATIENCE + WRITE_PATIENCE)
        if int(patient.cluster.health()["number_of_data_nodes"]) > 1:  # else copies have no place to go
            with suppress(ApiError):  # after that time it serves without them
                patient.cluster.health(index=index, wait_for_status="green", timeout=f"{COPY_PATIENCE:.0f}s")

    def fill(self, index: str, batches: Iterable[list[Document]], since: int) -> int:
        """Read and make documents here, as the database's connection is this thread's, while others send them."""
        total = 0
        with ThreadPoolExecutor(SENDERS) as senders:
            for group in rounds(batches, ROUND):
                waiting: deque[Future[None]] = deque()
                last: Document | None = None
                for batch in filter(None, group):
                    waiting.append(senders.submit(self.bulk, [self.putting(one, index) for one in batch]))
                    total, last = total + len(batch), batch[-1]
                    if len(waiting) > SENDERS:
                        waiting.popleft().result()
                for sent in waiting:
                    sent.result()
                if last:  # all before it have arrived
                    self.note(index, last.origin, last.pk, since)
        return total

    def note(self, index: str, kind: str, pk: int, since: int) -> None:
        self.writer.indices.put_mapping(index=index, meta=filling(kind, pk, since))

    def put_in_place(self, index: str) -> None:
        """Swap the alias in one step; the index before stays for a way back, older and unfinished ones go."""
        try:
            before = list(self.writer.indices.get_alias(name=self.alias).body)
        except NotFoundError:
            before = []
        swap: list[dict[str, Any]] = [{"remove": {"index": old, "alias": self.alias}} for old in before]
        self.writer.indices.update_aliases(actions=[*swap, {"add": {"index": index, "alias": self.alias}}])
        useless = []
        for old, found in self.writer.indices.get_mapping(index=f"{self.alias}-*").body.items():
            meta = found["mappings"].get("_meta", {})
            is_filling = meta.get("state") == "filling" and time.time() - meta["at"] < STALE
            if old not in {*before, index} and not is_filling:
                useless.append(old)
        self.delete(useless)

    def refresh(self) -> None:
        """Make what was written findable at once (tests); in use, it is findable within a second."""
        self.writer.indices.refresh(index=self.alias)

    def drop(self) -> None:
        self.delete(list(self.writer.indices.get(index=f"{self.alias}-*").body))

    def delete(self, indices: list[str]) -> None:
        """All by one change to the cluster, which each time writes its state to the disk."""
        if indices:
            self.writer.indices.delete(index=indices, ignore_unavailable=True)


def filling(kind: str, pk: int, since: int) -> dict[str, Any]:
    """What an index says of itself until it is whole: how far it is, and when that was."""
    return {"state": "filling", "at": time.time(), "shape": shape(), "kind": kind, "pk": pk, "since": since}


def check(outcome: dict[str, Any]) -> None:
    """A single action refused: harmless, or the engine's trouble. Raises EngineDown for the latter."""
    error = outcome.get("error", {})
    is_missing = isinstance(error, dict) and error.get("type") in {"index_not_found_exception"}
    if outcome.get("status") not in HARMLESS or is_missing:
        raise EngineDown(str(error)[:300])


def rounds(batches: Iterable[list[Document]], size: int) -> Iterator[Iterator[list[Document]]]:
    """Batches in groups of some `size` documents of one kind; each is read only when it is gone through."""
    count, number, kind = 0, 0, ""

    def place(batch: list[Document]) -> int:
        nonlocal count, number, kind
        if batch and (count >= size or batch[0].origin != kind):
            count, number, kind = 0, number + 1, batch[0].origin
        count += len(batch)
        return number

    return (group for _number, group in groupby(batches, place))


def total_of(answer: dict[str, Any]) -> int:
    return int(answer["hits"]["total"]["value"])


def results_of(answer: dict[str, Any], builder: Builder, whole: int, corrected: str = "") -> Results:
    """`whole` is how many have every word."""
    return Results(
        total_of(answer),
        [hit_of(one) for one in answer["hits"]["hits"]],
        builder.counts(answer["aggregations"]),
        Elastic.name,
        int(answer["took"]),
        corrected,
        whole,
    )


def hit_of(found: dict[str, Any]) -> Hit:
    kind, _colon, pk = str(found["_id"]).partition(":")
    return Hit(kind, int(pk), float(found.get("_score") or 0.0))
