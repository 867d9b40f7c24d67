"""Firms that talk in pairs, the server they talk over, and their sockets; for `bench chat` and `soak chat`."""

import asyncio
import os
import resource
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

START_SECONDS = 120.0
WORKERS = "2"  # as in docker-compose.yml
AT_A_TIME = 40  # sockets that are being opened
OPEN_FILES = 8192
GONE = suppress(OSError, ValueError)  # what a look at a process makes of its end


@dataclass(frozen=True)
class Seat:
    """Somebody's place in a room: where their socket goes, and the cookie it carries."""

    path: str
    cookie: str = ""


@dataclass(frozen=True)
class Pair:
    """A room, and one person of each of its two companies."""

    ref: str
    seats: tuple[Seat, Seat]


def pairs(number: int) -> list[Pair]:
    """So many rooms in the database, each between two companies and two people of its own."""
    from companies.models import Company
    from consultations.models import Room

    made = []
    for place in range(number):
        supplier, buyer = (firm(f"{side} {place}", kind) for side, kind in (("Maker", "supplier"), ("Trader", "buyer")))
        company = Company.objects.filter(pk=supplier.memberships.values("company")[:1]).get()
        room = Room.open_about("company", company, by=buyer.actor_for(None))
        path = f"/ws/consultations/{room.ref}/"
        made.append(Pair(room.ref, (Seat(path, cookie_of(supplier)), Seat(path, cookie_of(buyer)))))
    return made


def firm(name: str, kind: str) -> Any:
    """The owner of a new company that was verified: no limits of newcomers are in the way."""
    from companies.models import Company, Membership, User

    company = Company.objects.create(name=name, kind=kind, country="KR", tier=Company.Tier.values[-1])
    owner = User.objects.create(email=f"{company.slug}@bench.example", name=f"Owner of {name}", password="!")
    Membership.objects.create(user=owner, company=company, role="owner")
    return owner


def cookie_of(user: Any) -> str:
    """A session as a sign-in leaves it behind."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


class Serving:
    """One server process for `application` on a port of its own, until the block ends; it can be killed in between."""

    def __init__(self, application: str, log: Path) -> None:
        self.application, self.log = application, log
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, at: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        granian = Path(sys.executable).parent / "granian"
        options = ["--interface", "asginl", "--port", str(self.port), "--workers", WORKERS]
        options += ["--log-level", "warning", self.application]
        hosts = f"{os.environ.get('ALLOWED_HOSTS', '')},127.0.0.1"
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [granian, *options], stdout=output, stderr=output, env={**os.environ, "ALLOWED_HOSTS": hosts}
            )
        end = time.monotonic() + START_SECONDS
        while not self.answers():
            if time.monotonic() > end or self.process.poll() is not None:
                raise RuntimeError(f"the server did not start: {self.log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.1)

    def answers(self) -> bool:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            opener.open(f"{self.origin}/healthz", timeout=5).close()
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """At once and with its children, as when the machine loses its power."""
        for pid in reversed(list(tree(self.process.pid))):
            with GONE:
                os.kill(pid, 9)
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    @property
    def memory(self) -> int:
        """Bytes that the server and its children hold; what they share is counted once."""
        return sum(held(pid) for pid in tree(self.process.pid))


def tree(pid: int) -> Iterator[int]:
    yield pid
    with GONE:
        for thread in Path(f"/proc/{pid}/task").iterdir():  # Java starts processes from another than the first
            for child in (thread / "children").read_text().split():
                yield from tree(int(child))


def held(pid: int) -> int:
    """The proportional set size of a process, in bytes (proc(5), smaps_rollup)."""
    with GONE:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def allow_files() -> None:
    """As many open sockets as a bench needs, here and in the server that is started afterwards."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < OPEN_FILES:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(OPEN_FILES, hard), hard))


async def opened(server: Serving, seat: Seat) -> ClientConnection:
    """An open socket as a browser opens it."""
    address = f"ws://127.0.0.1:{server.port}{seat.path}"
    headers = {"Cookie": seat.cookie} if seat.cookie else {}
    return await connect(
        address,
        origin=Origin(server.origin),
        additional_headers=headers,
        compression=None,
        proxy=None,
        open_timeout=60,
        ping_interval=None,
        max_queue=None,
    )


@asynccontextmanager
async def all_open(server: Serving, seats: Iterable[Seat]) -> AsyncIterator[list[ClientConnection]]:
    gate = asyncio.Semaphore(AT_A_TIME)

    async def one(seat: Seat) -> ClientConnection:
        async with gate:
            return await opened(server, seat)

    sockets = await asyncio.gather(*(one(seat) for seat in seats))
    try:
        yield list(sockets)
    finally:
        await asyncio.gather(*(one.close() for one in sockets), return_exceptions=True)
