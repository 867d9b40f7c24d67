"""How an invoice is to be paid and delivered, in the reader's words."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.terms import PAYMENT_TERMS
from trade.invoices.models import Invoice
from trade.invoices.rows import Kind


def payment_sentence(invoice: Invoice) -> str:
    """`Deposit, the rest before shipment (T/T) · deposit 30 % · 60 days · due on 1 March 2027`."""
    parts = [str(PAYMENT_TERMS[invoice.payment])] if invoice.payment in PAYMENT_TERMS else []
    if invoice.deposit_percent is not None:
        parts.append(_("deposit %(percent)s") % {"percent": f"{invoice.deposit_percent.normalize():f} %"})
    if invoice.payment_days is not None:
        days = invoice.payment_days
        parts.append(ngettext("%(days)s day", "%(days)s days", days) % {"days": days})
    if invoice.due_on and invoice.kind != Kind.CREDIT_NOTE:
        parts.append(_("due on %(day)s") % {"day": date_format(invoice.due_on, "DATE_FORMAT")})
    return " · ".join(parts)
