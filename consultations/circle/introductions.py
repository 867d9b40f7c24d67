"""Bringing companies together: a conversation about the introduction, with the first words of who introduces them."""

from typing import Any

from consultations.models import Room
from portal.core.actor import Actor
from portal.core.introductions import introducer


@introducer
def open_room(kind: str, subject: Any, by: Actor, words: str) -> str:
    """All parties are in it from the beginning; the intermediary is one of them, by its own name."""
    room = Room.open_about(kind, subject, by=by)
    room.post(words, by=by)
    return room.ref
