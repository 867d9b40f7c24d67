"""A page of a category from the embedded engine, with all its numbers."""

from typing import Any

import tantivy

from catalog.shelf import DEPTH, MOST_BRANDS, MOST_COUNTRIES, Answer, Asked
from search.documents import EVERYBODY
from search.engines.embedded_query import Must, Q, Should, schema
from search.measures import EXACT, FROM, UPTO, number_of, ordered, whole_if_so
from search.specifics import code_of, fact

MOST_WORDS = 60_000  # different values of specifications that are counted, or looked through for those between two ends


class ShelfBuilder:
    """One category on one state of the index."""

    def __init__(self, searcher: tantivy.Searcher, asked: Asked) -> None:
        self.searcher, self.asked, self.schema = searcher, asked, schema()

    def answer(self) -> Answer:
        asked, searcher = self.asked, self.searcher
        wanted = self.limited()
        order = tantivy.Order.Asc if asked.is_oldest_first else tantivy.Order.Desc
        size = max(1, min(asked.size, DEPTH - asked.offset))
        found = searcher.search(
            wanted, limit=size, count=True, order_by_field="place", offset=min(asked.offset, DEPTH), order=order
        )
        ids = [searcher.doc(address)["id"][0] for _place, address in found.hits]
        shown = self.values(self.inside(), {"country": MOST_COUNTRIES, "brand": MOST_BRANDS})
        return Answer(
            keys=[int(id.partition(":")[2]) for id in ids],
            total=int(found.count),  # type: ignore[attr-defined]  # missing in its stub
            countries=list(shown["country"]),
            brands=sorted(shown["brand"], key=str.casefold),
            ticks=self.ticks(wanted),
            spans=self.spans() if asked.measured else {},
        )

    # -- limits --

    def inside(self) -> tantivy.Query:
        terms = {"kind": "product", "category": self.asked.category, "audience": EVERYBODY}
        return Q.boolean_query([(Must, Q.term_query(self.schema, name, value)) for name, value in terms.items()])

    def limited(self, spared: str = "", has_specs: bool = True) -> tantivy.Query:
        asked = self.asked
        limits = [Q.term_query(self.schema, "brand", asked.brand)] if asked.brand else []
        limits += [Q.term_query(self.schema, "country", asked.country)] if asked.country else []
        if has_specs:
            limits += [self.any_of("facts", [fact(key, code) for code in codes])
                       for key, codes in asked.ticks.items() if key != spared]  # fmt: skip
            limits += [self.between(key, *ends) for key, ends in asked.ends.items()]
        return Q.boolean_query([(Must, self.inside()), *((Must, one) for one in limits)])

    def any_of(self, name: str, words: list[str]) -> tantivy.Query:
        return Q.term_set_query(self.schema, name, words) if words else Q.empty_query()

    def between(self, key: str, low: float, high: float) -> tantivy.Query:
        """A number within, or a range that meets them."""
        first, last = ordered(low), ordered(high)
        number = self.any_of("measures", [word for word in self.words(key, EXACT) if first <= word[-16:] <= last])
        begins = self.any_of("measures", [word for word in self.words(key, FROM) if word[-16:] <= last])
        ends = self.any_of("measures", [word for word in self.words(key, UPTO) if word[-16:] >= first])
        return Q.boolean_query([(Should, number), (Should, Q.boolean_query([(Must, begins), (Must, ends)]))])

    def words(self, key: str, sign: str) -> list[str]:
        return [
            word for word, _frequency in self.searcher.terms_with_prefix("measures", f"{key}{sign}", limit=MOST_WORDS)
        ]

    # -- numbers --

    def values(self, wanted: tantivy.Query, sizes: dict[str, int]) -> dict[str, dict[str, int]]:
        asked = {name: {"terms": {"field": name, "size": size}} for name, size in sizes.items()}
        said: Any = self.searcher.aggregate(wanted, asked)
        return {name: {one["key"]: one["doc_count"] for one in said[name]["buckets"]} for name in sizes}

    def ticks(self, wanted: tantivy.Query) -> dict[tuple[str, str], int]:
        asked = self.asked
        found: dict[tuple[str, str], int] = {}
        if any(key not in asked.ticks for key in asked.ticked):
            found |= {pair: number for pair, number in self.facts(wanted).items() if pair[0] not in asked.ticks}
        for key in asked.ticks:
            found |= {pair: number for pair, number in self.facts(self.limited(key)).items() if pair[0] == key}
        return {pair: number for pair, number in found.items() if pair[0] in asked.ticked}

    def facts(self, wanted: tantivy.Query) -> dict[tuple[str, str], int]:
        counted = self.values(wanted, {"facts": MOST_WORDS})["facts"]
        return {(key := word.partition("=")[0], code_of(key, word)): number for word, number in counted.items()}

    def spans(self) -> dict[str, tuple[Any, Any]]:
        numbers: dict[str, list[float]] = {}
        for word in self.values(self.limited(has_specs=False), {"measures": MOST_WORDS})["measures"]:
            key, sign, _figure = word.rpartition(EXACT)
            if sign and key in self.asked.measured:
                numbers.setdefault(key, []).append(number_of(word))
        return {key: (whole_if_so(min(some)), whole_if_so(max(some))) for key, some in numbers.items()}
