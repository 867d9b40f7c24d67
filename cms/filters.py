"""A list of pages that is narrowed by filters with counts, from the address alone.

A filter's counts are of what fits all the others, so that a second value of the same filter shows what it would add.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy, pgettext

from community.directory.listing import Choice, Group, picked
from companies.sectors import sector_name
from portal.core.places import country_name
from portal.core.texts import clean_line


@dataclass(frozen=True)
class Filter:
    """`label` says a value in words, and nothing for what is no value. Values stand in the order of what `rank` makes
    of them, without it by how many rows they have; one with a single value is shown only where it `stands_alone`."""

    title: Any
    column: str
    label: Callable[[str], str]
    rank: Callable[[str], Any] | None = None
    stands_alone: bool = False

    def narrowed(self, rows: Any, values: tuple[str, ...]) -> Any:
        return rows.filter(**{f"{self.column}__in": values})

    def counted(self, rows: Any) -> dict[str, int]:
        found = rows.order_by().values_list(self.column).annotate(Count("pk", distinct=True))
        return {str(value): number for value, number in found if value not in (None, "")}


class Months(Filter):
    """The month of a date or moment; `2027-03` in the address."""

    def narrowed(self, rows: Any, values: tuple[str, ...]) -> Any:
        months = [month_of(value) for value in values]
        return rows.alias(in_month=TruncMonth(self.column)).filter(in_month__in=months)

    def counted(self, rows: Any) -> dict[str, int]:
        by_month = rows.order_by().annotate(in_month=TruncMonth(self.column)).values_list("in_month")
        return {f"{month:%Y-%m}": number for month, number in by_month.annotate(Count("pk", distinct=True))}


class Tick(Filter):
    """Whether something is so; only `yes` can be asked for."""

    def narrowed(self, rows: Any, values: tuple[str, ...]) -> Any:
        return rows.filter(**{self.column: True})

    def counted(self, rows: Any) -> dict[str, int]:
        number = rows.filter(**{self.column: True}).count()
        return {"yes": number} if number else {}


class Narrowed:
    """Rows with `saying(words)` and `for_cards()`."""

    SIZE = 24

    def __init__(self, rows: Any, parameters: QueryDict, filters: dict[str, Filter]) -> None:
        self.parameters, self.filters = parameters, filters
        self.q = clean_line(parameters.get("q", "")[:400])[:100]
        self.chosen = {name: values for name, one in filters.items() if (values := asked(parameters, name, one.label))}
        self.rows: Any = rows.saying(self.q) if self.q else rows

    def among(self, spared: str = "") -> Any:
        """What fits all filters but the one `spared`."""
        rows = self.rows
        for name, values in self.chosen.items():
            if name != spared:
                # by keys, so that a row with two of the values is counted once
                rows = rows.filter(pk__in=self.filters[name].narrowed(rows.model.objects.all(), values).values("pk"))
        return rows

    def page(self) -> "Page[Any]":
        return Paginator(self.in_order(self.among()).for_cards(), self.SIZE).get_page(self.parameters.get("page"))

    def in_order(self, rows: Any) -> Any:
        return rows

    def groups(self) -> list[Group]:
        """The filters between which there is something to choose."""
        groups = [Group(name, str(one.title), self.choices(name, one)) for name, one in self.filters.items()]
        return [
            group
            for group in groups
            if len(group.values) > (0 if self.filters[group.name].stands_alone else 1) or group.name in self.chosen
        ]

    def choices(self, name: str, one: Filter) -> list[Choice]:
        chosen = self.chosen.get(name, ())
        counts = {**dict.fromkeys(chosen, 0), **one.counted(self.among(spared=name))}
        found = [Choice(name, value, one.label(value), number, value in chosen) for value, number in counts.items()]
        if rank := one.rank:
            return sorted(found, key=lambda choice: rank(choice.value))
        return sorted(found, key=lambda choice: (not choice.is_chosen, -choice.count, choice.label))

    def chips(self, groups: list[Group]) -> list[tuple[str, str, str]]:
        """(filter, value, address without it) of everything that is chosen."""
        chips = [(pgettext("search", "Words"), self.q, self.without("q", self.q))] if self.q else []
        return chips + [
            (group.title, one.label, self.without(group.name, one.value))
            for group in groups
            for one in group.values
            if one.is_chosen
        ]

    def pairs(self) -> list[tuple[str, str]]:
        """What is asked for, without the page and without nonsense."""
        pairs = [("q", self.q)] if self.q else []
        return pairs + [(name, value) for name, values in self.chosen.items() for value in values]

    @property
    def query(self) -> str:
        return urlencode(self.pairs())

    def without(self, name: str, value: str) -> str:
        return f"?{urlencode([pair for pair in self.pairs() if pair != (name, value)])}"


class Listing(Narrowed):
    """Rows with `ahead()` and `over()`, too: what is coming, and in a tab what is past."""

    FILTERS: ClassVar[dict[str, Filter]] = {}

    def __init__(self, rows: Any, parameters: QueryDict) -> None:
        super().__init__(rows, parameters, self.FILTERS)
        self.is_past = parameters.get("when") == "past"
        self.all = self.rows
        self.rows = self.all.over() if self.is_past else self.all.ahead()

    def tabs(self) -> list[tuple[str, str, bool, int]]:
        kept = [pair for pair in self.pairs() if pair[0] not in {"when", "month"}]
        past = urlencode([*kept, ("when", "past")])
        return [
            (pgettext("of an event", "Coming"), f"?{urlencode(kept)}", not self.is_past, self.all.ahead().count()),
            (pgettext("of an event", "Past"), f"?{past}", self.is_past, self.all.over().count()),
        ]

    def pairs(self) -> list[tuple[str, str]]:
        return [("when", "past"), *super().pairs()] if self.is_past else super().pairs()


def asked(parameters: QueryDict, name: str, label: Callable[[str], str]) -> tuple[str, ...]:
    """The values of a filter in the address that can be one."""
    return tuple(value for value in picked(parameters, name) if label(value))


def country_said(value: str) -> str:
    return "" if country_name(value) == value else country_name(value)


def month_said(value: str) -> str:
    return date_format(found, "YEAR_MONTH_FORMAT") if (found := month_of(value)) else ""


def month_of(value: str) -> date | None:
    """The first day of `2027-03`."""
    try:
        return date.fromisoformat(f"{value}-01") if len(value) == 7 else None
    except ValueError:
        return None


SECTOR = Filter(gettext_lazy("Sector"), "sectors__slug", lambda value: str(sector_name(value)))
COUNTRY = Filter(gettext_lazy("Country"), "country", country_said)
