"""Who may post offers and requests for quotation, and ask and answer."""

from typing import TYPE_CHECKING

from catalog.standing.permissions import can_review_of, may_review_listings
from portal.core.actor import Actor

if TYPE_CHECKING:
    from offers.models import RFQ, Inquiry, Offer


def can_post_offer(actor: Actor, side: str) -> bool:
    """A sell offer needs the power to sell, a buy offer the power to buy, in the acting company."""
    return actor.company is not None and actor.may("sell" if side == "sell" else "buy")


def can_manage_offer(actor: Actor, offer: "Offer") -> bool:
    return actor.acts_for(offer.company_id) and can_post_offer(actor, offer.side)


def may_review_offers(actor: Actor) -> bool:
    """Who judges products judges offers."""
    return may_review_listings(actor)


def can_review_offer(actor: Actor, offer: "Offer") -> bool:
    """Staff with the permission, never for a firm they belong to."""
    return can_review_of(actor, offer.company)


def can_send_inquiry(actor: Actor, supplier_id: int, side: str = "sell") -> bool:
    """Nobody asks their own company. Who asks about a buy offer wants to sell."""
    return (
        actor.company is not None and actor.may("sell" if side == "buy" else "buy") and not actor.acts_for(supplier_id)
    )


def can_answer_inquiry(actor: Actor, inquiry: "Inquiry") -> bool:
    return actor.acts_for(inquiry.supplier_id) and actor.may("buy" if inquiry.asks_a_buyer else "sell")


def can_close_inquiry(actor: Actor, inquiry: "Inquiry") -> bool:
    """Whoever may answer, or ask, for either company."""
    asking = actor.acts_for(inquiry.buyer_id) and actor.may("sell" if inquiry.asks_a_buyer else "buy")
    return asking or can_answer_inquiry(actor, inquiry)


def can_post_rfq(actor: Actor) -> bool:
    return actor.company is not None and actor.may("buy")


def can_manage_rfq(actor: Actor, rfq: "RFQ") -> bool:
    """Change, publish, answer questions, decide: whoever buys for the company that asks."""
    return actor.acts_for(rfq.company_id) and actor.may("buy")


def can_quote_on_rfq(actor: Actor, rfq: "RFQ") -> bool:
    """Whoever sells for a company that the request is for."""
    return actor.may("sell") and rfq.admits(actor)


def can_ask_about_rfq(actor: Actor, rfq: "RFQ") -> bool:
    return can_quote_on_rfq(actor, rfq)


def can_review_rfq(actor: Actor, rfq: "RFQ") -> bool:
    """Programme staff with the permission, in their own person, never for a firm they belong to."""
    if not (actor.is_staff and actor.through is None and actor.user.has_perm("offers.review_rfq")):
        return False
    return not rfq.company.memberships.filter(user_id=actor.user_id).exists()


def can_ask_in_inquiry(actor: Actor, inquiry: "Inquiry") -> bool:
    """A further question, a reminder: whoever may ask for the company that asked."""
    return actor.acts_for(inquiry.buyer_id) and actor.may("sell" if inquiry.asks_a_buyer else "buy")


def can_write_in_inquiry(actor: Actor, inquiry: "Inquiry") -> bool:
    return can_ask_in_inquiry(actor, inquiry) or can_answer_inquiry(actor, inquiry)


def can_note_inquiry(actor: Actor, inquiry: "Inquiry") -> bool:
    """A person of either side, for colleagues; a viewer reads."""
    return actor.user is not None and can_write_in_inquiry(actor, inquiry)


def can_ask_many(actor: Actor) -> bool:
    return actor.company is not None and actor.may("buy")


def can_prepare_replies(actor: Actor) -> bool:
    return actor.company is not None and actor.user is not None and actor.may("sell")


def can_route_inquiries(actor: Actor) -> bool:
    """Owners and managers: who looks after the company."""
    return actor.company is not None and actor.user is not None and actor.may("edit_company")


def may_review_inquiries(actor: Actor) -> bool:
    """Programme staff with the permission, in their own person."""
    return actor.is_staff and actor.through is None and actor.user.has_perm("offers.review_inquiry")


def can_review_inquiry(actor: Actor, inquiry: "Inquiry") -> bool:
    """Never of a company they belong to."""
    own = {company.pk for company in actor.companies}
    return may_review_inquiries(actor) and not own & {inquiry.buyer_id, inquiry.supplier_id}
