"""What people are told of moderation in communities; neither side learns of the other, and nobody is named.

The author hears what was decided against their words, those who reported it what became of it, moderators of appeals
and of the first case that waits.
"""

from typing import Any

from community.models import CommunityMember, ModerationCase
from notifications.handlers import address, path_of
from notifications.models import Notification
from notifications.recipients import people_of, person_or_colleagues
from notifications.trust_handlers import tell_each, tell_who_reported
from portal.core.events import Event, subscribe


def find(event: Event, *states: str) -> ModerationCase | None:
    rows = ModerationCase.objects.select_related("community", "company")
    return rows.filter(pk=event.subject_id or 0, state__in=states).first()


def tell_author(case: ModerationCase, event: Event, kind: str = "", path: str = "") -> None:
    """Who wrote it, as long as they are in the company; else their colleagues."""

    def words() -> dict[str, Any]:
        return {"title": case.title, "community": case.community.name, "reason": str(case.reason_name)}

    people = person_or_colleagues(case.user_id, case.company_id, "join_communities", event)
    tell_each(people, event, path or path_of(case), words, kind=kind)


def tell_reporters(case: ModerationCase, event: Event) -> None:
    tell_who_reported(case, event, address("community:moderation_reports"), "moderation.settled")


def tell_moderators(case: ModerationCase, event: Event, kind: str = "") -> None:
    """Of other companies than the one whose words they are; while one such word is unread, further are counted."""
    places = CommunityMember.objects.active().filter(community=case.community, role__in=["steward", "moderator"])
    places = places.exclude(company_id=case.company_id)
    people = people_of(places.values_list("company_id", flat=True), "join_communities", event)
    path = address("community:moderation_queue", case.community.slug)
    Notification.tell(people, event, path, kind=kind, fold=bool(kind), title=case.community.name)


@subscribe("moderation.reported", "moderation.held")
def waits(event: Event) -> None:
    case = find(event, ModerationCase.State.OPEN)
    if case:
        tell_moderators(case, event, "moderation.waits")


@subscribe("moderation.released")
def released(event: Event) -> None:
    case = find(event, ModerationCase.State.RELEASED)
    if case and case.content:
        thing = case.thing
        tell_author(case, event, path=case.content.url(thing) if thing is not None else "")
        tell_reporters(case, event)


@subscribe("moderation.dismissed")
def dismissed(event: Event) -> None:
    case = find(event, ModerationCase.State.DISMISSED)
    if case:
        tell_reporters(case, event)


@subscribe("moderation.upheld", "moderation.taken_back")
def decided(event: Event) -> None:
    case = find(event, *ModerationCase.AGAINST)
    if case:
        tell_author(case, event)
        tell_reporters(case, event)


@subscribe("moderation.lifted")
def lifted(event: Event) -> None:
    case = find(event, *ModerationCase.AGAINST)
    if case:
        tell_author(case, event)


@subscribe("moderation.appealed")
def appealed(event: Event) -> None:
    """Those of the community; what goes to the programme stands at its desk."""
    case = find(event, ModerationCase.State.UPHELD)
    appeal = case.waiting_appeal if case else None
    if case and appeal and not appeal.is_for_programme:
        tell_moderators(case, event)


@subscribe("moderation.appeal_answered")
def appeal_answered(event: Event) -> None:
    case = find(event, *ModerationCase.AGAINST)
    if case:
        tell_author(case, event)
        if case.state == ModerationCase.State.TAKEN_BACK:
            tell_reporters(case, event)
