"""What becomes of quotations by the clock, and when the request they answer ends without an award."""

from contextlib import suppress

from django.utils import timezone

from offers.models import RFQ
from portal.core.events import Event, subscribe
from portal.core.permissions import WrongState
from portal.core.timed import every
from trade import (
    in_talk,  # noqa: F401 - it shows papers and payments in talks
    quotation_clock,  # noqa: F401 - the clock finds its jobs by this module
)
from trade.models import Quotation
from trade.orders import handlers as order_handlers  # noqa: F401 - orders have their own
from trade.pooled import handlers as pool_handlers  # noqa: F401 - pooled answers have their own
from trade.rounds import clock, handlers  # noqa: F401 - joint purchases have their own
from trade.settling import handlers as settling_handlers  # noqa: F401 - payments have their own

BATCH = 500


@every(minutes=5)
def expire_quotations() -> None:
    """Mark those past their last day."""
    for quotation in Quotation.objects.past_validity(timezone.localdate()).order_by("pk")[:BATCH]:
        with suppress(WrongState):
            quotation.expire()


@subscribe("rfq.closed", "rfq.cancelled", "rfq.expired", "rfq.awarded")
def request_ended(event: Event) -> None:
    """What still waits for a word gets none any more: what was handed in is declined, drafts are put away."""
    rfq = RFQ.objects.filter(pk=event.subject_id or 0).first()
    if rfq is None or rfq.is_decidable:
        return
    open_ones = Quotation.objects.filter(rfq=rfq, state__in=[*Quotation.LIVE, *Quotation.UNSENT])
    for quotation in open_ones.order_by("pk"):
        quotation.end_with_request()
