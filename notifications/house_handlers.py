"""What happens to places in communities, and to communities themselves: who is told."""

from typing import Any

from community.models import Community, CommunityInvitation, CommunityMember, MembershipChange
from companies.models import CompanyBlock
from notifications.handlers import address, find_member, members_of, path_of
from notifications.models import Notification
from notifications.recipients import people_of
from portal.core.events import Event, subscribe


def stewards_of(community: Community) -> Any:
    return community.members.stewards().values_list("company_id", flat=True)


@subscribe("membership.joined")
def membership_joined(event: Event) -> None:
    """Those who run it hear of a company that came in without their asking."""
    member = find_member(event)
    if member and member.is_active:
        people = people_of(stewards_of(member.community), "run_communities", event)
        path = address("community:members", member.community.slug)
        Notification.tell(people, event, path, company=member.company.name, title=member.community.name)


@subscribe("membership.removed")
def membership_removed(event: Event) -> None:
    """The company reads why, from a hidden community too: it knew of it."""
    change = MembershipChange.objects.select_related("community").filter(pk=event.subject_id or 0).first()
    if change:
        people = people_of([change.company_id], "join_communities", event)
        path = address("community:list")
        Notification.tell(people, event, path, title=change.community.name, reason=change.detail)


@subscribe("membership.role_given")
def role_given(event: Event) -> None:
    member = find_member(event)
    if member and member.is_active:
        people = people_of([member.company_id], "join_communities", event)
        Notification.tell(people, event, path_of(member.community), title=member.community.name)


@subscribe("membership.handed_over")
def handed_over(event: Event) -> None:
    member = find_member(event)
    if member and member.role == CommunityMember.Role.STEWARD:
        people = people_of([member.company_id], "run_communities", event)
        path = address("community:members", member.community.slug)
        Notification.tell(people, event, path, title=member.community.name)


@subscribe("community.rules_changed", "community.closed")
def told_to_members(event: Event) -> None:
    community = Community.objects.filter(pk=event.subject_id or 0).first()
    if community is None or (event.kind == "community.closed" and not community.is_closed):
        return
    people = people_of(members_of(community), "join_communities", event)
    Notification.tell(people, event, path_of(community), title=community.name)


@subscribe("community.invited")
def company_invited(event: Event) -> None:
    """A company on the portal is told here, unless it wants to hear nothing of who runs it; an address gets a mail."""
    rows = CommunityInvitation.objects.open().select_related("community__steward", "company")
    found = rows.filter(pk=event.subject_id or 0).first()
    if found and found.company and not CompanyBlock.objects.stands_between(found.company, found.community.steward):
        people = people_of([found.company.pk], "join_communities", event)
        Notification.tell(people, event, address("community:own_invitations"), title=found.community.name)


@subscribe("community.asked_inside")
def asked_inside(event: Event) -> None:
    part = Community.objects.select_related("wishes_parent").filter(pk=event.subject_id or 0).first()
    if part and part.wishes_parent:
        outer = part.wishes_parent
        people = people_of(stewards_of(outer), "run_communities", event)
        Notification.tell(people, event, address("community:parts", outer.slug), title=outer.name, part=part.name)


@subscribe("community.taken_in", "community.turned_away")
def decided_inside(event: Event) -> None:
    part = Community.objects.filter(pk=event.subject_id or 0).first()
    outer = Community.objects.filter(pk=event.payload.get("parent") or 0).first()
    if part and outer:
        people = people_of(stewards_of(part), "run_communities", event)
        Notification.tell(people, event, path_of(part), title=outer.name, part=part.name)
