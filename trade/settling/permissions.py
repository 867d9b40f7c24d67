"""Who pays, who says that money has come, and who names the account it goes to."""

from typing import TYPE_CHECKING

from portal.core.actor import Actor

if TYPE_CHECKING:
    from companies.models import Company
    from trade.orders.models import Order


def can_pay_order(actor: Actor, order: "Order") -> bool:
    """Report a transfer, open a letter of credit, pay: whoever buys for the buyer."""
    return actor.acts_for(order.buyer_id) and actor.may("buy")


def can_confirm_receipt(actor: Actor, order: "Order") -> bool:
    """Say that money has come, or has not: whoever sells for the supplier."""
    return actor.acts_for(order.supplier_id) and actor.may("sell")


def can_see_payee_account(actor: Actor) -> bool:
    """The company's own account as it is entered: its people who buy, sell or run it; no intermediary."""
    return actor.company is not None and actor.mandate is None and (actor.may("sell") or actor.may("buy"))


def can_change_payee_account(actor: Actor, company: "Company") -> bool:
    """Owners and managers in their own person: no key to the API, no intermediary, nobody who looks through them."""
    return (
        actor.acts_for(company.pk)
        and actor.may("edit_company")
        and actor.user is not None
        and actor.scopes is None
        and actor.mandate is None
        and actor.through is None
    )
