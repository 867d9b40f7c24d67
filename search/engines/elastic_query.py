"""How a query becomes Elasticsearch's: the same intentions as in embedded_query, in its own words."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.conf import settings
from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query as Clause

from search.documents import UNSUGGESTED
from search.engines import ranking
from search.engines.elastic_index import BASE, LATIN
from search.engines.ranking import FACET_SIZE, MENDED_WORDS, enough_of, least_of
from search.query import FACT, WINDOW, Query
from search.reading import Reading, Unit
from search.wording import CJK, code_key, scripts_in

FIELDS = [f"{name}^{weight}" for name, weight in BASE.items()]
WELL = "well"
SERVED = 0.75  # part of SEARCH_PATIENCE after which the server gives what it has; the rest is for the way
NAMING = ["title", "kind_words", "brand_words", "vocabulary"]
SORT_FIELDS = {"price": "price", "lead_time": "lead_time"}


class Builder:
    def __init__(self, query: Query) -> None:
        self.query = query
        scripts = scripts_in(query.text)
        self.others = [f"in_{code}" for code in (scripts or [code for code in LATIN if code != "en"])]
        self.has_cjk = bool(scripts)

    @cached_property
    def reading(self) -> Reading:
        return Reading.of(self.query)

    # -- what must hold --

    def strict(self) -> Clause:
        """Every word, or a code that is the query; or a title that says what is wanted, whatever it is for."""
        if self.query.is_empty:
            return Q("match_all")
        must = [self.unit(unit) for unit in self.reading.units]
        must += [self.phrase(phrase) for phrase in self.query.phrases]
        wanted = Q("bool", must=must, must_not=self.excluded())
        if self.reading.head and not self.query.phrases:
            either = Q("bool", should=[wanted, self.head()], minimum_should_match=1)
            wanted = Q("bool", filter=[either], must_not=self.excluded())  # the lifts give the points
        codes = self.codes()
        return Q("bool", should=[wanted, *codes], minimum_should_match=1) if codes else wanted

    def head(self) -> Clause:
        """What is wanted stands in the title; what it is for need not."""
        return Q("match", title={"query": " ".join(self.reading.head), "operator": "and"})

    def request(self, strict: Clause) -> dict[str, Any]:
        """What a page asks first; of the hits those are counted that have half of the words in what names them.

        The rest has them only in passing. A single word is not counted: there is nothing to tell.
        """
        units = self.reading.units
        if self.query.is_empty or len(units) < 2:
            return self.body(strict)
        naming = [self.named(unit) for unit in units]
        return self.body(strict, Q("bool", should=naming, minimum_should_match=(len(units) + 1) // 2))

    def named(self, unit: Unit) -> Clause:
        """A term in what names a thing: title, brand, or the category's words."""
        ways = [" ".join(unit.words), *(" ".join(term) for term in unit.others)]
        each = [Q("multi_match", query=way, fields=[*NAMING, *self.others], operator="and") for way in ways]
        return Q("bool", should=each, minimum_should_match=1)

    def completed(self, strict: Clause) -> Clause | None:
        """With most of the words where too few have all; those that have all come first. None for one word."""
        least = enough_of(len(self.reading.units) + len(self.query.phrases))
        if not least:
            return None
        words = [*map(self.unit, self.reading.units), *map(self.phrase, self.query.phrases)]
        most = Q("bool", should=words, minimum_should_match=least)
        either = Q(
            "bool", should=[most, Q("constant_score", filter=strict, boost=ranking.ALL_WORDS)], minimum_should_match=1
        )
        return Q("bool", must=[either], must_not=self.excluded())

    def looser(self) -> Iterator[Clause]:
        """When nothing has every word: misspelt ones too, then most words, then any."""
        mend = len(self.query.terms) <= MENDED_WORDS
        words = [self.unit(unit, mend=mend) for unit in self.reading.units]
        words += [self.word(word, mend=mend) for phrase in self.query.phrases for word in phrase.split()]
        yield Q("bool", must=words, must_not=self.excluded())
        for least in least_of(len(words)):
            any_of = Q("bool", should=words, minimum_should_match=least)
            yield Q("bool", must=[any_of], must_not=self.excluded())

    def excluded(self) -> list[Clause]:
        return [self.phrase(one) for one in self.query.excluded]

    def unit(self, unit: Unit, mend: bool = False) -> Clause:
        """A term as it was written, or said otherwise."""
        written = [self.word(word, mend) for word in unit.words]
        own = written[0] if len(written) == 1 else Q("bool", must=written)
        if not unit.others:
            return own
        others = [self.said(" ".join(term), ranking.synonym(unit.words, term)) for term in unit.others]
        return Q("dis_max", queries=[own, *others], tie_breaker=ranking.TIE)

    def said(self, term: str, boost: float) -> Clause:
        """The same in other words."""
        if CJK.search(term):
            return Q("match", cjk={"query": term, "operator": "and", "boost": boost})
        return self.fields(term, boost)

    def fields(self, words: str, boost: float = 1.0) -> Clause:
        """These words in any field, the best of them counting most."""
        return Q(
            "multi_match",
            query=words,
            fields=FIELDS,
            type="best_fields",
            operator="and",
            tie_breaker=ranking.TIE,
            boost=boost,
        )

    def word(self, word: str, mend: bool = False) -> Clause:
        """One word of the reader's, anywhere, read in the languages it may be in; or a code."""
        ways: list[Clause] = [self.fields(word)]
        boost = ranking.OTHER_LANGUAGE
        ways += [Q("match", **{name: {"query": word, "operator": "and", "boost": boost}}) for name in self.others]
        if self.has_cjk:
            ways.append(Q("match", cjk={"query": word, "minimum_should_match": "3<-1", "boost": boost}))
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

    def lifts(self) -> dict[str, list[Clause]]:
        """Not needed to match, but better, by what each is for."""
        terms = self.query.terms
        lifts: dict[str, list[Clause]] = {
            "code": [Q("constant_score", filter=code, boost=ranking.EXACT) for code in self.codes()],
            "part": [Q("constant_score", filter=Q("term", parts=key), boost=ranking.PART) for key in self.query.codes],
            "category": [
                Q("constant_score", filter=Q("term", category=slug), boost=ranking.CATEGORY * sure)
                for slug, sure in self.reading.categories.items()
            ],
        }
        if len(terms) > 1:
            together = {"query": " ".join(terms), "slop": 1, "boost": ranking.STANDS_TOGETHER}
            lifts["together"] = [Q("match_phrase", title=together)]
        if self.reading.head:
            all_words = Q("bool", must=[self.unit(unit) for unit in self.reading.units])
            lifts["words"] = [self.unit(unit) for unit in self.reading.units]
            lifts["head"] = [Q("constant_score", filter=self.head(), boost=ranking.HEAD)]
            lifts["whole"] = [Q("constant_score", filter=all_words, boost=ranking.WHOLE)]
        if self.reading.noun:
            nouns = {"query": " ".join(self.reading.noun), "operator": "or"}
            lifts["noun"] = [Q("constant_score", filter=Q("match", nouns=nouns), boost=ranking.NOUN)]
        if terms:
            lifts["title"] = [
                Q("match", title={"query": " ".join(terms), "operator": "and", "boost": ranking.WHOLE_TITLE})
            ]
        return lifts

    # -- limits --

    def limit(self, facet: str) -> Clause:
        values = list(self.query.filters[facet])
        if facet.startswith(FACT):
            return Q("terms", facts=[f"{facet.removeprefix(FACT)}={value}" for value in values])
        return Q("terms", **{facet: values})

    def within(self, name: str) -> Clause:
        """Between the ends of a range; what does not state it lies outside."""
        low, high = self.query.ranges[name]
        ends = {"gte": low, "lte": high}
        return Q("range", **{name: {end: value for end, value in ends.items() if value is not None}})

    def limits(self, spared: str = "") -> list[Clause]:
        ranges = [self.within(name) for name in self.query.ranges]
        return ranges + [self.limit(name) for name in self.query.filters if name != spared]

    def found(self, wanted: Clause) -> Clause:
        """What matches for this reader, with its score."""
        lifts = [] if self.query.is_empty else [one for some in self.lifts().values() for one in some]
        base = Q("bool", must=[wanted], filter=[self.audience, *self.fresh, *self.roof], should=lifts)
        return self.weighed(base)

    @property
    def audience(self) -> Clause:
        return Q("terms", audience=list(self.query.audience))

    @property
    def fresh(self) -> list[Clause]:
        return [Q("range", published={"gte": self.query.since})] if self.query.since else []

    @property
    def roof(self) -> list[Clause]:
        return [Q("term", communities=self.query.community)] if self.query.community else []

    def body(self, wanted: Clause, counted: Clause | None = None) -> dict[str, Any]:
        """Filters come after the facets' counting, so that each facet can leave out its own.

        How many of the hits are `counted`, too, is told under `WELL`.
        """
        query = self.query
        size = max(0, min(query.size, WINDOW - query.offset))
        body: dict[str, Any] = {
            "query": self.found(wanted).to_dict(),
            "aggs": self.aggregations(),
            "from_": min(query.offset, WINDOW - size),
            "size": size,
            "source": False,
            "track_total_hits": True,
            "timeout": f"{settings.SEARCH_PATIENCE * SERVED * 1000:.0f}ms",
            "sort": self.sorting(),
        }
        if counted is not None:
            body["aggs"] |= {WELL: {"filter": counted.to_dict()}}
        if limits := self.limits():
            body["post_filter"] = Q("bool", filter=limits).to_dict()
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
        if field := SORT_FIELDS.get(self.query.order):
            return [{field: {"order": "asc", "missing": "_last"}}, published]
        return ["_score", published]

    # -- facets --

    def aggregations(self) -> dict[str, Any]:
        """Facets without a filter of their own are counted together, each other one without its own filter."""
        facets, filters = self.query.facets, self.query.filters
        plain = {name: self.values(name) for name in facets if name not in filters}
        aggregations = {"plain": self.counted(plain)}
        for name in facets:
            if name in filters:
                aggregations[name] = self.counted({name: self.values(name)}, spared=name)
        return aggregations

    def counted(self, values: dict[str, Any], spared: str = "") -> dict[str, Any]:
        limits = [limit.to_dict() for limit in self.limits(spared)]
        return {"filter": {"bool": {"filter": limits}}, "aggs": {key_of(name): one for name, one in values.items()}}

    @staticmethod
    def values(name: str) -> dict[str, Any]:
        if name.startswith(FACT):
            start = re.escape(f"{name.removeprefix(FACT)}=")
            return {"terms": {"field": "facts", "size": FACET_SIZE["fact"], "include": f"{start}.*"}}
        return {"terms": {"field": name, "size": FACET_SIZE[name]}}

    def counts(self, answer: dict[str, Any]) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for name in self.query.facets:
            group = answer[name] if name in self.query.filters else answer["plain"]
            buckets = group[key_of(name)]["buckets"]
            start = len(name) - len(FACT) + 1 if name.startswith(FACT) else 0
            found[name] = {one["key"][start:]: one["doc_count"] for one in buckets}
        return found

    # -- beside the search itself --

    def prefix(self, limit: int) -> dict[str, Any]:
        text = " ".join(self.query.terms)
        ways: list[Clause] = [Q("match_bool_prefix", names={"query": text, "operator": "and"})]
        if self.has_cjk:
            ways.append(Q("match", cjk={"query": text, "operator": "and"}))
        if len(key := code_key(text)) >= 3:
            ways.append(Q("prefix", codes=key))
        unsuggested = Q("terms", type=list(UNSUGGESTED))
        found = Q("bool", should=ways, minimum_should_match=1, filter=[self.audience], must_not=[unsuggested])
        return {"query": found.to_dict(), "size": limit, "source": False, "track_total_hits": False}

    def parts(self) -> dict[str, Clause]:
        """What a score is made of, each on its own: for “why this result”."""
        parts = {f"word:{' '.join(unit.words)}": self.unit(unit, mend=True) for unit in self.reading.units}
        parts |= {f"phrase:{phrase}": self.phrase(phrase) for phrase in self.query.phrases}
        lifts = {name: some for name, some in self.lifts().items() if some and name != "words"}
        return parts | {name: Q("bool", should=some) for name, some in lifts.items()}

    def spelling(self) -> dict[str, Any]:
        """What the words may have been meant for, by what things are called here."""
        spelling = {"text": self.query.text, "spelling": {"term": {"field": "names", "prefix_length": 1}}}
        return {"size": 0, "suggest": spelling, "track_total_hits": False}

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


def key_of(name: str) -> str:
    """Elasticsearch reads dots in the names of aggregations as paths."""
    return name.replace(".", "-")
