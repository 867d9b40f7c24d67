"""Who quotes, approves, decides, orders and delivers. A deal is its two companies' own, not programme staff's."""

from typing import TYPE_CHECKING

from portal.core.actor import Actor

if TYPE_CHECKING:
    from trade.models.quotation_row import QuotationRow
    from trade.orders.order_row import OrderRow


def can_write_quotation(actor: Actor, quotation: "QuotationRow") -> bool:
    """Draft, hand in, revise, withdraw: whoever sells for the supplier."""
    return actor.acts_for(quotation.supplier_id) and actor.may("sell")


def can_approve_quotation(actor: Actor, quotation: "QuotationRow") -> bool:
    """Let one through whose prices are below what the company has set: its owners and managers."""
    return actor.acts_for(quotation.supplier_id) and actor.may("approve_quotations")


def can_decide_quotation(actor: Actor, quotation: "QuotationRow") -> bool:
    """Counter, accept, decline: whoever buys for the buyer."""
    return actor.acts_for(quotation.buyer_id) and actor.may("buy")


def can_set_floors(actor: Actor) -> bool:
    """Prices below which a quotation needs a second person: by those who may approve it."""
    return actor.company is not None and actor.may("approve_quotations")


def can_order(actor: Actor) -> bool:
    """Place an order at list terms: whoever buys for a company."""
    return actor.company is not None and actor.may("buy")


def can_fulfil_order(actor: Actor, order: "OrderRow") -> bool:
    """Confirm, make, send: whoever sells for the supplier."""
    return actor.acts_for(order.supplier_id) and actor.may("sell")


def can_direct_order(actor: Actor, order: "OrderRow") -> bool:
    """Number, receive, complete: whoever buys for the buyer."""
    return actor.acts_for(order.buyer_id) and actor.may("buy")


def can_act_on_order(actor: Actor, order: "OrderRow") -> bool:
    """Ask for a change, answer one, cancel, write notes: whoever deals for either side."""
    return can_fulfil_order(actor, order) or can_direct_order(actor, order)
