"""Who may do what in a community. A closed one is read and not written; docs/communities.md has the whole table."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from portal.core.actor import Actor

if TYPE_CHECKING:
    from community.models import Community, CommunityMember

WRITERS = frozenset({"steward", "moderator", "member"})
# What else keeps a company from writing somewhere, such as a suspension: each is asked with the ids of both.
BARRIERS: "list[Callable[[int, int], bool]]" = []


def role_in(actor: Actor, community: "Community") -> str:
    """The acting company's role there: steward, moderator, member, observer; empty for a stranger."""
    return community.role_of(actor.company_id)


def can_run_community(actor: Actor, community: "Community") -> bool:
    return actor.may("run_communities") and not community.is_closed and role_in(actor, community) == "steward"


def can_moderate_community(actor: Actor, community: "Community") -> bool:
    may = actor.may("join_communities") and not community.is_closed
    return may and role_in(actor, community) in {"steward", "moderator"}


def can_judge_content(actor: Actor, community: "Community") -> bool:
    """Whoever moderates it, and the programme's staff over all communities."""
    return can_moderate_community(actor, community) or may_judge_communities(actor)


def may_judge_communities(actor: Actor) -> bool:
    """Programme staff with the permission, in their own person."""
    return actor.is_staff and actor.through is None and actor.user.has_perm("community.judge_communities")


def can_write_in_community(actor: Actor, community: "Community") -> bool:
    """Members but observers, who have accepted the rules as they are now."""
    if not actor.may("join_communities") or community.is_closed:
        return False
    seat = community.seat_of(actor.company_id)
    if seat is None or seat.role not in WRITERS or seat.owes_rules:
        return False
    return not any(stops(community.pk, actor.company_id) for stops in BARRIERS)


def can_ask_to_join(actor: Actor, community: "Community") -> bool:
    may = actor.company is not None and actor.may("join_communities") and not community.is_closed
    return may and not role_in(actor, community)


def can_leave_community(actor: Actor, member: "CommunityMember") -> bool:
    return actor.acts_for(member.company_id) and actor.may("join_communities")


def can_accept_rules(actor: Actor, member: "CommunityMember") -> bool:
    return actor.acts_for(member.company_id) and actor.may("join_communities") and actor.user is not None


def can_found_community(actor: Actor) -> bool:
    """Communities are run by intermediaries and the programme."""
    return actor.company is not None and actor.company.runs_communities and actor.may("run_communities")


def can_read_community(actor: Actor, community: "Community") -> bool:
    return community.is_readable_by(actor)


def can_decide_on_members(actor: Actor, community: "Community") -> bool:
    return can_run_community(actor, community)


def can_change_role(actor: Actor, community: "Community") -> bool:
    return can_run_community(actor, community)


def can_hand_over_community(actor: Actor, community: "Community") -> bool:
    return can_run_community(actor, community)


def can_remove_member(actor: Actor, member: "CommunityMember") -> bool:
    """Any member but the own company, which leaves."""
    return can_run_community(actor, member.community) and not actor.acts_for(member.company_id)


def can_invite_to_community(actor: Actor, community: "Community") -> bool:
    """In their own person: an invitation says who invites."""
    return can_moderate_community(actor, community) and actor.user is not None


def can_see_changes(actor: Actor, community: "Community") -> bool:
    """The history of places and the list of invitations, in a closed community too."""
    return actor.may("join_communities") and role_in(actor, community) in {"steward", "moderator"}


def can_close_community(actor: Actor, community: "Community") -> bool:
    return can_run_community(actor, community)


def can_reopen_community(actor: Actor, community: "Community") -> bool:
    may = actor.may("run_communities") and community.may_be_reopened
    return may and role_in(actor, community) == "steward"


def can_arrange_inside(actor: Actor, community: "Community") -> bool:
    """Found a community inside this one, and take one in that asks for it."""
    return can_run_community(actor, community) and community.parent_id is None
