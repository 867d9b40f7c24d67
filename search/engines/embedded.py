"""The engine without a server: tantivy, in a folder below DATA_DIR.

`current` names the folder in use; a rebuild fills another and renames a new `current` over it. One writer at a
time, by a file lock; readers look at the index's own list of segments and reload when it has changed.
"""

import shutil
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import tantivy

from catalog.shelf import Answer, Asked
from search.documents import CONTENT, Document, Gone, shown_as
from search.engines.base import Begun, Engine, EngineDown
from search.engines.embedded_query import RANGE_FIELDS, Builder, Must, Q, register, schema
from search.engines.embedded_shelf import ShelfBuilder
from search.engines.lock import locked_file
from search.engines.ranking import ENOUGH, FACET_SIZE, SIMILAR_WORDS
from search.query import FACT, WINDOW, Hit, Query, Results
from search.wording import cjk_grams, measures_spelled_out

HEAP = 64_000_000
SORT_FIELDS = {"newest": "published", "price": "price", "lead_time": "lead_time"}
MOST_FACTS = 4000  # different values of specifications that are counted
SCHEMA_VERSION = f"6.{CONTENT}"  # part of the folder's name: after a change of fields the index is built anew


class Embedded(Engine):
    name = "embedded"

    def __init__(self, data_dir: str, prefix: str) -> None:
        self.root = Path(data_dir) / "search" / prefix
        self.current = self.root / f"current-{SCHEMA_VERSION}"
        self.guard = threading.RLock()
        self.index: tantivy.Index | None = None
        self.seen: tuple[str, tuple[int, ...]] = ("", ())
        self.lock: IO[bytes] | None = None

    # -- reading --

    def folder(self) -> Path:
        try:
            return self.root / self.current.read_text().strip()
        except OSError as problem:
            raise EngineDown("there is no index yet") from problem

    def searcher(self) -> tantivy.Searcher:
        """Of the newest state: opens the folder in use when it is another one, reloads after a commit."""
        folder = self.folder()
        try:
            # Replaced at each commit: two within one tick of the clock are two files.
            found = (folder / "meta.json").stat()
            stamp = (found.st_mtime_ns, found.st_ino, found.st_size)
            with self.guard:
                if self.index is None or self.seen[0] != folder.name:
                    self.index = opened(folder)
                elif self.seen[1] != stamp:
                    self.index.reload()
                self.seen = (folder.name, stamp)
                return self.index.searcher()
        except (OSError, ValueError) as problem:
            raise EngineDown(str(problem)) from problem

    def search(self, query: Query, until: float = 0.0) -> Results:
        """In this process, and over in milliseconds: there is nobody to give up waiting for."""
        started = time.perf_counter()
        searcher = self.searcher()
        builder = Builder(searcher, query)
        if query.asks_nothing:
            return Results(0, [], {name: {} for name in query.facets}, self.name)
        wanted = strict = builder.strict()
        total = whole = count(searcher, builder.filtered(strict))
        good = count(searcher, builder.filtered(builder.well(strict))) if whole >= ENOUGH else whole
        if good < ENOUGH and not query.is_empty:
            for looser in [builder.completed(strict)] if whole else builder.looser():
                if looser is None:
                    break
                total, wanted = count(searcher, builder.filtered(looser)), looser
                if total:
                    break
        hits = self.hits(searcher, query, builder.ranked(wanted), total)
        facets = self.facets(searcher, query, builder, wanted)
        took = round((time.perf_counter() - started) * 1000)
        return Results(total, hits, facets, self.name, took, builder.corrected_text(), whole)

    def hits(self, searcher: tantivy.Searcher, query: Query, ranked: tantivy.Query, total: int) -> list[Hit]:
        if query.offset >= min(total, WINDOW):
            return []
        field = SORT_FIELDS.get(query.order)
        order = tantivy.Order.Desc if field in {None, "published"} else tantivy.Order.Asc
        found = searcher.search(
            ranked, limit=query.size, count=False, order_by_field=field, offset=query.offset, order=order,
            weight_by_field=None if field else "weight",
        )  # fmt: skip
        return [hit_of(searcher, address, 0.0 if field else float(score)) for score, address in found.hits]

    def facets(
        self, searcher: tantivy.Searcher, query: Query, builder: Builder, wanted: tantivy.Query
    ) -> dict[str, dict[str, int]]:
        """One pass for all facets that carry no filter, one more for each that does."""
        plain = [name for name in query.facets if name not in query.filters]
        groups = [(plain, ""), *(([name], name) for name in query.facets if name in query.filters)]
        counts: dict[str, dict[str, int]] = {}
        for names, spared in groups:
            if not names:
                continue
            fields = {"facts" if name.startswith(FACT) else name for name in names}
            sizes = {name: FACET_SIZE.get(name, MOST_FACTS) for name in fields}
            asked = {name: {"terms": {"field": name, "size": size}} for name, size in sizes.items()}
            answer = searcher.aggregate(builder.filtered(wanted, spared), asked)
            found = {name: {one["key"]: one["doc_count"] for one in answer[name]["buckets"]} for name in fields}
            counts |= {name: of_fact(name, found["facts"]) if name.startswith(FACT) else found[name] for name in names}
        return {name: counts[name] for name in query.facets}

    def similar(self, id: str, audience: tuple[str, ...], limit: int = 6) -> list[Hit]:
        searcher = self.searcher()
        found = searcher.search(Q.term_query(schema(), "id", id), limit=1, count=False).hits
        if not found:
            return []
        alike = Q.more_like_this_query(
            found[0][1], min_doc_frequency=2, min_term_frequency=1, max_query_terms=SIMILAR_WORDS
        )
        limits = [
            Q.term_query(schema(), "kind", shown_as(id.partition(":")[0])),
            Q.term_set_query(schema(), "audience", list(audience)),
        ]
        wanted = [(Must, alike), *((Must, Q.const_score_query(limit, 0.0)) for limit in limits)]
        near = searcher.search(Q.boolean_query(wanted), limit=limit + 1, count=False).hits
        hits = [hit_of(searcher, address, float(score)) for score, address in near]
        return [hit for hit in hits if f"{hit.kind}:{hit.pk}" != id][:limit]

    def shelf(self, asked: Asked, until: float = 0.0) -> Answer:
        return ShelfBuilder(self.searcher(), asked).answer()

    def explain(self, query: Query, id: str) -> dict[str, float]:
        searcher = self.searcher()
        itself = Q.const_score_query(Q.term_query(schema(), "id", id), 0.0)
        points: dict[str, float] = {}
        for name, part in Builder(searcher, query).parts().items():
            found = searcher.search(Q.boolean_query([(Must, part), (Must, itself)]), limit=1, count=False).hits
            if found:
                points[name] = float(found[0][0])
        return points

    def suggest(self, text: str, audience: tuple[str, ...], limit: int = 8) -> list[Hit]:
        searcher = self.searcher()
        builder = Builder(searcher, Query.parse(text, audience=audience))
        found = searcher.search(builder.prefix(), limit=limit, count=False, weight_by_field="weight")
        return [hit_of(searcher, address, float(score)) for score, address in found.hits]

    def versions(self) -> Iterator[tuple[str, int]]:
        searcher = self.searcher()
        found = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs), count=False)
        for _score, address in found.hits:
            stored = searcher.doc(address)
            yield stored["id"][0], stored["version"][0]

    def exists(self) -> bool:
        return self.current.exists() and (self.folder() / "meta.json").exists()

    # -- writing --

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Raises EngineDown when another writer (a rebuild) is not done within a moment; may be nested."""
        with self.guard:
            if self.lock is not None:
                yield
                return
            self.lock = locked_file(self.root / "writer.lock")
            try:
                yield
            finally:
                self.lock.close()
                self.lock = None

    def write(self, documents: list[Document], gone: list[Gone]) -> None:
        with self.writing():
            if not self.exists():
                raise EngineDown("there is no index yet")
            searcher = self.searcher()
            index = self.index
            assert index is not None
            ids = [one.id for one in documents] + [one.id for one in gone]
            held = {id: version for id in ids if (version := held_version(searcher, id)) is not None}
            fresh = [one for one in documents if one.version >= held.get(one.id, 0)]
            stale = [one for one in gone if one.id in held and one.version >= held[one.id]]
            if not fresh and not stale:
                return
            writer = index.writer(HEAP, 1)
            for id in [one.id for one in fresh] + [one.id for one in stale]:
                writer.delete_documents_by_term("id", id)
            for one in fresh:
                writer.add_document(as_tantivy(one))
            writer.commit()
            writer.wait_merging_threads()

    def rebuild(self, batches: Iterable[list[Document]], begun: Begun | None = None, since: int = 0) -> int:
        with self.writing():
            folder = self.root / f"index-{SCHEMA_VERSION}-{time.time_ns()}"
            folder.mkdir(parents=True)
            index = register(tantivy.Index(schema(), path=str(folder)))
            writer = index.writer(HEAP * 2, 1)
            total = 0
            for batch in batches:
                for one in batch:
                    writer.add_document(as_tantivy(one))
                total += len(batch)
            writer.commit()
            writer.wait_merging_threads()
            self.put_in_place(folder)
        return total

    def put_in_place(self, folder: Path) -> None:
        """Atomic: a reader sees the old name or the new one. The one before stays, for who is reading it."""
        before = self.current.read_text().strip() if self.current.exists() else ""
        pending = self.root / "current.new"
        pending.write_text(folder.name)
        pending.replace(self.current)
        for old in self.root.glob("index-*"):
            if old.name not in {before, folder.name}:
                shutil.rmtree(old, ignore_errors=True)

    def drop(self) -> None:
        self.index, self.seen = None, ("", ())
        shutil.rmtree(self.root, ignore_errors=True)


def opened(folder: Path) -> tantivy.Index:
    index = register(tantivy.Index.open(str(folder)))
    index.config_reader("manual")
    index.reload()
    return index


def count(searcher: tantivy.Searcher, wanted: tantivy.Query) -> int:
    return int(searcher.search(wanted, limit=1, count=True).count)  # type: ignore[attr-defined]  # missing in its stub


def of_fact(name: str, counts: dict[str, int]) -> dict[str, int]:
    """Of all values of specifications, those of this one."""
    start = f"{name.removeprefix(FACT)}="
    found = [(value.removeprefix(start), number) for value, number in counts.items() if value.startswith(start)]
    return dict(found[: FACET_SIZE["fact"]])


def hit_of(searcher: tantivy.Searcher, address: tantivy.DocAddress, score: float) -> Hit:
    kind, _colon, pk = searcher.doc(address)["id"][0].partition(":")
    return Hit(kind, int(pk), score)


def held_version(searcher: tantivy.Searcher, id: str) -> int | None:
    """0 is a version, too: that of a page which has stood there since the site was laid out."""
    found = searcher.search(tantivy.Query.term_query(schema(), "id", id), limit=1, count=False).hits
    return int(searcher.doc(found[0][1])["version"][0]) if found else None


def as_tantivy(document: Document) -> tantivy.Document:
    titles, texts = "\n".join(document.titles.values()), "\n".join(document.texts.values())
    stored = tantivy.Document()
    for name, value in {
        "id": document.id,
        "kind": document.kind,
        "type": document.type,
        "title": measures_spelled_out(titles),
        "names": document.names,
        "nouns": " ".join(document.nouns),
        "text": measures_spelled_out(texts),
        "brand_words": document.brand,
        "vocabulary": document.vocabulary,
        "company_words": document.company_name,
        "attributes": measures_spelled_out(document.attributes),
        "cjk_title": " ".join(cjk_grams(f"{titles} {document.kind_words} {document.vocabulary}")),
        "cjk": " ".join(cjk_grams(f"{texts} {document.company_name} {document.attributes}")),
        "brand": document.brand,
        "country": document.country,
        "incoterm": document.incoterm,
        "sample": document.samples,
        "kind_words": document.kind_words,
        "tier": document.tier_key,
    }.items():
        if value:
            stored.add_text(name, value)
    for name, values in {
        "codes": document.codes, "parts": document.parts, "facts": document.facts,
        "measures": document.measures, "audience": document.audience, "communities": document.communities,
        "category": document.categories, "certificate": document.certificates, "language": document.languages,
    }.items():  # fmt: skip
        for value in values:
            stored.add_text(name, value)
    stored.add_unsigned("version", document.version)
    stored.add_unsigned("published", max(0, document.published))
    stored.add_unsigned("place", document.place)
    stored.add_float("weight", document.weight)
    for name, factor in RANGE_FIELDS.items():
        if (number := getattr(document, name)) is not None:
            stored.add_unsigned(name, min(round(number * factor), 2**62))
    return stored
