"""What the clock does with events: reminders of each start, once; places of those who may not come any more."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from community.calendar.handlers import drop_keys, lose_places
from community.calendar.models import CalendarKey, Gathering, Registration
from portal.core.events import record
from portal.core.timed import every

BATCH = 500
DAY, HOUR = timedelta(hours=24), timedelta(hours=1)


@every(minutes=1)
def remind() -> None:
    """A day and an hour before; not of what was fixed later than that, of which all have just been told."""
    remind_of("told_day", DAY, "gathering.tomorrow")
    remind_of("told_hour", HOUR, "gathering.soon")


def remind_of(mark: str, before: timedelta, kind: str) -> None:
    """The mark is set where it was not, in the transaction of the fact: of two who try at once one succeeds."""
    now = timezone.now()
    due = Gathering.objects.filter(state=Gathering.State.PUBLISHED, starts_at__gt=now, starts_at__lte=now + before)
    due = due.filter(Q(**{mark: None}), settled_at__lte=F("starts_at") - before)
    for gathering in due.order_by("starts_at", "pk")[:BATCH]:
        with transaction.atomic():
            if due.filter(pk=gathering.pk, starts_at=gathering.starts_at).update(**{mark: now}):
                record(kind, gathering, starts_at=gathering.starts_at.isoformat())


@every(minutes=10)
def let_go_of_places() -> None:
    """However somebody lost their right to come: what events do not tell of is found here."""
    lose_places(Registration.objects.all())


@every(hours=6)
def let_go_of_keys() -> None:
    drop_keys(CalendarKey._default_manager.all())
