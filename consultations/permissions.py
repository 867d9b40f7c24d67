"""Who may talk in a consultation."""

from typing import TYPE_CHECKING

from portal.core.actor import Actor

if TYPE_CHECKING:
    from consultations.models import Room


def can_open_room(actor: Actor) -> bool:
    return actor.company is not None and actor.user is not None and actor.may("talk")


def can_keep_room(actor: Actor, room: "Room") -> bool:
    """Sort it in the company's own inbox: whoever talks there, even where nothing can be written any more."""
    return can_open_room(actor) and room.parties.filter(company_id=actor.company_id).exists()


def can_set_auto_reply(actor: Actor) -> bool:
    return actor.company is not None and actor.may("edit_company")


def can_speak(actor: Actor, room: "Room") -> bool:
    """A person of one of the parties, in a role that talks; viewers only read."""
    return can_open_room(actor) and room.parties.filter(company_id=actor.company_id).exists()
