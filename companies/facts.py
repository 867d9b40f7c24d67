"""Facts about companies that the apps above work out, for pages that know nothing of those apps.

They are found for many companies at once, so that a list asks as often as a single page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from companies.models import Company


@dataclass(frozen=True)
class Fact:
    """`label` and `value` stand in a row of facts, `short` alone on a card; `formula` says how it was worked out."""

    label: Any
    value: Any
    short: Any = ""
    formula: Any = ""


Finder = Callable[[list[int]], dict[int, Fact]]
FINDERS: list[tuple[int, Finder]] = []


def company_fact(rank: int) -> Callable[[Finder], Finder]:
    """Add a fact; the function gives it for those of the companies that have it."""

    def register(find: Finder) -> Finder:
        FINDERS.append((rank, find))
        FINDERS.sort(key=lambda pair: pair[0])
        return find

    return register


def facts_of(company: Company) -> list[Fact]:
    known: list[Fact] | None = getattr(company, "known_facts", None)
    return with_facts([company])[0].known_facts if known is None else known  # type: ignore[attr-defined]  # set there


def with_facts(companies: Iterable[Company]) -> list[Company]:
    """The companies, each knowing its facts: one question to each app for all of them."""
    rows = list(companies)
    found = [find([company.pk for company in rows]) for _rank, find in FINDERS]
    for company in rows:
        company.known_facts = [facts[company.pk] for facts in found if company.pk in facts]  # type: ignore[attr-defined]
    return rows
