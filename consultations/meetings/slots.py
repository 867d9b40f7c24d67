"""When a talk can begin on a day, reckoned by the wall clock of a zone. Pure: it knows no database.

Hours are told as the clock on the wall says them, so a slot at 09:00 stays at 09:00 when the clocks are changed. A time
that the change skips gives no slot, one that comes twice gives one: its first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MIDNIGHT = time(0)  # as an end: the end of the day


@dataclass(frozen=True, order=True)
class Window:
    """From one time of the day to another; an end at 00:00 is the end of the day."""

    starts_at: time
    ends_at: time

    def __str__(self) -> str:
        return f"{self.starts_at:%H:%M}–{self.end_shown}"

    @property
    def end_shown(self) -> str:
        return "24:00" if self.ends_at == MIDNIGHT else f"{self.ends_at:%H:%M}"

    @property
    def is_forward(self) -> bool:
        return self.ends_at == MIDNIGHT or self.starts_at < self.ends_at

    def overlaps(self, other: "Window") -> bool:
        first, second = sorted((self, other))
        return first.ends_at == MIDNIGHT or first.ends_at > second.starts_at


@dataclass(frozen=True, order=True)
class Span:
    """A piece of time, in UTC; the end is not part of it."""

    start: datetime
    end: datetime

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def widened(self, margin: timedelta) -> "Span":
        return Span(self.start - margin, self.end + margin)


def spans_of_day(
    day: date, windows: Iterable[Window], zone: ZoneInfo, length: timedelta, pause: timedelta
) -> Iterator[Span]:
    """The talks of `length` that fit into the day's windows one after the other, with the pause between them."""
    for window in sorted(windows):
        wall = datetime.combine(day, window.starts_at)
        closing = datetime.combine(day + timedelta(days=window.ends_at == MIDNIGHT), window.ends_at)
        free_from = datetime.min.replace(tzinfo=UTC)
        while wall + length <= closing:
            start = wall.replace(tzinfo=zone).astimezone(UTC)
            end = start + length
            if on_the_wall(start, zone) == wall and on_the_wall(end, zone) <= closing and start >= free_from:
                yield Span(start, end)
                free_from = end + pause
            wall += length + pause


def on_the_wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def is_free(span: Span, taken: Iterable[Span], pause: timedelta) -> bool:
    """Whether nothing that is taken lies in it, or nearer to it than the pause."""
    wide = span.widened(pause)
    return not any(wide.overlaps(one) for one in taken)
