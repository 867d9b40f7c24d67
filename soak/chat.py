"""People talk without a pause while the server, Redis and PostgreSQL are taken away and come back.

Each tab keeps the protocol of docs/realtime.md as the page does: an outbox that sends again with its own ids, `sync`
after every return and every gap. At the end each acknowledged message has to be there once, with the same number and
words in the database and in every tab, and each room's chain has to fit.
"""

import asyncio
import json
import os
import random
import sys
import time
import uuid
from argparse import ArgumentParser
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django
from local.servers import Postgres, Redis, Server
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import WebSocketException

from bench.sockets import Pair, Seat, Serving, opened, pairs

BETWEEN = 1.0  # seconds between two messages of a tab, on average
CALM = 6.0  # seconds before, between and after the faults
BEAT = 5.0  # the page asks every 25 s; here nobody waits so long
ANSWER = 10.0  # seconds for an answer, before the connection counts as dead
LONGEST_WAIT = 3.0
SETTLE = 90.0  # seconds in which all has to be everywhere after the last fault
AWAY = {"server": 5.0, "redis": 30.0, "postgresql": 10.0}
PASSING = {"unavailable", "too_fast"}  # answers after which the same is sent again


@dataclass
class Tab:
    """An open page of one person, with all that it knows."""

    server: Serving
    seat: Seat
    name: str
    outbox: deque[tuple[str, str]] = field(default_factory=deque)
    acknowledged: dict[str, int] = field(default_factory=dict)
    shown: dict[int, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    reconnects: int = -1
    is_offline: bool = False
    socket: ClientConnection | None = None
    answer: "asyncio.Future[dict[str, Any]] | None" = None
    whole: int = 0  # up to this number nothing is missing

    def write(self, words: str) -> None:
        self.outbox.append((str(uuid.uuid4()), words))

    async def live(self) -> None:
        wait = 0.2
        while True:
            if self.is_offline:
                await asyncio.sleep(0.2)
                continue
            try:
                self.socket = await opened(self.server, self.seat)
            except (OSError, WebSocketException, TimeoutError):
                await asyncio.sleep(wait * random.uniform(0.5, 1))
                wait = min(wait * 2, LONGEST_WAIT)
                continue
            wait, self.reconnects = 0.2, self.reconnects + 1
            await self.connected(self.socket)

    async def connected(self, socket: ClientConnection) -> None:
        """Until the connection is lost, or counts as dead."""
        tasks = [asyncio.create_task(work(socket)) for work in (self.listen, self.send, self.beat)]
        done, rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in rest:
            task.cancel()
        for task in done:
            problem = task.exception()
            if problem is not None and not isinstance(problem, OSError | WebSocketException | TimeoutError):
                self.problems.append(repr(problem)[:300])
        with suppress(OSError, WebSocketException, TimeoutError):
            await asyncio.wait_for(socket.close(), 2)

    async def send(self, socket: ClientConnection) -> None:
        """In order and one at a time; what is not acknowledged stays in the outbox."""
        while True:
            if not self.outbox:
                await asyncio.sleep(0.02)
                continue
            own_id, words = self.outbox[0]
            self.answer = asyncio.get_running_loop().create_future()
            await socket.send(json.dumps({"type": "message.send", "client_id": own_id, "body": words}))
            frame = await asyncio.wait_for(self.answer, ANSWER)
            if frame["type"] == "message.ack":
                self.acknowledged[own_id] = frame["message"]["number"]
                self.outbox.popleft()
            elif frame["code"] in PASSING:
                await asyncio.sleep(1)
            else:
                raise RuntimeError(f"refused: {frame}")

    async def beat(self, socket: ClientConnection) -> None:
        while True:
            await asyncio.sleep(BEAT)
            await self.sync(socket)

    async def sync(self, socket: ClientConnection) -> None:
        await socket.send(json.dumps({"type": "sync", "after": self.whole}))

    async def listen(self, socket: ClientConnection) -> None:
        async for text in socket:
            frame = json.loads(text)
            kind = frame["type"]
            if (
                (kind == "hello" and frame["last_number"] > self.whole)
                or (kind == "sync" and self.takes(frame))
                or (kind in {"message.posted", "message.ack"} and not self.show(frame["message"]))
            ):
                await self.sync(socket)
            own = frame.get("client_id") if kind in {"message.ack", "error"} else None
            if own and self.outbox and own == self.outbox[0][0] and self.answer and not self.answer.done():
                self.answer.set_result(frame)

    def takes(self, frame: dict[str, Any]) -> bool:
        """Show what a `sync` brought; whether there is more to ask for."""
        for message in frame["messages"]:
            self.show(message)
        return bool(frame["has_more"])

    def show(self, message: dict[str, Any]) -> bool:
        """At the place of its number; False when something before it is missing."""
        number, words = message["number"], message["body"]
        if self.shown.setdefault(number, words) != words:
            self.problems.append(f"{number} was {self.shown[number]!r}, and then {words!r}")
        while self.whole + 1 in self.shown:
            self.whole += 1
        return number <= self.whole

    async def go_offline(self) -> None:
        """As a phone in a tunnel: nobody is told."""
        self.is_offline = True
        if self.socket is not None:
            self.socket.transport.abort()


@dataclass
class Talk:
    """A room, its tabs, and what the database says of it."""

    pair: Pair
    tabs: list[Tab]

    @property
    def is_settled(self) -> bool:
        ends = {tab.whole for tab in self.tabs}
        acknowledged = max((max(tab.acknowledged.values(), default=0) for tab in self.tabs), default=0)
        return not any(tab.outbox for tab in self.tabs) and len(ends) == 1 and ends.pop() >= acknowledged

    def findings(self) -> list[str]:
        """What is lost, twice or different, in words."""
        from consultations.models import Message, Room
        from consultations.transcripts.export import findings, transcript_of

        room = Room.objects.filter(ref=self.pair.ref).get()
        rows = list(Message.objects.filter(room=room).order_by("number").values_list("number", "client_id", "body"))
        stored = {str(own_id): number for number, own_id, _words in rows}
        wanted = {number: words for number, _own_id, words in rows}
        found = [f"{tab.name}: {problem}" for tab in self.tabs for problem in tab.problems]
        if list(wanted) != list(range(1, room.last_number + 1)):
            found.append("the numbers have gaps")
        if len(stored) != len(rows) or len({words for *_rest, words in rows}) != len(rows):
            found.append("something was stored twice")
        for tab in self.tabs:
            lost = [own for own, number in tab.acknowledged.items() if stored.get(own) != number]
            if lost:
                found.append(f"{tab.name}: {len(lost)} acknowledged messages are not stored as they were acknowledged")
            if tab.shown != wanted:
                found.append(f"{tab.name}: shows {len(tab.shown)} messages, {len(wanted)} are stored")
            if tab.outbox:
                found.append(f"{tab.name}: {len(tab.outbox)} were never acknowledged")
        return [f"{self.pair.ref} {words}" for words in [*found, *findings(transcript_of(room))]]


def main(words: list[str]) -> int:
    asked = ArgumentParser(prog="bin/soak chat", description=__doc__)
    asked.add_argument("--rooms", type=int, default=8)
    asked.add_argument("--rounds", type=int, default=1, help="how often each fault happens")
    options = asked.parse_args(words)
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    insist_on_storing()
    folder = Path(os.environ["SOAK_FOLDER"])
    made = pairs(options.rooms)
    with Serving("portal.asgi:application", folder / "server.log") as server:
        talks = [
            Talk(pair, [Tab(server, seat, f"tab {n}") for n, seat in enumerate((*pair.seats, pair.seats[0]))])
            for pair in made
        ]
        asyncio.run(soak(server, talks, folder / "servers", options.rounds))
    return report(talks)


def insist_on_storing() -> None:
    """As in production: what is committed is on disk. Our own server for development does not wait for that."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ALTER ROLE CURRENT_USER SET synchronous_commit = on")
    connection.close()


async def soak(server: Serving, talks: list[Talk], servers: Path, rounds: int) -> None:
    tabs = [tab for talk in talks for tab in talk.tabs]
    living = [asyncio.create_task(tab.live()) for tab in tabs]
    talking = [asyncio.create_task(chatter(tab)) for tab in tabs]
    traveller = talks[0].tabs[1]
    await asyncio.sleep(CALM)
    await traveller.go_offline()  # it misses all that follows, and writes meanwhile
    for _round in range(rounds):
        await fault("server", server.kill, server.start)
        for part in (Redis(servers), Postgres(servers)):
            await fault(part.name, lambda part=part: kill(part), lambda part=part: restart(part))  # type: ignore[misc]  # the part of now
    traveller.is_offline = False
    await asyncio.sleep(CALM)
    for task in talking:
        task.cancel()
    began = time.monotonic()
    while not all(talk.is_settled for talk in talks) and time.monotonic() - began < SETTLE:
        await asyncio.sleep(0.5)
    print(f"settled after {time.monotonic() - began:.1f} s", flush=True)
    for task in living:
        task.cancel()


async def chatter(tab: Tab) -> None:
    number = 0
    while True:
        await asyncio.sleep(random.uniform(0, 2 * BETWEEN))
        number += 1
        tab.write(f"{tab.seat.path} {tab.name} says {number}")


async def fault(name: str, take: Callable[[], None], give: Callable[[], None]) -> None:
    print(f"{name}: away for {AWAY[name]:.0f} s", flush=True)
    await asyncio.to_thread(take)
    await asyncio.sleep(AWAY[name])
    await asyncio.to_thread(give)
    await asyncio.sleep(CALM)


def kill(server: Server) -> None:
    server.kill()


def restart(server: Server) -> None:
    server.start()
    server.wait()


def report(talks: list[Talk]) -> int:
    from django.db import connection

    connection.close()  # the server at its other end was killed
    findings = [words for talk in talks for words in talk.findings()]
    tabs = [tab for talk in talks for tab in talk.tabs]
    acknowledged = sum(len(tab.acknowledged) for tab in tabs)
    print(
        f"{acknowledged} messages acknowledged in {len(talks)} rooms, {len(tabs)} tabs, "
        f"{sum(tab.reconnects for tab in tabs)} reconnections: {len(findings)} findings"
    )
    for words in findings[:40]:
        print(f"  {words}")
    return 1 if findings or not acknowledged else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
