"""Whether the instalments of every order sum to what they must: asked again, for rows may have come by other ways."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from trade.settling.models import Instalment, PaymentSchedule

AT_ONCE = 2000


def findings() -> Iterator[str]:
    """A line for each order whose instalments come to another sum than its schedule says."""
    rows = PaymentSchedule.objects.order_by("pk").values_list("order_id", "order__ref", "currency", "total")
    for start in range(0, rows.count(), AT_ONCE):
        batch = list(rows[start : start + AT_ONCE])
        found: dict[int, Decimal] = defaultdict(Decimal)
        counting = Instalment.objects.filter(order__in=[row[0] for row in batch], state__in=Instalment.COUNTING)
        for order, amount in counting.values_list("order_id", "amount"):
            found[order] += amount
        for order, ref, currency, total in batch:
            if found[order] != total:
                yield f"{ref}: instalments of {currency} {found[order].normalize():f}, not {total.normalize():f}"
