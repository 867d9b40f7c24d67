"""What a room's socket tells of who comes and goes; mixed into the consumer."""

import asyncio
import time
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, InterfaceError

from consultations import presence
from consultations.circle_lines import line_of
from consultations.frames import Access, Frame
from consultations.models import PresenceChoice
from consultations.permissions import can_speak

if TYPE_CHECKING:
    from consultations.consumers import RoomConsumer


SOON = 1.0  # seconds for which deliveries are gathered
EVERY = 45.0  # seconds between two signs of life


TOLD: dict[tuple[str, int], int] = {}  # up to which number this process has said that a company got the messages
MOST_TOLD = 10_000


def told_key(access: Access) -> tuple[str, int]:
    return access.room.ref, access.actor.company_id


def is_news(access: Access, number: int) -> bool:
    """Whether no other tab of the company has said it; it is said by whoever asks."""
    key = told_key(access)
    if TOLD.get(key, 0) >= number:
        return False
    if len(TOLD) >= MOST_TOLD:
        TOLD.clear()
    TOLD[key] = number
    return True


class CircleFrames:
    """Of a consumer that has `trusted()`, `in_thread()` and `say()`.

    Each method says that it is the consumer's: the checker knows of no class that is only mixed in.
    """

    got = 0  # the number of the newest message that was sent to this tab
    telling: "asyncio.Task[None] | None" = None
    signed_at = float("-inf")

    async def circle_changed(self: "RoomConsumer", event: Frame) -> None:  # type: ignore[misc]  # mixed in
        """Somebody came, went or was asked: look at once what this tab still sees, and tell it the line."""
        self.checked_at = 0.0
        if access := await self.trusted():
            frame = await self.in_thread(lambda: circle_frame(access, event["seq"]))
            if frame is not None:
                await self.say(frame)

    async def delivered(self: "RoomConsumer", number: int) -> None:  # type: ignore[misc]  # mixed in
        """This tab gets the message now. Told a moment later and once for many; who reads at once need not tell it."""
        self.got = max(self.got, number)
        if self.telling is None or self.telling.done():
            self.telling = asyncio.create_task(self.tell_delivered())

    async def tell_delivered(self: "RoomConsumer") -> None:  # type: ignore[misc]  # mixed in
        await asyncio.sleep(SOON)
        access, number = self.access, self.got
        if access is None or not is_news(access, number):
            return
        try:
            await self.in_thread(lambda: access.room.mark_delivered(access.actor, number))
        except (DatabaseError, InterfaceError):
            TOLD.pop(told_key(access), None)  # the next message, or a `read`, tells it again

    async def room_delivered(self: "RoomConsumer", event: Frame) -> None:  # type: ignore[misc]  # mixed in
        if (access := await self.trusted()) and access.hears(event) and not access.actor.acts_for(event["company"]):
            await self.say({"type": "delivered", "number": event["number"]})

    def give_sign(self: "RoomConsumer") -> None:  # type: ignore[misc]  # mixed in
        """In a thread: this person is here, if they let others know it."""
        now = time.monotonic()
        if self.access is None or now - self.signed_at < EVERY:
            return
        self.signed_at = now
        if PresenceChoice.is_shown_for(self.access.actor.user):
            presence.sign(self.access.actor.user_id, self.access.room.pk)

    async def say_goodbye(self: "RoomConsumer") -> None:  # type: ignore[misc]  # mixed in
        if self.telling is not None:
            self.telling.cancel()
        if (access := self.access) is not None:
            await asyncio.to_thread(presence.gone, access.actor.user_id, access.room.pk)


def circle_frame(access: Access, seq: int) -> Frame | None:
    """In the reader's language; none for what happened while their company was not there."""
    if not access.room.sight_of(access.actor).has_entry(seq):
        return None
    entry = access.room.chain.filter(seq=seq).first()
    line: Any = line_of(entry, access.actor) if entry else None
    if line is None:
        return None
    told = {"seq": line.seq, "at": line.at.isoformat(), "words": line.words}
    return {"type": "circle", "line": told, "may_speak": can_speak(access.actor, access.room)}
