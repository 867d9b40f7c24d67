"""What was really paid for an order, by the books of its supplier, and how much of it an invoice may take off.

Payments, refunds and lost disputes come into the books by events, seconds later: a payment that is not there yet is not
counted.
"""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Sum

from trade.books.models import Account, LedgerEntry
from trade.invoices.rows import Kind

if TYPE_CHECKING:
    from trade.invoices.models import Invoice

ZERO = Decimal(0)


def paid_of(invoice: "Invoice") -> Decimal:
    """What the buyer paid for the order, less what was paid back, in the currency of the invoice; never negative."""
    order = invoice.order
    entries = LedgerEntry.objects.filter(
        posting__order=order,
        posting__company=order.supplier_id,
        posting__is_sealed=True,
        account=Account.RECEIVABLE,
        currency=invoice.currency,
    ).exclude(posting__kind__startswith="invoice.")
    return max(ZERO, -(entries.aggregate(sum=Sum("amount"))["sum"] or ZERO))


def most_prepaid(invoice: "Invoice") -> Decimal:
    """The most that may be taken off: what was paid and no other issued invoice of the order has taken off."""
    others = type(invoice).objects.issued().filter(order=invoice.order, kind=Kind.INVOICE).exclude(pk=invoice.pk)
    return max(ZERO, paid_of(invoice) - (others.aggregate(sum=Sum("prepaid"))["sum"] or ZERO))


def proposed_prepaid(invoice: "Invoice") -> Decimal:
    """What was paid beyond all that is invoiced already, as far as this invoice reaches."""
    owed = ZERO
    for other in type(invoice).objects.issued().filter(order=invoice.order).exclude(kind=Kind.PRO_FORMA):
        owed += -other.total if other.kind == Kind.CREDIT_NOTE else other.total
    return min(invoice.total, most_prepaid(invoice), max(ZERO, paid_of(invoice) - max(ZERO, owed)))
