"""Facts about companies that the apps above work out, for pages that know nothing of those apps.

Each app keeps them in a row of its own beside the company, so that a page can read the rows with the companies
(`fact_rows`), and a list asks as often as a single page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from companies.models import Company


@dataclass(frozen=True)
class Fact:
    """`label` and `value` stand in a row of facts, `short` alone on a card; `formula` says how it was worked out."""

    label: Any
    value: Any
    short: Any = ""
    formula: Any = ""


Teller = Callable[[Any], Fact | None]
TELLERS: list[tuple[int, str, Teller]] = []


def company_fact(rank: int, row: str) -> Callable[[Teller], Teller]:
    """Add a fact; the function tells it from the company's `row`, the name of a one-to-one relation to Company."""

    def register(tell: Teller) -> Teller:
        TELLERS.append((rank, row, tell))
        TELLERS.sort(key=lambda entry: entry[0])
        return tell

    return register


def fact_rows(path: str = "") -> list[str]:
    """For `select_related`: the rows that facts are told from; `path` leads to the company, as in `company__`."""
    return [path + row for _rank, row, _tell in TELLERS]


def facts_of(company: Company) -> list[Fact]:
    known: list[Fact] | None = getattr(company, "known_facts", None)
    return with_facts([company])[0].known_facts if known is None else known  # type: ignore[attr-defined]  # set there


def with_facts(companies: Iterable[Company]) -> list[Company]:
    """The companies, each knowing its facts: one question to each app for all of them, none for rows read before."""
    rows = list(companies)
    prefetch_related_objects(rows, *fact_rows())
    for company in rows:
        company.known_facts = list(told(company))  # type: ignore[attr-defined]  # kept on the row for its template
    return rows


def told(company: Company) -> Iterable[Fact]:
    for _rank, name, tell in TELLERS:
        row = getattr(company, name, None)
        fact = tell(row) if row is not None else None
        if fact is not None:
            yield fact
