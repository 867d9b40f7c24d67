"""A consultation over real sockets, beside a bare channels echo on the same server and Redis.

Delivery: 500 open sockets in 250 rooms, 100 messages a second, each stored in PostgreSQL before it is sent on; the
time from the sender's frame to the partner's. Fan-out: one room with many open tabs whose people send as soon as
their last word is acknowledged; deliveries a second. Idle: what 2,000 open sockets hold in memory, the server
included. Opening: the page of a room with 100,000 messages beside that of one with 100.

All is measured from outside, in a process that shares the machine with the server. Needs Redis and PostgreSQL.
"""

import asyncio
import json
import os
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection

from bench.sockets import Pair, Seat, Serving, all_open, allow_files, pairs

ROOMS, RATE, SECONDS = 250, 100, 20
LATEST = 0.100  # seconds in which 95 of 100 messages are to be there
TABS, SENDERS, FAN_SECONDS = 200, 10, 8
SHARE = 0.6  # of the echo's fan-out
IDLE, IDLE_BYTES = 2000, 2**30
LONG, SHORT, LOOKS = 100_000, 100, 15
AS_FAST = 1.25  # the noise of fifteen looks at two pages

Rows = list[tuple[str, str, str, float, float]]
Frame = Callable[[str], str]


def run(full: bool) -> Rows:
    from django.conf import settings
    from django.db import connection

    if not settings.REDIS_URL or connection.vendor != "postgresql":
        print("chat: not measured, it needs Redis and PostgreSQL", file=sys.stderr)
        return []
    allow_files()
    talks = pairs(ROOMS)
    log = Path(os.environ["DATA_DIR"]) / "chat-server.log"
    with Serving("portal.asgi:application", log) as portal, Serving("bench.echo:application", log) as echo:
        measured = asyncio.run(over_sockets(portal, echo, talks, SECONDS * 3 if full else SECONDS))
    return [*measured, opening(talks[0], talks[1])]


async def over_sockets(portal: Serving, echo: Serving, talks: list[Pair], length: float) -> Rows:
    bare = [Pair(talk.ref, (bare_seat(talk.ref), bare_seat(talk.ref))) for talk in talks]
    echoed = await delivery(echo, bare, echo_frame, length)
    ours = await delivery(portal, talks, chat_frame, length)
    late, late_bare = percentile(ours), percentile(echoed)
    print(f"bare echo, delivery p95: {late_bare * 1000:.1f} ms; ours p50 {statistics.median(ours) * 1000:.1f} ms")
    fan_bare = await fan_out(echo, [bare_seat("fan")] * TABS, echo_frame)
    seats = list(talks[0].seats)
    fan = await fan_out(portal, [seats[place % 2] for place in range(TABS)], chat_frame)
    idle = await idling(portal, [seat for talk in talks for seat in talk.seats])
    return [
        ("chat delivery, p95", f"{late * 1000:.1f} ms", f"{LATEST * 1000:.0f} ms", late / LATEST, 1.0),
        (f"chat fan-out to {TABS}", f"{fan:,.0f}/s", f"{fan_bare:,.0f}/s bare echo", fan_bare / fan, 1 / SHARE),
        (f"chat, {IDLE:,} idle sockets", f"{idle / 2**20:,.0f} MB", "1,024 MB", idle / IDLE_BYTES, 1.0),
    ]


def bare_seat(room: str) -> Seat:
    return Seat(f"/ws/echo/{room}/")


def chat_frame(mark: str) -> str:
    return json.dumps(
        {"type": "message.send", "client_id": str(uuid.uuid4()), "body": f"1,200 pieces, FOB Busan {mark}"}
    )


def echo_frame(mark: str) -> str:
    return json.dumps({"type": "message.posted", "message": {"body": f"1,200 pieces, FOB Busan {mark}"}})


def percentile(times: list[float], part: int = 95) -> float:
    return statistics.quantiles(times, n=100)[part - 1]


@dataclass
class Listening:
    """What arrives at one socket: the mark of each message, with the moment."""

    socket: ClientConnection
    heard: dict[str, float] = field(default_factory=dict)
    count: int = 0

    async def listen(self) -> None:
        async for text in self.socket:
            now = time.perf_counter()
            frame = json.loads(text)
            if frame["type"] == "message.posted":
                self.count += 1
                self.heard[frame["message"]["body"].rpartition(" ")[2]] = now
            elif frame["type"] == "error":
                raise RuntimeError(f"refused: {frame}")
        raise RuntimeError(f"closed with {self.socket.close_code}")


async def delivery(server: Serving, talks: list[Pair], frame: Frame, length: float) -> list[float]:
    """Seconds from one socket of each pair to the other. Messages are sent by the clock, whatever has arrived."""
    sent: dict[str, float] = {}
    async with all_open(server, [seat for talk in talks for seat in talk.seats]) as sockets:
        ends = [Listening(one) for one in sockets]
        tasks = [asyncio.create_task(end.listen()) for end in ends]
        began = time.perf_counter()
        for number in range(round(RATE * length)):
            await asyncio.sleep(max(0.0, began + number / RATE - time.perf_counter()))
            sender = ends[(number * 2 + number // len(talks)) % len(ends)]
            mark = f"m{number}"
            sent[mark] = time.perf_counter()
            await sender.socket.send(frame(mark))
        pairs_of_ends = list(zip(ends[::2], ends[1::2], strict=True))
        await until(lambda: sum(len(end.heard) for end in ends) >= 2 * len(sent), 60)
        arrived = [
            max(a.heard[mark], b.heard[mark]) - sent[mark]
            for a, b in pairs_of_ends
            for mark in a.heard.keys() & b.heard.keys()
        ]
        problems = [repr(task.exception()) for task in tasks if task.done()]
        for task in tasks:
            task.cancel()
    if problems or len(arrived) != len(sent):
        raise RuntimeError(f"{len(sent) - len(arrived)} of {len(sent)} messages were not delivered: {problems[:3]}")
    return arrived


async def fan_out(server: Serving, seats: list[Seat], frame: Frame) -> float:
    """Deliveries a second to all tabs of one room while some of their people send without a pause."""
    async with all_open(server, seats) as sockets:
        ends = [Listening(one) for one in sockets]
        tasks = [asyncio.create_task(end.listen()) for end in ends]
        over = time.perf_counter() + FAN_SECONDS
        began, before = time.perf_counter(), sum(end.count for end in ends)
        await asyncio.gather(*(chatter(end, frame, place, over) for place, end in enumerate(ends[:SENDERS])))
        rate = (sum(end.count for end in ends) - before) / (time.perf_counter() - began)
        for task in tasks:
            task.cancel()
    return rate


async def chatter(end: Listening, frame: Frame, place: int, over: float) -> None:
    """The next word when the last one is back, at most ten a second: more the portal takes from nobody."""
    number = 0
    while time.perf_counter() < over:
        began, mark = time.perf_counter(), f"f{place}.{number}"
        await end.socket.send(frame(mark))
        await until(lambda mark=mark: mark in end.heard, 60)  # type: ignore[misc]  # the mark of now
        await asyncio.sleep(max(0.0, began + 0.1 - time.perf_counter()))
        number += 1


async def idling(server: Serving, seats: list[Seat]) -> int:
    async with all_open(server, [seats[place % len(seats)] for place in range(IDLE)]):
        await asyncio.sleep(2)
        return server.memory


async def until(true: Callable[[], bool], seconds: float) -> None:
    end = time.perf_counter() + seconds
    while not true():
        if time.perf_counter() > end:
            return
        await asyncio.sleep(0.002)


def opening(long: Pair, short: Pair) -> tuple[str, str, str, float, float]:
    """The page of a room with many messages, and of one with few, asked by turns."""
    from bench.search_page import visitor

    fill(long.ref, LONG)
    fill(short.ref, SHORT)
    asks = [
        visitor(f"/consultations/{pair.ref}/", sign=b"data-number", cookie=pair.seats[1].cookie)
        for pair in (long, short)
    ]
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(LOOKS + 2):
        for ask, taken in zip(asks, times, strict=True):
            taken.append(ask())
            if turn == 1:
                taken.clear()  # both are warm now
    slow, quick = (statistics.median(taken) for taken in times)
    name = f"room of {LONG:,} messages opens"
    return name, f"{slow * 1000:.1f} ms", f"{quick * 1000:.1f} ms of {SHORT}", slow / quick, AS_FAST


def fill(ref: str, number: int) -> None:
    """Up to so many messages in the room, of both sides by turns."""
    from django.db import connection

    from consultations.models import Message, Room

    room = Room.objects.filter(ref=ref).get()
    people: list[Any] = list(room.parties.order_by("pk").values_list("company", "company__memberships__user"))
    Message.objects.bulk_create(
        [
            Message(
                room=room,
                number=place,
                client_id=uuid.uuid4(),
                body=f"Message {place}",
                company_id=people[place % 2][0],
                user_id=people[place % 2][1],
            )
            for place in range(room.last_number + 1, number + 1)
        ],
        batch_size=5000,
    )
    Room.objects.filter(pk=room.pk).update(last_number=max(number, room.last_number))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE consultations_message")
