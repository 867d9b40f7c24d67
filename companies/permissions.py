"""What each role in a company may do, and who may do it to a company."""

from typing import TYPE_CHECKING

from portal.core.actor import Actor

if TYPE_CHECKING:
    from companies.models import Company, Membership

VIEW = frozenset({"view"})
BUY = VIEW | {"buy", "talk", "join_communities"}
SELL = VIEW | {"edit_catalogue", "sell", "talk", "join_communities"}
MANAGE = (
    BUY
    | SELL
    | {"edit_company", "manage_people", "manage_tokens", "run_communities", "see_activity", "view_documents"}
    | {"approve_quotations", "issue_invoices", "manage_webhooks"}
)

# role: the powers it has; the table in docs/permissions.md is made from this one
POWERS: dict[str, frozenset[str]] = {
    "owner": MANAGE | {"transfer_ownership", "close_company"},
    "manager": MANAGE,
    "sales": SELL,
    "buyer": BUY,
    "viewer": VIEW,
}

# What a person decides and no program: a key to the API has the powers of a manager without these.
NOT_FOR_TOKENS = frozenset({"manage_people", "manage_tokens", "view_documents", "see_activity"})


def can_edit_company(actor: Actor, company: "Company") -> bool:
    return actor.acts_for(company.pk) and actor.may("edit_company")


def can_close_company(actor: Actor, company: "Company") -> bool:
    """Its owners; those of a suspended company too, who could not leave it otherwise."""
    return actor.acts_for(company.pk) and (actor.may("close_company") or actor.role == "owner")


def can_manage_people(actor: Actor, company: "Company") -> bool:
    return actor.acts_for(company.pk) and actor.may("manage_people")


def can_give_role(actor: Actor, company: "Company", role: str) -> bool:
    """Who manages people gives every role; only an owner makes owners."""
    return can_manage_people(actor, company) and (role != "owner" or actor.may("transfer_ownership"))


def can_change_member(actor: Actor, membership: "Membership") -> bool:
    """Change or remove this person: an owner only by an owner."""
    return can_give_role(actor, membership.company, membership.role)


def can_block_company(actor: Actor) -> bool:
    """Whoever answers for the company to others: asks, sells or talks. A person of its own, no key to the API."""
    return actor.company is not None and actor.user is not None and actor.mandate is None and actor.may("talk")


def can_hand_over(actor: Actor, company: "Company") -> bool:
    return actor.acts_for(company.pk) and actor.may("transfer_ownership")


def can_manage_tokens(actor: Actor, company: "Company") -> bool:
    return actor.acts_for(company.pk) and actor.may("manage_tokens")


def can_manage_webhooks(actor: Actor, company: "Company") -> bool:
    """Say where the company's events are sent, and read what was sent; a key with the scope for it may as well."""
    return actor.acts_for(company.pk) and actor.may("manage_webhooks")


def can_see_activity(actor: Actor, company: "Company") -> bool:
    return actor.acts_for(company.pk) and actor.may("see_activity")


def staff_may(actor: Actor, permission: str, *companies: "Company") -> bool:
    """Programme staff with the permission, in their own person, and none of the companies is their own."""
    own = {company.pk for company in actor.companies}
    return (
        actor.is_staff
        and actor.through is None
        and actor.mandate is None
        and actor.user.has_perm(f"companies.{permission}")
        and not own & {company.pk for company in companies}
    )


def can_suspend_company(actor: Actor, company: "Company") -> bool:
    return staff_may(actor, "suspend_company", company)


def can_give_room(actor: Actor, company: "Company") -> bool:
    """Let a company keep more files, or fewer, than its level may."""
    return staff_may(actor, "suspend_company", company)


def can_merge_companies(actor: Actor, kept: "Company", lost: "Company") -> bool:
    return staff_may(actor, "merge_companies", kept, lost)


def can_appeal(actor: Actor, company: "Company") -> bool:
    """While a company is suspended its owners and managers only look; this word they keep."""
    return actor.acts_for(company.pk) and actor.role in {"owner", "manager"}


def can_view_documents(actor: Actor, company: "Company") -> bool:
    """The document vault, by a person: an API key opens no vault."""
    return actor.acts_for(company.pk) and actor.may("view_documents") and actor.scopes is None


def may_review(actor: Actor) -> bool:
    """Programme staff who check claims, in their own person."""
    return staff_may(actor, "review_claim")


def can_review_of(actor: Actor, company: "Company") -> bool:
    """Whether this member of staff may judge what the company claims: never of a company they belong to."""
    return may_review(actor) and not company.memberships.filter(user_id=actor.user_id).exists()
