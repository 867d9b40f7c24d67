"""Keeps the stays of members in step with memberships."""

from community.models import Community, CommunityMember, Stay
from portal.core.events import Event, subscribe
from portal.core.timed import every


@subscribe("membership.*", "community.*")
def members_moved(event: Event) -> None:
    """Whatever happened to the members, what is true now counts; facts about people of a company are not meant."""
    if event.subject_type == "community.communitymember":
        houses = CommunityMember.objects.filter(pk__in=event.subject_ids).values("community_id")
        found = Community.objects.filter(pk__in=houses)
    elif event.subject_type == "community.community":
        found = Community.objects.filter(pk__in=event.subject_ids)
    else:
        return
    for community in found:
        Stay.settle(community)


@every(hours=6)
def settle_all() -> None:
    """For members that came without a fact of their own: a merger, or rows made by a program."""
    Stay.settle()
