"""How many answers were a refusal (403, 429): a number of nobody, for the alarm that somebody walks along the doors.

Models cannot be imported while the middleware is: what counts looks for them when it writes.
"""

from threading import Lock
from time import monotonic

from django.db import DatabaseError, connection

REFUSED = "refused"
PAUSE = 5.0  # seconds: a flood of refusals writes that seldom, and is not made heavier by being counted


class Refused:
    """What this process has refused and not yet written down; what it has gathered when it ends is lost."""

    def __init__(self) -> None:
        self.lock, self.number, self.written = Lock(), 0, 0.0

    def count(self) -> None:
        with self.lock:
            self.number += 1
            if monotonic() - self.written < PAUSE:
                return
            number, self.number, self.written = self.number, 0, monotonic()
        self.write(number)

    def write(self, number: int) -> None:
        from portal.core.tallies import Tally

        if connection.needs_rollback:
            return
        try:
            Tally.count(REFUSED, number)
        except DatabaseError:  # the answer matters more than its number
            return


refused = Refused()
