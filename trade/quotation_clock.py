"""Reminders of quotations: when an answer is due, and when what is on the table ends."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from portal.core.events import record
from portal.core.permissions import WrongState
from portal.core.states import locked
from portal.core.timed import every
from trade.models import Quotation

BATCH = 500
AHEAD = timedelta(days=2)  # before an answer is due
LAST_DAYS = timedelta(days=3)  # before what is on the table ends


def due_answers(today: date) -> Q:
    """In two days and not reminded since it is on the table; on the day, and not reminded on that day."""
    first = Q(respond_by__lte=today + AHEAD, respond_by__gte=today, reminded_at=None)
    last = Q(respond_by=today, reminded_at__isnull=False) & ~Q(reminded_on=today)
    return first | last


def ending(today: date) -> Q:
    told = Q(told_validity__isnull=False, told_validity=F("valid_until"))
    return Q(valid_until__gte=today, valid_until__lte=today + LAST_DAYS) & ~told


def rows(wanted: Q) -> list[Quotation]:
    return list(with_days().filter(wanted).order_by("pk")[:BATCH])


def with_days() -> Any:
    return Quotation.objects.live().annotate(reminded_on=TruncDate("reminded_at"))


def remind(wanted: Q, mark: Callable[[Quotation], None]) -> None:
    """Once each, whoever runs at the same time: asked again under the row's lock."""
    for quotation in rows(wanted):
        with suppress(WrongState), locked(quotation, *Quotation.LIVE):
            if (
                Quotation.objects.annotate(reminded_on=TruncDate("reminded_at"))
                .filter(wanted, pk=quotation.pk)
                .exists()
            ):
                mark(quotation)


def mark_answer(quotation: Quotation) -> None:
    quotation.reminded_at = timezone.now()
    quotation.save(update_fields=["reminded_at"])
    assert quotation.respond_by is not None
    record("quotation.answer_due", quotation, days=(quotation.respond_by - timezone.localdate()).days)


def mark_ending(quotation: Quotation) -> None:
    quotation.told_validity = quotation.valid_until
    quotation.save(update_fields=["told_validity"])
    record("quotation.ending", quotation, until=quotation.valid_until.isoformat() if quotation.valid_until else "")


@every(hours=1)
def remind_of_answers() -> None:
    remind(due_answers(timezone.localdate()), mark_answer)


@every(hours=6)
def remind_of_endings() -> None:
    remind(ending(timezone.localdate()), mark_ending)
