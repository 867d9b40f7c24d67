"""What becomes of orders when their company is taken into another."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.merging import Moved, merges
from companies.models import Company
from trade.orders.models import Order, OrderChange, OrderNote, OrderNumbers


@merges(
    "orders",
    "trade.order.buyer",
    "trade.order.supplier",
    "trade.order.cancelled_by",
    "trade.orderchange.company",
    "trade.ordernote.company",
    "trade.ordernumbers.company",
)
def orders(kept: Company, lost: Company) -> Moved:
    """All move but those between the two, and a share of a joint purchase in which both have one.

    A number stays as it was printed: `series` tells the other company's apart from the kept one's.
    """
    now = timezone.now()
    between = Q(buyer=kept, supplier=lost) | Q(buyer=lost, supplier=kept)
    given = Order.objects.filter(supplier=lost).exclude(between)
    given.filter(series="").update(series=lost.ref)
    yield _("orders received"), given.update(supplier=kept, updated_at=now)
    twice = Q(purchase__isnull=False, purchase__in=Order.objects.filter(buyer=kept).values("purchase"))
    bought = Order.objects.filter(buyer=lost).exclude(between).exclude(twice)
    yield _("orders given"), bought.update(buyer=kept, updated_at=now)
    moved = Order.objects.filter(Q(buyer=kept) | Q(supplier=kept)).exclude(between)
    moved.filter(cancelled_by=lost).update(cancelled_by=kept)
    OrderChange.objects.filter(company=lost, order__in=moved.values("pk")).update(company=kept)
    OrderNote.objects.filter(company=lost, order__in=moved.values("pk")).update(company=kept)
    OrderNumbers.objects.filter(company=lost).delete()
