"""What a person wrote in communities, and where they looked in."""

from community.models import (
    CommunityVisit,
    MembershipChange,
    PollVote,
    Post,
    PostMention,
    PostThank,
    PostVersion,
    TalkChoice,
    ThreadPlace,
)
from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import User


@personal_data("posts")
def posts(user: User) -> Rows:
    written = Post.objects.filter(user=user).select_related("thread__community", "company").order_by("pk")
    for one in written.iterator(chunk_size=1000):
        yield {
            "community": one.thread.community.name,
            "thread": one.thread.title,
            "for_company": one.company.name,
            "number": one.number,
            "text": one.body,
            "at": one.created_at,
        }


@personal_data("community_visits")
def visits(user: User) -> Rows:
    looked = CommunityVisit.objects.filter(user=user).order_by("pk")
    yield from looked.values("community__name", "seen_at")


@personal_data("community_places")
def places(user: User) -> Rows:
    """What the person did with places of companies: asked, let in, invited, removed …"""
    changes = MembershipChange.objects.filter(user=user).order_by("pk")
    yield from changes.values("community__name", "company__name", "what", "detail", "at")


@personal_data("earlier_wordings_of_posts")
def wordings(user: User) -> Rows:
    rows = PostVersion._default_manager.filter(user=user).order_by("pk")
    yield from rows.values("post__thread__title", "post__number", "number", "body", "until").iterator(chunk_size=1000)


@personal_data("thanks_for_posts")
def thanks(user: User) -> Rows:
    rows = PostThank._default_manager.filter(user=user).order_by("pk")
    yield from rows.values("post__thread__title", "post__number").iterator(chunk_size=1000)


@personal_data("mentions_in_communities")
def mentions(user: User) -> Rows:
    rows = PostMention._default_manager.filter(user=user).order_by("pk")
    yield from rows.values("post__thread__title", "post__number", "name").iterator(chunk_size=1000)


@personal_data("votes_in_polls")
def votes(user: User) -> Rows:
    rows = PollVote._default_manager.filter(user=user).order_by("pk")
    yield from rows.values("poll__question", "option__text", "company__name").iterator(chunk_size=1000)


@personal_data("threads_read_and_followed")
def threads(user: User) -> Rows:
    rows = ThreadPlace._default_manager.filter(user=user).order_by("pk")
    yield from rows.values("thread__community__name", "thread__title", "seen", "follows").iterator(chunk_size=1000)


@personal_data("what_of_communities_is_told")
def choices(user: User) -> Rows:
    rows = TalkChoice._default_manager.filter(user=user).order_by("pk")
    yield from rows.values("community__name", "level", "read_at")


@on_farewell
def forget_visits(user: User) -> None:
    """What was looked at and followed goes; posts and votes stay with the company, without a name."""
    CommunityVisit.objects.filter(user=user).delete()
    ThreadPlace._default_manager.filter(user=user).delete()
    TalkChoice._default_manager.filter(user=user).delete()
    PostMention._default_manager.filter(user=user).delete()
