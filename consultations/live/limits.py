"""How fast one connection may talk."""

import time
from collections.abc import Callable


class Bucket:
    """A token bucket: `rate` frames a second in the long run, `burst` at once."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self.burst, self.clock = rate, burst, clock
        self.tokens, self.filled_at = float(burst), clock()

    def take(self) -> bool:
        """Use one token; False when there is none left now."""
        now = self.clock()
        self.tokens = min(self.burst, self.tokens + (now - self.filled_at) * self.rate)
        self.filled_at = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True
