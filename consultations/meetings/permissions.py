"""Who may do what with booked talks. Viewers only look; what a person promises, no key to the API promises."""

from typing import TYPE_CHECKING

from consultations.permissions import can_open_room
from portal.core.actor import Actor

if TYPE_CHECKING:
    from consultations.models.meeting import Meeting
    from consultations.models.meeting_task import MeetingTask


def can_keep_hours(actor: Actor) -> bool:
    """Publish the hours in which they can be booked: their own, and nobody else's."""
    return can_open_room(actor) and actor.through is None


def can_book(actor: Actor) -> bool:
    return can_open_room(actor)


def can_keep_meeting(actor: Actor, meeting: "Meeting") -> bool:
    """Whoever talks for one of the two companies: a colleague puts off or cancels for one who is ill."""
    return can_open_room(actor) and meeting.is_between(actor)


def can_answer_meeting(actor: Actor, meeting: "Meeting") -> bool:
    """Confirm what was asked for: the side that was asked."""
    return can_open_room(actor) and actor.acts_for(meeting.host_company_id)


def can_finish_task(actor: Actor, task: "MeetingTask") -> bool:
    """The company that has taken it on; who of its people is its own affair."""
    return can_open_room(actor) and actor.acts_for(task.company_id)


def can_remove_task(actor: Actor, task: "MeetingTask") -> bool:
    """The company that wrote it down."""
    return can_open_room(actor) and actor.acts_for(task.by_company_id)
