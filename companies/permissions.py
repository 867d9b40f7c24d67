"""What each role in a company may do, and who may do it to a company."""

from typing import TYPE_CHECKING

from portal.core.actor import Actor

if TYPE_CHECKING:
    from companies.models import Company

VIEW = frozenset({"view"})
BUY = VIEW | {"buy", "talk", "join_communities"}
SELL = VIEW | {"edit_catalogue", "sell", "talk", "join_communities"}
MANAGE = BUY | SELL | {"edit_company", "manage_people", "manage_tokens", "run_communities"}

# role: the powers it has; the table in docs/permissions.md is made from this one
POWERS: dict[str, frozenset[str]] = {
    "owner": MANAGE | {"transfer_ownership", "close_company"},
    "manager": MANAGE,
    "sales": SELL,
    "buyer": BUY,
    "viewer": VIEW,
}


def can_edit_company(actor: Actor, company: "Company") -> bool:
    return actor.acts_for(company.pk) and actor.may("edit_company")


def can_close_company(actor: Actor, company: "Company") -> bool:
    """Its owners; those of a suspended company too, who could not leave it otherwise."""
    return actor.acts_for(company.pk) and (actor.may("close_company") or actor.role == "owner")


def can_manage_people(actor: Actor, company: "Company") -> bool:
    return actor.acts_for(company.pk) and actor.may("manage_people")


def can_manage_tokens(actor: Actor, company: "Company") -> bool:
    return actor.acts_for(company.pk) and actor.may("manage_tokens")
