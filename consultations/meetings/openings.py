"""The free slots of people at this moment: their hours, less what is taken."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.utils import timezone

from consultations.meetings.slots import Span, is_free, spans_of_day

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Opening:
    """A slot with those who can be booked in it."""

    span: Span
    hours: tuple[Any, ...]  # of MeetingHours, which imports this

    @property
    def start(self) -> datetime:
        return self.span.start

    @property
    def minutes(self) -> int:
        return int((self.span.end - self.span.start).total_seconds() // 60)


def openings(
    published: Iterable[Any], ignore: int | None = None, at_once: bool = False, now: datetime | None = None
) -> list[Opening]:
    """All from the notice to the horizon of each, in their order; those at the same time together.

    `ignore` is the key of a talk that is to be moved: its own time counts as free. With `at_once` no notice is asked.
    """
    found: dict[Span, list[Any]] = {}
    rows = list(published)
    now = now or timezone.now()
    ends = now + max((timedelta(days=one.horizon + 2) for one in rows), default=A_DAY)
    taken = rows_but(ignore).taken_spans([one.user_id for one in rows], now - A_DAY, ends)
    for hours in rows:
        for span in free_spans(hours, taken[hours.user_id], now, at_once):
            found.setdefault(span, []).append(hours)
    return [Opening(span, tuple(found[span])) for span in sorted(found)]


def free_spans(hours: Any, taken: list[Span], now: datetime, at_once: bool = False) -> Iterator[Span]:
    earliest = now if at_once else now + timedelta(hours=hours.notice)
    today = now.astimezone(hours.tz).date()
    last = today + timedelta(days=hours.horizon)
    first = earliest.astimezone(hours.tz).date()
    for day, windows in hours.windows_between(first, last):
        for span in spans_of_day(day, windows, hours.tz, hours.span, hours.margin):
            if span.start >= earliest and is_free(span, taken, hours.margin):
                yield span


def opening_at(hours: Any, start: datetime, ignore: int | None = None, at_once: bool = False) -> Opening | None:
    """The one that begins at that moment, if it is free."""
    start = start.astimezone(UTC)
    return next((one for one in openings([hours], ignore, at_once) if one.start == start), None)


def rows_but(ignore: int | None) -> Any:
    rows = apps.get_model("consultations", "Meeting")._default_manager
    return rows.exclude(pk=ignore) if ignore else rows


def by_day(found: Iterable[Opening], zone: ZoneInfo) -> dict[date, list[Opening]]:
    """By the days of the reader's zone."""
    days: dict[date, list[Opening]] = {}
    for one in found:
        days.setdefault(one.start.astimezone(zone).date(), []).append(one)
    return days


def by_load(free: Iterable[Any]) -> list[Any]:
    """Of those who are free first who has the fewest talks ahead, so that work is shared."""
    meetings = apps.get_model("consultations", "Meeting")._default_manager
    return sorted(free, key=lambda hours: (meetings.upcoming().of_person(hours.user_id).count(), hours.pk))
