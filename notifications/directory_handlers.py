"""Tells a member when a steward has filled in its entry for it."""

from community.models import CommunityMember
from notifications.handlers import address
from notifications.models import Notification
from notifications.recipients import people_of
from portal.core.events import Event, subscribe


@subscribe("directory.filled_for")
def entry_filled(event: Event) -> None:
    members = CommunityMember.objects.active().select_related("community", "company")
    member = members.filter(pk=event.subject_id or 0).first()
    if member:
        people = people_of([member.company_id], "join_communities", event)
        path = address("community:directory_entry", member.community.slug, member.company.slug)
        Notification.tell(people, event, path, title=member.community.name)
