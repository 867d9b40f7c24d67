"""Slots by the wall clock: days on which clocks are changed, and days on which they are not."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from consultations.meetings.slots import Span, Window, is_free, spans_of_day
from portal.core.icalendar import Entry, calendar

HALF, HOUR = timedelta(minutes=30), timedelta(hours=1)


def walls(day: date, zone: str, start: time, end: time, length: timedelta = HOUR, pause: int = 0) -> list[str]:
    """When the talks of that day begin, by the clock there."""
    spans = list(spans_of_day(day, [Window(start, end)], ZoneInfo(zone), length, timedelta(minutes=pause)))
    assert all(one.end - one.start == length for one in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))
    return [f"{one.start.astimezone(ZoneInfo(zone)):%H:%M}" for one in spans]


@pytest.mark.parametrize(
    ("zone", "before", "after", "shift"),
    [
        ("Europe/Berlin", date(2027, 3, 27), date(2027, 3, 28), -1),
        ("Europe/Berlin", date(2027, 10, 30), date(2027, 10, 31), 1),
        ("America/New_York", date(2027, 3, 13), date(2027, 3, 14), -1),
        ("America/New_York", date(2027, 11, 6), date(2027, 11, 7), 1),
        ("Asia/Seoul", date(2027, 3, 27), date(2027, 3, 28), 0),
    ],
)
def test_nine_o_clock_stays_nine_o_clock(zone: str, before: date, after: date, shift: int) -> None:
    first, second = (
        next(spans_of_day(day, [Window(time(9), time(12))], ZoneInfo(zone), HOUR, timedelta()))
        for day in (before, after)
    )
    assert second.start - first.start == timedelta(days=1, hours=shift)
    assert walls(after, zone, time(9), time(12)) == ["09:00", "10:00", "11:00"]


def test_an_hour_that_is_skipped_gives_no_slot() -> None:
    assert walls(date(2027, 3, 28), "Europe/Berlin", time(1), time(5)) == ["01:00", "03:00", "04:00"]
    assert walls(date(2027, 3, 14), "America/New_York", time(1), time(4)) == ["01:00", "03:00"]
    assert walls(date(2027, 3, 28), "Asia/Seoul", time(1), time(5)) == ["01:00", "02:00", "03:00", "04:00"]


def test_an_hour_that_comes_twice_gives_one() -> None:
    assert walls(date(2027, 10, 31), "Europe/Berlin", time(1), time(4)) == ["01:00", "02:00", "03:00"]
    assert walls(date(2027, 11, 7), "America/New_York", time(0, 30), time(2), HALF) == ["00:30", "01:00", "01:30"]


def test_talks_over_the_change_do_not_overlap_and_end_in_time() -> None:
    assert walls(date(2027, 3, 28), "Europe/Berlin", time(1, 45), time(5), timedelta(minutes=45)) == ["01:45", "04:00"]
    assert walls(date(2027, 3, 28), "Europe/Berlin", time(1, 45), time(2, 30), timedelta(minutes=45)) == []


def test_pauses_the_end_of_the_day_and_what_is_too_short() -> None:
    assert walls(date(2027, 1, 4), "UTC", time(9), time(11), HALF, 15) == ["09:00", "09:45", "10:30"]
    assert walls(date(2027, 1, 4), "UTC", time(22), time(0)) == ["22:00", "23:00"]
    assert walls(date(2027, 1, 4), "UTC", time(9), time(9, 45)) == []


def test_what_is_taken_keeps_its_pause_free() -> None:
    at = datetime(2027, 1, 4, 9, tzinfo=UTC)
    span = Span(at, at + HALF)
    assert is_free(span, [Span(at + HALF, at + HOUR)], timedelta())
    assert not is_free(span, [Span(at + HALF, at + HOUR)], timedelta(minutes=5))
    assert not is_free(span, [Span(at - HOUR, at + timedelta(minutes=1))], timedelta())


def test_a_letter_for_a_calendar_is_what_rfc_5545_says() -> None:
    at = datetime(2027, 1, 4, 9, tzinfo=UTC)
    entry = Entry(
        uid="M-1",
        start=at,
        end=at + HALF,
        summary="Talk; with, “한빛베어링” \\ and a summary that is so long that its line has to be folded somewhere",
        organizer=('Jang"teo\r\nX-EVIL:1', "no@jangteo.example"),
        attendee=("Anna", "anna@nordwerk.example"),
        sequence=3,
        changed_at=at,
    )
    text = calendar("Talk", [entry], "REQUEST")
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines) and text.endswith("END:VCALENDAR\r\n")
    whole = text.replace("\r\n ", "")
    assert "SUMMARY:Talk\\; with\\, “한빛베어링” \\\\ and" in whole and "\r\nX-EVIL" not in text
    for line in ("METHOD:REQUEST", "DTSTART:20270104T090000Z", "DTEND:20270104T093000Z", "SEQUENCE:3", "TRANSP:OPAQUE"):
        assert line in lines
    assert (
        'ATTENDEE;CN="Anna";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:anna@' in whole
    )
