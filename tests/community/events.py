"""Events for the tests: published by the steward, with people who come, and tables at which they meet."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from community.calendar.models import Gathering, MeetingPlan, MeetingSlot, Registration, TableMeeting, TableProfile
from community.models import Community, CommunityMember
from portal.core.zones import wall_of
from tests.cast import Person, make_company, make_person


def in_days(days: int, hour: int = 1) -> datetime:
    """10:00 in Seoul, when nothing else is said."""
    day = (timezone.now() + timedelta(days=days)).astimezone(UTC).date()
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def draft(community: Community, steward: Person, **fields: Any) -> Gathering:
    start = fields.pop("starts_at", in_days(10))
    plain = {
        "title": "Spring seminar",
        "kind": "seminar",
        "starts_at": start,
        "ends_at": fields.pop("ends_at", start + timedelta(hours=8)),
        "zone": "Asia/Seoul",
        "place": "COEX hall B",
        "country": "KR",
    }
    return Gathering.draft(community, steward.actor, **{**plain, **fields})


def publish(community: Community, steward: Person, **fields: Any) -> Gathering:
    gathering = draft(community, steward, **fields)
    gathering.publish(steward.actor)
    return gathering


def address(gathering: Gathering, tail: str = "") -> str:
    return f"/communities/{gathering.community.slug}/calendar/{gathering.ref}/{tail}"


def typed(**fields: Any) -> dict[str, Any]:
    """What the form of an event sends."""
    start = wall_of(in_days(10), "Asia/Seoul")
    return {
        "title": "Spring seminar",
        "kind": "seminar",
        "starts": f"{start:%Y-%m-%dT%H:%M}",
        "ends": f"{start + timedelta(hours=6):%Y-%m-%dT%H:%M}",
        "zone": "Asia/Seoul",
        "place": "COEX hall B",
        "audience": "readers",
        **fields,
    }


def member(community: Community, number: int) -> Person:
    """Somebody of a further member company."""
    company = make_company(f"Member {number}", "both", "KR")
    CommunityMember.objects.create(community=community, company=company, state=CommunityMember.State.ACTIVE)
    return make_person(f"p{number}@member{number}.example", company)


def with_tables(gathering: Gathering, steward: Person, tables: int = 2, slots: int = 4, **fields: Any) -> MeetingPlan:
    """Slots of 20 minutes, one after the other, from the beginning of the event."""
    end = gathering.starts_at + timedelta(minutes=20 * slots)
    windows = [[gathering.starts_at.isoformat(), end.isoformat()]]
    plain = {"tables": tables, "slot_minutes": 20, "break_minutes": 0, "windows": windows, "wish_by": None}
    return MeetingPlan.keep(gathering, steward.actor, **{**plain, **fields})


def taking_part(gathering: Gathering, *people: Person) -> None:
    for person in people:
        Registration.make(gathering, person.actor)
        TableProfile.keep(gathering, person.actor, "Steel wire", "Bearings")


def agreed(gathering: Gathering, asker: Person, asked: Person, slot: MeetingSlot | None = None) -> TableMeeting:
    meeting = TableMeeting.ask(gathering, asker.actor, asked.company, "We need wire.", slot)
    meeting.accept(asked.actor)
    return meeting


def close_wishes(plan: MeetingPlan) -> None:
    """The deadline has passed."""
    MeetingPlan._default_manager.filter(pk=plan.pk).update(wish_by=timezone.now() - timedelta(minutes=1))


def pass_time(gathering: Gathering, by: timedelta) -> None:
    """The event and its tables lie that much earlier than they did."""
    from django.db.models import F

    Gathering.objects.filter(pk=gathering.pk).update(starts_at=F("starts_at") - by, ends_at=F("ends_at") - by)
    slots = MeetingSlot._default_manager.filter(plan__gathering=gathering)
    slots.update(starts_at=F("starts_at") - by, ends_at=F("ends_at") - by)
    gathering.refresh_from_db()
