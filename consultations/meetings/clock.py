"""What the clock does with booked talks: reminders of each start, once; what nobody confirmed ends; tasks fall due."""

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from consultations.models import Meeting, MeetingTask
from portal.core.events import record
from portal.core.permissions import WrongState
from portal.core.timed import every

BATCH = 500
DAY, HOUR = timedelta(hours=24), timedelta(hours=1)


@every(minutes=1)
def remind() -> None:
    """A day and an hour before; not of a talk that was fixed later than that, which both have just seen."""
    remind_of("told_day", DAY, "meeting.tomorrow")
    remind_of("told_hour", HOUR, "meeting.soon")


def remind_of(mark: str, before: timedelta, kind: str) -> None:
    """The mark is set where it was not, in the transaction of the fact: of two who try at once one succeeds."""
    now = timezone.now()
    due = Meeting.objects.filter(state=Meeting.State.CONFIRMED, starts_at__gt=now, starts_at__lte=now + before)
    due = due.filter(Q(**{mark: None}), settled_at__lte=F("starts_at") - before)
    for meeting in due.order_by("starts_at", "pk")[:BATCH]:
        with transaction.atomic():
            if due.filter(pk=meeting.pk, starts_at=meeting.starts_at).update(**{mark: now}):
                record(kind, meeting, starts_at=meeting.starts_at.isoformat())


@every(minutes=5)
def lapse_unconfirmed() -> None:
    waiting = Meeting.objects.filter(state=Meeting.State.REQUESTED, starts_at__lte=timezone.now())
    for meeting in waiting.order_by("pk")[:BATCH]:
        with suppress(WrongState):
            meeting.lapse()


@every(hours=1)
def remind_of_tasks() -> None:
    """On the last day of a task, once for each day that is set."""
    today = timezone.localdate()
    due = MeetingTask.objects.filter(done_at=None, due_on=today).filter(Q(told_due=None) | ~Q(told_due=today))
    for task in due.order_by("pk")[:BATCH]:
        with transaction.atomic():
            if due.filter(pk=task.pk).update(told_due=today):
                record("task.due", task, due_on=today.isoformat())
