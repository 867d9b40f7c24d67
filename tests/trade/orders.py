"""Orders as rows, for tests of what follows from them."""

from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from companies.models import Company
from portal.core.refs import new_ref
from trade.models import Order, OrderLine
from trade.orders.order_row import sum_of

NUMBERS = count(1000)


def make_order(buyer: Company, supplier: Company, *lines: tuple[str, str, str], **fields: Any) -> Order:
    """An order in `state` (placed, unless said otherwise) with lines of title, quantity and price for a unit."""
    fields = {"currency": "USD", "state": Order.State.PLACED, "kind": Order.Kind.CATALOGUE, **fields}
    rows = [
        OrderLine(position=position, title=title, quantity=Decimal(quantity), amount=Decimal(amount))
        for position, (title, quantity, amount) in enumerate(lines or [("Ball bearing 6204", "100", "2.50")], 1)
    ]
    order: Order = Order.objects.create(
        ref=new_ref("O"),
        buyer=buyer,
        supplier=supplier,
        title=rows[0].title,
        year=timezone.localdate().year,
        number=next(NUMBERS),
        total=sum_of(rows, fields["currency"]),
        **fields,
    )
    for row in rows:
        row.order = order
    OrderLine.objects.bulk_create(rows)
    return order
