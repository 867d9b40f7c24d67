"""What tests of booked talks share: publishing hours, booking a free slot, and the letters that went out."""

from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core import mail
from django.utils import timezone

from consultations.meetings.slots import Window
from consultations.models import Meeting, MeetingHours
from tests.cast import Person

NINE_TO_FIVE = Window(time(9), time(17))


def publish(person: Person, **fields: Any) -> MeetingHours:
    """Nine to five, each day of the week, in the zone of the person's company; talks of 30 minutes, no pause.

    The first day has all its times, whatever the time of the day is now.
    """
    assert person.company
    week = fields.pop("week", {day: [NINE_TO_FIVE] for day in range(7)})
    rules = {"is_open": True, "zone": person.company.timezone, "length": 30, "pause": 0, "horizon": 14}
    rules["notice"] = hours_to_a_morning(fields.get("zone", rules["zone"]))
    return MeetingHours.keep(person.actor, week, **(rules | fields))


def hours_to_a_morning(zone: str) -> int:
    """To the first hour of the day after tomorrow there; more than 24."""
    here = timezone.now().astimezone(ZoneInfo(zone))
    return 48 - here.hour


def path_to(person: Person) -> str:
    assert person.company
    return f"/meetings/book/company/{person.company.slug}/"


def first_slot(person: Person, other: Person, number: int = 0) -> str:
    return str(other.client.get(path_to(person)).context["times"].slots[number].at)


def book(person: Person, other: Person, number: int = 0, **data: str) -> Any:
    data.setdefault("at", "")
    data["at"] = data["at"] or first_slot(person, other, number)
    return other.client.post(f"{path_to(person)}slot/?zone=Europe/Berlin", data)


def booked(person: Person, other: Person, number: int = 0, **data: str) -> Meeting:
    assert book(person, other, number, **data).status_code == 302
    return Meeting.objects.latest("pk")


def begin(meeting: Meeting, minutes: int = 5) -> Meeting:
    """Its time came some minutes ago."""
    start = timezone.now() - timedelta(minutes=minutes)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=start, ends_at=start + timedelta(minutes=30))
    meeting.refresh_from_db()
    return meeting


def letters(subject: str) -> dict[str, Any]:
    """By whom they were for."""
    return {one.to[0]: one for one in mail.outbox if one.subject.startswith(subject)}
