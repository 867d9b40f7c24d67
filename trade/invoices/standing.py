"""How an invoice stands for one reader: its pill, on its page and on its card in a talk."""

from decimal import Decimal
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from moneyed import Money

from portal.core.actor import Actor
from trade.invoices.models import Invoice
from trade.invoices.paid import left_to_pay
from trade.invoices.rows import Kind


class Stands(NamedTuple):
    """`left` is what is still to be paid, None for papers that ask for nothing."""

    label: str
    tone: str
    until: Any = None
    left: Money | None = None


def stands(invoice: Invoice, actor: Actor) -> Stands:
    if invoice.is_draft:
        return Stands(str(invoice.get_state_display()), "theirs")
    if invoice.kind != Kind.INVOICE:
        return Stands(str(invoice.get_state_display()), "agreed")
    credited = sum((note.total for note in invoice.credit_notes.issued()), Decimal(0))
    left = Money(left_to_pay(invoice), invoice.currency)
    if credited >= invoice.total:
        return Stands(_("Credited"), "quiet", None, left)
    if left.amount <= 0:
        return Stands(_("Paid"), "agreed", None, left)
    is_part = left.amount < invoice.total - credited
    is_late = invoice.due_on is not None and invoice.due_on < timezone.localdate()
    if is_late:
        label = _("Overdue")
    elif is_part:
        label = _("Paid in part")
    else:
        label = _("Credited in part") if credited else _("Not paid yet")
    return Stands(label, "yours" if actor.acts_for(invoice.recipient_id) else "theirs", invoice.due_on, left)
