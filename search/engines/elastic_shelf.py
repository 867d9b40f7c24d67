"""A page of a category from Elasticsearch, with all its numbers, in one request."""

import re
from typing import Any

from django.conf import settings
from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query as Clause

from catalog.shelf import DEPTH, MOST_BRANDS, MOST_COUNTRIES, Answer, Asked
from search.documents import EVERYBODY
from search.engines.elastic_query import SERVED
from search.measures import EXACT, FROM, UPTO, number_of, ordered, whole_if_so
from search.specifics import code_of, fact

MOST_VALUES = 200  # of a specification
AFTER_ALL = "g"  # comes after every hexadecimal digit


class ShelfBuilder:
    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    def body(self) -> dict[str, Any]:
        """Countries and brands are counted in the whole category; filters come after that."""
        asked = self.asked
        inside = [Q("term", kind="product"), Q("term", category=asked.category), Q("term", audience=EVERYBODY)]
        order = "asc" if asked.is_oldest_first else "desc"
        body: dict[str, Any] = {
            "query": Q("bool", filter=inside).to_dict(),
            "aggs": self.aggregations(),
            "from_": min(asked.offset, DEPTH),
            "size": max(0, min(asked.size, DEPTH - asked.offset)),
            "source": False,
            "track_total_hits": True,
            "timeout": f"{settings.SEARCH_PATIENCE * SERVED * 1000:.0f}ms",
            # an index of before has no places; it serves until the new one is there
            "sort": [{"place": {"order": order, "unmapped_type": "long"}}, {"published": {"order": order}}],
        }
        if limits := self.limits():
            body["post_filter"] = Q("bool", filter=limits).to_dict()
        return body

    # -- limits --

    def limits(self, spared: str = "", has_specs: bool = True) -> list[Clause]:
        asked = self.asked
        found = [Q("term", brand=asked.brand)] if asked.brand else []
        found += [Q("term", country=asked.country)] if asked.country else []
        if has_specs:
            found += [self.ticked(key) for key in asked.ticks if key != spared]
            found += [self.between(key, *ends) for key, ends in asked.ends.items()]
        return found

    def ticked(self, key: str) -> Clause:
        return Q("terms", facts=[fact(key, code) for code in self.asked.ticks[key]])

    @staticmethod
    def between(key: str, low: float, high: float) -> Clause:
        """A number within, or a range that meets them."""
        number = Q("range", measures={"gte": f"{key}{EXACT}{ordered(low)}", "lte": f"{key}{EXACT}{ordered(high)}"})
        begins = Q("range", measures={"gte": f"{key}{FROM}", "lte": f"{key}{FROM}{ordered(high)}"})
        ends = Q("range", measures={"gte": f"{key}{UPTO}{ordered(low)}", "lt": f"{key}{UPTO}{AFTER_ALL}"})
        return Q("bool", should=[number, Q("bool", filter=[begins, ends])], minimum_should_match=1)

    # -- numbers --

    def aggregations(self) -> dict[str, Any]:
        asked = self.asked
        found: dict[str, Any] = {
            "countries": {"terms": {"field": "country", "size": MOST_COUNTRIES}},
            "brands": {"terms": {"field": "brand", "size": MOST_BRANDS}},
        }
        if plain := {key: values(key) for key in asked.ticked if key not in asked.ticks}:
            found["ticks"] = self.counted(self.limits(), plain)
        for key in asked.ticks:
            found[f"ticks:{key}"] = self.counted(self.limits(key), {key: values(key)})
        if asked.measured:
            ends = {f"{key}:{way}": end_of(key, way) for key in asked.measured for way in ("asc", "desc")}
            found["ends"] = self.counted(self.limits(has_specs=False), ends)
        return found

    @staticmethod
    def counted(limits: list[Clause], values: dict[str, Any]) -> dict[str, Any]:
        return {"filter": {"bool": {"filter": [one.to_dict() for one in limits]}}, "aggs": values}

    def answer(self, said: dict[str, Any]) -> Answer:
        numbers = said["aggregations"]
        return Answer(
            keys=[int(hit["_id"].partition(":")[2]) for hit in said["hits"]["hits"]],
            total=int(said["hits"]["total"]["value"]),
            countries=[one["key"] for one in numbers["countries"]["buckets"]],
            brands=sorted((one["key"] for one in numbers["brands"]["buckets"]), key=str.casefold),
            ticks={
                (key, code_of(key, one["key"])): one["doc_count"]
                for key in self.asked.ticked
                for one in numbers[f"ticks:{key}" if key in self.asked.ticks else "ticks"][key]["buckets"]
            },
            spans={key: span for key in self.asked.measured if (span := self.span(numbers["ends"], key))},
        )

    @staticmethod
    def span(ends: dict[str, Any], key: str) -> tuple[Any, Any] | None:
        found = [one["key"] for way in ("asc", "desc") for one in ends[f"{key}:{way}"]["buckets"]]
        return (whole_if_so(number_of(found[0])), whole_if_so(number_of(found[-1]))) if found else None


def values(key: str) -> dict[str, Any]:
    return {"terms": {"field": "facts", "size": MOST_VALUES, "include": f"{re.escape(f'{key}=')}.*"}}


def end_of(key: str, way: str) -> dict[str, Any]:
    words = {"field": "measures", "size": 1, "include": f"{re.escape(f'{key}{EXACT}')}.*"}
    return {"terms": {**words, "order": {"_key": way}}}
