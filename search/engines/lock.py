"""A file that one process of this machine holds at a time; it is free again however that process ends."""

import fcntl
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from search.engines.base import EngineDown

PATIENCE = 2.0  # seconds a writer waits for another


def locked_file(path: Path) -> IO[bytes]:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = path.open("ab")
    until = time.monotonic() + PATIENCE
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        if time.monotonic() > until:
            handle.close()
            raise EngineDown("the index is being written")
        time.sleep(0.05)
