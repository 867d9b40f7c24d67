"""Who may do what in an initiative. A company that is no member of the community any more may do nothing in one."""

from typing import TYPE_CHECKING

from community.permissions import can_moderate_community, can_run_community, can_write_in_community, role_in
from portal.core.actor import Actor

if TYPE_CHECKING:
    from community.initiatives.models import Initiative, InitiativePartner
    from community.models import Community


def can_propose_initiative(actor: Actor, community: "Community") -> bool:
    return can_write_in_community(actor, community)


def can_lead_initiative(actor: Actor, initiative: "Initiative") -> bool:
    return actor.acts_for(initiative.lead_id) and can_write_in_community(actor, initiative.community)


def can_work_on_initiative(actor: Actor, initiative: "Initiative") -> bool:
    """A partner: writes the agreement, consents, keeps steps and files, tells how it goes."""
    return initiative.has_partner(actor.company_id) and can_write_in_community(actor, initiative.community)


def can_see_inside(actor: Actor, initiative: "Initiative") -> bool:
    """The agreement, the steps and the files: partners in any role, and the steward."""
    role = role_in(actor, initiative.community)
    return role == "steward" or (bool(role) and initiative.has_partner(actor.company_id))


def can_join_initiative(actor: Actor, initiative: "Initiative") -> bool:
    return can_write_in_community(actor, initiative.community) and not initiative.has_partner(actor.company_id)


def can_answer_for_partner(actor: Actor, partner: "InitiativePartner") -> bool:
    return actor.acts_for(partner.company_id) and can_write_in_community(actor, partner.initiative.community)


def can_close_initiative(actor: Actor, initiative: "Initiative") -> bool:
    return can_lead_initiative(actor, initiative) or can_moderate_community(actor, initiative.community)


def can_pin_initiative(actor: Actor, initiative: "Initiative") -> bool:
    return can_moderate_community(actor, initiative.community)


def can_settle_lead(actor: Actor, initiative: "Initiative") -> bool:
    """Who says which partner leads: the lead itself, or the steward where it does not answer."""
    return can_lead_initiative(actor, initiative) or can_run_community(actor, initiative.community)
