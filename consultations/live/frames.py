"""The frames of a consultation's socket: read from text, and answered. Documented in docs/realtime.md.

Everything here is synchronous and touches the database; the consumer calls it in a thread, once per frame.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from companies.sockets import places_of, session_actor, still_stands, written_sessions
from consultations.forms import SayForm
from consultations.messages.cards import cards_in
from consultations.models import Beside, Message, Room, RoomParty, Saying, Sight
from consultations.models.room import SEES
from consultations.permissions import can_speak
from portal.core.actor import Actor
from portal.core.permissions import Refused, require
from portal.core.prepared import Prepared, together

MAX_FRAME = 64 * 1024  # characters: 4,000 characters of words, each written as two \uXXXX, with room to spare
SYNC_LIMIT = 100
SEND = "message.send"  # the frame that is answered by sending.py, with those of others
MAX_NUMBER = 2**31 - 1

Frame = dict[str, Any]


class BadFrame(Exception):
    """A frame that is not answered but refused: `code` for the program, `message` for the person."""

    def __init__(self, code: str, message: Any, client_id: str | None = None) -> None:
        super().__init__(code)
        self.code, self.message, self.client_id = code, str(message), client_id  # in the language of this moment

    @property
    def frame(self) -> Frame:
        named = {"client_id": self.client_id} if self.client_id else {}
        return {"type": "error", "code": self.code, "message": self.message, **named}


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


Comer = tuple[str | None, str, Access | None]  # a session's key, a room, and the access that there was before


def enter(session_key: str | None, ref: str, before: Access | None = None) -> Access | None:
    """Who the session belongs to now and the room, or None where the page would say 404.

    All is looked up anew, unless everything that it was made of is as it was `before`.
    """
    return enter_together([(session_key, ref, before)])[0]


def enter_together(comers: Sequence[Comer]) -> list[Access | None]:
    """The same for several, in one go."""
    known = [before for _key, _ref, before in comers if before]
    rooms, companies = {one.room.pk for one in known}, {one.actor.company_id for one in known}
    sessions, places, sights = together(
        written_sessions(key for key, _ref, _before in comers),
        places_of(one.actor for one in known),
        SEEN.asked(rooms=sorted(rooms), companies=sorted(companies)),
    )
    written: dict[str | None, str] = dict(sessions.rows)
    here = {tuple(row[:2]): row[2:] for row in places.rows}
    seen = {tuple(row[:2]): row[2:] for row in sights.rows}

    def look(key: str | None, ref: str, before: Access | None) -> Access | None:
        session = written.get(key)
        if before is not None and session is not None and session == before.session:
            actor, room = before.actor, before.room
            place, sight = here.get((actor.user_id, actor.company_id)), seen.get((room.pk, actor.company_id))
            if still_stands(actor, place) and sight is not None and is_same(room, sight):
                return before
        anew = enter_anew(key, ref, session)
        return anew if anew is None or before is None or is_same_writer(anew.actor, before.actor) else None

    return [look(*comer) for comer in comers]


def enter_anew(session_key: str | None, ref: str, session: str | None) -> Access | None:
    actor = session_actor(session_key)
    room = Room.objects.visible_to(actor).filter(ref=ref).first() if actor.user else None
    return Access(actor, room, session) if room else None


def is_same_writer(actor: Actor, before: Actor) -> bool:
    """A tab that was opened for one company does not go on for another: its words were meant as the first's."""
    return (actor.user_id, actor.company_id) == (before.user_id, before.company_id)


def is_same(room: Room, row: tuple[Any, ...]) -> bool:
    """Whether what the company sees of the room is unchanged; the room's numbers are those of now then."""
    if row[:-2] != tuple(getattr(room, f"sees_{name}") for name in SEES if name != "as"):
        return False
    room.last_number, room.last_change = row[-2:]
    return True


def seen(rooms: list[int], companies: list[int]) -> "QuerySet[Any, Any]":
    columns = [column for name, column in SEES.items() if name != "as"]
    rows = RoomParty.objects.filter(room__in=rooms, company__in=companies)
    return rows.values_list("room", "company", *columns, "room__last_number", "room__last_change")


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
    if frame["type"] != SEND and frame["type"] not in ANSWERS:
        raise BadFrame("unknown_type", _("This kind of frame is not known here."))
    return frame


def answer(access: Access, frame: Frame) -> Frame | None:
    """Do what the frame asks; the frame to send back, if any. Raises BadFrame with the reason otherwise."""
    try:
        return ANSWERS[frame["type"]](access, frame)
    except (PermissionDenied, Refused) as problem:
        raise refused(problem, frame) from problem


def refused(problem: Exception, frame: Frame) -> BadFrame:
    if isinstance(problem, Refused):
        return BadFrame("refused", problem.message, client_id_in(frame))
    return BadFrame("forbidden", problem, client_id_in(frame))


WORDS = SayForm.base_fields


def saying_in(access: Access, frame: Frame) -> Saying:
    """The message that is to be stored: cleaned by the fields of the page's form. Raises BadFrame."""
    body, client_id, own_id = frame.get("body"), frame.get("client_id"), client_id_in(frame)
    if not isinstance(body, str) or not isinstance(client_id, str) or not client_id:
        raise BadFrame("malformed", _("A message has a body and a client_id."))
    try:
        number, reply_to = WORDS["client_id"].clean(client_id), WORDS["reply_to"].clean(frame.get("reply_to"))
    except ValidationError as problem:
        raise BadFrame("malformed", problem.messages[0], own_id) from problem
    try:
        words = WORDS["body"].clean(body)
    except ValidationError as problem:
        raise BadFrame("refused", problem.messages[0], own_id) from problem
    beside = Beside(reply_to=reply_to, cards=cards_in(words, access.actor))
    return Saying(access.room, access.actor, words, number, beside)


def acknowledged(access: Access, frame: Frame, message: Message) -> Frame:
    told = shown(message.facts(), access.actor, access.sight)
    return {"type": "message.ack", "client_id": client_id_in(frame), "message": told}


def answer_sync(access: Access, frame: Frame) -> Frame:
    after_change = number_in(frame, "after_change") if "after_change" in frame else None
    return {"type": "sync", **catch_up(access, number_in(frame, "after"), after_change)}


def answer_read(access: Access, frame: Frame) -> None:
    access.room.mark_read(by=access.actor, number=number_in(frame, "number"))


def answer_typing(access: Access, frame: Frame) -> None:
    """Nothing is stored: the consumer tells the others, if this person may speak at all."""
    require(can_speak(access.actor, access.room), _("You may read this consultation, not write in it."))


ANSWERS: dict[str, Callable[[Access, Frame], Frame | None]] = {
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


def shown_text(kind: str, event: Frame, access: Access) -> str:
    """The frame with the message of a push; written once for all tabs of a process that see the same of it."""
    facts = event["message"]
    side = side_of(facts["user"], facts["company"], access.actor)
    key = (kind, side, access.actor.acts_for(facts["company"]))
    made: dict[Any, str] = event.get("made", {})
    if key in made:
        return made[key]
    text = written({"type": kind, "message": shown(facts, access.actor, access.sight)})
    if not any(facts.get(name) for name in OF_THE_READER):
        made[key] = text
    return text


OF_THE_READER = ("reply_to", "reactions", "mentions")  # of which each reader sees their own


def written(frame: Frame) -> str:
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


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
