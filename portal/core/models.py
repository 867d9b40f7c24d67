"""The kernel's own tables: the outbox and the clock of the timed jobs."""

from portal.core.events import Event
from portal.core.timed import TimedJob

__all__ = ["Event", "TimedJob"]
