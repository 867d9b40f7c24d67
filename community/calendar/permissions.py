"""Who keeps a community's calendar, who may come, and who meets at tables."""

from typing import TYPE_CHECKING

from community.permissions import can_run_community
from portal.core.actor import Actor

if TYPE_CHECKING:
    from community.calendar.models import Gathering, Registration, TableMeeting
    from community.models import Community


def can_keep_calendar(actor: Actor, community: "Community") -> bool:
    return can_run_community(actor, community)


def can_keep_gathering(actor: Actor, gathering: "Gathering") -> bool:
    return can_keep_calendar(actor, gathering.community)


def can_come(actor: Actor, gathering: "Gathering") -> bool:
    """A person, for a company that is welcome there; no key to the API sits down for anybody."""
    is_somebody = actor.user is not None and actor.company is not None and actor.company.is_active
    return is_somebody and actor.may("join_communities") and gathering.welcomes(actor.company_id)


def can_end_registration(actor: Actor, registration: "Registration") -> bool:
    """The person themselves, who manages the company's people, and who keeps the calendar."""
    is_own = actor.user_id == registration.user_id and actor.user is not None
    manages = actor.acts_for(registration.company_id) and actor.may("manage_people")
    return is_own or manages or can_keep_gathering(actor, registration.gathering)


def can_meet(actor: Actor, gathering: "Gathering") -> bool:
    """Speak for a company about its meetings at the event."""
    return can_come(actor, gathering)


def can_speak_in(actor: Actor, meeting: "TableMeeting") -> bool:
    is_between = actor.acts_for(meeting.asker_id) or actor.acts_for(meeting.asked_id)
    return is_between and actor.may("join_communities")


def can_call_off(actor: Actor, meeting: "TableMeeting") -> bool:
    return can_speak_in(actor, meeting) or can_keep_gathering(actor, meeting.gathering)
