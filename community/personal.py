"""What a person wrote in communities, and where they looked in."""

from community.models import CommunityVisit, MembershipChange, Post
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


@on_farewell
def forget_visits(user: User) -> None:
    CommunityVisit.objects.filter(user=user).delete()
