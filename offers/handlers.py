"""What the clock does to offers."""

from contextlib import suppress

from offers.models import Offer
from portal.core.permissions import WrongState
from portal.core.timed import every


@every(minutes=5)
def expire_offers() -> None:
    """Mark open offers whose last day has passed."""
    for offer in Offer.objects.past_due().order_by("pk")[:500]:
        with suppress(WrongState):
            offer.expire()
