"""Sockets that hear a group together: a process listens once to the channel layer, and tells its own sockets.

With channels' own consumers each socket has a channel of its own: each push is decoded, queued and dispatched as often
as there are sockets, with a look after old database connections each time. Here it is decoded once for a process, and
what is made of it for one socket (`event["made"]`) serves the others who see the same.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer

from portal.core.live import AWAY, TO

logger = logging.getLogger("portal.live")
T = TypeVar("T")
Event = dict[str, Any]
MOST_WAITING = 1000  # events for one socket that does not keep up: it is closed, comes back and fetches
TRY_LATER = 1013


class PerLoop(Generic[T]):
    """One of its kind for each event loop: that is one for a process that serves."""

    def __init__(self, make: Callable[[], T]) -> None:
        self.make, self.made = make, WeakKeyDictionary[asyncio.AbstractEventLoop, T]()

    def __call__(self) -> T:
        loop = asyncio.get_running_loop()
        if loop not in self.made:
            self.made[loop] = self.make()
        return self.made[loop]


class Hub:
    """The sockets of a process by the groups they are in; it is in each group of the layer once."""

    def __init__(self) -> None:
        self.members: dict[str, set[HubConsumer]] = {}
        self.changing = asyncio.Lock()
        self.listening: asyncio.Task[None] | None = None
        self.channel = ""
        self.layer: Any = None

    async def join(self, group: str, socket: "HubConsumer") -> None:
        """From when it returns the socket hears the group. Raises what the layer raises when it is away."""
        async with self.changing:
            if self.listening is None:
                self.layer = get_channel_layer()
                self.channel = await self.layer.new_channel()
                self.listening = asyncio.create_task(self.listen(self.layer, self.channel))
            if group not in self.members:
                await self.layer.group_add(group, self.channel)
            self.members.setdefault(group, set()).add(socket)

    async def leave(self, group: str, socket: "HubConsumer") -> None:
        async with self.changing:
            members = self.members.get(group, set())
            members.discard(socket)
            if not members and self.members.pop(group, None) is not None:
                with suppress(*AWAY):
                    await self.layer.group_discard(group, self.channel)
            if not self.members and self.listening is not None:
                self.listening.cancel()
                self.listening = None

    async def listen(self, layer: Any, channel: str) -> None:
        while True:
            try:
                self.tell(await layer.receive(channel))
            except AWAY as problem:
                logger.warning("the hub hears nothing: %s", problem)
                await asyncio.sleep(1)

    def tell(self, event: Event) -> None:
        event["made"] = {}
        for socket in tuple(self.members.get(event.get(TO, ""), ())):
            socket.hear(event)


hub = PerLoop(Hub)


class HubConsumer(AsyncWebsocketConsumer):
    """A WebSocket that hears groups by the hub. Each event has a method of its own, as in any consumer.

    Events are handled one after the other, beside the frames of the client; the first after `begin_hearing()`.
    """

    joined: tuple[str, ...] = ()
    is_closed = False
    is_hearing = False
    handling: "asyncio.Task[None] | None" = None

    async def __call__(
        self, scope: dict[str, Any], receive: Callable[[], Awaitable[Event]], send: Callable[[Event], Awaitable[None]]
    ) -> None:
        self.scope, self.base_send = scope, send
        self.heard: deque[Event] = deque()
        handlers = {
            "websocket.connect": self.websocket_connect,
            "websocket.receive": self.websocket_receive,
            "websocket.disconnect": self.websocket_disconnect,
        }
        try:
            while True:
                message = await receive()
                await handlers[message["type"]](message)
        except StopConsumer:
            pass
        finally:
            self.is_closed = True
            if self.handling is not None:
                self.handling.cancel()
            await self.leave()

    async def join(self, *groups: str) -> None:
        for group in groups:
            await hub().join(group, self)
            self.joined = (*self.joined, group)

    async def leave(self) -> None:
        joined, self.joined = self.joined, ()
        for group in joined:
            await hub().leave(group, self)

    def begin_hearing(self) -> None:
        self.is_hearing = True
        self.go_on()

    def hear(self, event: Event) -> None:
        if self.is_closed:
            return
        self.heard.append(event)
        self.go_on()

    def go_on(self) -> None:
        if self.is_hearing and self.heard and self.handling is None:
            self.handling = asyncio.create_task(self.handle())

    async def handle(self) -> None:
        try:
            while self.heard and not self.is_closed:
                if len(self.heard) > MOST_WAITING:
                    await self.close(TRY_LATER)
                    return
                event = self.heard.popleft()
                await getattr(self, event["type"].replace(".", "_"))(event)
        except Exception:  # a socket that missed something must not look as if it had not
            logger.exception("a socket could not be told, and is closed")
            await self.close(TRY_LATER)
        finally:
            self.handling = None

    async def close(self, code: int | bool | None = None, reason: str | None = None) -> None:
        """Once; what comes after it is not sent any more."""
        if not self.is_closed:
            self.is_closed = True
            self.heard.clear()
            await super().close(code, reason)

    async def say_text(self, text: str) -> None:
        if not self.is_closed:
            await self.base_send({"type": "websocket.send", "text": text})
