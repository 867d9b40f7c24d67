"""The figures of results pages. Each part of a community adds its own here, when the portal starts:

    @figure("threads", 30, _("Threads"), _("Threads started in the month."))
    def threads(ids, start, end):
        return by_month(Thread.objects.filter(community__in=ids), "created_at", start, end)

`ids` are the communities, `start` and `end` first days of months (the end is excluded); the answer has a value for each
month that is not zero. Months are those of UTC, so that all readers see the same.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import models
from django.db.models import Count
from django.db.models.functions import TruncMonth

Ids = Any  # a list of keys, or a query of them: what `__in` takes
Months = dict[date, Any]
Monthly = Callable[[Ids, date, date], Months]
SUM, END, MEAN = "sum", "end", "mean"


@dataclass(frozen=True)
class Figure:
    """`unit` is count or money (then a month's value is a sum for each currency).

    `over` says what several months come to: their sum; the end of the last, for what there is at the end of a month,
    such as members; or their mean, where adding would count the same company again.
    """

    key: str
    rank: int
    title: Any
    definition: Any
    monthly: Monthly
    unit: str = "count"
    over: str = SUM

    @property
    def is_stock(self) -> bool:
        return self.over == END


@dataclass(frozen=True)
class CompanyFigure:
    """What each company did in the period, by its id; those that did nothing are left out."""

    key: str
    rank: int
    title: Any
    values: Callable[[Ids, date, date], dict[int, int]]


FIGURES: dict[str, Figure] = {}
COMPANY_FIGURES: dict[str, CompanyFigure] = {}
# Companies that took part in a month, each as rows of (month, company): what counts as active (see `activity`).
ACTIVITIES: list[Callable[[Ids, date, date], Iterable[tuple[Any, int]]]] = []


def figure(
    key: str, rank: int, title: Any, definition: Any, unit: str = "count", over: str = SUM
) -> Callable[[Monthly], Monthly]:
    """Add a figure to all results; `definition` says in a sentence what is counted."""

    def register(monthly: Monthly) -> Monthly:
        FIGURES[key] = Figure(key, rank, title, definition, monthly, unit, over)
        return monthly

    return register


def company_figure(key: str, rank: int, title: Any) -> Callable[[Any], Any]:
    """Add a column to the table by company."""

    def register(values: Any) -> Any:
        COMPANY_FIGURES[key] = CompanyFigure(key, rank, title, values)
        return values

    return register


def activity(find: Any) -> Any:
    """Count the companies that the function names for a month as active in it; use `companies_by_month`."""
    ACTIVITIES.append(find)
    return find


def ordered() -> list[Figure]:
    return sorted(FIGURES.values(), key=lambda one: (one.rank, one.key))


def company_columns() -> list[CompanyFigure]:
    return sorted(COMPANY_FIGURES.values(), key=lambda one: (one.rank, one.key))


# -- months -----------------------------------------------------------------------------------------------------------


def month_of(day: date) -> date:
    return day.replace(day=1)


def shifted(month: date, by: int) -> date:
    """The first day of the month so many months later, or earlier."""
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def months_between(start: date, end: date) -> list[date]:
    number = (end.year - start.year) * 12 + end.month - start.month
    return [shifted(start, place) for place in range(max(0, number))]


def moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def within(rows: "models.QuerySet[Any]", field: str, start: date, end: date) -> "models.QuerySet[Any]":
    return rows.filter(**{f"{field}__gte": moment(start), f"{field}__lt": moment(end)})


def by_month(rows: "models.QuerySet[Any]", field: str, start: date, end: date) -> Months:
    """How many rows of each month, in one query."""
    found = within(rows, field, start, end).order_by().annotate(month=TruncMonth(field, tzinfo=UTC))
    return {day_of(month): number for month, number in found.values_list("month").annotate(n=Count("pk"))}


def companies_by_month(
    rows: "models.QuerySet[Any]", field: str, company: str, start: date, end: date
) -> Iterable[tuple[Any, int]]:
    """Which companies are in rows of each month, each once."""
    found = within(rows, field, start, end).order_by().annotate(month=TruncMonth(field, tzinfo=UTC))
    pairs: Iterable[tuple[Any, int]] = found.values_list("month", company).distinct()
    return pairs


def by_company(rows: "models.QuerySet[Any]", field: str, company: str, start: date, end: date) -> dict[int, int]:
    found = within(rows, field, start, end).order_by().values_list(company)
    return dict(found.annotate(n=Count("pk")))


def day_of(month: Any) -> date:
    found: date = month.date() if isinstance(month, datetime) else month
    return found
