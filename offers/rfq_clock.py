"""What the clock does to requests for quotation."""

from contextlib import suppress
from datetime import timedelta

from django.utils import timezone

from offers.models import RFQ
from offers.models.rfq import DECISION_DAYS
from portal.core.permissions import WrongState
from portal.core.timed import every

BATCH = 500


@every(minutes=1)
def close_rfqs() -> None:
    """End the time for quotations where it has passed: evaluating with quotations, expired without."""
    for rfq in RFQ.objects.past_closing(timezone.now()).order_by("pk")[:BATCH]:
        with suppress(WrongState):
            rfq.stop_quotations()


@every(hours=6)
def expire_rfqs() -> None:
    """A request without a decision for a quarter of a year is over."""
    since = timezone.now() - timedelta(days=DECISION_DAYS)
    for rfq in RFQ.objects.undecided_since(since).order_by("pk")[:BATCH]:
        with suppress(WrongState):
            rfq.give_up_deciding()


@every(minutes=15)
def remind_of_closing() -> None:
    """A day before the end, once for each end: those who have begun to quote, and the buyer, hear of it."""
    now = timezone.now()
    for rfq in RFQ.objects.closing_soon(now).order_by("pk")[:BATCH]:
        with suppress(WrongState):
            rfq.remind(now)
