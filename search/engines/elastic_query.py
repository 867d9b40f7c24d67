"""How a query becomes Elasticsearch's: the same intentions as in embedded_query, in its own words."""

from collections.abc import Iterator
from typing import Any

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query as Clause

from search.engines.elastic_index import BASE, LATIN, scripts_in
from search.query import FACETS, WINDOW, Query
from search.wording import code_key

FACET_SIZE = {"kind": 10, "category": 600, "country": 250, "brand": 60, "tier": 5}
FIELDS = [f"{name}^{weight}" for name, weight in BASE.items()]
EXACT, PART = 1000.0, 20.0
MENDED_WORDS = 6  # in a longer query, one word wrong does not matter, and looking for each costs much


class Builder:
    def __init__(self, query: Query) -> None:
        self.query = query
        scripts = scripts_in(query.text)
        self.others = [f"in_{code}" for code in (scripts or [code for code in LATIN if code != "en"])]
        self.has_cjk = bool(scripts)

    # -- what must hold --

    def strict(self) -> Clause:
        """Every word, or a code that is the query."""
        if self.query.is_empty:
            return Q("match_all")
        must = [self.word(word) for word in self.query.words]
        must += [self.phrase(phrase) for phrase in self.query.phrases]
        wanted = Q("bool", must=must, must_not=self.excluded())
        codes = self.codes()
        return Q("bool", should=[wanted, *codes], minimum_should_match=1) if codes else wanted

    def looser(self) -> Iterator[Clause]:
        """When nothing has every word: misspelt ones too, then most words, then any."""
        mend = len(self.query.terms) <= MENDED_WORDS
        words = [self.word(term, mend=mend) for term in self.query.terms]
        yield Q("bool", must=words, must_not=self.excluded())
        for least in sorted({max(1, round(len(words) * 0.7)), 1}, reverse=True):
            if least < len(words):
                any_of = Q("bool", should=words, minimum_should_match=least)
                yield Q("bool", must=[any_of], must_not=self.excluded())

    def excluded(self) -> list[Clause]:
        return [self.phrase(one) for one in self.query.excluded]

    def word(self, word: str, mend: bool = False) -> Clause:
        """One word of the reader's, anywhere, read in the languages it may be in; or a code."""
        ways: list[Clause] = [
            Q("multi_match", query=word, fields=FIELDS, type="best_fields", operator="and", tie_breaker=0.3)
        ]
        ways += [Q("match", **{name: {"query": word, "operator": "and", "boost": 0.8}}) for name in self.others]
        if self.has_cjk:
            ways.append(Q("match", cjk={"query": word, "minimum_should_match": "3<-1", "boost": 0.8}))
        if mend and len(word) > 3 and not self.has_cjk:
            near = {"query": word, "fuzziness": "AUTO:4,7", "prefix_length": 1, "max_expansions": 30, "boost": 0.5}
            ways += [Q("match", names=near), Q("match", vocabulary=near)]
        key = code_key(word)
        if len(key) >= 4 and any(char.isdigit() for char in key):
            ways += [Q("term", parts={"value": key, "boost": 2.0}), Q("term", codes=key)]
        return Q("dis_max", queries=ways, tie_breaker=0.1)

    def phrase(self, phrase: str) -> Clause:
        fields = [*FIELDS, *self.others, *(["cjk"] if self.has_cjk else [])]
        return Q("multi_match", query=phrase, type="phrase", fields=fields)

    def codes(self) -> list[Clause]:
        whole = code_key(self.query.text)
        return [Q("term", codes=key) for key in self.query.codes if key in {whole, whole.lstrip("0")}]

    def lifts(self) -> list[Clause]:
        """Not needed to match, but better: codes, and words that stand together in the title."""
        lifts: list[Clause] = [Q("constant_score", filter=code, boost=EXACT) for code in self.codes()]
        lifts += [Q("constant_score", filter=Q("term", parts=key), boost=PART) for key in self.query.codes]
        if len(self.query.terms) > 1:
            lifts.append(Q("match_phrase", title={"query": " ".join(self.query.terms), "slop": 2, "boost": 2.0}))
        return lifts

    # -- limits --

    def limit(self, facet: str) -> Clause:
        return Q("terms", **{facet: list(self.query.filters[facet])})

    def limits(self, spared: str = "") -> list[Clause]:
        return [self.limit(name) for name in self.query.filters if name != spared]

    def body(self, wanted: Clause, with_spelling: bool = False) -> dict[str, Any]:
        """Filters come after the facets' counting, so that each facet can leave out its own."""
        query = self.query
        audience = Q("terms", audience=list(query.audience))
        base = Q("bool", must=[wanted], filter=[audience], should=[] if query.is_empty else self.lifts())
        size = max(0, min(query.size, WINDOW - query.offset))
        body: dict[str, Any] = {
            "query": self.weighed(base).to_dict(),
            "aggs": self.aggregations(),
            "from_": min(query.offset, WINDOW - size),
            "size": size,
            "source": False,
            "track_total_hits": True,
            "timeout": "450ms",
            "sort": self.sorting(),
        }
        if query.filters:
            body["post_filter"] = Q("bool", filter=self.limits()).to_dict()
        if with_spelling:
            body["suggest"] = {"text": query.text, "spelling": {"term": {"field": "names", "prefix_length": 1}}}
        return body

    def weighed(self, base: Clause) -> Clause:
        """Who was checked, and what says more of itself, wins between equals."""
        if self.query.order != "relevance":
            return base
        weight = {"field_value_factor": {"field": "weight", "missing": 1.0}}
        return Q("function_score", query=base, functions=[weight], boost_mode="multiply")

    def sorting(self) -> list[Any]:
        published = {"published": {"order": "desc"}}
        if self.query.order == "newest":
            return [published, "_doc"]
        if self.query.order == "price":
            return [{"price": {"order": "asc", "missing": "_last"}}, published]
        return ["_score", published]

    def aggregations(self) -> dict[str, Any]:
        aggregations: dict[str, Any] = {}
        for name in FACETS:
            limits = [limit.to_dict() for limit in self.limits(spared=name)]
            values = {"terms": {"field": name, "size": FACET_SIZE[name]}}
            aggregations[name] = {"filter": {"bool": {"filter": limits}}, "aggs": {"values": values}}
        return aggregations

    def counts(self, answer: dict[str, Any]) -> dict[str, dict[str, int]]:
        return {name: {one["key"]: one["doc_count"] for one in answer[name]["values"]["buckets"]} for name in FACETS}

    # -- words --

    def prefix(self, limit: int) -> dict[str, Any]:
        text = " ".join(self.query.terms)
        ways: list[Clause] = [Q("match_bool_prefix", names={"query": text, "operator": "and"})]
        if self.has_cjk:
            ways.append(Q("match", cjk={"query": text, "operator": "and"}))
        if len(key := code_key(text)) >= 3:
            ways.append(Q("prefix", codes=key))
        audience = Q("terms", audience=list(self.query.audience))
        found = Q("bool", should=ways, minimum_should_match=1, filter=[audience])
        return {"query": found.to_dict(), "size": limit, "source": False, "track_total_hits": False}

    def corrected(self, suggest: dict[str, Any]) -> str:
        """The query with every misspelt word replaced by its likeliest reading; empty if there is none."""
        text, shift = self.query.text, 0
        for entry in suggest.get("spelling", []):
            if options := entry["options"]:
                start = entry["offset"] + shift
                right = options[0]["text"]
                text = text[:start] + right + text[start + entry["length"] :]
                shift += len(right) - entry["length"]
        return text if text != self.query.text else ""
