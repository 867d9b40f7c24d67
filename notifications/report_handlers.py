"""What people are told of reports: who reported it, what became of it; its company, what was decided against it.

Neither learns of the other: the words to either name no company, and nobody of the other side.
"""

from typing import Any

from catalog.models import ReportCase
from notifications.handlers import address, path_of
from notifications.recipients import people_of
from notifications.trust_handlers import tell_each, tell_who_reported
from portal.core.events import Event, subscribe


def find(event: Event, *states: str) -> ReportCase | None:
    rows = ReportCase.objects.select_related("owner").filter(pk=event.subject_id or 0)
    return (rows.filter(state__in=states) if states else rows).first()


def tell_owner(case: ReportCase, event: Event) -> None:
    def words() -> dict[str, Any]:
        return {"title": case.title, "reason": str(case.get_reason_display())}

    kind = case.reportable.told_as(event.kind, case.trace)
    tell_each(people_of([case.owner_id], case.power, event), event, path_of(case), words, kind=kind)


def tell_reporters(case: ReportCase, event: Event) -> None:
    tell_who_reported(case, event, address("catalog:my_reports"), "report.settled")


@subscribe("report.dismissed", "report.put_right")
def settled(event: Event) -> None:
    case = find(event, ReportCase.State.DISMISSED, ReportCase.State.PUT_RIGHT)
    if case:
        tell_reporters(case, event)


@subscribe("report.change_asked", "report.taken_down")
def decided(event: Event) -> None:
    """Of a product that was taken down its company is told as of any rejected listing (listing_handlers.py)."""
    case = find(event, ReportCase.State.CHANGE_ASKED, ReportCase.State.TAKEN_DOWN)
    if case:
        tell_reporters(case, event)
        if not case.appeals_elsewhere:
            tell_owner(case, event)


@subscribe("report.appeal_answered")
def appeal_answered(event: Event) -> None:
    case = find(event, *ReportCase.AGAINST)
    if case:
        tell_owner(case, event)
        if case.outcome == ReportCase.Outcome.GRANTED:
            tell_reporters(case, event)
