"""The frames of a consultation's socket: read from text, and answered. Documented in docs/realtime.md.

Everything here is synchronous and touches the database; the consumer calls it in a thread, once per frame.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from companies.sockets import session_actor, still_stands, written_session
from consultations.forms import SayForm
from consultations.models import Message, Room, RoomParty, Sight
from consultations.models.room import SEES
from consultations.permissions import can_speak
from portal.core.actor import Actor
from portal.core.permissions import Refused, require
from portal.core.prepared import Prepared

MAX_FRAME = 64 * 1024  # characters: 4,000 characters of words, each written as two \uXXXX, with room to spare
SYNC_LIMIT = 100
MAX_NUMBER = 2**31 - 1

Frame = dict[str, Any]


class BadFrame(Exception):
    """A frame that is not answered but refused: `code` for the program, `message` for the person."""

    def __init__(self, code: str, message: Any, client_id: str | None = None) -> None:
        super().__init__(code)
        self.code, self.message, self.client_id = code, message, client_id

    @property
    def frame(self) -> Frame:
        named = {"client_id": self.client_id} if self.client_id else {}
        return {"type": "error", "code": self.code, "message": str(self.message), **named}


@dataclass(frozen=True)
class Access:
    """Somebody in a room that they may see; `session` is what is stored of theirs, None where that cannot be told."""

    actor: Actor
    room: Room
    session: str | None = None

    @cached_property
    def sight(self) -> Sight:
        """It cannot change while this access stands: what it is made of is compared (`is_same`)."""
        return self.room.sight_of(self.actor)

    @property
    def newest(self) -> int:
        """The number of the newest message that they see."""
        return self.sight.newest(self.room.last_number)

    def hears(self, event: Frame) -> bool:
        """Whether this push is for them: what is said goes to who takes part at that moment, and to nobody else."""
        told: list[int] | None = event.get("to")
        return self.sight.is_here if told is None else self.actor.company_id in told


def enter(session_key: str | None, ref: str, before: Access | None = None) -> Access | None:
    """Who the session belongs to now and the room, or None where the page would say 404.

    All is looked up anew, unless everything that it was made of is as it was `before`.
    """
    session = written_session(session_key)
    if before is not None and session is not None and session == before.session and is_same(before):
        return before
    actor = session_actor(session_key)
    room = Room.objects.visible_to(actor).filter(ref=ref).first() if actor.user else None
    return Access(actor, room, session) if room else None


def is_same(access: Access) -> bool:
    """Whether person, company and what it sees of the room are unchanged; the room's numbers are those of now then."""
    actor, room = access.actor, access.room
    row = SEEN.row(room=room.pk, company=actor.company_id) if still_stands(actor) else None
    if row is None or row[:-2] != tuple(getattr(room, f"sees_{name}") for name in SEES if name != "as"):
        return False
    room.last_number, room.last_change = row[-2:]
    return True


def seen(room: int, company: int) -> "QuerySet[Any, Any]":
    columns = [column for name, column in SEES.items() if name != "as"]
    rows = RoomParty.objects.filter(room=room, company=company)
    return rows.values_list(*columns, "room__last_number", "room__last_change")


SEEN = Prepared(seen)


def read_frame(text: str | None) -> Frame:
    """The frame in `text`; raises BadFrame for anything but a JSON object of a known type."""
    if text is None:
        raise BadFrame("malformed", _("Frames are text, not binary."))
    if len(text) > MAX_FRAME:
        raise BadFrame("too_long", _("This is too long to be sent at once."))
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        raise BadFrame("malformed", _("This frame could not be read.")) from None
    if not isinstance(frame, dict) or not isinstance(frame.get("type"), str):
        raise BadFrame("malformed", _("This frame could not be read."))
    if frame["type"] not in ANSWERS:
        raise BadFrame("unknown_type", _("This kind of frame is not known here."))
    return frame


def answer(access: Access, frame: Frame) -> Frame | None:
    """Do what the frame asks; the frame to send back, if any. Raises BadFrame with the reason otherwise."""
    client_id = client_id_in(frame)
    try:
        return ANSWERS[frame["type"]](access, frame)
    except PermissionDenied as problem:
        raise BadFrame("forbidden", problem, client_id) from problem
    except Refused as problem:
        raise BadFrame("refused", problem.message, client_id) from problem


def answer_send(access: Access, frame: Frame) -> Frame:
    """Store a message; acknowledged only then, with its number."""
    body, client_id = frame.get("body"), frame.get("client_id")
    if not isinstance(body, str) or not isinstance(client_id, str) or not client_id:
        raise BadFrame("malformed", _("A message has a body and a client_id."))
    form = SayForm({"body": body, "client_id": client_id, "reply_to": frame.get("reply_to")})
    if not form.is_valid():
        code = "malformed" if {"client_id", "reply_to"} & set(form.errors) else "refused"
        reasons = [reason for errors in form.errors.values() for reason in errors]
        raise BadFrame(code, reasons[0], client_id_in(frame))
    words, own_id = form.words()
    message = access.room.post(words, by=access.actor, client_id=own_id, beside=form.beside(access.actor))
    return {
        "type": "message.ack",
        "client_id": client_id_in(frame),
        "message": shown(message.facts(), access.actor, access.sight),
    }


def answer_sync(access: Access, frame: Frame) -> Frame:
    after_change = number_in(frame, "after_change") if "after_change" in frame else None
    return {"type": "sync", **catch_up(access, number_in(frame, "after"), after_change)}


def answer_read(access: Access, frame: Frame) -> None:
    access.room.mark_read(by=access.actor, number=number_in(frame, "number"))


def answer_typing(access: Access, frame: Frame) -> None:
    """Nothing is stored: the consumer tells the others, if this person may speak at all."""
    require(can_speak(access.actor, access.room), _("You may read this consultation, not write in it."))


ANSWERS: dict[str, Callable[[Access, Frame], Frame | None]] = {
    "message.send": answer_send,
    "sync": answer_sync,
    "read": answer_read,
    "typing": answer_typing,
}


def catch_up(access: Access, after: int, after_change: int | None = None) -> Frame:
    """What came after a number, in order, and what changed before it; `has_more` when there is more than fits.

    `last_change` is the one to ask from next time: the room is read before its messages, so whatever changes
    meanwhile is told again rather than lost. Without `after_change` no changes are told.
    """
    messages, sight = access.room.messages_for(access.actor), access.sight
    changed = [] if after_change is None else messages.changed(after_change, after, SYNC_LIMIT + 1)
    rows: list[Message] = messages.since(after, SYNC_LIMIT + 1)
    has_more_changes = len(changed) > SYNC_LIMIT
    if rows[:SYNC_LIMIT]:
        access.room.mark_delivered(access.actor, rows[:SYNC_LIMIT][-1].number)
    return {
        "messages": [shown(row.facts(), access.actor, sight) for row in rows[:SYNC_LIMIT]],
        "changes": [shown(row.facts(), access.actor, sight) for row in changed[:SYNC_LIMIT]],
        "has_more": len(rows) > SYNC_LIMIT or has_more_changes,
        "last_number": access.newest,
        "last_change": changed[SYNC_LIMIT - 1].change if has_more_changes else access.room.last_change,
    }


def client_id_in(frame: Frame) -> str | None:
    """The sender's own id, when it is one that can be told back."""
    given = frame.get("client_id")
    return given if isinstance(given, str) and given.isascii() and len(given) <= 64 else None


def number_in(frame: Frame, name: str) -> int:
    number = frame.get(name)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= MAX_NUMBER:
        raise BadFrame("malformed", _("This frame could not be read."))
    return number


def side_of(user_id: int | None, company_id: int | None, reader: Actor) -> str:
    """Whose words they are, as the reader sees it: `me`, `us` (a colleague), `them`."""
    if user_id is not None and user_id == reader.user_id:
        return "me"
    return "us" if reader.acts_for(company_id) else "them"


ALWAYS_SHOWN = ("number", "author", "company_name", "body", "at", "change")
SHOWN_IF_ANY = ("on_behalf", "cautions", "edited", "deleted", "reply_to", "files", "cards", "pinned")


def has_plain_links(side: str, tier: int) -> bool:
    """Addresses of a company that nobody has checked are nothing to press for the others."""
    return side == "them" and tier == 0


def shown(facts: Frame, reader: Actor, sight: Sight) -> Frame:
    """A message for one reader: without our serial ids, and with the sender's own id only for the sender.

    `sight` is what the reader's company sees of the room: what was said outside it is not quoted either.
    """
    side = side_of(facts["user"], facts["company"], reader)
    kept = {key: facts[key] for key in ALWAYS_SHOWN}
    some = {key: facts[key] for key in SHOWN_IF_ANY if facts.get(key)}
    if "reply_to" in some and not sight.has(some["reply_to"]["number"]):
        del some["reply_to"]
    own: Frame = {"client_id": facts["client_id"]} if side == "me" else {}
    if has_plain_links(side, facts["tier"]):
        some["plain_links"] = True
    if side == "me" and reader.acts_for(facts["company"]):
        own["is_own"] = True  # may be edited and deleted
    return {**kept, **some, **people_in(facts, reader), "side": side, **own}


def people_in(facts: Frame, reader: Actor) -> Frame:
    """Who reacted, grouped by kind, and who is mentioned; whether the reader is among them."""
    reactions: dict[str, Frame] = {}
    for one in facts.get("reactions", ()):
        group = reactions.setdefault(one["kind"], {"kind": one["kind"], "who": [], "is_mine": False})
        group["who"].append(one["who"])
        group["is_mine"] |= one["user"] == reader.user_id
    mentions = [{"name": one["name"], "is_me": one["user"] == reader.user_id} for one in facts.get("mentions", ())]
    return {
        **({"reactions": list(reactions.values())} if reactions else {}),
        **({"mentions": mentions} if mentions else {}),
    }
