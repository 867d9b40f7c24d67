"""Days and moments in a notification: kept as such, and written when it is read, in the reader's language and zone.

In `data` they are `{"day": "2026-12-01"}` and `{"moment": "2026-12-01T00:00:00+00:00"}`. Older rows hold the words
themselves, or a bare `2026-12-01`.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone_name, is_aware, localtime

from portal.core.zones import day_and_time

DAY, MOMENT = "day", "moment"
BARE = "day"  # the fact that was once kept as a bare day


def day_of(when: date | datetime) -> dict[str, str]:
    """The day alone is told; of a moment the day by the reader's clock."""
    return {DAY: when.isoformat()}


def moment_of(when: datetime) -> dict[str, str]:
    """Day and time are told, with the place whose clock it is."""
    return {MOMENT: when.isoformat()}


def said(data: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as words, in the language and the zone in force."""
    return {name: in_words(name, value) for name, value in data.items()}


def in_words(name: str, value: Any) -> Any:
    if isinstance(value, str) and name == BARE:
        return written_day(value)
    if not isinstance(value, dict):
        return value
    if DAY in value:
        return written_day(str(value[DAY]))
    return written_moment(str(value.get(MOMENT, "")))


def written_day(text: str) -> str:
    """What is no day, such as the words of an older row, stays as it is."""
    with suppress(ValueError):
        return date_format(date.fromisoformat(text), "DATE_FORMAT")
    with suppress(ValueError):
        moment = datetime.fromisoformat(text)
        return date_format(localtime(moment) if is_aware(moment) else moment, "DATE_FORMAT")
    return text


def written_moment(text: str) -> str:
    with suppress(ValueError):
        moment = datetime.fromisoformat(text)
        return day_and_time(moment, get_current_timezone_name()) if is_aware(moment) else text
    return text
