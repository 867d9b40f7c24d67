"""What a room's socket tells of who comes and goes; mixed into the consumer."""

import asyncio
import time
from typing import TYPE_CHECKING, Any

from channels.db import database_sync_to_async
from django.db import DatabaseError, InterfaceError

from consultations.circle.lines import line_of
from consultations.live import presence
from consultations.live.frames import Access, Frame
from consultations.models import PresenceChoice, mark_all_delivered
from consultations.permissions import can_speak
from portal.core import live
from portal.core.hub import PerLoop

if TYPE_CHECKING:
    from consultations.live.consumers import RoomConsumer


SOON = 1.0  # seconds for which deliveries are gathered
EVERY = 45.0  # seconds between two signs of life


MOST_TOLD = 10_000


class Deliveries:
    """Up to which number companies have got the messages of rooms, by the sockets of this process.

    Gathered for a second, and told once for all rooms and tabs; who reads at once need not tell it.
    """

    def __init__(self) -> None:
        self.told: dict[tuple[int, int], int] = {}
        self.got: dict[tuple[int, int], tuple[Access, int]] = {}
        self.telling: asyncio.Task[None] | None = None

    def note(self, access: Access, number: int) -> None:
        key = access.room.pk, access.actor.company_id
        if self.told.get(key, 0) >= number:
            return
        if len(self.told) >= MOST_TOLD:
            self.told.clear()
        self.told[key] = number
        self.got[key] = access, number
        if self.telling is None or self.telling.done():
            self.telling = asyncio.create_task(self.tell())

    async def tell(self) -> None:
        await asyncio.sleep(SOON)
        got, self.got = self.got, {}
        pushes: list[live.Push] = []

        def work() -> None:
            with live.gathered(pushes):
                mark_all_delivered([(access.room, access.actor, number) for access, number in got.values()])

        try:
            await database_sync_to_async(work, thread_sensitive=False)()
        except (DatabaseError, InterfaceError):
            for key in got:
                self.told.pop(key, None)  # the next message, or a `read`, tells it again
        for group, message in pushes:
            await live.pass_on(group, message)


deliveries = PerLoop(Deliveries)


class CircleFrames:
    """Of a consumer that has `trusted()`, `in_thread()` and `say()`.

    Each method says that it is the consumer's: the checker knows of no class that is only mixed in.
    """

    signed_at = float("-inf")

    async def circle_changed(self: "RoomConsumer", event: Frame) -> None:  # type: ignore[misc]  # mixed in
        """Somebody came, went or was asked: look at once what this tab still sees, and tell it the line."""
        self.checked_at = 0.0
        if access := await self.trusted():
            frame = await self.in_thread(lambda: circle_frame(access, event["seq"]))
            if frame is not None:
                await self.say(frame)

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
