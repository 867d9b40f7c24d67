"""Hears of what changes in the facts that directories are filtered by."""

from community.directory.models import DirectoryState
from community.directory.roll import touch_those_of
from community.models import CommunityMember
from portal.core.events import Event, subscribe


@subscribe("membership.*", "community.changed", "company.*", "verification.*", batch=True)
def note_changes(events: list[Event]) -> None:
    members = ids_of(events, "community.communitymember")
    inside = CommunityMember.objects.filter(pk__in=members).values_list("community_id", flat=True) if members else []
    if communities := [*ids_of(events, "community.community"), *inside]:
        DirectoryState.touch_many(communities)
    about = [int(event.payload["company"]) for event in events if event.payload.get("company")]
    if companies := [*ids_of(events, "companies.company"), *about]:
        touch_those_of(companies)


def ids_of(events: list[Event], subject: str) -> list[int]:
    return [pk for event in events if event.subject_type == subject for pk in event.subject_ids]
