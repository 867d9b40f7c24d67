"""Jobs that the relay runs by the clock: expiry, reminders, digests."""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger("portal.timed")


class TimedJob(models.Model):
    """When a job ran last; its row is the lock that keeps several relays from running it at once."""

    name = models.CharField(max_length=120, unique=True)
    due_at = models.DateTimeField(default=timezone.now)
    ran_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("timed job")
        verbose_name_plural = _("timed jobs")

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Job:
    name: str
    period: timedelta
    call: Callable[[], None]


JOBS: dict[str, Job] = {}


def every(**period: float) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Run the function by the relay once each period, as in `@every(minutes=5)`; it must bear a repetition."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        name = f"{function.__module__}.{function.__name__}"
        JOBS[name] = Job(name, timedelta(**period), function)
        return function

    return register


def run_due(
    now: datetime | None = None,
    *,
    among: Collection[str] | None = None,
    between: Callable[[], object] = lambda: None,
) -> int:
    """Run what is due, of all jobs or `among` these, and not being run by another relay; returns how many ran.

    `between` is called after each of them: where one lock is for all, others want a turn.
    """
    now = now or timezone.now()
    names = [name for name in JOBS if among is None or name in among]
    known = set(TimedJob.objects.filter(name__in=names).values_list("name", flat=True))
    new = [TimedJob(name=name, due_at=now) for name in names if name not in known]
    TimedJob.objects.bulk_create(new, ignore_conflicts=True)
    due = TimedJob.objects.filter(name__in=names, due_at__lte=now).values_list("name", flat=True)
    ran = 0
    for name in list(due):
        ran += run_one(JOBS[name], now)
        between()
    return ran


def run_one(job: Job, now: datetime) -> bool:
    with transaction.atomic():
        row = TimedJob.objects.select_for_update(skip_locked=True).filter(name=job.name, due_at__lte=now).first()
        if row is None:
            return False
        row.error = attempt(job)
        row.ran_at, row.due_at = now, now + job.period
        row.save(update_fields=["ran_at", "due_at", "error"])
    return True


def attempt(job: Job) -> str:
    """Call the job; its failure is logged and kept for staff, and must not stop the relay or the other jobs."""
    try:
        with transaction.atomic():
            job.call()
    except Exception as problem:  # any failure of any job ends here, by design: see above
        logger.exception("timed job %s failed", job.name)
        return repr(problem)[:2000]
    return ""
