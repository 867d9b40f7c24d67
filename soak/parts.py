"""The portal in parts, as docker-compose.yml runs it, each of which can be taken away and comes back."""

import os
import signal
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from local.search_server import Elasticsearch
from local.servers import Postgres, Redis, Server
from local.supervise import Child

from bench.sockets import tree

WORKERS = 2  # as in docker-compose.yml
START_SECONDS = 180.0


@dataclass
class Process:
    """A command that is started again when it ends, as its container would be; the log keeps what it says."""

    name: str
    command: list[str | Path]
    log: Path
    deaths: int = 0
    is_held: bool = False  # away on purpose: nobody starts it again
    child: Child = field(init=False)

    def start(self) -> None:
        self.child = Child(self.name, self.command, self.log)

    def look_after(self) -> None:
        if self.is_held:
            return
        if self.child.code is not None and not self.child.due:
            self.deaths += 1
        self.child.revive()

    def take(self) -> None:
        self.is_held = True
        kill_all(self.child.process.pid)

    def give(self) -> None:
        """Whoever looks after it starts it: Linux ends a child with the thread that began it."""
        self.child.due, self.is_held = time.monotonic(), False

    def kill_worker(self) -> None:
        """One of several that serve behind the same port."""
        children = [pid for pid in tree(self.child.process.pid) if pid != self.child.process.pid]
        os.kill(serving(children)[0], signal.SIGKILL)


def serving(children: list[int]) -> list[int]:
    """Without the helper by which Python hands resources over."""
    return [pid for pid in children if b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()]


def kill_all(pid: int) -> None:
    """At once and with all children, as when a machine loses its power."""
    for one in reversed(list(tree(pid))):
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)


def granian(kind: str, port: int, application: str) -> list[str | Path]:
    """As docker-compose.yml has it."""
    return [
        *(Path(sys.executable).parent / "granian", "--interface", kind, "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", str(WORKERS), "--respawn-failed-workers", "--log-level", "warning", application),
    ]


class Portal:
    """Pages, sockets and relay on ports of their own, looked after by a thread."""

    def __init__(self, folder: Path, web: int, sockets: int) -> None:
        manage = Path(__file__).parents[1] / "manage.py"
        self.folder, self.port, self.sockets_port = folder, web, sockets
        self.web = Process("web", granian("wsgi", web, "portal.wsgi:application"), folder / "web.log")
        self.sockets = Process("sockets", granian("asginl", sockets, "portal.asgi:application"), folder / "sockets.log")
        self.relay = Process("relay", [sys.executable, manage, "relay"], folder / "relay.log")
        self.all = [self.web, self.sockets, self.relay]
        self.is_over = threading.Event()

    def start(self) -> None:
        for process in self.all:
            process.start()
        threading.Thread(target=self.watch, daemon=True).start()
        wait_for(self.answers, "the portal")

    def answers(self) -> bool:
        return all(answers(f"http://127.0.0.1:{port}/healthz") for port in (self.port, self.sockets_port))

    def watch(self) -> None:
        while not self.is_over.wait(0.2):
            for process in self.all:
                process.look_after()

    def stop(self) -> None:
        self.is_over.set()
        for process in self.all:
            if hasattr(process, "child"):
                process.child.stop()


def answers(address: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        opener.open(address, timeout=5).close()
    except OSError:
        return False
    return True


def wait_for(true: Callable[[], bool], what: str, seconds: float = START_SECONDS) -> None:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise RuntimeError(f"{what} is not there after {seconds:.0f} s")
        time.sleep(0.1)


@dataclass(frozen=True)
class Fault:
    name: str
    away: float
    calm: float  # seconds afterwards, in which all has to come right
    take: Callable[[], None]
    give: Callable[[], None]


def faults(portal: Portal, servers: Path) -> list[Fault]:
    """One round of them."""

    def of_server(server: Server, away: float, calm: float) -> Fault:
        def give() -> None:
            server.start()
            server.wait()

        return Fault(server.name, away, calm, lambda: kill_all(int(server.known["pid"])), give)

    def nothing() -> None:
        """It comes back by itself."""

    def web_again() -> None:
        portal.web.give()
        wait_for(portal.answers, "the portal")

    return [
        Fault("relay", 15, 10, portal.relay.take, portal.relay.give),
        Fault("a web worker", 5, 5, portal.web.kill_worker, nothing),
        of_server(Postgres(servers), 10, 15),
        Fault("a worker of sockets", 5, 5, portal.sockets.kill_worker, nothing),
        of_server(Redis(servers), 20, 10),
        of_server(Elasticsearch(servers), 20, 15),
        Fault("all of web", 5, 5, portal.web.take, web_again),
    ]
