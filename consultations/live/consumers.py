"""The socket of a consultation: authorised like its page, and at every frame again.

The consumer only carries: what a frame means is in frames.py, what it changes in models.py.
"""

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

from channels.db import database_sync_to_async
from django.db import DatabaseError, InterfaceError
from django.utils import translation
from django.utils.translation import gettext as _

from companies.sockets import digest_of, session_key_of
from consultations.live.circle_frames import CircleFrames, deliveries
from consultations.live.frames import (
    SEND,
    Access,
    BadFrame,
    Frame,
    answer,
    client_id_in,
    enter,
    read_frame,
    shown_text,
    side_of,
    written,
)
from consultations.live.limits import Bucket
from consultations.live.own_mark import own_mark
from consultations.live.sending import outbox
from consultations.live.writing import writing
from consultations.permissions import can_speak
from portal.core import live
from portal.core.hub import HubConsumer

logger = logging.getLogger("portal.consultations")

LAYER_AWAY = live.AWAY
DATABASE_AWAY = (DatabaseError, InterfaceError)
GONE, LOST, FLOODED, AWAY = 4404, 4403, 4429, 1013
RATE, BURST = 10, 20  # frames a second, and at once
PATIENCE = 100  # refused frames in a row before a flood is cut off
TRUST = 30.0  # seconds for which an authorisation serves to deliver, should a push about its end be lost

T = TypeVar("T")


class RoomConsumer(CircleFrames, HubConsumer):
    """One open tab in one room."""

    access: Access | None = None

    async def connect(self) -> None:
        self.ref = self.scope["url_route"]["kwargs"]["ref"]
        self.session_key = session_key_of(self.scope)
        self.language = language_of(self.scope)
        self.bucket, self.refusals = Bucket(RATE, BURST), 0
        try:
            self.access = await self.in_thread(lambda: enter(self.session_key, self.ref))
            self.checked_at = time.monotonic()
            if self.access is None:
                await self.close(GONE)
                return
            await self.join(self.access.room.group, f"user.{self.access.actor.user_id}")
            # Read again now that pushes arrive: nothing can fall between the number told and the first push.
            hello = await self.in_thread(self.greet)
        except (*LAYER_AWAY, *DATABASE_AWAY) as problem:
            logger.warning("socket of %s not opened: %s", self.ref, problem)
            await self.close(AWAY)
            return
        if hello is None:
            await self.close(GONE)
            return
        await self.accept()
        await self.say(hello)
        self.begin_hearing()

    def greet(self) -> Frame | None:
        self.access = enter(self.session_key, self.ref, self.access)
        if self.access is None:
            return None
        room, actor = self.access.room, self.access.actor
        self.give_sign()
        numbers = {"last_number": self.access.newest, "last_change": room.last_change}
        return {"type": "hello", **numbers, "may_speak": can_speak(actor, room), "own": own_mark(actor)}

    async def disconnect(self, code: int) -> None:
        await self.say_goodbye()

    # -- from the browser ---------------------------------------------------------------------------------------

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if not self.bucket.take():
            await self.slow_down()
            return
        try:
            with translation.override(self.language):
                frame = read_frame(text_data)
            if frame["type"] == SEND:
                reply = await outbox().send(self, frame)
            else:
                reply = await self.in_thread(lambda: self.obey(frame))
        except BadFrame as problem:
            await self.say(problem.frame)
        except DATABASE_AWAY as problem:
            logger.warning("frame in %s not answered: %s", self.ref, problem)
            await self.say(self.away(frame))
        else:
            await self.after(frame, reply)

    def obey(self, frame: Frame) -> Frame | None:
        """In a thread: authorise anew, then do what the frame asks."""
        self.access = enter(self.session_key, self.ref, self.access)
        self.checked_at = time.monotonic()
        self.give_sign()
        return answer(self.access, frame) if self.access else None

    async def after(self, frame: Frame, reply: Frame | None) -> None:
        self.refusals = 0
        if self.access is None:
            await self.close(LOST)
        elif reply is not None:
            await self.say(reply)
        elif frame["type"] == "typing":
            actor = self.access.actor
            told = {"user": actor.user_id, "company": actor.company_id, "author": actor.person_name}
            await live.pass_on(self.access.room.group, {"type": "room.typing", **told})

    async def slow_down(self) -> None:
        self.refusals += 1
        if self.refusals > PATIENCE:
            logger.warning("flood in %s cut off", self.ref)
            await self.close(FLOODED)
            return
        with translation.override(self.language):
            await self.say(BadFrame("too_fast", _("Too many messages at once. Wait a moment.")).frame)

    def away(self, frame: Frame) -> Frame:
        with translation.override(self.language):
            words = _("The portal cannot store this right now. It is tried again.")
            return BadFrame("unavailable", words, client_id_in(frame)).frame

    # -- from the channel layer ---------------------------------------------------------------------------------

    async def message_posted(self, event: Frame) -> None:
        if (access := await self.trusted()) and access.hears(event):
            if not access.actor.acts_for(event["message"]["company"]):
                deliveries().note(access, event["message"]["number"])
            await self.say_text(shown_text("message.posted", event, access))

    async def message_changed(self, event: Frame) -> None:
        if (access := await self.trusted()) and access.hears(event) and access.sight.has(event["message"]["number"]):
            await self.say_text(shown_text("message.changed", event, access))

    async def room_read(self, event: Frame) -> None:
        await self.pass_on("read", event, number=event["number"])

    async def room_typing(self, event: Frame) -> None:
        await self.pass_on("typing", event, author=event["author"])

    async def pass_on(self, kind: str, event: Frame, **facts: Any) -> None:
        """Tell this tab what another person does; their own tabs need only know what they have read."""
        if (access := await self.trusted()) and access.hears(event):
            side = side_of(event["user"], event["company"], access.actor)
            if side != "me" or kind == "read":
                await self.say({"type": kind, "side": side, **facts})

    async def access_changed(self, event: Frame) -> None:
        """A membership of this person has ended or changed: look again, at once."""
        self.checked_at = 0.0
        if access := await self.trusted():
            await self.say(await self.in_thread(lambda: writing(access)))

    async def stay_ended(self, event: Frame) -> None:
        """The company's place in the community that this is about has ended: the tab closes at once.

        Who opens it again reads what was said until then, like everybody who has left.
        """
        if self.access and self.ref in event["rooms"] and self.access.actor.acts_for(event["company"]):
            await self.close(LOST)

    async def session_ended(self, event: Frame) -> None:
        if self.session_key and event["session"] == digest_of(self.session_key):
            await self.close(LOST)

    async def trusted(self) -> Access | None:
        """The access, looked up again when it is old; without it the socket closes."""
        if self.access and time.monotonic() - self.checked_at < TRUST and self.checked_at:
            return self.access
        try:
            self.access = await self.in_thread(lambda: enter(self.session_key, self.ref, self.access))
            self.checked_at = time.monotonic()
        except DATABASE_AWAY:
            self.access = None  # who cannot be checked is not told; the client comes back and fetches
            await self.close(AWAY)
            return None
        if self.access is None:
            await self.close(LOST)
        return self.access

    # -- plumbing -----------------------------------------------------------------------------------------------

    async def in_thread(self, call: Callable[[], T]) -> T:
        """Run database work in a thread of the pool, in the reader's language; sockets do not queue for one another."""

        pushes: list[live.Push] = []

        def work() -> T:
            with translation.override(self.language), live.gathered(pushes):
                return call()

        try:
            done: T = await database_sync_to_async(work, thread_sensitive=False)()
            return done
        finally:
            for group, message in pushes:
                await live.pass_on(group, message)

    async def say(self, frame: Frame) -> None:
        await self.say_text(written(frame))


def language_of(scope: dict[str, Any]) -> str:
    """The language of the page that opened the socket: `?language=ko`; the default when there is none."""
    wanted = scope.get("query_string", b"").decode("ascii", "ignore").removeprefix("language=")
    try:
        return translation.get_supported_language_variant(wanted)
    except LookupError:
        return translation.get_supported_language_variant("en")
