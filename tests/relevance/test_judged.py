"""The files of queries and judgements are in order."""

from collections import Counter
from collections.abc import Hashable, Iterable

from search.query import Query
from tests.relevance.judged import GRADES, JUDGEMENTS, QUERIES, WORLDS, queries, rows_of


def test_there_are_enough_queries_of_both_worlds():
    counts = Counter(query.world for query in queries())
    assert set(counts) == set(WORLDS)
    assert counts["icecat"] >= 60
    assert counts["demo"] >= 25
    assert {query.language for query in queries("demo")} >= {"en", "ko"}


def test_no_query_is_there_twice():
    rows = rows_of(QUERIES)
    assert not [one for one, times in Counter(row["id"] for row in rows).items() if times > 1]
    assert not [
        one for one, times in Counter((row["world"], row["query"].casefold()) for row in rows).items() if times > 1
    ]


def test_every_query_says_what_is_wanted_and_can_be_asked():
    for query in queries():
        assert query.intent and query.kind and query.language, query.id
        assert not Query.parse(query.text).is_empty, query.id


def test_a_third_is_held_out_in_each_world():
    for world in WORLDS:
        groups = Counter(query.group for query in queries(world))
        assert set(groups) == {"open", "held out"}
        assert 0.3 <= groups["held out"] / groups.total() <= 0.36


def test_every_judgement_is_of_a_query_and_has_a_grade():
    known = {query.id for query in queries()}
    rows = rows_of(JUDGEMENTS)
    assert {row["query"] for row in rows} == known
    assert {row["grade"] for row in rows} <= set(map(str, GRADES))
    assert all(row["key"].strip() == row["key"] != "" for row in rows)
    assert not twice((row["query"], row["key"]) for row in rows)


def test_every_query_has_something_to_find_and_something_that_is_less():
    for query in queries():
        assert max(query.grades.values()) >= 1, query.id
        assert min(query.grades.values()) < max(query.grades.values()), query.id


def twice(values: Iterable[Hashable]) -> list[Hashable]:
    return [value for value, times in Counter(values).items() if times > 1]
