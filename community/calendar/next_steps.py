"""What events ask of people: wishes for meetings to answer, and what begins soon."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from community.calendar.models import Registration, TableMeeting
from companies.models import Company
from companies.steps import NextStep, next_step
from companies.waiting import within
from portal.core.actor import Actor
from portal.core.zones import day_and_time

SOON = timedelta(hours=24)


def own_registrations(actor: Actor) -> QuerySet[Registration]:
    return Registration.objects.filter(user_id=actor.user_id, company_id=actor.company_id)


def wishes(actor: Actor) -> QuerySet[TableMeeting]:
    return TableMeeting.objects.of_company(actor.company_id)


@within(own_registrations)
def next_events(actor: Actor) -> QuerySet[Registration]:
    """Where this person goes next, for the acting company; and what they wait for a place at."""
    if actor.user is None or actor.company is None:
        return Registration.objects.none()
    own = Registration.objects.visible_to(actor).filter(user=actor.user, company=actor.company)
    return own.ahead().for_lists()


@within(wishes)
def to_answer(actor: Actor) -> QuerySet[TableMeeting]:
    """Wishes for meetings that wait for the acting company."""
    if actor.company is None or not actor.may("join_communities"):
        return TableMeeting.objects.none()
    rows = TableMeeting.objects.visible_to(actor).to_answer_by(actor).order_by("created_at", "pk")
    return rows.for_lists()


def asking(meeting: TableMeeting) -> Company:
    """The side that waits."""
    return meeting.partner_of(meeting.turn_company_id)


@next_step(8, next_events)
def goes_soon(actor: Actor, ahead: list[Registration]) -> NextStep | None:
    """The person's own event that begins within a day, or runs."""
    found = next((one for one in ahead if one.is_going), None)
    if found is None or found.gathering.starts_at > timezone.now() + SOON:
        return None
    when = day_and_time(found.gathering.starts_at, timezone.get_current_timezone_name())
    return NextStep("calendar", found.gathering.title, when, _("Open it"), found.get_absolute_url())


@next_step(14, to_answer)
def answer_wish(actor: Actor, waiting: list[TableMeeting]) -> NextStep:
    found = waiting[0]
    words = {"company": asking(found).name, "title": found.gathering.title}
    title = _("%(company)s wants to meet you at “%(title)s”") % words
    return NextStep("calendar", title, found.words, _("Answer"), found.get_absolute_url())
