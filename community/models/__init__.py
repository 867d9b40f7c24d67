"""Communities and their members; each part of a community keeps its models in its own package."""

from community.discussion.models import Poll, PollOption, PollVote, Post, PostFile, PostMention, PostQuerySet, PostThank, PostVersion, TalkCategory, TalkChoice, Thread, ThreadPlace, ThreadQuerySet
from community.models.community import Community, CommunityQuerySet
from community.models.invitation import CommunityInvitation, CommunityInvitationQuerySet
from community.models.joining import JoinQuestion
from community.models.member import CommunityMember, CommunityMemberQuerySet, CommunityVisit, MembershipChange

__all__ = [
    "Community",
    "CommunityInvitation",
    "CommunityInvitationQuerySet",
    "CommunityMember",
    "CommunityMemberQuerySet",
    "CommunityQuerySet",
    "CommunityVisit",
    "JoinQuestion",
    "MembershipChange",
    "Poll",
    "PollOption",
    "PollVote",
    "Post",
    "PostFile",
    "PostMention",
    "PostQuerySet",
    "PostThank",
    "PostVersion",
    "TalkCategory",
    "TalkChoice",
    "Thread",
    "ThreadPlace",
    "ThreadQuerySet",
]
