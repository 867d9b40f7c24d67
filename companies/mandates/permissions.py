"""Who proposes, gives, ends and sees a mandate: people of the two companies, in their own person, under no mandate."""

from typing import TYPE_CHECKING

from portal.core.actor import Actor

if TYPE_CHECKING:
    from companies.models import Mandate


def is_own_person(actor: Actor) -> bool:
    """No key to the API, no member of staff in somebody's place, nobody who acts under a mandate themselves."""
    return actor.user is not None and actor.scopes is None and actor.through is None and actor.mandate is None


def can_keep_mandates(actor: Actor) -> bool:
    """Owners and managers: who decides on a company's people decides who else acts for it."""
    return actor.company is not None and is_own_person(actor) and actor.may("manage_people")


def can_propose_mandate(actor: Actor, principal_id: int, agent_id: int) -> bool:
    return can_keep_mandates(actor) and (actor.acts_for(principal_id) or actor.acts_for(agent_id))


def can_answer_mandate(actor: Actor, mandate: "Mandate") -> bool:
    """The side that did not propose it."""
    asked = mandate.principal_id if mandate.is_agents_proposal else mandate.agent_id
    return can_keep_mandates(actor) and actor.acts_for(asked)


def can_withdraw_mandate(actor: Actor, mandate: "Mandate") -> bool:
    proposer = mandate.agent_id if mandate.is_agents_proposal else mandate.principal_id
    return can_keep_mandates(actor) and actor.acts_for(proposer)


def can_revoke_mandate(actor: Actor, mandate: "Mandate") -> bool:
    """Its owners and managers, those of a suspended company too: they must never be without this."""
    return is_own_person(actor) and actor.acts_for(mandate.principal_id) and actor.role in {"owner", "manager"}


def can_return_mandate(actor: Actor, mandate: "Mandate") -> bool:
    return is_own_person(actor) and actor.acts_for(mandate.agent_id) and actor.role in {"owner", "manager"}


def can_see_all_deeds(actor: Actor, mandate: "Mandate") -> bool:
    """Who reads the company's activity log reads this one; others of the intermediary see their own acts."""
    return is_own_person(actor) and actor.may("see_activity")
