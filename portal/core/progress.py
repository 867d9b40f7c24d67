"""What a command that takes minutes says while it works: the step, how many there are, and the time so far."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Say = Callable[[str], None]
SILENT = 10.0  # seconds without a word, after which it says that it still works


class Progress:
    """`say` gets whole lines: they are read in a terminal, and in the log of a container, where nothing is redrawn.

    A step that takes long says so every ten seconds, whatever it does meanwhile.
    """

    def __init__(self, steps: int, say: Say, silent: float = SILENT) -> None:
        self.steps, self.say, self.silent = steps, say, silent
        self.done, self.started = 0, time.monotonic()

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        self.done += 1
        here = f"  {self.done} of {self.steps}: {title}"
        self.say(f"{here} … ({self.so_far})")
        over = threading.Event()
        reminder = threading.Thread(target=self.remind, args=(here, over), daemon=True)
        reminder.start()
        try:
            yield
        finally:
            over.set()
            reminder.join()

    def remind(self, here: str, over: threading.Event) -> None:
        while not over.wait(self.silent):
            self.say(f"{here}: still at it ({self.so_far})")

    @property
    def so_far(self) -> str:
        minutes, seconds = divmod(int(time.monotonic() - self.started), 60)
        return f"{minutes}:{seconds:02d}"


def say_at_once(line: str) -> None:
    """Into a pipe as well, line by line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
