"""How fast a stored message reaches every open tab, beside a bare channels consumer on the same layer.

Both kinds of consumer run in this process, without a network in front of them: what is measured is our share of a
delivery (trust, the reader's own view of the message, encoding), not the server's.
"""

import asyncio
import json
import time
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import channel_layers

from companies.models import Company, User
from consultations.live import consumers
from consultations.live.frames import Access
from consultations.models import Room, RoomParty
from consultations.models.room import SEES
from portal.core import live
from portal.core.actor import Actor

ROOM = Room(pk=2**40, ref="T-BENCH", last_number=0)
SEEN_BY = 1  # the company that takes part from the first message on, as `visible_to` would have said of it
for name, value in zip(SEES, (1, None, 0, None, None, RoomParty.State.HERE, SEEN_BY), strict=True):
    setattr(ROOM, f"sees_{name}", value)
MESSAGE = {
    "number": 1,
    "change": 1,
    "tier": 2,
    "client_id": "4a0a9c1e-6b39-4f0a-9a53-0f5f8f3a4d11",
    "user": 7,
    "company": 7,
    "author": "Kim Minji",
    "company_name": "Hanbit Bearings Co., Ltd.",
    "body": "1,200 pieces at once, 800 within three weeks, FOB Busan. 재고가 1,200개 있어서 바로 출하할 수 있습니다.",
    "at": "2026-11-25T03:18:33+00:00",
}
BATCH = 20  # sent before the deliveries are awaited: below the in-memory layer's capacity of 100
LOOKS = 3  # the best of them counts


class Bare(AsyncWebsocketConsumer):
    """What channels itself costs: the event as it comes, encoded and sent."""

    async def connect(self) -> None:
        await self.channel_layer.group_add(ROOM.group, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(ROOM.group, self.channel_name)

    async def message_posted(self, event: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps(event))


def run(full: bool = False) -> list[tuple[str, str, str, float, float]]:
    """One row: seconds for all deliveries by our consumer, and by the bare one; at most 1 / 0.6 of it."""
    sockets, messages = (200, 500) if full else (50, 60)
    ours = min(asyncio.run(measure(trusted_consumer(), sockets, messages)) for _ in range(LOOKS))
    bare = min(asyncio.run(measure(Bare, sockets, messages)) for _ in range(LOOKS))
    deliveries = sockets * messages
    shown = [f"{deliveries / seconds:,.0f} deliveries/s" for seconds in (ours, bare)]
    return [("chat fan-out", shown[0], shown[1], ours / bare, 1 / 0.6)]


def trusted_consumer() -> type[AsyncWebsocketConsumer]:
    """The real consumer in a room that is not in the database."""
    user, company = User(pk=1, email="reader@bench.example"), Company(pk=SEEN_BY, name="Reader")
    access = Access(Actor(user=user, company=company, role="owner"), ROOM)

    class Trusted(consumers.RoomConsumer):
        async def in_thread(self, call: Any) -> Any:
            return call()

        def greet(self) -> dict[str, Any]:
            return {"type": "hello", "last_number": 0, "may_speak": True}

        async def connect(self) -> None:
            self.ref, self.session_key, self.language = ROOM.ref, None, "en"
            self.access, self.checked_at = access, time.monotonic()
            await self.join(ROOM.group)
            await self.accept()
            self.begin_hearing()

    return Trusted


async def measure(consumer: type[AsyncWebsocketConsumer], sockets: int, messages: int) -> float:
    """Seconds until every socket has got every message."""
    channel_layers.backends.clear()  # a layer belongs to one event loop
    counter = Counter()
    tabs = [Tab(consumer, counter) for _ in range(sockets)]
    await counter.reach(sockets)  # each has accepted
    began = time.perf_counter()
    for first in range(0, messages, BATCH):
        batch = min(BATCH, messages - first)
        for _ in range(batch):
            await live.pass_on(ROOM.group, {"type": "message.posted", "message": MESSAGE, "to": [SEEN_BY]})
        await counter.reach(sockets * batch)
    seconds = time.perf_counter() - began
    await asyncio.gather(*(tab.leave() for tab in tabs))
    return seconds


class Counter:
    """Counts what the consumers send, and wakes who waits for a number of it."""

    def __init__(self) -> None:
        self.count, self.wanted, self.reached = 0, 0, asyncio.Event()

    async def send(self, message: dict[str, Any]) -> None:
        self.count += 1
        if self.count >= self.wanted:
            self.reached.set()

    async def reach(self, number: int) -> None:
        self.wanted = number
        if self.count < number:
            self.reached.clear()
            await asyncio.wait_for(self.reached.wait(), 60)
        self.count -= number


class Tab:
    """An open socket without a network."""

    def __init__(self, consumer: type[AsyncWebsocketConsumer], counter: Counter) -> None:
        self.inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.inbox.put_nowait({"type": "websocket.connect"})
        scope = {"type": "websocket", "path": "/", "headers": [], "url_route": {"kwargs": {"ref": ROOM.ref}}}
        self.task = asyncio.ensure_future(consumer.as_asgi()(scope, self.inbox.get, counter.send))

    async def leave(self) -> None:
        self.inbox.put_nowait({"type": "websocket.disconnect", "code": 1000})
        await self.task
