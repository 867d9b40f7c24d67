"""PostgreSQL and Redis on loopback: started once, found again, stopped when they are ours."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from local.folders import as_user, give
from local.shell import Failure, install, run, say

START_SECONDS = 180.0  # a machine with two busy cores needs this long for Elasticsearch at worst
STOP_SECONDS = 60.0
IN_MEMORY = os.environ.get("SERVICES_IN_MEMORY") == "1"


class Server:
    """One server process with a folder below `.services/` that holds its data, its log and what we know of it."""

    name = ""
    preferred_port = 0

    def __init__(self, base: Path) -> None:
        self.folder = base / self.name
        self.record = base / f"{self.name}.json"
        self.log = self.folder / "server.log"

    # -- what a kind of server defines

    def prepare(self) -> None:
        """Install and lay out what is missing."""

    def launch(self) -> int:
        """Start the process and return its id."""
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError

    def settle(self) -> None:
        """What is left to do once it answers."""

    @property
    def environment(self) -> dict[str, str]:
        raise NotImplementedError

    # -- what all have in common

    @property
    def known(self) -> dict[str, int | str]:
        try:
            return dict(json.loads(self.record.read_text()))
        except (OSError, ValueError):
            return {}

    @property
    def port(self) -> int:
        return int(self.known.get("port", 0))

    @property
    def is_running(self) -> bool:
        """Whether the very process that we started is alive; a reused process id has another birth."""
        pid = int(self.known.get("pid", 0))
        return pid > 0 and birth(pid) == self.known.get("birth")

    def start(self) -> None:
        if self.is_running:
            return
        self.prepare()
        give(self.folder)
        port = self.port if self.port and is_free(self.port) else free_port(self.preferred_port)
        self.record.write_text(json.dumps({"port": port}))
        pid = self.launch()
        self.record.write_text(json.dumps({"port": port, "pid": pid, "birth": birth(pid)}))

    def wait(self) -> None:
        if not wait_until(lambda: self.answers() or not self.is_running, START_SECONDS) or not self.is_running:
            raise Failure(f"{self.name} did not start; its log is {self.log}: {last_line(self.log)}")
        self.settle()

    def stop(self) -> bool:
        """Whether there was something of ours to stop."""
        if not self.is_running:
            return False
        pid = int(self.known["pid"])
        os.kill(pid, self.stop_signal)
        if not wait_until(lambda: not self.is_running, STOP_SECONDS):
            os.kill(pid, signal.SIGKILL)
        self.record.write_text(json.dumps({"port": self.port}))
        return True

    def kill(self) -> None:
        """At once, as when the machine loses its power: nobody is told."""
        os.kill(int(self.known["pid"]), signal.SIGKILL)
        if not wait_until(lambda: not self.is_running, 10):
            raise Failure(f"{self.name} did not die.")

    stop_signal = signal.SIGTERM

    def spawn(self, *command: str | Path, **env: str) -> int:
        """Start a process that outlives us, as the server user, with its output in the log."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [str(part) for part in command],
                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                env={**os.environ, "HOME": str(self.folder), **env}, **as_user(),  # type: ignore[call-overload]  # by **
            )  # fmt: skip
        return int(process.pid)


class Postgres(Server):
    name = "postgresql"
    preferred_port = 15432
    stop_signal = signal.SIGINT  # "fast": sessions are ended, data is written

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def tool(self, name: str) -> Path | None:
        """The newest installed version from 15 on; Debian keeps them out of the search path."""
        own = shutil.which(name)
        found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
        new = [path for path in found if int(path.parts[-3]) >= 15]
        kept = self.data / "PG_VERSION"
        if kept.exists():  # data of one version is not read by another
            new = [path for path in new if path.parts[-3] == kept.read_text().strip()] or new
        return new[0] if new else Path(own) if own else None

    def prepare(self) -> None:
        if self.tool("initdb") is None:
            install(["postgresql-15"], "PostgreSQL")
        initdb = self.tool("initdb")
        if initdb is None:
            raise Failure("PostgreSQL 15 or newer was not found: install it and start again.")
        give(self.folder)
        if not (self.data / "PG_VERSION").exists():
            run(
                [initdb, "-D", self.data, "-U", "jangteo", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"],
                "Making the PostgreSQL folder", cwd=self.folder, **as_user(),
            )  # fmt: skip

    def launch(self) -> int:
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",  # a socket's path may be too long below a deep folder
            "max_connections": "200",
            "synchronous_commit": "off",  # a crash of the machine may lose the last half second, never consistency
            "jit": "off",  # our queries take milliseconds; compiling one takes longer than it saves
        }
        if IN_MEMORY:  # each database that a test drops would wait for the disk, half a minute on a busy machine
            options |= {"fsync": "off", "full_page_writes": "off"}
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        return self.spawn(self.tool("postgres") or "postgres", "-D", self.data, *settings)

    def client(self, tool: str, *arguments: str) -> list[str | Path]:
        return [self.tool(tool) or tool, "-h", "127.0.0.1", "-p", str(self.port), "-U", "jangteo", *arguments]

    def answers(self) -> bool:
        return subprocess.run(self.client("pg_isready", "-q", "-d", "postgres"), check=False).returncode == 0

    def settle(self) -> None:
        asked = "SELECT 1 FROM pg_database WHERE datname = 'jangteo'"
        if "1" not in run(self.client("psql", "-tA", "-d", "postgres", "-c", asked), "Asking PostgreSQL"):
            run(self.client("createdb", "jangteo"), "Making the database")

    @property
    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": f"postgres://jangteo@127.0.0.1:{self.port}/jangteo"}


class Redis(Server):
    name = "redis"
    preferred_port = 16379

    def prepare(self) -> None:
        if not shutil.which("redis-server"):
            install(["redis-server"], "Redis")

    def launch(self) -> int:
        options = {
            "bind": "127.0.0.1",
            "port": str(self.port),
            "dir": str(self.folder),
            "databases": "64",
            "save": "60 1",
        }
        settings = [part for name, value in options.items() for part in (f"--{name}", value)]
        return self.spawn(shutil.which("redis-server") or "redis-server", *settings)

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as line:
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    @property
    def environment(self) -> dict[str, str]:
        return {"REDIS_URL": f"redis://127.0.0.1:{self.port}/0"}


def birth(pid: int) -> str:
    """When the process was started, in the kernel's own terms; empty when it is gone or only waits to be reaped."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        if Path("/proc/self").exists():
            return ""
        answer = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], check=False, capture_output=True, text=True)
        return answer.stdout.strip()
    return "" if fields[0] == "Z" else fields[19]


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port(preferred: int) -> int:
    """The preferred port, or the next one that nobody uses."""
    for port in range(preferred, preferred + 1000):
        if is_free(port):
            return port
    raise Failure(f"No port from {preferred} on is free.")


def wait_until(true: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False


def last_line(log: Path) -> str:
    try:
        lines = log.read_text(errors="replace").strip().splitlines()
    except OSError:
        return "it wrote none."
    return lines[-1][:300] if lines else "it is empty."


def announce(server: Server) -> None:
    say(f"{server.name}: running on 127.0.0.1:{server.port}" if server.is_running else f"{server.name}: stopped")
