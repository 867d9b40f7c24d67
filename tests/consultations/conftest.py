"""A room between the seller and the buyer, and sockets that carry a person's session like a browser."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator
from channels.db import database_sync_to_async
from channels.layers import channel_layers
from django.db import connections

from consultations.models import Room
from portal.asgi import application
from portal.core.actor import Actor
from tests.cast import Person

in_thread = database_sync_to_async
PATIENCE = 20.0  # seconds: only a failure takes them, or a machine that has much else to do


def say(room: Room, person: Person, body: str) -> Any:
    """Through the model, with an actor of its own: what colleagues elsewhere do meanwhile."""
    return Room.objects.get(pk=room.pk).post(body, by=person.actor)


def converse(room: Room, *people: Person, count: int) -> None:
    actors: list[Actor] = [person.actor for person in people]
    for number in range(1, count + 1):
        room.post(f"Message {number}", by=actors[number % len(actors)])


@pytest.fixture
def room(product: Any, buyer: Person, seller: Person) -> Room:
    return Room.open_about("product", product, by=buyer.actor)


class Socket(ApplicationCommunicator):
    """A person's open tab in a room. (`channels.testing` would need daphne, which we do not serve with.)"""

    async def connect(self, timeout: float = PATIENCE) -> tuple[bool, int | None]:
        """Whether the server lets it open, and the code with which it does not."""
        await self.send_input({"type": "websocket.connect"})
        sent = await self.receive_output(timeout)
        return sent["type"] == "websocket.accept", sent.get("code")

    async def disconnect(self, timeout: float = PATIENCE) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(timeout)

    async def send_to(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        frame = {"text": text_data} if text_data is not None else {"bytes": bytes_data}
        await self.send_input({"type": "websocket.receive", **frame})

    async def receive_from(self, timeout: float = PATIENCE) -> str:
        sent = await self.receive_output(timeout)
        assert sent["type"] == "websocket.send", sent
        return sent["text"]

    async def next(self, kind: str, timeout: float = PATIENCE) -> dict[str, Any]:
        """The next frame of this kind; others on the way are passed over."""
        while True:
            frame = json.loads(await self.receive_from(timeout))
            if frame["type"] == kind:
                return frame

    async def tell(self, kind: str, **facts: Any) -> None:
        await self.send_to(text_data=json.dumps({"type": kind, **facts}))

    async def closed(self, timeout: float = PATIENCE) -> int:
        """The code with which the server closes; frames before it are passed over."""
        while True:
            sent = await self.receive_output(timeout)
            if sent["type"] == "websocket.close":
                return sent["code"]

    async def silent(self) -> bool:
        """Whether nothing is on its way. A `sync` is asked and answered in order, so that no time has to pass."""
        await self.tell("sync", after=2**31 - 1)
        return json.loads(await self.receive_from())["type"] == "sync"


def socket_to(ref: str, person: Person | None, origin: str = "http://testserver", query: str = "") -> Socket:
    headers = [(b"host", b"testserver"), (b"origin", origin.encode())]
    if person:
        cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in person.client.cookies.items())
        headers.append((b"cookie", cookies.encode()))
    scope = {
        "type": "websocket",
        "path": f"/ws/consultations/{ref}/",
        "query_string": query.removeprefix("?").encode(),
        "headers": headers,
        "subprotocols": [],
    }
    return Socket(application, scope)


@pytest.fixture
async def enter(room: Room) -> AsyncIterator[Callable[..., Any]]:
    """Open a tab: `await enter(seller)` gives a connected socket that has been greeted."""
    opened: list[Socket] = []

    async def open_tab(person: Person, ref: str = "", **options: Any) -> Socket:
        socket = socket_to(ref or room.ref, person, **options)
        is_open, _code = await socket.connect(timeout=PATIENCE)
        assert is_open
        opened.append(socket)
        await socket.next("hello")
        return socket

    yield open_tab
    for socket in opened:
        if not socket.future.done():
            await socket.disconnect(timeout=PATIENCE)


@pytest.fixture(autouse=True)
def fresh_layer() -> Any:
    """A channel layer belongs to one event loop, and a thread's connection to one test."""
    ages = {alias: connections.settings[alias].get("CONN_MAX_AGE") for alias in connections.settings}
    for alias in ages:
        connections.settings[alias]["CONN_MAX_AGE"] = 0
    channel_layers.backends.clear()
    yield
    channel_layers.backends.clear()
    for alias, age in ages.items():
        connections.settings[alias]["CONN_MAX_AGE"] = age


async def gather(*calls: Any) -> list[Any]:
    return list(await asyncio.gather(*calls))


def new_id() -> str:
    return str(uuid.uuid4())


async def stored(room: Room) -> list[str]:
    return await in_thread(lambda: [one.body for one in room.messages.all()])()
