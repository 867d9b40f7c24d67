"""What a person wrote on orders."""

from companies.account.personal import Rows, personal_data
from companies.models import User
from trade.orders.models import Order, OrderNote


@personal_data("orders")
def orders(user: User) -> Rows:
    """The orders they placed."""
    for one in Order.objects.filter(user=user).order_by("pk").iterator(chunk_size=1000):
        yield {
            "ref": one.ref,
            "about": one.title,
            "message": one.note,
            "total": str(one.total),
            "currency": one.currency,
            "placed_at": one.placed_at,
        }


@personal_data("order_notes")
def notes(user: User) -> Rows:
    rows = OrderNote.objects.filter(user=user).select_related("order").order_by("pk")
    for one in rows.iterator(chunk_size=1000):
        yield {"ref": one.order.ref, "note": one.text, "written_at": one.created_at}
