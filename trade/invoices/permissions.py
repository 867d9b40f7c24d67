"""Who drafts an invoice, and who issues it. An invoice is its two companies' own: programme staff do not read it."""

from typing import TYPE_CHECKING

from portal.core.actor import Actor

if TYPE_CHECKING:
    from trade.invoices.invoice_row import InvoiceRow
    from trade.orders.models import Order


def can_invoice_order(actor: Actor, order: "Order") -> bool:
    """Draft for an order: whoever sells for its supplier."""
    return actor.acts_for(order.supplier_id) and actor.may("sell")


def can_draft_invoice(actor: Actor, invoice: "InvoiceRow") -> bool:
    return actor.acts_for(invoice.issuer_id) and actor.may("sell")


def can_issue_invoice(actor: Actor, invoice: "InvoiceRow") -> bool:
    """What is issued counts for the tax office: owners and managers, and never an intermediary under a mandate."""
    return actor.acts_for(invoice.issuer_id) and actor.may("issue_invoices") and actor.mandate is None
