"""Who is let in no more loses places, the address of the calendar and meetings at tables."""

from typing import Any

from django.db.models import Q

from community.calendar.models import CalendarKey, Registration, TableMeeting
from portal.core.events import Event, subscribe


@subscribe("membership.left", "membership.removed", "membership.ended", "membership.role_changed", "company.suspended")
def let_go(event: Event) -> None:
    """Of the company that left a community, or the person who left a company; looked at as it is now."""
    companies = {event.company_id, event.payload.get("company")} - {None}
    lose_places(Registration.objects.filter(company__in=[one for one in companies if isinstance(one, int)]))
    drop_keys(CalendarKey._default_manager.filter(company__in=[one for one in companies if isinstance(one, int)]))


def lose_places(rows: Any) -> None:
    ahead = rows.ahead()
    for registration in ahead.exclude(pk__in=ahead.order_by().welcome().values("pk")).select_related("gathering"):
        registration.lose()


def drop_keys(keys: Any) -> None:
    """A key ends with the membership; it does not come back to life when they come back."""
    for key in keys.select_related("user", "company", "community"):
        actor = key.user.actor_for(key.company.slug)
        if not actor.acts_for(key.company_id) or not key.community.is_readable_by(actor):
            key.delete()


@subscribe("registration.withdrawn")
def free_seats(event: Event) -> None:
    """A colleague takes over at the tables, where one comes; else the meeting loses its place, or is off."""
    registration = Registration.objects.filter(pk=event.subject_id or 0).select_related("gathering").first()
    if registration is None or registration.is_going:
        return
    meetings = TableMeeting.objects.live().filter(gathering=registration.gathering)
    touched = Q(asker=registration.company_id) | Q(asked=registration.company_id)
    for meeting in meetings.filter(touched | Q(seats__user=registration.user_id)).distinct().order_by("pk"):
        meeting.lose_person(registration.user_id)
