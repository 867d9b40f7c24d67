"""One page of the case library: what the address asks for, what fits, and the filters with their counts.

A filter's counts are of what fits all the others, so that a second value of the same filter shows what it would add.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, F
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from cms.cases.topics import CaseTopic
from community.directory.listing import Choice, Group, picked
from companies.models import Company
from companies.sectors import sector_name
from portal.core.places import country_codes, country_name
from portal.core.texts import clean_line

if TYPE_CHECKING:
    from cms.cases.rows import CaseQuerySet

SIZE = 12
TITLES: dict[str, Any] = {
    "topic": _("Topic"),
    "sector": _("Sector"),
    "country": _("Country"),
    "size": _("People"),
    "year": _("Year"),
}
COLUMNS = {"topic": "topics__slug", "sector": "sector", "country": "country", "size": "size", "year": "year"}
SORTS: dict[str, Any] = {
    "newest": _("Newest"),
    "year": _("Latest year"),
    "title": _("By title"),
}
ORDERS: dict[str, tuple[Any, ...]] = {
    "newest": ("-date", "-pk"),
    "year": (F("year").desc(nulls_last=True), "-date", "-pk"),
    "title": ("title", "pk"),
}


@dataclass(frozen=True)
class Wish:
    """What the address asks for; whatever in it is no value is as good as not there."""

    q: str
    sort: str
    chosen: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, parameters: QueryDict, topics: Collection[str]) -> "Wish":
        sort = parameters.get("sort", "")
        chosen = {name: values for name in TITLES if (values := asked(parameters, name, topics))}
        q = clean_line(parameters.get("q", "")[:400])[:100]
        return cls(q, sort if sort in SORTS else "newest", chosen)


def asked(parameters: QueryDict, name: str, topics: Collection[str]) -> tuple[str, ...]:
    """The values of a filter that can be values of it."""
    possible: dict[str, Callable[[str], bool]] = {
        "topic": lambda one: one in topics,
        "sector": lambda one: bool(sector_name(one)),
        "country": lambda one: one in country_codes(),
        "size": lambda one: one in Company.Employees.values,
        "year": lambda one: one.isascii() and one.isdigit() and len(one) == 4,
    }
    return tuple(filter(possible[name], picked(parameters, name)))


class Library:
    def __init__(self, rows: "CaseQuerySet", parameters: QueryDict) -> None:
        self.parameters = parameters
        self.topics: dict[str, str] = {one.slug: one.name for one in CaseTopic.objects.prefetch_related("names")}
        self.wish = Wish.of(parameters, self.topics)
        self.rows = rows.saying(self.wish.q) if self.wish.q else rows

    def among(self, spared: str = "") -> Any:
        """What fits, all filters but the one `spared` taken together."""
        rows: Any = self.rows
        for name, values in self.wish.chosen.items():
            if name != spared:
                # by keys, so that a case of two of the topics is counted once
                same = rows.model.objects.filter(**{f"{COLUMNS[name]}__in": values})
                rows = rows.filter(pk__in=same.values("pk"))
        return rows

    def page(self) -> "Page[Any]":
        rows = self.among().order_by(*ORDERS[self.wish.sort]).for_cards()
        return Paginator(rows, SIZE).get_page(self.parameters.get("page"))

    def groups(self) -> list[Group]:
        groups = [self.group(name) for name in TITLES]
        return [group for group in groups if len(group.values) > 1 or group.name in self.wish.chosen]

    def group(self, name: str) -> Group:
        column, chosen = COLUMNS[name], self.wish.chosen.get(name, ())
        counted = self.among(spared=name).order_by().values_list(column).annotate(Count("pk", distinct=True))
        counts = {**dict.fromkeys(chosen, 0), **{str(value): number for value, number in counted if value}}
        values = [
            Choice(name, value, self.label(name, value), number, value in chosen) for value, number in counts.items()
        ]
        values.sort(key=lambda one: (not one.is_chosen, -one.count, one.label))
        if name == "year":
            values.sort(key=lambda one: one.value, reverse=True)
        if name == "size":
            order: list[str] = list(Company.Employees.values)
            values.sort(key=lambda one: order.index(one.value) if one.value in order else len(order))
        return Group(name, str(TITLES[name]), values)

    def label(self, name: str, value: str) -> str:
        if name == "topic":
            return self.topics.get(value, value)
        if name == "sector":
            return str(sector_name(value) or value)
        if name == "country":
            return country_name(value)
        if name == "size":
            return str(dict(Company.Employees.choices).get(value, value))
        return value

    def chips(self, groups: list[Group]) -> list[tuple[str, str, str]]:
        """(filter, value, address without it) of everything that is chosen."""
        chips = [(pgettext("search", "Words"), self.wish.q, self.without("q", self.wish.q))] if self.wish.q else []
        return chips + [
            (group.title, one.label, self.without(group.name, one.value))
            for group in groups
            for one in group.values
            if one.is_chosen
        ]

    def pairs(self) -> list[tuple[str, str]]:
        """What is asked for, without the page and without nonsense."""
        pairs = [("q", self.wish.q)] if self.wish.q else []
        pairs += [(name, value) for name, values in self.wish.chosen.items() for value in values]
        return pairs + ([("sort", self.wish.sort)] if self.wish.sort != "newest" else [])

    def without(self, name: str, value: str) -> str:
        return f"?{urlencode([pair for pair in self.pairs() if pair != (name, value)])}"

    def sorts(self) -> list[tuple[Any, str, bool]]:
        kept = [pair for pair in self.pairs() if pair[0] != "sort"]
        return [
            (title, f"?{urlencode([*kept, ('sort', name)])}", name == self.wish.sort) for name, title in SORTS.items()
        ]
