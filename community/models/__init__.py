"""Communities and their members; each part of a community keeps its models in its own package."""

from community.discussion.models import Post, PostQuerySet, Thread, ThreadQuerySet
from community.models.community import (
    Community,
    CommunityMember,
    CommunityMemberQuerySet,
    CommunityQuerySet,
    CommunityVisit,
)

__all__ = [
    "Community",
    "CommunityMember",
    "CommunityMemberQuerySet",
    "CommunityQuerySet",
    "CommunityVisit",
    "Post",
    "PostQuerySet",
    "Thread",
    "ThreadQuerySet",
]
