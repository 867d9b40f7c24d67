"""Who may talk in a consultation."""

from typing import TYPE_CHECKING, Any

from portal.core.actor import Actor

if TYPE_CHECKING:
    from catalog.models import ReportCase
    from consultations.models import Room, RoomParty
    from consultations.safety.barriers import Standing


def can_open_room(actor: Actor) -> bool:
    return actor.company is not None and actor.user is not None and actor.may("talk")


def can_keep_room(actor: Actor, room: "Room") -> bool:
    """Sort it in the company's own inbox: whoever talks there, even where nothing can be written any more."""
    return can_open_room(actor) and room.parties.filter(company_id=actor.company_id, first_number__gte=1).exists()


def can_set_auto_reply(actor: Actor) -> bool:
    return actor.company is not None and actor.may("edit_company")


def can_speak(actor: Actor, room: "Room") -> bool:
    """Who takes part, where neither a block nor a measure of staff keeps the company from writing."""
    standing = standing_in(actor, room)
    return standing is not None and standing.barrier is None


def standing_in(actor: Actor, room: "Room") -> "Standing | None":
    """How a person stands whose company takes part now, in a role that talks. None for others: viewers only read."""
    from consultations.safety.barriers import facts_of

    return facts_of(actor, room) if can_open_room(actor) else None


def can_report_talk(actor: Actor, room: "Room") -> bool:
    """Anybody who reads it for a company that takes part or did, in their own person."""
    if actor.company is None or actor.user is None or actor.through is not None:
        return False
    return room.parties.filter(company_id=actor.company_id, first_number__gte=1).exists()


def may_moderate_talk(actor: Actor) -> bool:
    """Programme staff who judge reported consultations, in their own person."""
    return actor.is_staff and actor.through is None and actor.user.has_perm("consultations.moderate_talk")


def may_judge_talk(actor: Actor, case: "ReportCase") -> bool:
    """Never where a company of theirs takes part, on whichever side."""
    from consultations.models import RoomParty

    own = [company.pk for company in actor.companies]
    if not may_moderate_talk(actor):
        return False
    reported = RoomParty.objects.filter(room__in=talks_of(case), company__in=own)
    return not reported.exists()


def talks_of(case: "ReportCase") -> Any:
    from consultations.models import ReportedTalk

    return ReportedTalk._default_manager.filter(ref=case.key).values("room_id")


def can_look_at_talk(actor: Actor, case: "ReportCase") -> bool:
    """What a case shows, to who may judge it."""
    return case.kind == "consultation" and may_judge_talk(actor, case) and case.owner_id not in own_of(actor)


def own_of(actor: Actor) -> set[int]:
    return {company.pk for company in actor.companies}


def may_see_looks(actor: Actor) -> bool:
    """Leads of the programme read who looked at what was reported, and why."""
    return actor.is_staff and actor.through is None and actor.user.has_perm("consultations.view_desklook")


def can_consent_for_company(actor: Actor) -> bool:
    """Owners and managers, in their own person: words of the company's talks go to somebody else."""
    return actor.company is not None and actor.user is not None and actor.through is None and actor.may("edit_company")


def can_answer_invitation(actor: Actor, party: "RoomParty") -> bool:
    return can_open_room(actor) and actor.acts_for(party.company_id)


def can_remove_party(actor: Actor, party: "RoomParty") -> bool:
    """The party that opened the room, or that invited this one; as long as it takes part itself."""
    if not can_open_room(actor) or actor.acts_for(party.company_id):
        return False
    own = party.room.parties.here().filter(company_id=actor.company_id).first()
    return own is not None and (own.has_opened or actor.acts_for(party.invited_by_id))
