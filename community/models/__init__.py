"""Communities and their members; each part of a community keeps its models in its own package."""

from community.articles.models import Article
from community.calendar.models import (
    CalendarKey,
    Gathering,
    GatheringInvitation,
    GatheringLetter,
    MeetingPlan,
    MeetingSlot,
    Registration,
    TableMeeting,
    TableOutcome,
    TableProfile,
    TableSeat,
)
from community.casework.models import Candidate, Case, CaseNote, CaseTask
from community.directory.models import DirectoryEntry, DirectoryField, DirectoryState
from community.discussion.models import (
    Poll,
    PollOption,
    PollVote,
    Post,
    PostFile,
    PostMention,
    PostQuerySet,
    PostThank,
    PostVersion,
    TalkCategory,
    TalkChoice,
    Thread,
    ThreadPlace,
    ThreadQuerySet,
)
from community.initiatives.models import Initiative
from community.joint.models import FeaturedListing, JointListing
from community.models.community import Community, CommunityQuerySet
from community.models.invitation import CommunityInvitation, CommunityInvitationQuerySet
from community.models.joining import JoinQuestion
from community.models.member import CommunityMember, CommunityMemberQuerySet, CommunityVisit, MembershipChange
from community.moderation.models import (
    CaseAppeal,
    ContentReport,
    ContentRule,
    Measure,
    ModerationCase,
    ModerationEntry,
    ModerationSettings,
)
from community.results.models import FiguresConsent, ResultsSettings, Stay
from community.vouching.models import Vouching

__all__ = [
    "Article",
    "CalendarKey",
    "Candidate",
    "Case",
    "CaseAppeal",
    "CaseNote",
    "CaseTask",
    "Community",
    "CommunityInvitation",
    "CommunityInvitationQuerySet",
    "CommunityMember",
    "CommunityMemberQuerySet",
    "CommunityQuerySet",
    "CommunityVisit",
    "ContentReport",
    "ContentRule",
    "DirectoryEntry",
    "DirectoryField",
    "DirectoryState",
    "FeaturedListing",
    "FiguresConsent",
    "Gathering",
    "GatheringInvitation",
    "GatheringLetter",
    "Initiative",
    "JoinQuestion",
    "JointListing",
    "Measure",
    "MeetingPlan",
    "MeetingSlot",
    "MembershipChange",
    "ModerationCase",
    "ModerationEntry",
    "ModerationSettings",
    "Poll",
    "PollOption",
    "PollVote",
    "Post",
    "PostFile",
    "PostMention",
    "PostQuerySet",
    "PostThank",
    "PostVersion",
    "Registration",
    "ResultsSettings",
    "Stay",
    "TableMeeting",
    "TableOutcome",
    "TableProfile",
    "TableSeat",
    "TalkCategory",
    "TalkChoice",
    "Thread",
    "ThreadPlace",
    "ThreadQuerySet",
    "Vouching",
]
