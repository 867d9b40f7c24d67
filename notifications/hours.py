"""When an e-mail may go out: by the clock on the reader's wall.

Pure reckoning. Times of day are those of the zone, so that eight o'clock stays eight when summer time begins or ends;
moments that are given back are in UTC.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(8)  # when digests go out
SATURDAY = 5
STEPS = 8  # a weekend, the hours before and after it, and a change of the clock in between are fewer


def moment_of(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """When the zone's clocks show this; the later moment where they show it twice, or jump over it.

    So what must not come before that time never does (PEP 495 names the two readings of such a time 0 and 1).
    """
    readings = (datetime.combine(day, clock.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1))
    return max(readings)


@dataclass(frozen=True)
class Hours:
    """A reader's zone, and when they want to be left alone; without both times, no time of day is quiet."""

    zone: ZoneInfo
    starts_at: time | None = None
    ends_at: time | None = None
    weekends: bool = False

    def open_from(self, moment: datetime) -> datetime:
        """The first moment, from this one on, that is not quiet."""
        for _step in range(STEPS):
            end = self.end_of_silence(moment)
            if end is None:
                break
            moment = end
        return moment

    def end_of_silence(self, moment: datetime) -> datetime | None:
        """When the silence ends that `moment` lies in; None when it is not quiet."""
        there = moment.astimezone(self.zone)
        today, clock = there.date(), there.time()
        if self.weekends and there.weekday() >= SATURDAY:
            return moment_of(today + timedelta(days=7 - there.weekday()), time(0), self.zone)
        if self.starts_at is None or self.ends_at is None:
            return None
        if self.starts_at < self.ends_at:
            return moment_of(today, self.ends_at, self.zone) if self.starts_at <= clock < self.ends_at else None
        if clock >= self.starts_at:
            return moment_of(today + timedelta(days=1), self.ends_at, self.zone)
        return moment_of(today, self.ends_at, self.zone) if clock < self.ends_at else None

    def next_morning(self, moment: datetime) -> datetime:
        """The next eight o'clock after `moment`, or what comes after it when that is quiet."""
        return self.open_from(self.morning_after(moment, 0))

    def next_monday(self, moment: datetime) -> datetime:
        """Eight o'clock of the next Monday after `moment`, or what comes after it when that is quiet."""
        until_monday = -moment.astimezone(self.zone).weekday() % 7
        return self.open_from(self.morning_after(moment, until_monday, every=7))

    def morning_after(self, moment: datetime, days: int, every: int = 1) -> datetime:
        day = moment.astimezone(self.zone).date() + timedelta(days=days)
        morning = moment_of(day, MORNING, self.zone)
        return morning if morning > moment else moment_of(day + timedelta(days=every), MORNING, self.zone)
