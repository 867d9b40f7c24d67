"""Which meetings at tables there are for whom, and their states."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.calendar.models.gathering import Gathering
from community.calendar.models.rows import State as GatheringState
from community.calendar.models.rows import houses_run_by
from portal.core.actor import Actor

if TYPE_CHECKING:
    from community.calendar.models.table_meeting import TableMeeting  # noqa: F401  # what a query set is of


class State(models.TextChoices):
    ASKED = "asked", _("asked for")
    AGREED = "agreed", _("agreed")
    DECLINED = "declined", _("declined")
    OFF = "off", _("called off")


class Attendance(models.TextChoices):
    UNKNOWN = "", _("not said yet")
    HELD = "held", _("took place")
    MISSED = "missed", _("somebody did not come")


class Side(models.TextChoices):
    ASKER = "asker", _("the company that asked")
    ASKED = "asked", _("the company that was asked")


LIVE = (State.ASKED, State.AGREED)


class TableMeetingQuerySet(models.QuerySet["TableMeeting"]):
    def visible_to(self, actor: Actor) -> "TableMeetingQuerySet":
        """Those of the acting company, and all of an event for who keeps its calendar."""
        if actor.company is None:
            return self.none()
        own = models.Q(asker_id=actor.company_id) | models.Q(asked_id=actor.company_id)
        kept = models.Q(gathering__community__in=houses_run_by(actor))
        return self.filter(own | kept, gathering__in=Gathering.objects.visible_to(actor))

    def of_company(self, company_id: int | None) -> "TableMeetingQuerySet":
        return self.filter(models.Q(asker_id=company_id or 0) | models.Q(asked_id=company_id or 0))

    def live(self) -> "TableMeetingQuerySet":
        return self.filter(state__in=LIVE)

    def placed(self) -> "TableMeetingQuerySet":
        return self.filter(state=State.AGREED, slot__isnull=False).order_by("slot__number", "table")

    def to_place(self) -> "TableMeetingQuerySet":
        return self.filter(state=State.AGREED, slot=None).order_by("pk")

    def to_answer_by(self, actor: Actor) -> "TableMeetingQuerySet":
        asked = models.Q(turn=Side.ASKED, asked_id=actor.company_id or 0)
        own = asked | models.Q(turn=Side.ASKER, asker_id=actor.company_id or 0)
        rows = self.filter(own, state=State.ASKED, gathering__state=GatheringState.PUBLISHED)
        return rows.filter(gathering__ends_at__gt=timezone.now())

    def held_between(self, start: datetime, end: datetime) -> "TableMeetingQuerySet":
        """Placed ones whose time has passed and of which nobody said that somebody was missing."""
        until = min(end, timezone.now())
        rows = self.filter(state=State.AGREED, slot__starts_at__gte=start, slot__ends_at__lte=until)
        return rows.exclude(attendance=Attendance.MISSED).exclude(gathering__state=GatheringState.CANCELLED)

    def for_lists(self) -> "TableMeetingQuerySet":
        rows = self.select_related("asker", "asked", "slot", "wished_slot", "gathering__community")
        return rows.prefetch_related("seats__user")
