"""Communities are circles: offers and requests may be kept to the members of one."""

from collections.abc import Iterable

from community.models import Community, CommunityMember
from portal.core.actor import Actor
from portal.core.circles import Circle, circle_key, register_circles


def of(actor: Actor) -> Iterable[Circle]:
    for community in Community.objects.joined_by(actor).order_by("name"):
        yield Circle(circle_key("community", community.pk), community.name, community.get_absolute_url())


def companies(pk: int) -> Iterable[int]:
    active = CommunityMember.objects.filter(community_id=pk, state=CommunityMember.State.ACTIVE)
    return active.filter(company__is_active=True).values_list("company_id", flat=True)


register_circles("community", of, companies)
