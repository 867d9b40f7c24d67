"""What goes into the books of the two companies of an order: each fact once, under a key that names it."""

from moneyed import Money

from portal.core.events import Event, subscribe
from trade.books.models import Posting, Side
from trade.models import Invoice
from trade.orders.models import Order


def post_both(key: str, kind: str, order: Order, supplier: list[Side], buyer: list[Side], text: str = "") -> None:
    """In both companies' books; twice to the same effect."""
    Posting.post(f"{key}:supplier", kind, order.supplier_id, order, supplier, text)
    Posting.post(f"{key}:buyer", kind, order.buyer_id, order, buyer, text)


@subscribe("invoice.issued", "invoice.credited")
def invoice_is_posted(event: Event) -> None:
    """What is owed, and the tax on it; a credit note is the same the other way round. A pro-forma is no fact."""
    rows = Invoice.objects.filter(pk=event.subject_id or 0, state=Invoice.State.ISSUED).select_related("order")
    invoice = rows.first()
    if invoice is None or invoice.kind == Invoice.Kind.PRO_FORMA:
        return
    sign = -1 if invoice.kind == Invoice.Kind.CREDIT_NOTE else 1
    total, tax = (Money(sign * amount, invoice.currency) for amount in (invoice.total, invoice.tax))
    key = f"{event.kind}:{invoice.ref}"
    supplier = [("receivable", total), ("sales", tax - total), ("tax_charged", -tax)]
    buyer = [("purchases", total - tax), ("tax_paid", tax), ("payable", -total)]
    post_both(key, event.kind, invoice.order, supplier, buyer, invoice.full_number)
