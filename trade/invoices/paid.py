"""What was really paid for an order, by the books of its supplier, and how much of it an invoice may take off.

Payments, refunds and lost disputes come into the books by events, seconds later: a payment that is not there yet is not
counted.
"""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import F, Sum

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


def credited_by_invoice(invoice: "Invoice") -> dict[int, Decimal]:
    """What issued credit notes took back, with its tax, by the invoice of the order that they credit."""
    notes = type(invoice).objects.issued().filter(order=invoice.order, kind=Kind.CREDIT_NOTE).order_by()
    sums = notes.values("credits").annotate(worth=Sum(F("net") - F("allowance") + F("tax")))
    return {row["credits"]: row["worth"] for row in sums}


def still_taken_off(invoice: "Invoice", credited: Decimal) -> Decimal:
    """Of what an issued invoice took off: a credit note first lessens what is to be paid, then frees what was paid."""
    return max(ZERO, min(invoice.prepaid, invoice.total - credited))


def most_prepaid(invoice: "Invoice") -> Decimal:
    """The most that may be taken off: what was paid and no other issued invoice of the order still takes off."""
    others = type(invoice).objects.issued().filter(order=invoice.order, kind=Kind.INVOICE, prepaid__gt=0)
    credited = credited_by_invoice(invoice)
    used = sum((still_taken_off(one, credited.get(one.pk, ZERO)) for one in others.exclude(pk=invoice.pk)), ZERO)
    return max(ZERO, paid_of(invoice) - used)


def proposed_prepaid(invoice: "Invoice") -> Decimal:
    """What was paid beyond all that is invoiced and not credited already, as far as this invoice reaches."""
    given = type(invoice).objects.issued().filter(order=invoice.order, kind=Kind.INVOICE)
    owed = sum((one.total for one in given), ZERO) - sum(credited_by_invoice(invoice).values(), ZERO)
    return min(invoice.total, most_prepaid(invoice), max(ZERO, paid_of(invoice) - max(ZERO, owed)))


def left_to_pay(invoice: "Invoice") -> Decimal:
    """What is still to be paid of an issued one: money that came pays the invoices of an order as they were issued."""
    credited, claims = credited_by_invoice(invoice), ZERO
    given = type(invoice).objects.issued().filter(order=invoice.order, kind=Kind.INVOICE)
    for one in given.order_by("issued_at", "pk"):
        own: Decimal = max(ZERO, one.total - credited.get(one.pk, ZERO))
        claims += own
        if one.pk == invoice.pk:
            return min(own, max(ZERO, claims - paid_of(invoice)))
    return ZERO
