"""When several places are at work at once: their clocks side by side for one day, hour by hour.

Offsets are those of the IANA time zone database on that day, daylight saving included.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from portal.core.middleware import zone
from portal.core.zones import place_of, wall_of

OPENS, CLOSES = 9, 18  # usual office hours; each place at its own clock
EARLY, LATE = 7, 21  # when somebody may still be asked to talk
AWAY, REACHABLE, AT_WORK = range(3)


@dataclass(frozen=True)
class Hour:
    """An hour in one place; `day_shift` is -1 or 1 where it is another day than at the first place."""

    moment: datetime
    wall: datetime
    day_shift: int
    level: int


@dataclass(frozen=True)
class Place:
    zone: str
    hours: list[Hour]

    @property
    def name(self) -> str:
        return place_of(self.zone)

    @property
    def offset(self) -> str:
        """`UTC+9` or `UTC−3:30`, at noon of the day."""
        moment = self.hours[12].moment
        minutes = round((wall_of(moment, self.zone) - moment.replace(tzinfo=None)).total_seconds() / 60)
        sign, hours, rest = "−" if minutes < 0 else "+", abs(minutes) // 60, abs(minutes) % 60
        return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


@dataclass(frozen=True)
class Plan:
    places: list[Place]
    best: list[Hour]  # hours of the first place at which all are at work; failing that, reachable
    is_comfortable: bool

    @property
    def rows(self) -> list[tuple[Hour, list[Hour], bool]]:
        """Each hour of the first place, all places then, and whether it is one of the best."""
        marked = {hour.moment for hour in self.best}
        across = zip(*(place.hours for place in self.places), strict=True)
        return [(hours[0], list(hours), hours[0].moment in marked) for hours in across]

    @property
    def spans(self) -> list[tuple[datetime, datetime]]:
        """The best hours joined: from when until when by the first place's clock."""
        found: list[tuple[datetime, datetime]] = []
        for hour in self.best:
            if found and found[-1][1] == hour.wall:
                found[-1] = (found[-1][0], hour.wall + timedelta(hours=1))
            else:
                found.append((hour.wall, hour.wall + timedelta(hours=1)))
        return found


def plan(zones: list[str], day: date) -> Plan:
    """The hours of `day` at the first place, in all of them."""
    begin = datetime(day.year, day.month, day.day, tzinfo=zone(zones[0])).astimezone(UTC)
    places = [Place(name, [hour_at(begin + timedelta(hours=n), name, day) for n in range(24)]) for name in zones]
    across = list(zip(*(place.hours for place in places), strict=True))
    lowest = [min(hour.level for hour in hours) for hours in across]
    best = max(lowest)
    chosen = [hours[0] for hours, level in zip(across, lowest, strict=True) if level == best != AWAY]
    return Plan(places, chosen, best == AT_WORK)


def hour_at(moment: datetime, name: str, day: date) -> Hour:
    wall = wall_of(moment, name)
    return Hour(moment, wall, (wall.date() - day).days, level_at(wall))


def level_at(wall: datetime) -> int:
    if wall.weekday() >= 5:
        return AWAY
    if OPENS <= wall.hour < CLOSES:
        return AT_WORK
    return REACHABLE if EARLY <= wall.hour < LATE else AWAY
