"""What happens elsewhere and makes an order, and what becomes of orders by the clock."""

from contextlib import suppress
from datetime import timedelta

from django.utils import timezone

from portal.core.events import Event, subscribe
from portal.core.permissions import WrongState
from portal.core.timed import every
from trade.models import Order, Split
from trade.orders.standing import CHECK_DAYS

BATCH = 500


@subscribe("split.agreed", "split.price_accepted")
def share_agreed(event: Event) -> None:
    """Each member of a joint purchase gets its own order. Bears repetition."""
    split = Split.objects.filter(pk=event.subject_id or 0).first()
    if split is not None:
        Order.place_from_split(split)


@subscribe("order.delivered")
def share_came(event: Event) -> None:
    """What came of an order of a joint purchase came of the share: nobody has to say it twice."""
    order = Order.objects.filter(pk=event.subject_id or 0, kind=Order.Kind.JOINT).first()
    if order is None:
        return
    split = Split.objects.agreed().filter(round=order.purchase, company=order.buyer).first()
    if split is not None:
        complaints = order.deliveries.exclude(received_note="").order_by("number")
        with suppress(WrongState):
            split.receive_with_order("; ".join(complaints.values_list("received_note", flat=True)))


@every(minutes=60)
def tell_of_promised_days() -> None:
    """Of each that has passed, once: the supplier is reminded, the buyer knows that the portal has noticed."""
    for order in Order.objects.behind(timezone.localdate()).order_by("pk")[:BATCH]:
        with suppress(WrongState):
            order.tell_overdue()


@every(minutes=60)
def complete_orders() -> None:
    """Delivered long ago, with no word of complaint."""
    before = timezone.now() - timedelta(days=CHECK_DAYS)
    for order in Order.objects.filter(state=Order.State.DELIVERED, delivered_at__lt=before).order_by("pk")[:BATCH]:
        with suppress(WrongState):
            order.complete()
