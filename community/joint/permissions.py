"""Who decides what a community shows of its members' listings."""

from typing import TYPE_CHECKING

from community.permissions import can_run_community
from portal.core.actor import Actor

if TYPE_CHECKING:
    from community.models import Community, CommunityMember


def can_show_listings(actor: Actor, member: "CommunityMember") -> bool:
    return actor.acts_for(member.company_id) and actor.may("join_communities")


def can_feature(actor: Actor, community: "Community") -> bool:
    return can_run_community(actor, community)
