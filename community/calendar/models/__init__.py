"""Events of a community, registrations for them, and meetings at their tables."""

from community.calendar.models.feed import CalendarKey
from community.calendar.models.gathering import Gathering, GatheringInvitation, GatheringLetter
from community.calendar.models.plan import MeetingPlan, MeetingSlot, TableProfile
from community.calendar.models.registration import Registration
from community.calendar.models.rows import GatheringQuerySet, Place, RegistrationQuerySet
from community.calendar.models.table_meeting import (
    SeatTaken,
    TableMeeting,
    TableOutcome,
    TableSeat,
    meetings_held,
)
from community.calendar.models.table_rows import TableMeetingQuerySet

__all__ = [
    "CalendarKey",
    "Gathering",
    "GatheringInvitation",
    "GatheringLetter",
    "GatheringQuerySet",
    "MeetingPlan",
    "MeetingSlot",
    "Place",
    "Registration",
    "RegistrationQuerySet",
    "SeatTaken",
    "TableMeeting",
    "TableMeetingQuerySet",
    "TableOutcome",
    "TableProfile",
    "TableSeat",
    "meetings_held",
]
