"""Who meets whom, when and at which table: on paper, in a spreadsheet, in a calendar."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from community.calendar.calendars import meetings_file, person_named
from community.calendar.models import MeetingPlan, TableMeeting
from community.calendar.permissions import can_keep_gathering
from community.calendar.table_views import find_plan
from community.calendar.views import as_calendar
from companies.guards import company_required
from companies.models import Company
from portal.core.actor import Actor
from portal.core.http import SignedIn
from portal.core.spreadsheet import csv_download, csv_lines
from portal.core.zones import wall_of


@company_required
@require_safe
def schedule(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """The company's own; for who keeps the calendar all, by time, by company (`?company=`) or by table (`?table=`).

    With `?by=company` or `?by=table` a sheet for each, to be printed and handed out.
    """
    plan = find_plan(request, slug, ref)
    may_keep = can_keep_gathering(request.actor, plan.gathering)
    everything = rows_for(plan, request.actor)
    company, table, is_own = chosen(request, everything, may_keep)
    rows = narrowed(everything, company, table)
    is_whole = may_keep and not company and not table
    context = {
        "gathering": plan.gathering,
        "plan": plan,
        "may_keep": may_keep,
        "company": company,
        "table": table,
        "is_own": is_own,
        "lines": [line_of(one, company) for one in rows],
        "sheets": sheets_of(request.GET.get("by", ""), plan, rows) if is_whole else [],
        "grid": grid_of(plan, rows) if is_whole else [],
        "companies": companies_in(everything) if may_keep else [],
        "tables": range(1, plan.tables + 1) if may_keep else [],
        "to_place": list(plan.gathering.table_meetings.to_place().for_lists()[:200]) if may_keep else [],
    }
    return render(request, "community/calendar/schedule.html", context)


def narrowed(rows: list[TableMeeting], company: Company | None, table: int) -> list[TableMeeting]:
    found = [one for one in rows if company is None or company.pk in (one.asker_id, one.asked_id)]
    return [one for one in found if not table or one.table == table]


def sheets_of(by: str, plan: MeetingPlan, rows: list[TableMeeting]) -> list[dict[str, Any]]:
    """One for each company, or for each table that is used; none for anything else."""
    if by == "company":
        return [sheet(narrowed(rows, one, 0), one.name, one) for one in companies_in(rows)]
    if by == "table":
        used = sorted({int(one.table or 0) for one in rows})
        return [sheet(narrowed(rows, None, number), _("Table %(n)s") % {"n": number}) for number in used]
    return []


def sheet(rows: list[TableMeeting], title: str, company: Company | None = None) -> dict[str, Any]:
    return {"title": title, "company": company, "lines": [line_of(one, company) for one in rows]}


def rows_for(plan: MeetingPlan, actor: Actor) -> list[TableMeeting]:
    rows = TableMeeting.objects.visible_to(actor).filter(gathering=plan.gathering).placed()
    return list(rows.for_lists())


def chosen(request: SignedIn, rows: list[TableMeeting], may_keep: bool) -> tuple[Company | None, int, bool]:
    """Whose schedule, or which table's; who does not keep the calendar sees their own company's."""
    actor = request.actor
    if not may_keep:
        return actor.company, 0, True
    asked = request.GET.get("company", "")
    found = next((one for one in companies_in(rows) if one.slug == asked), None)
    number = request.GET.get("table", "")
    table = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0
    return found, table, bool(found and actor.acts_for(found.pk))


def companies_in(rows: list[TableMeeting]) -> list[Company]:
    found = {one.pk: one for meeting in rows for one in (meeting.asker, meeting.asked)}
    return sorted(found.values(), key=lambda one: (one.name, one.pk))


def line_of(meeting: TableMeeting, company: Company | None) -> dict[str, Any]:
    """With the company whose schedule it is first."""
    sides = [("asker", meeting.asker), ("asked", meeting.asked)]
    if company and company.pk == meeting.asked_id:
        sides.reverse()
    people = [(one, person_named(meeting.person_of(side))) for side, one in sides]
    return {"meeting": meeting, "slot": meeting.slot, "table": meeting.table, "sides": people}


def grid_of(plan: MeetingPlan, rows: list[TableMeeting]) -> list[dict[str, Any]]:
    """Each slot with its tables in order; None where a table is free."""
    at = {(one.slot_id, one.table): one for one in rows}
    numbers = range(1, plan.tables + 1)
    return [
        {"slot": slot, "cells": [(number, at.get((slot.pk, number))) for number in numbers]}
        for slot in plan.slots.order_by("number")
    ]


@company_required
@require_safe
def schedule_file(request: SignedIn, slug: str, ref: str) -> StreamingHttpResponse:
    """What the page shows, for a spreadsheet; times by the event's clock."""
    plan = find_plan(request, slug, ref)
    headings = [
        _("Day"),
        pgettext("time", "From"),
        pgettext("time", "To"),
        _("Table"),
        _("Company"),
        _("Person"),
        _("Company"),
        _("Person"),
    ]
    headings += [_("Placed by hand"), _("How it went")]
    lines = csv_lines(headings, schedule_rows(rows_for(plan, request.actor), plan.gathering.zone))
    return csv_download(f"{plan.gathering.ref}-meetings.csv", lines)


def schedule_rows(rows: list[TableMeeting], zone: str) -> Iterator[list[Any]]:
    for one in rows:
        assert one.slot is not None
        start, end = wall_of(one.slot.starts_at, zone), wall_of(one.slot.ends_at, zone)
        sides = [
            (one.asker.name, person_named(one.person_of("asker"))),
            (one.asked.name, person_named(one.person_of("asked"))),
        ]
        cells = [cell for side in sides for cell in side]
        by_hand = _("yes") if one.is_by_hand else _("no")
        went = one.get_attendance_display()
        yield [str(start.date()), f"{start:%H:%M}", f"{end:%H:%M}", int(one.table or 0), *cells, by_hand, went]


@company_required
@require_safe
def schedule_calendar(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """The acting company's meetings for a calendar program."""
    plan = find_plan(request, slug, ref)
    own = TableMeeting.objects.visible_to(request.actor).filter(gathering=plan.gathering).placed()
    rows = list(own.of_company(request.actor.company_id).for_lists())
    return as_calendar(
        meetings_file(plan.gathering, rows, request.actor.company_id), f"{plan.gathering.ref}-meetings.ics"
    )
