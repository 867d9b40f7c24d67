"""The socket of a person, one for each browser: how many conversations wait to be read, and what came just now.

It carries counts and news; what is said in a room is heard on the room's own socket.
"""

import asyncio
import json
import logging
import time
from contextlib import suppress
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import DatabaseError, InterfaceError
from redis.exceptions import RedisError

from companies.sockets import digest_of, session_actor, session_key_of
from consultations.live import presence
from consultations.live.head_count import unread_rooms
from consultations.live.limits import Bucket
from consultations.models import EXCERPT, Message, PresenceChoice, ReadMark, RoomMute
from portal.core.actor import Actor
from portal.core.texts import clean_line

logger = logging.getLogger("portal.consultations")
AWAY = (OSError, TimeoutError, RedisError, DatabaseError, InterfaceError)
GONE, LOST, LATER = 4404, 4403, 1013
GATHERED = 1.0  # seconds for which news are gathered before they are counted
Frame = dict[str, Any]


class NewsConsumer(AsyncWebsocketConsumer):
    """One browser of one person, for the company they act for."""

    joined: tuple[str, ...] = ()
    counting: "asyncio.Task[None] | None" = None
    newest: Frame | None = None

    async def connect(self) -> None:
        self.session_key, self.bucket = session_key_of(self.scope), Bucket(1, 5)
        try:
            actor = await self.look()
            if actor.user is None or actor.company is None:
                await self.close(GONE)
                return
            self.company_id = actor.company_id
            for group in (f"user.{actor.user_id}", f"company.{actor.company_id}"):
                await self.channel_layer.group_add(group, self.channel_name)
                self.joined = (*self.joined, group)
            await self.accept()
            await self.count()
        except AWAY as problem:
            logger.warning("news socket not opened: %s", problem)
            await self.close(LATER)

    async def disconnect(self, code: int) -> None:
        if self.counting is not None:
            self.counting.cancel()
        for group in self.joined:
            with suppress(*AWAY):
                await self.channel_layer.group_discard(group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Whatever comes is a beat: the count is told anew. Too many are not answered."""
        if self.bucket.take():
            self.count_soon()

    async def talk_news(self, event: Frame) -> None:
        """Somebody wrote in one of the company's rooms."""
        self.newest = event
        self.count_soon()

    async def access_changed(self, event: Frame) -> None:
        self.count_soon()

    async def session_ended(self, event: Frame) -> None:
        if self.session_key and event["session"] == digest_of(self.session_key):
            await self.close(LOST)

    def count_soon(self) -> None:
        if self.counting is None or self.counting.done():
            self.counting = asyncio.create_task(self.count_later())

    async def count_later(self) -> None:
        await asyncio.sleep(GATHERED)
        with suppress(*AWAY):
            await self.count()

    async def count(self) -> None:
        """Look up anew who this is; another company or none: closed, the next page opens its own."""
        newest, self.newest = self.newest, None
        found: tuple[bool, Frame] = await database_sync_to_async(self.counted, thread_sensitive=False)(newest)
        is_theirs, frame = found
        if is_theirs:
            await self.send(text_data=json.dumps(frame, ensure_ascii=False, separators=(",", ":")))
        else:
            await self.close(LOST)

    async def look(self) -> Actor:
        actor: Actor = await database_sync_to_async(session_actor, thread_sensitive=False)(self.session_key)
        return actor

    def counted(self, newest: Frame | None) -> tuple[bool, Frame]:
        """In a thread: whether the session still acts for the company, and what to tell."""
        actor = session_actor(self.session_key)
        if actor.user is None or actor.company_id != self.company_id:
            return False, {}
        self.give_sign(actor)
        frame: Frame = {"type": "unread", "unread": unread_rooms(actor, anew=newest is not None)}
        news = news_for(actor, newest["message"]) if newest else None
        return True, {**frame, "news": news} if news else frame

    def give_sign(self, actor: Actor) -> None:
        now = time.monotonic()
        if now - getattr(self, "signed_at", float("-inf")) > presence.MINUTE / 2:
            self.signed_at = now
            if PresenceChoice.is_shown_for(actor.user):
                presence.sign(actor.user_id)


def news_for(actor: Actor, message_id: int) -> Frame | None:
    """What a notification may say of a message; none for one's own, a read one, and in a room that is muted."""
    found = Message.objects.visible_to(actor).select_related("room", "user", "company").filter(pk=message_id).first()
    if found is None or found.user_id == actor.user_id:
        return None
    room = found.room
    if RoomMute._default_manager.filter(room=room, user=actor.user).exists():
        return None
    if ReadMark._default_manager.filter(room=room, user=actor.user, number__gte=found.number).exists():
        return None
    who = {"author": found.author, "company": found.company.name}
    return {"url": room.get_absolute_url(), "title": room.title, "words": clean_line(found.body)[:EXCERPT], **who}
