"""Who may post offers, and ask and answer."""

from typing import TYPE_CHECKING

from portal.core.actor import Actor

if TYPE_CHECKING:
    from offers.models import Inquiry, Offer


def can_post_offer(actor: Actor, side: str) -> bool:
    """A sell offer needs the power to sell, a buy offer the power to buy, in the acting company."""
    return actor.company is not None and actor.may("sell" if side == "sell" else "buy")


def can_manage_offer(actor: Actor, offer: "Offer") -> bool:
    return actor.acts_for(offer.company_id) and can_post_offer(actor, offer.side)


def can_send_inquiry(actor: Actor, supplier_id: int) -> bool:
    """Nobody asks their own company."""
    return actor.company is not None and actor.may("buy") and not actor.acts_for(supplier_id)


def can_answer_inquiry(actor: Actor, inquiry: "Inquiry") -> bool:
    return actor.acts_for(inquiry.supplier_id) and actor.may("sell")


def can_close_inquiry(actor: Actor, inquiry: "Inquiry") -> bool:
    return can_answer_inquiry(actor, inquiry) or (actor.acts_for(inquiry.buyer_id) and actor.may("buy"))
