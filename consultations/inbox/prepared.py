"""Prepared replies in the composer of a consultation."""

from django.http import HttpRequest
from django.utils.translation import get_language

from companies.prepared_words import Prepared, prepared_for
from consultations.models import Room
from portal.core.actor import Actor
from portal.core.http import SignedIn


def prepared_sorted(actor: Actor) -> list[Prepared]:
    """Those in the reader's language first."""
    language = get_language()
    return sorted(prepared_for(actor), key=lambda one: (one.language != language, one.language, one.title.casefold()))


def filled_for(room: Room, actor: Actor, ref: str) -> str:
    """The words of this reply for this room; empty when the company has none of this reference."""
    found = next((one for one in prepared_for(actor) if one.ref == ref), None) if ref else None
    if found is None:
        return ""
    partner = next(iter(room.other_companies(actor)), None)
    values = {
        "company": partner.name if partner else "",
        "title": room.title,
        "quantity": "",
        "ref": room.ref,
        "me": actor.user.name if actor.user else "",
        "us": actor.company.name,
    }
    return found.filled(values)


def prepared_words(request: SignedIn, room: Room) -> str:
    """What `?reply=` puts into the composer."""
    return filled_for(room, request.actor, asked_for(request))


def asked_for(request: HttpRequest) -> str:
    return request.GET.get("reply", "")[:16]
