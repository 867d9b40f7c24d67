"""Who quotes, approves, and decides. A quotation is its two companies' own: programme staff do not read it."""

from typing import TYPE_CHECKING

from portal.core.actor import Actor

if TYPE_CHECKING:
    from trade.models import Quotation


def can_write_quotation(actor: Actor, quotation: "Quotation") -> bool:
    """Draft, hand in, revise, withdraw: whoever sells for the supplier."""
    return actor.acts_for(quotation.supplier_id) and actor.may("sell")


def can_approve_quotation(actor: Actor, quotation: "Quotation") -> bool:
    """Let one through whose prices are below what the company has set: its owners and managers."""
    return actor.acts_for(quotation.supplier_id) and actor.may("approve_quotations")


def can_decide_quotation(actor: Actor, quotation: "Quotation") -> bool:
    """Counter, accept, decline: whoever buys for the buyer."""
    return actor.acts_for(quotation.buyer_id) and actor.may("buy")


def can_answer_counter(actor: Actor, quotation: "Quotation") -> bool:
    return can_write_quotation(actor, quotation)


def can_set_floors(actor: Actor) -> bool:
    """Prices below which a quotation needs a second person: by those who may approve it."""
    return actor.company is not None and actor.may("approve_quotations")
