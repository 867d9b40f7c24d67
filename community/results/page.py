"""What a results page shows: each figure by month with its sum and the period before, as a chart and as a table."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from moneyed import Money

from community.models import Community
from community.results.figures import (
    END,
    MEAN,
    Figure,
    Ids,
    Months,
    company_columns,
    month_of,
    months_between,
    ordered,
    shifted,
)
from community.results.models import FiguresConsent, members_during
from companies.models import Company
from portal.core.money import convert, format_money

FEWEST = 3  # companies in a group that is told without names
MOST_NAMED = 50


@dataclass(frozen=True)
class Period:
    """Whole months: `end` is the first day after it."""

    start: date
    end: date

    @property
    def months(self) -> list[date]:
        return months_between(self.start, self.end)

    @property
    def before(self) -> "Period":
        """As many months, right before."""
        return Period(shifted(self.start, -len(self.months)), self.start)

    @property
    def words(self) -> str:
        first, last = (date_format(day, "YEAR_MONTH_FORMAT") for day in (self.start, shifted(self.end, -1)))
        return first if first == last else f"{first} – {last}"

    @classmethod
    def last(cls, months: int, today: date) -> "Period":
        """The last so many months, the current one included."""
        end = shifted(month_of(today), 1)
        return cls(shifted(end, -months), end)


@dataclass
class Result:
    """One figure over a period. `plain` are the numbers that the chart draws, a money figure's in `currency`."""

    figure: Figure
    period: Period
    values: Months
    earlier: Months
    currency: str
    rate_day: date | None = None

    @property
    def is_money(self) -> bool:
        return self.figure.unit == "money"

    def number(self, value: Any) -> Decimal:
        """What a month comes to, in the reader's currency; sums the ECB has no rate for count nothing."""
        if not self.is_money:
            return Decimal(value or 0)
        total = Decimal(0)
        for currency, amount in (value or {}).items():
            converted = convert(Money(amount, currency), self.currency)
            if converted is None:
                continue
            total += converted.money.amount
            self.rate_day = min(self.rate_day, converted.date) if self.rate_day else converted.date
        return total

    @property
    def plain(self) -> list[Decimal]:
        return [self.number(self.values.get(month)) for month in self.period.months]

    @property
    def total(self) -> Decimal:
        return self.together(self.plain)

    @property
    def total_before(self) -> Decimal:
        return self.together([self.number(self.earlier.get(month)) for month in self.period.before.months])

    def together(self, numbers: list[Decimal]) -> Decimal:
        """What months come to: their sum, the last of them, or the mean, as the figure has it."""
        if not numbers or self.figure.over == END:
            return numbers[-1] if numbers else Decimal(0)
        total = sum(numbers, Decimal(0))
        return (total / len(numbers)).quantize(Decimal(1)) if self.figure.over == MEAN else total

    def shown(self, number: Decimal) -> str:
        return format_money(Money(number, self.currency)) if self.is_money else number_format(number, 0)

    @property
    def total_shown(self) -> str:
        return self.shown(self.total)

    @property
    def change(self) -> str:
        """Against the period before, in words."""
        now, before = self.total, self.total_before
        if before == 0:
            return _("none in the period before") if self.figure.over != END else ""
        percent = number_format(abs((now - before) / before * 100), 0)
        said = {"before": self.shown(before), "percent": percent}
        if now == before:
            return _("as many as in the period before: %(before)s") % said
        if now > before:
            return _("%(percent)s %% more than in the period before: %(before)s") % said
        return _("%(percent)s %% less than in the period before: %(before)s") % said

    @property
    def is_mean(self) -> bool:
        return self.figure.over == MEAN

    @property
    def sums(self) -> list[str]:
        """Of a money figure the sum in each currency as it was agreed."""
        found: dict[str, Decimal] = {}
        for month in self.period.months:
            for currency, amount in (self.values.get(month) or {}).items() if self.is_money else ():
                found[currency] = found.get(currency, Decimal(0)) + amount
        return [format_money(Money(amount, currency)) for currency, amount in sorted(found.items())]

    @property
    def rows(self) -> list[tuple[date, str]]:
        return [(month, self.shown(number)) for month, number in zip(self.period.months, self.plain, strict=True)]


def results_of(ids: Ids, period: Period, currency: str) -> list[Result]:
    """All figures; as many queries for one community as for all of them."""
    start = period.before.start
    found = []
    for figure in ordered():
        months = figure.monthly(ids, start, period.end)
        now = {month: value for month, value in months.items() if month >= period.start}
        before = {month: value for month, value in months.items() if month < period.start}
        found.append(Result(figure, period, now, before, currency))
    return found


@dataclass(frozen=True)
class Row:
    """A company, or (without one) the others together; None stands for what would tell of one of them."""

    company: Company | None
    values: list[int | None]
    number: int = 1

    @property
    def cells(self) -> list[tuple[Any, int | None]]:
        """Each with the heading of its column."""
        return list(zip((column.title for column in company_columns()), self.values, strict=True))


def companies_of(community: Community, period: Period) -> list[Row]:
    """By name only who has consented; nobody else can be worked out from the row of the others.

    Sums are on the page above: so where one or two companies would be left for it, named ones join them.
    """
    ids = [community.pk]
    columns = [column.values(ids, period.start, period.end) for column in company_columns()]
    present = members_during(ids, period.start, period.end)
    consents = FiguresConsent.objects.filter(community=community, withdrawn_at=None)
    willing = set(consents.values_list("company_id", flat=True)) & present
    doing = set().union(*columns) & present if columns else set()
    named = sorted(willing, key=lambda pk: [-column.get(pk, 0) for column in reversed(columns)])
    named, others = named[:MOST_NAMED], (present - willing) | set(named[MOST_NAMED:])
    for column in columns:
        named, others = enough_together(column, named, others)
    if others and len(others) < FEWEST:
        named, others = enough_together(dict.fromkeys(present, 1), named, others)
    companies = {one.pk: one for one in Company.objects.filter(pk__in=named)}
    rows = [Row(companies[pk], [column.get(pk, 0) for column in columns]) for pk in named if pk in companies]
    if others and (doing or named):
        rows.append(Row(None, [told_together(column, others) for column in columns], len(others)))
    return rows


def enough_together(column: dict[int, int], named: list[int], others: set[int]) -> tuple[list[int], set[int]]:
    """Move named companies over, those that did least first, until nobody or at least three did something there."""
    doing = [pk for pk in others if column.get(pk)]
    spare = sorted((pk for pk in named if column.get(pk)), key=lambda pk: column[pk], reverse=True)
    while 0 < len(doing) < FEWEST and spare:
        moved = spare.pop()
        doing.append(moved)
        named, others = [pk for pk in named if pk != moved], others | {moved}
    return named, others


def told_together(column: dict[int, int], others: set[int]) -> int | None:
    values = [column[pk] for pk in others if column.get(pk)]
    return sum(values) if not values or len(values) >= FEWEST else None
