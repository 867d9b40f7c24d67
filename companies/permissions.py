"""What each role in a company may do, and who may do it to a company."""

from typing import TYPE_CHECKING

from portal.core.actor import Actor

if TYPE_CHECKING:
    from companies.models import Company, Membership

VIEW = frozenset({"view"})
BUY = VIEW | {"buy", "talk", "join_communities"}
SELL = VIEW | {"edit_catalogue", "sell", "talk", "join_communities"}
MANAGE = BUY | SELL | {"edit_company", "manage_people", "manage_tokens", "run_communities"}

# role: the powers it has; the table in docs/permissions.md is made from this one
POWERS: dict[str, frozenset[str]] = {
    "owner": MANAGE | {"transfer_ownership"},
    "manager": MANAGE,
    "sales": SELL,
    "buyer": BUY,
    "viewer": VIEW,
}

# What a person decides and no program: a key to the API has the powers of a manager without these.
NOT_FOR_TOKENS = frozenset({"manage_people", "manage_tokens", "view_documents", "see_activity"})


def can_edit_company(actor: Actor, company: "Company") -> bool:
    return actor.acts_for(company.pk) and actor.may("edit_company")


def can_manage_people(actor: Actor, company: "Company") -> bool:
    return actor.acts_for(company.pk) and actor.may("manage_people")


def can_give_role(actor: Actor, company: "Company", role: str) -> bool:
    """Who manages people gives every role; only an owner makes owners."""
    return can_manage_people(actor, company) and (role != "owner" or actor.may("transfer_ownership"))


def can_change_member(actor: Actor, membership: "Membership") -> bool:
    """Change or remove this person: an owner only by an owner."""
    return can_give_role(actor, membership.company, membership.role)


def can_hand_over(actor: Actor, company: "Company") -> bool:
    return actor.acts_for(company.pk) and actor.may("transfer_ownership")


def can_manage_tokens(actor: Actor, company: "Company") -> bool:
    return actor.acts_for(company.pk) and actor.may("manage_tokens")
