"""How long something waits for staff: its place in the line, how long that took lately, and what staff promise.

Hours are those of the office: Monday to Friday, from nine to six, in the zone of `settings.OFFICE_ZONE`. Nothing is
claimed of what was not seen: with fewer than ENOUGH decisions of the last thirty days the promise alone is said.
"""

import math
import statistics
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

OPENS, CLOSES = time(9), time(18)
DAY = 9.0  # hours
LATELY = timedelta(days=30)
ENOUGH = 3
READ = 200  # decisions that are looked at
LONGEST = 400  # days that are counted; what waits longer waits too long in any case

Span = tuple[datetime, datetime]


def lately() -> datetime:
    return timezone.now() - LATELY


def office_day(day: date) -> Span | None:
    """When the office opens and closes on this day; None on Saturdays and Sundays."""
    zone = zoneinfo.ZoneInfo(settings.OFFICE_ZONE)
    if day.weekday() > 4:
        return None
    return datetime.combine(day, OPENS, zone), datetime.combine(day, CLOSES, zone)


def office_hours(start: datetime, end: datetime) -> float:
    """Hours of the office between two moments."""
    zone = zoneinfo.ZoneInfo(settings.OFFICE_ZONE)
    first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    hours = 0.0
    for number in range(min((last - first).days, LONGEST) + 1):
        if opened := office_day(first + timedelta(days=number)):
            spent = min(end, opened[1]) - max(start, opened[0])
            hours += max(spent.total_seconds(), 0) / 3600
    return hours


def promised_since(now: datetime | None = None) -> datetime:
    """What was handed in before this moment has waited longer than staff promise (`settings.CHECK_DAYS`)."""
    now = now or timezone.now()
    left, day = settings.CHECK_DAYS * DAY, now.astimezone(zoneinfo.ZoneInfo(settings.OFFICE_ZONE)).date()
    for back in range(LONGEST):
        opened = office_day(day - timedelta(days=back))
        if opened is None or opened[0] >= now:
            continue
        spent = (min(now, opened[1]) - opened[0]).total_seconds() / 3600
        if spent >= left:
            return min(now, opened[1]) - timedelta(hours=left)
        left -= spent
    return now - timedelta(days=LONGEST)


def usual_hours(decided: Iterable[Span]) -> float | None:
    """The median of what decisions took, handed in to decided; None when there are too few to say."""
    hours = [office_hours(start, end) for start, end in decided]
    return statistics.median(hours) if len(hours) >= ENOUGH else None


def promise() -> str:
    days: int = settings.CHECK_DAYS
    return ngettext("within one working day", "within %(n)s working days", days) % {"n": days}


def duration(hours: float) -> str:
    """Rounded up, as one says it: nobody is glad of a promise to the minute."""
    if hours <= 1:
        return _("an hour of work time at most")
    if hours <= DAY - 1:
        whole = math.ceil(hours)
        return ngettext("about %(n)s working hour", "about %(n)s working hours", whole) % {"n": whole}
    days = math.ceil(hours / DAY)
    return ngettext("about one working day", "about %(n)s working days", days) % {"n": days}


@dataclass(frozen=True)
class Wait:
    """Something of a firm that waits for staff: `what` they look at, and how many firms stand before it."""

    what: Any
    since: datetime
    ahead: int
    usual: float | None
    meanwhile: list[tuple[Any, str]] = field(default_factory=list)  # what the reader can do: words, address

    @cached_property
    def is_late(self) -> bool:
        return self.since < promised_since()

    @property
    def place(self) -> str:
        if not self.ahead:
            return _("You are next: nobody waits before you.")
        words = ngettext("%(n)s firm is before you.", "%(n)s firms are before you.", self.ahead)
        return words % {"n": self.ahead}

    @property
    def time(self) -> str:
        """How long it takes, by what was seen or else by what is promised; and that we are late, when we are."""
        if self.is_late:
            return _("We promise an answer %(promise)s, and are late. We are sorry; it is not forgotten.") % {
                "promise": promise()
            }
        if self.usual is None:
            return _("Our staff promise an answer %(promise)s.") % {"promise": promise()}
        return _("In the last 30 days it took %(duration)s; our staff promise an answer %(promise)s.") % {
            "duration": duration(self.usual),
            "promise": promise(),
        }

    @property
    def words(self) -> str:
        return f"{self.place} {self.time}"


@dataclass(frozen=True)
class Backlog:
    """What staff see of a line: since when the oldest waits, and how many wait longer than promised."""

    oldest: datetime | None = None
    late: int = 0

    @property
    def promise(self) -> str:
        return promise()

    @classmethod
    def of(cls, rows: Any, moment: str = "submitted_at") -> "Backlog":
        oldest = rows.order_by(moment).values_list(moment, flat=True).first()
        late = rows.filter(**{f"{moment}__lt": promised_since()}).count() if oldest else 0
        return cls(oldest, late)
