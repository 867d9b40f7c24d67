"""What each role in a company may do, and who may do it to a company."""

from typing import TYPE_CHECKING

from portal.core.actor import Actor

if TYPE_CHECKING:
    from companies.models import Company

VIEW = frozenset({"view"})
BUY = VIEW | {"buy", "talk", "join_communities"}
SELL = VIEW | {"edit_catalogue", "sell", "talk", "join_communities"}
MANAGE = BUY | SELL | {"edit_company", "manage_people", "manage_tokens", "run_communities", "view_documents"}

# role: the powers it has; the table in docs/permissions.md is made from this one
POWERS: dict[str, frozenset[str]] = {
    "owner": MANAGE | {"transfer_ownership"},
    "manager": MANAGE,
    "sales": SELL,
    "buyer": BUY,
    "viewer": VIEW,
}


def can_edit_company(actor: Actor, company: "Company") -> bool:
    return actor.acts_for(company.pk) and actor.may("edit_company")


def can_manage_people(actor: Actor, company: "Company") -> bool:
    return actor.acts_for(company.pk) and actor.may("manage_people")


def can_manage_tokens(actor: Actor, company: "Company") -> bool:
    return actor.acts_for(company.pk) and actor.may("manage_tokens")


def can_view_documents(actor: Actor, company: "Company") -> bool:
    """The document vault, by a person: an API key opens no vault."""
    return actor.acts_for(company.pk) and actor.may("view_documents") and actor.scopes is None


def may_review(actor: Actor) -> bool:
    """Programme staff who check claims, in their own person."""
    through = getattr(actor, "through", None)
    return actor.is_staff and through is None and bool(actor.user.has_perm("companies.review_claim"))


def can_review_of(actor: Actor, company: "Company") -> bool:
    """Whether this member of staff may judge what the company claims: never of a company they belong to."""
    return may_review(actor) and not company.memberships.filter(user_id=actor.user_id).exists()
