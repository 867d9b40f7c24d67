"""What becomes of joint purchases by the clock: they end, and before that people are reminded."""

from contextlib import suppress

from django.utils import timezone

from portal.core.permissions import WrongState
from portal.core.timed import every
from trade.rounds.models import PurchaseRound

BATCH = 200


@every(minutes=1)
def close_rounds() -> None:
    """Those past their deadline, each once, whoever else closes at the same time."""
    for purchase in PurchaseRound.objects.past_deadline(timezone.now()).order_by("deadline", "pk")[:BATCH]:
        with suppress(WrongState):
            purchase.close()


@every(minutes=15)
def remind_of_rounds() -> None:
    now = timezone.now()
    for purchase in PurchaseRound.objects.closing_soon(now).order_by("deadline", "pk")[:BATCH]:
        with suppress(WrongState):
            purchase.remind(now)
