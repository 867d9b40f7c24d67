"""When e-mails may go out: quiet hours, digests, and the days on which clocks are changed."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from notifications.hours import Hours

SEOUL, BERLIN, ST_JOHNS = ZoneInfo("Asia/Seoul"), ZoneInfo("Europe/Berlin"), ZoneInfo("America/St_Johns")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def there(zone: ZoneInfo, text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def night(zone: ZoneInfo, weekends: bool = False) -> Hours:
    return Hours(zone, time(22), time(7), weekends)


@pytest.mark.parametrize(
    ("zone", "moment", "opens"),
    [
        (SEOUL, "2026-11-26 21:59", "2026-11-26 21:59"),
        (SEOUL, "2026-11-26 22:00", "2026-11-27 07:00"),
        (SEOUL, "2026-11-27 03:00", "2026-11-27 07:00"),
        (SEOUL, "2026-11-27 07:00", "2026-11-27 07:00"),
        (BERLIN, "2026-03-28 23:00", "2026-03-29 07:00"),  # the night has an hour less
        (BERLIN, "2026-10-24 23:00", "2026-10-25 07:00"),  # and here one more
        (ST_JOHNS, "2026-03-08 01:59", "2026-03-08 07:00"),
        (ST_JOHNS, "2026-10-31 23:30", "2026-11-01 07:00"),
    ],
)
def test_a_night_over_midnight_ends_by_the_clock_on_the_wall(zone: ZoneInfo, moment: str, opens: str) -> None:
    assert night(zone).open_from(there(zone, moment)) == there(zone, opens).astimezone(UTC)


def test_the_night_of_a_change_has_its_own_length() -> None:
    short = night(BERLIN).open_from(utc("2026-03-28 21:00")) - utc("2026-03-28 21:00")
    long = night(BERLIN).open_from(utc("2026-10-24 20:00")) - utc("2026-10-24 20:00")
    assert (short.total_seconds() / 3600, long.total_seconds() / 3600) == (8, 10)


def test_quiet_hours_within_a_day() -> None:
    noon = Hours(SEOUL, time(12), time(13, 30))
    assert noon.open_from(utc("2026-11-27 03:10")) == utc("2026-11-27 04:30")
    assert noon.open_from(utc("2026-11-27 04:30")) == utc("2026-11-27 04:30")


def test_an_end_that_the_clock_jumps_over_or_shows_twice_is_never_early() -> None:
    until_half_past_two = Hours(BERLIN, time(22), time(2, 30))
    assert until_half_past_two.open_from(utc("2026-03-29 00:30")) == utc("2026-03-29 01:30")  # there is no 2:30
    assert until_half_past_two.open_from(utc("2026-10-25 00:10")) == utc("2026-10-25 01:30")  # the second 2:30


def test_weekends_are_quiet_until_monday_morning_when_the_night_ends() -> None:
    assert night(SEOUL, weekends=True).open_from(there(SEOUL, "2026-11-27 22:30")) == there(SEOUL, "2026-11-30 07:00")
    assert Hours(SEOUL, weekends=True).open_from(there(SEOUL, "2026-11-28 09:00")) == there(SEOUL, "2026-11-30 00:00")
    sunday = there(SEOUL, "2026-11-29 14:00")
    assert night(SEOUL).open_from(sunday) == sunday


@pytest.mark.parametrize(
    ("zone", "moment", "morning"),
    [
        (SEOUL, "2026-11-26 22:59", "2026-11-26 23:00"),
        (SEOUL, "2026-11-26 23:00", "2026-11-27 23:00"),
        (BERLIN, "2026-03-28 12:00", "2026-03-29 06:00"),
        (BERLIN, "2026-10-24 12:00", "2026-10-25 07:00"),
        (ST_JOHNS, "2026-03-07 13:00", "2026-03-08 10:30"),
        (ST_JOHNS, "2026-10-31 13:00", "2026-11-01 11:30"),
    ],
)
def test_the_daily_digest_is_at_eight_there(zone: ZoneInfo, moment: str, morning: str) -> None:
    assert Hours(zone).next_morning(utc(moment)) == utc(morning)


@pytest.mark.parametrize(
    ("zone", "moment", "monday"),
    [
        (SEOUL, "2026-11-27 00:00", "2026-11-29 23:00"),
        (SEOUL, "2026-11-29 22:59", "2026-11-29 23:00"),
        (SEOUL, "2026-11-29 23:00", "2026-12-06 23:00"),
        (BERLIN, "2026-03-24 12:00", "2026-03-30 06:00"),
        (BERLIN, "2026-10-20 12:00", "2026-10-26 07:00"),
        (ST_JOHNS, "2026-11-01 02:00", "2026-11-02 11:30"),
    ],
)
def test_the_weekly_digest_is_on_monday_at_eight_there(zone: ZoneInfo, moment: str, monday: str) -> None:
    assert Hours(zone).next_monday(utc(moment)) == utc(monday)


def test_a_digest_that_falls_into_quiet_hours_waits_for_their_end() -> None:
    late_riser = Hours(SEOUL, time(23), time(9, 30), weekends=True)
    assert late_riser.next_morning(there(SEOUL, "2026-11-26 12:00")) == there(SEOUL, "2026-11-27 09:30")
    assert late_riser.next_morning(there(SEOUL, "2026-11-27 12:00")) == there(SEOUL, "2026-11-30 09:30")
