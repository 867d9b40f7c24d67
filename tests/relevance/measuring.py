"""How well an engine, or any other way to search, answers the judged queries."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.core.actor import VISITOR
from search.engines import engine
from search.found import Found, Item, find
from search.query import PAGE_SIZE, Query
from search.sources import audience_of
from tests.relevance.judged import JudgedQuery
from tests.relevance.keys import key_of
from tests.relevance.metric import mean, ndcg

Search = Callable[[str, int], list[str]]  # the keys of the best so many for a text
HURRIED = 250  # milliseconds
TRIES, REST = 4, 3.5  # an engine that has failed is left alone for 3 seconds (search.engines.elastic)


class NoAnswer(Exception):
    """The engine did not answer: what the database finds instead says nothing about it."""


@dataclass(frozen=True)
class Measured:
    """One query's answer: its nDCG, and which of the first ones nobody has judged."""

    query: JudgedQuery
    score: float
    found: tuple[str, ...]
    unjudged: tuple[str, ...]


def measure(queries: Sequence[JudgedQuery], search: Search, k: int = 10) -> list[Measured]:
    return [measured(query, tuple(search(query.text, k)[:k]), k) for query in queries]


def measured(query: JudgedQuery, found: tuple[str, ...], k: int) -> Measured:
    unjudged = tuple(key for key in found if key not in query.grades)
    return Measured(query, ndcg(found, query.grades, k), found, unjudged)


def as_a_visitor(text: str, k: int) -> list[str]:
    """The keys of what the search page shows a visitor. Raises NoAnswer when the engine is away."""
    return [key_of(item.kind, item.row) for item in shown(text, k)]


def shown(text: str, k: int) -> list[Item]:
    """What the search page shows a visitor. Raises NoAnswer when the engine is away.

    What took long is asked again: in a hurry the engine leaves out the looser steps, and this is not about speed.
    """
    query = Query.parse(text, audience=tuple(audience_of(VISITOR)), size=max(k, PAGE_SIZE))
    answers: list[Found] = []
    for attempt in range(TRIES):
        found = find(query, VISITOR)
        if not found.is_degraded:
            answers.append(found)
            if found.took_ms < HURRIED:
                break
        elif engine().status() == "no index yet":
            break
        elif attempt + 1 < TRIES:
            time.sleep(REST)
    if not answers:
        raise NoAnswer(text)
    return answers[-1].items[:k]


def by(rows: Sequence[Measured], name: str) -> dict[str, list[Measured]]:
    """The measured queries by an attribute of theirs, in the order in which its values come first."""
    groups: dict[str, list[Measured]] = {}
    for row in rows:
        groups.setdefault(str(getattr(row.query, name)), []).append(row)
    return groups


def average(rows: Sequence[Measured]) -> float:
    return mean(row.score for row in rows)
