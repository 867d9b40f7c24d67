"""Figures of what members do together: events, meetings at tables, introductions, initiatives."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.calendar.models import Gathering, Registration, TableMeeting
from community.casework.models import Candidate, Case
from community.initiatives.models import Initiative, InitiativeOutcome, InitiativePartner
from community.results.figures import (
    Ids,
    Months,
    activity,
    by_month,
    companies_by_month,
    day_of,
    figure,
    moment,
    month_of,
    within,
)


@figure("events", 40, _("Events"), _("Events that began in the month and were not called off."))
def events(ids: Ids, start: date, end: date) -> Months:
    rows = Gathering.objects.filter(community__in=ids, state="published")
    return by_month(rows, "starts_at", start, end)


def comers(ids: Ids) -> Any:
    return Registration.objects.filter(gathering__community__in=ids, gathering__state="published", state="going")


@figure("registrations", 42, _("Places taken at events"), _("People with a place at an event of the month."))
def registrations(ids: Ids, start: date, end: date) -> Months:
    return by_month(comers(ids), "gathering__starts_at", start, end)


@figure(
    "table_meetings",
    44,
    _("Meetings at tables"),
    _("Meetings of two companies at events of the month that took place; those that somebody missed do not count."),
)
def table_meetings(ids: Ids, start: date, end: date) -> Months:
    held = TableMeeting.objects.filter(gathering__community__in=ids).held_between(moment(start), moment(end))
    return by_month(held, "slot__starts_at", start, end)


@figure("introductions", 50, _("Introductions"), _("Companies that the matchmaking desk introduced to a member."))
def introductions(ids: Ids, start: date, end: date) -> Months:
    return by_month(Candidate.objects.filter(case__community__in=ids), "introduced_at", start, end)


@figure("initiatives", 54, _("Initiatives started"), _("Initiatives whose partners agreed and began in the month."))
def started(ids: Ids, start: date, end: date) -> Months:
    return by_month(Initiative.objects.filter(community__in=ids), "started_at", start, end)


@figure("initiatives_done", 56, _("Initiatives carried out"), _("Initiatives that were reported as done in the month."))
def carried_out(ids: Ids, start: date, end: date) -> Months:
    return by_month(Initiative.objects.filter(community__in=ids, state=Initiative.State.DONE), "ended_at", start, end)


@figure(
    "initiative_value",
    76,
    _("Value of initiatives"),
    _("What initiatives reported in the month brought their partners, where they let it be counted."),
    unit="money",
)
def initiative_value(ids: Ids, start: date, end: date) -> Months:
    rows = InitiativeOutcome.objects.filter(initiative__community__in=ids, is_shown=True).exclude(value=None)
    return money_by_month(rows, "reported_at", "currency", start, end)


@figure(
    "introduction_value",
    74,
    _("Value of introductions"),
    _("What came of introductions by the matchmaking desk, where the company let it be counted."),
    unit="money",
)
def introduction_value(ids: Ids, start: date, end: date) -> Months:
    rows = Case.objects.filter(community__in=ids, outcome=Case.Outcome.DEAL, may_count=True).exclude(value=None)
    return money_by_month(rows, "ended_at", "value_currency", start, end)


def money_by_month(rows: "QuerySet[Any]", at: str, currency: str, start: date, end: date) -> Months:
    """What `value` of the rows adds up to, for each currency."""
    sums: dict[date, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for day, code, value in within(rows, at, start, end).values_list(at, currency, "value"):
        sums[month_of(day_of(day))][code] += value
    return {month: dict(found) for month, found in sums.items()}


@activity
def who_comes(ids: Ids, start: date, end: date) -> Iterable[tuple[Any, int]]:
    return companies_by_month(comers(ids), "gathering__starts_at", "company_id", start, end)


@activity
def partners(ids: Ids, start: date, end: date) -> Iterable[tuple[Any, int]]:
    rows = InitiativePartner.objects.filter(initiative__community__in=ids, role__in=["lead", "partner"])
    return companies_by_month(rows, "moved_at", "company_id", start, end)
