"""When a company is there, and how much of a time lies in its hours. Pure reckoning over the company's own clock.

Told by `Company.opens_at`, `closes_at` and `working_days` in its zone; a company that has told none has no hours.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from portal.core.middleware import zone

if TYPE_CHECKING:
    from companies.models import Company

LONGEST = 400  # days that are looked through; longer waits are told in plain time


def hours_known(company: "Company") -> bool:
    return company.opens_at is not None and company.closes_at is not None


def is_open(company: "Company", at: datetime) -> bool | None:
    """Whether it is working time there at that moment; None when the hours are not known."""
    if company.opens_at is None or company.closes_at is None:
        return None
    there = at.astimezone(zone(company.timezone))
    return there.weekday() in company.working_days and company.opens_at <= there.time() < company.closes_at


def open_time(company: "Company", start: datetime, end: datetime) -> timedelta:
    """How much of the time between two moments lies in its hours; all of it when the hours are not known."""
    if company.opens_at is None or company.closes_at is None or end - start > timedelta(days=LONGEST):
        return max(end - start, timedelta())
    there = zone(company.timezone)
    first, last = start.astimezone(there), end.astimezone(there)
    total, day = timedelta(), first.date()
    while day <= last.date():
        if day.weekday() in company.working_days:
            opens = datetime.combine(day, company.opens_at, there)
            closes = datetime.combine(day, company.closes_at, there)
            total += max(min(closes.timestamp(), end.timestamp()) - max(opens.timestamp(), start.timestamp()), 0) * (
                timedelta(seconds=1)
            )
        day += timedelta(days=1)
    return total


@dataclass(frozen=True)
class HoursNow:
    """`is_open` None: the hours are not known. `turns_at`: when it closes or opens next, in the company's zone."""

    is_open: bool | None
    turns_at: datetime | None = None


def hours_now(company: "Company", at: datetime, away_until: date | None = None) -> HoursNow:
    """How it stands at that moment; `away_until` is the last day of a holiday on which nobody is there."""
    if company.opens_at is None or company.closes_at is None:
        return HoursNow(None)
    there = at.astimezone(zone(company.timezone))
    if is_open(company, at) and (away_until is None or away_until < there.date()):
        return HoursNow(True, datetime.combine(there.date(), company.closes_at, there.tzinfo))
    first = there.date() if away_until is None else max(there.date(), away_until + timedelta(days=1))
    for ahead in range(8):
        day = first + timedelta(days=ahead)
        opens = datetime.combine(day, company.opens_at, there.tzinfo)
        if day.weekday() in company.working_days and opens > there:
            return HoursNow(False, opens)
    return HoursNow(False)
