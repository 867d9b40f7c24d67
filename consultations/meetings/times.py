"""The free times as a page shows them: by the days of the reader's zone, with the other side's clock beside each."""

import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone_name

from consultations.meetings.hours_forms import zones_with
from consultations.meetings.openings import Opening, by_day, openings
from consultations.models import MeetingHours
from portal.core.middleware import zone
from portal.core.zones import place_of

DAYS = 12  # of one page


@dataclass(frozen=True)
class TimeShown:
    """One slot: `own` by the reader's clock, `theirs` by the host's, with its day where that is another one."""

    at: str
    own: datetime
    theirs: str
    query: str


class Times:
    """What `zone`, `day`, `from` and `host` of the address ask for; what is not valid is left out, never an error."""

    def __init__(
        self, asked: QueryDict, published: Iterable[MeetingHours], ignore: int | None = None, at_once: bool = False
    ) -> None:
        self.published = list(published)
        self.host = next((one for one in self.published if one.ref == asked.get("host", "")), None)
        self.zone_name = zone_from(asked.get("zone", ""))
        self.zone = zone(self.zone_name)
        self.rows = openings([self.host] if self.host else self.published, ignore, at_once)
        self.all_days = by_day(self.rows, self.zone)
        self.day = self.chosen_day(asked)
        self.place_on_page()

    def chosen_day(self, asked: QueryDict) -> date | None:
        wanted = day_from(asked.get("day", ""))
        if wanted in self.all_days:
            return wanted
        first = day_from(asked.get("from", ""))
        return next((day for day in self.all_days if first is None or day >= first), None)

    def place_on_page(self) -> None:
        """The days of the page on which the chosen one stands, and where the pages beside it begin."""
        days = list(self.all_days)
        at = days.index(self.day) if self.day else 0
        start = at - at % DAYS
        self.days = [(day, len(self.all_days[day]), self.query(day=day)) for day in days[start : start + DAYS]]
        self.earlier = self.query(day=days[start - DAYS]) if start else ""
        self.later = self.query(day=days[start + DAYS]) if start + DAYS < len(days) else ""

    def query(self, **more: Any) -> str:
        """The address's query for another day or slot, with whom and zone as they are."""
        known = {"host": self.host.ref if self.host else "", "zone": self.zone_name, **more}
        return f"?{urlencode({name: str(value) for name, value in known.items() if value})}"

    @property
    def slots(self) -> list[TimeShown]:
        return [self.shown(one) for one in self.all_days.get(self.day, [])] if self.day else []

    def shown(self, opening: Opening) -> TimeShown:
        own = opening.start.astimezone(self.zone)
        at = f"{opening.start:%Y-%m-%dT%H:%MZ}"
        return TimeShown(at, own, self.theirs(opening, own), self.query(at=at))

    def theirs(self, opening: Opening, own: datetime) -> str:
        there = opening.start.astimezone(opening.hours[0].tz)
        time = f"{there:%H:%M} {place_of(opening.hours[0].zone)}"
        return time if there.date() == own.date() else f"{date_format(there, 'D')} {time}"

    def next_free(self, after: datetime | None, count: int = 6) -> list[TimeShown]:
        """The first ones after a time that has gone, else the first of all."""
        later = [one for one in self.rows if after is None or one.start >= after] or self.rows
        return [self.shown(one) for one in later[:count]]

    @property
    def zones(self) -> list[tuple[str, str]]:
        return zones_with(self.zone_name, *(one.zone for one in self.published))

    @property
    def place(self) -> str:
        return place_of(self.zone_name)

    @property
    def is_other_zone(self) -> bool:
        """Whether the clocks of the two sides differ at any time that is shown."""
        return any(one.zone != self.zone_name for one in self.published)

    @property
    def lengths(self) -> list[int]:
        return sorted({one.length for one in self.published})


def zone_from(name: str) -> str:
    return name if name in zoneinfo.available_timezones() else get_current_timezone_name()


def day_from(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
