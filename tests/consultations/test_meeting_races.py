"""Several people at one slot, one talk or one page of minutes in the same moment."""

from datetime import UTC, datetime, timedelta

import pytest

from consultations.meetings import clock
from consultations.models import Meeting, MeetingHours, MinutesVersion
from portal.core.events import Event
from portal.core.permissions import Refused
from tests.cast import Person, make_company, make_person
from tests.consultations.talks import begin, booked, first_slot, publish
from tests.processes import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 8


def test_of_many_who_want_one_slot_one_gets_it(seller: Person) -> None:
    hours = publish(seller)
    buyers = [make_person(f"b{n}@firm{n}.example", make_company(f"Firm {n}", "buyer", "DE")) for n in range(CROWD)]
    actors = [one.actor for one in buyers]
    start = datetime.fromisoformat(first_slot(seller, buyers[0]).replace("Z", "+00:00")).astimezone(UTC)

    def take(number: int) -> Meeting:
        return Meeting.book(
            "company", seller.company, MeetingHours.objects.get(pk=hours.pk), start, actors[number], "UTC"
        )

    results = at_once(CROWD, take)
    assert sum(isinstance(one, Meeting) for one in results) == 1, results
    assert sum(isinstance(one, Refused) for one in results) == CROWD - 1, results
    assert Meeting.objects.count() == 1 and Event.objects.filter(kind="meeting.confirmed").count() == 1


def test_a_talk_ends_once_and_reminders_go_out_once(seller: Person, buyer: Person) -> None:
    publish(seller)
    meeting = booked(seller, buyer)
    actors = [seller.actor, buyer.actor]
    results = at_once(CROWD, lambda n: Meeting.objects.get(pk=meeting.pk).cancel(actors[n % 2], "Ill"))
    assert results.count(None) == 1, results
    other = booked(seller, buyer, 1)
    Meeting.objects.filter(pk=other.pk).update(settled_at=other.starts_at.replace(year=2020))
    at_once(CROWD, lambda _n: clock.remind_of("told_day", timedelta(days=30), "meeting.tomorrow"))
    assert Event.objects.filter(kind="meeting.tomorrow").count() == 1


def test_of_many_who_write_one_version_of_minutes_one_does(seller: Person, buyer: Person) -> None:
    publish(seller)
    meeting = begin(booked(seller, buyer))
    actors = [seller.actor, buyer.actor]
    results = at_once(
        CROWD, lambda n: MinutesVersion.write(Meeting.objects.get(pk=meeting.pk), f"Words {n}", actors[n % 2], 0).number
    )
    assert results.count(1) == 1, results
    assert MinutesVersion.objects.count() == 1
