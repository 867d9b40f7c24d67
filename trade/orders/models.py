"""Orders: what was agreed, frozen, and how far it has come."""

from trade.orders.change_row import OrderChange
from trade.orders.changing import OrderChanging
from trade.orders.deliveries import Delivery, DeliveryLine
from trade.orders.direct import OrderDirect
from trade.orders.note_row import OrderNote
from trade.orders.numbering import OrderNumbers
from trade.orders.order_row import OrderLine, OrderRow
from trade.orders.rows import OrderQuerySet

__all__ = ["Delivery", "DeliveryLine", "Order", "OrderChange", "OrderLine", "OrderNote", "OrderNumbers"]


class Order(OrderDirect, OrderChanging):
    """What `buyer` ordered of `supplier`.

    Placed → confirmed → in production → ready → shipped → delivered → completed; or cancelled.
    """

    objects = OrderQuerySet.as_manager()

    class Meta(OrderRow.Meta):
        pass
