"""What becomes of a company's events, places and meetings when it is taken into another."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from community.calendar.models import (
    CalendarKey,
    Gathering,
    GatheringInvitation,
    Registration,
    TableMeeting,
    TableOutcome,
    TableProfile,
)
from companies.merging import Moved, merges, move_rows
from companies.models import Company


@merges(
    "events of communities",
    *(f"community.{name}.company" for name in ("gathering", "gatheringinvitation", "registration", "calendarkey")),
    *(f"community.{name}.company" for name in ("tableprofile", "tableoutcome")),
    "community.tablemeeting.asker",
    "community.tablemeeting.asked",
)
def events(kept: Company, lost: Company) -> Moved:
    """All move; what the two had with each other, and a second meeting with the same partner, stay as they were."""
    yield _("events"), Gathering.objects.filter(company=lost).update(company=kept)
    yield _("places at events"), Registration.objects.filter(company=lost).update(company=kept)
    CalendarKey._default_manager.filter(company=lost).update(company=kept)
    for model in (GatheringInvitation, TableProfile):
        rows: Any = model._default_manager.filter(company=lost)
        own = model._default_manager.filter(company=kept).values("gathering_id")
        move_rows(rows, "company", kept, clashing=rows.filter(gathering__in=own).values_list("pk", flat=True))
    moved = sum(move_meeting(one, kept, lost) for one in TableMeeting.objects.of_company(lost.pk).order_by("pk"))
    yield _("meetings at events"), moved


def move_meeting(meeting: TableMeeting, kept: Company, lost: Company) -> bool:
    side = "asker" if meeting.asker_id == lost.pk else "asked"
    try:
        with transaction.atomic():
            TableMeeting.objects.filter(pk=meeting.pk).update(**{side: kept})
            TableOutcome._default_manager.filter(meeting=meeting, company=lost).update(company=kept)
    except IntegrityError:
        return False
    return True
