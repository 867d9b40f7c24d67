"""What a request for quotation must say before suppliers see it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.models.rfq_rows import Audience, Closing

if TYPE_CHECKING:
    from offers.models.rfq import RFQ

LONGEST_DAYS = 90  # also the end of a request that closes after a number of quotations only


def gaps(rfq: "RFQ") -> Iterator[Any]:
    """Everything that keeps it from being published, in the order of the page, each a sentence for the buyer."""
    lines = rfq.current_lines()
    if not lines:
        yield _("Say what you need: write at least one line.")
    if any(line.quantity is None for line in lines):
        yield _("Say how much you need of each line.")
    if not rfq.delivery_country:
        yield _("Say to which country it shall go.")
    if rfq.deliver_by and rfq.deliver_by < timezone.localdate():
        yield _("The day of delivery has passed. Choose a later one.")
    if bool(rfq.incoterm) != bool(rfq.incoterm_place):
        yield _("An Incoterm goes with its named place, as in “FOB Busan”.")
    yield from closing_gaps(rfq)
    if rfq.audience == Audience.INVITED and not rfq.suppliers.filter(is_invited=True).exists():
        yield _("Invite at least one supplier, or let more quote.")
    if rfq.audience == Audience.CIRCLE and not rfq.circle:
        yield _("Choose the community that may quote.")


def closing_gaps(rfq: "RFQ") -> Iterator[Any]:
    now = timezone.now()
    if rfq.closing == Closing.COUNT:
        return
    if rfq.closes_at is None:
        yield _("Say until when suppliers may quote.")
    elif not now < rfq.closes_at <= now + timedelta(days=LONGEST_DAYS):
        yield _("Choose a closing time within the next 90 days.")
    elif rfq.decide_by and rfq.decide_by < timezone.localdate(rfq.closes_at):
        yield _("You want to decide before quotations are in. Choose a later day, or an earlier end.")
