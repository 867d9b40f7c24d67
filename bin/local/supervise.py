"""Processes side by side: the server, whose end is the end, and its helpers (the relay), which are started again."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from local.shell import ROOT, say

PATIENCE = 10.0  # seconds a process gets to finish what it is doing
LONGEST_PAUSE = 30.0


def end_with_parent() -> None:
    """Linux: a supervisor that is killed outright takes its processes along."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Child:
    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        log: Path | None = None,
        once: Callable[[], object] | None = None,
    ) -> None:
        """What it says goes to `log`, else to the terminal. With `once` it may end well, and this is called then."""
        self.name, self.command, self.log, self.once = name, [str(part) for part in command], log, once
        self.pause, self.due, self.is_done = 0.5, 0.0, False
        self.started = time.monotonic()
        self.process = self.launch()

    def launch(self) -> "subprocess.Popen[bytes]":
        self.started = time.monotonic()
        # Its own session: Ctrl-C reaches the supervisor alone, which then stops both in order.
        with self.log.open("ab") if self.log else contextlib.nullcontext() as output:
            return subprocess.Popen(
                self.command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                start_new_session=True, preexec_fn=end_with_parent,
            )  # fmt: skip

    @property
    def code(self) -> int | None:
        return self.process.poll()

    def revive(self) -> None:
        """Start it again when it has died, after a pause that grows while it keeps dying."""
        now = time.monotonic()
        if self.code is None or self.is_done:
            return
        if self.code == 0 and self.once is not None:
            self.is_done = True
            self.once()
            return
        if not self.due:
            self.pause = 0.5 if now - self.started > 60 else min(self.pause * 2, LONGEST_PAUSE)
            self.due = now + self.pause
            say(f"The {self.name} has died (exit {self.code}); it is started again in {self.pause:.0f} s.")
        elif now >= self.due:
            self.due = 0.0
            self.process = self.launch()

    def stop(self) -> None:
        if self.code is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()


def watch(server: Child, *helpers: Child) -> int:
    """Until Ctrl-C (0) or until the server ends (its code)."""
    with contextlib.suppress(KeyboardInterrupt):
        while server.code is None:
            for helper in helpers:
                helper.revive()
            time.sleep(0.2)
    code = server.code
    for child in (server, *helpers):
        child.stop()
    if code is not None:
        say(f"The server has ended (exit {code}).")
        return code or 1
    say("Stopped.")
    return 0
