"""Who may do what in a community."""

from typing import TYPE_CHECKING

from portal.core.actor import Actor

if TYPE_CHECKING:
    from community.models import Community, CommunityMember


def role_in(actor: Actor, community: "Community") -> str:
    """The acting company's role there: steward, moderator, member, observer; empty for a stranger."""
    return community.role_of(actor.company_id)


def can_run_community(actor: Actor, community: "Community") -> bool:
    return role_in(actor, community) == "steward" and actor.may("run_communities")


def can_moderate_community(actor: Actor, community: "Community") -> bool:
    return role_in(actor, community) in {"steward", "moderator"} and actor.may("join_communities")


def can_write_in_community(actor: Actor, community: "Community") -> bool:
    return role_in(actor, community) in {"steward", "moderator", "member"} and actor.may("join_communities")


def can_ask_to_join(actor: Actor, community: "Community") -> bool:
    return actor.company is not None and actor.may("join_communities") and not role_in(actor, community)


def can_leave_community(actor: Actor, member: "CommunityMember") -> bool:
    return actor.acts_for(member.company_id) and actor.may("join_communities")


def can_found_community(actor: Actor) -> bool:
    """Communities are run by intermediaries and the programme."""
    return actor.company is not None and actor.company.runs_communities and actor.may("run_communities")
