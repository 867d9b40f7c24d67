"""Who defines the directory of a community, and who fills its entries."""

from typing import TYPE_CHECKING

from community.permissions import can_run_community
from portal.core.actor import Actor

if TYPE_CHECKING:
    from community.models import Community, CommunityMember


def can_define_directory(actor: Actor, community: "Community") -> bool:
    return can_run_community(actor, community)


def can_fill_entry(actor: Actor, member: "CommunityMember") -> bool:
    """The company's own people, or a steward for it; nobody for a company that is not (any more) a member."""
    if not member.is_active:
        return False
    own = actor.acts_for(member.company_id) and actor.may("join_communities")
    return own or can_run_community(actor, member.community)


def can_export_directory(actor: Actor, community: "Community") -> bool:
    return can_run_community(actor, community)
