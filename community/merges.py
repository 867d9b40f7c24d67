"""What becomes of a company's places in communities when it is taken into another."""

from django.utils import timezone
from django.utils.translation import gettext as _

from community.directory.merging import keep_answers
from community.models import (
    Community,
    CommunityInvitation,
    CommunityMember,
    MembershipChange,
    PollVote,
    Post,
    PostMention,
    Thread,
)
from companies.merging import Moved, merges, move_rows
from companies.models import Company
from portal.core.events import record_many

ROLES = ("observer", "member", "moderator", "steward")
STATES = ("declined", "asked", "banned", "active")  # who was removed for good is not let in by a merger


@merges(
    "communities",
    "community.community.steward",
    "community.communitymember.company",
    "community.thread.company",
    "community.post.company",
    "community.membershipchange.company",
    "community.membershipchange.by_company",
    "community.communityinvitation.company",
    "community.communityinvitation.accepted_for",
)
def communities(kept: Company, lost: Company) -> Moved:
    """Its places move; where both are in, the better standing of the two counts."""
    moving = CommunityMember.objects.filter(company=lost)
    touched = list(moving.values_list("community_id", flat=True))
    mine = {one.community_id: one for one in CommunityMember.objects.filter(company=kept, community__in=touched)}
    for one in moving.filter(community__in=list(mine)):
        raise_to(mine[one.community_id], one)
        keep_answers(mine[one.community_id], one)
    clashing = moving.filter(community__in=list(mine)).values_list("pk", flat=True)
    yield _("communities it is in"), move_rows(moving, "company", kept, clashing=clashing)
    yield _("communities it runs"), Community.objects.filter(steward=lost).update(steward=kept)
    yield _("threads"), Thread.objects.filter(company=lost).update(company=kept)
    yield _("posts"), Post.objects.filter(company=lost).update(company=kept)
    MembershipChange.objects.filter(company=lost).update(company=kept)
    MembershipChange.objects.filter(by_company=lost).update(by_company=kept)
    CommunityInvitation.objects.filter(accepted_for=lost).update(accepted_for=kept)
    yield _("invitations into communities"), move_invitations(kept, lost)
    if touched:
        Community.objects.filter(pk__in=touched).update(updated_at=timezone.now())
        record_many("community.changed", Community, touched)  # who may find a hidden one has changed


def move_invitations(kept: Company, lost: Company) -> int:
    """Where both are invited by one community, the invitation of the one that stays is enough."""
    invited, open_ = CommunityInvitation.objects.filter(company=lost), CommunityInvitation.State.OPEN
    both = CommunityInvitation.objects.filter(company=kept, state=open_).values("community_id")
    clashing = list(invited.filter(state=open_, community__in=both).values_list("pk", flat=True))
    return move_rows(invited, "company", kept, clashing=clashing)


def raise_to(mine: CommunityMember, other: CommunityMember) -> None:
    """An active place counts more than a request, a steward's more than a member's."""
    better = (STATES.index(other.state), ROLES.index(other.role)) > (STATES.index(mine.state), ROLES.index(mine.role))
    if better:
        mine.state, mine.role = other.state, other.role
        mine.joined_at = mine.joined_at or other.joined_at
        mine.save(update_fields=["state", "role", "joined_at"])


@merges("talk", "community.pollvote.company", "community.postmention.company")
def talk(kept: Company, lost: Company) -> Moved:
    """Where both voted, the vote of the company that stays counts; who was named twice in a post is named once."""
    votes = PollVote._default_manager.filter(company=lost)
    voted = PollVote._default_manager.filter(company=kept).values("poll_id")
    clashing = votes.filter(poll_id__in=voted).values_list("pk", flat=True)
    yield _("votes in polls"), move_rows(votes, "company", kept, clashing=clashing)
    mentions = PostMention._default_manager.filter(company=lost)
    named = PostMention._default_manager.filter(company=kept).values("post_id")
    twice = mentions.filter(post_id__in=named).values_list("pk", flat=True)
    yield _("mentions"), move_rows(mentions, "company", kept, clashing=twice)
