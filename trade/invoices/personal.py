"""The invoices that a person issued or drafted."""

from companies.account.personal import Rows, personal_data
from companies.models import User
from trade.invoices.models import Invoice


@personal_data("invoices")
def invoices(user: User) -> Rows:
    rows = Invoice.objects.filter(user=user).select_related("order").order_by("pk")
    for one in rows.iterator(chunk_size=1000):
        yield {
            "ref": one.ref,
            "kind": one.kind,
            "number": one.full_number,
            "order": one.order.ref,
            "total": str(one.total),
            "currency": one.currency,
            "message": one.note,
            "issued_at": one.issued_at,
        }
