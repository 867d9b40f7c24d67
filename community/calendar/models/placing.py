"""All agreed meetings of an event placed at once, or their places taken back (community/calendar/matching.py)."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from community.calendar.matching import Wish, schedule
from community.calendar.models.gathering import NOT_YOURS, Gathering
from community.calendar.models.plan import MeetingPlan, plan_of
from community.calendar.models.table_meeting import TableMeeting
from community.calendar.permissions import can_keep_gathering
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require


def place_all(gathering: Gathering, by: Actor) -> tuple[int, int]:
    """Give each agreed meeting its time and table; returns how many were placed and how many found no place.

    What has a place already keeps it. Raises Refused while meetings can still be asked for.
    """
    plan = plan_of(gathering)
    with plan.held():
        require(can_keep_gathering(by, plan.gathering), NOT_YOURS)
        if plan.takes_wishes:
            raise Refused(gettext("Meetings can still be asked for. Place them after the deadline."))
        waiting = {one.pk: one for one in gathering.table_meetings.to_place()}
        placings = work_out(plan, list(waiting.values()))
        slots = {slot.pk: slot for slot in plan.slots.all()}
        done = 0
        for one in placings:
            people = [one.person_first, one.person_second]
            done += waiting[one.key].take(slots[one.slot], one.table, people)
        plan.placed_at = timezone.now()
        plan.save(update_fields=["placed_at", "updated_at"])
        record("meeting_plan.placed", plan.gathering, by=by, placed=done, left=len(waiting) - done)
    return done, len(waiting) - done


def work_out(plan: MeetingPlan, waiting: list[TableMeeting]) -> list[Any]:
    people = {company: [one.pk for one in persons] for company, persons in plan.people_of().items()}
    free = plan.slots.filter(starts_at__gt=timezone.now()).order_by("number").values_list("pk", flat=True)
    standing = plan.gathering.table_meetings.placed().prefetch_related("seats")
    fixed: list[Any] = [
        (one.slot_id, one.table, tuple(seat.user_id for seat in one.seats.all()), (one.asker_id, one.asked_id))
        for one in standing
    ]
    wishes = [Wish(one.pk, one.asker_id, one.asked_id) for one in waiting]
    return list(schedule(wishes, list(free), plan.tables, people, fixed))


def take_back_all(gathering: Gathering, by: Actor) -> int:
    """Places that the portal gave are free again, up to the beginning of each; those given by hand stay."""
    plan = plan_of(gathering)
    with plan.held():
        require(can_keep_gathering(by, plan.gathering), NOT_YOURS)
        ahead = gathering.table_meetings.placed().filter(is_by_hand=False, slot__starts_at__gt=timezone.now())
        meetings = list(ahead)
        for meeting in meetings:
            meeting.get_up()
        plan.placed_at = None
        plan.save(update_fields=["placed_at", "updated_at"])
        record("meeting_plan.taken_back", plan.gathering, by=by, count=len(meetings))
    return len(meetings)
