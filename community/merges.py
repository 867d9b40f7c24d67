"""What becomes of a company's places in communities when it is taken into another."""

from django.utils.translation import gettext as _

from community.models import Community, CommunityMember, Post, Thread
from companies.merging import Moved, merges, move_rows
from companies.models import Company
from portal.core.events import record_many

ROLES = ("observer", "member", "moderator", "steward")
STATES = ("declined", "asked", "active")


@merges(
    "communities",
    "community.community.steward",
    "community.communitymember.company",
    "community.thread.company",
    "community.post.company",
)
def communities(kept: Company, lost: Company) -> Moved:
    """Its places move; where both are in, the better standing of the two counts."""
    moving = CommunityMember.objects.filter(company=lost)
    touched = list(moving.values_list("community_id", flat=True))
    mine = {one.community_id: one for one in CommunityMember.objects.filter(company=kept, community__in=touched)}
    for one in moving.filter(community__in=list(mine)):
        raise_to(mine[one.community_id], one)
    clashing = moving.filter(community__in=list(mine)).values_list("pk", flat=True)
    yield _("communities it is in"), move_rows(moving, "company", kept, clashing=clashing)
    yield _("communities it runs"), Community.objects.filter(steward=lost).update(steward=kept)
    yield _("threads"), Thread.objects.filter(company=lost).update(company=kept)
    yield _("posts"), Post.objects.filter(company=lost).update(company=kept)
    if touched:
        record_many("community.changed", Community, touched)  # who may find a hidden one has changed


def raise_to(mine: CommunityMember, other: CommunityMember) -> None:
    """An active place counts more than a request, a steward's more than a member's."""
    better = (STATES.index(other.state), ROLES.index(other.role)) > (STATES.index(mine.state), ROLES.index(mine.role))
    if better:
        mine.state, mine.role = other.state, other.role
        mine.joined_at = mine.joined_at or other.joined_at
        mine.save(update_fields=["state", "role", "joined_at"])
