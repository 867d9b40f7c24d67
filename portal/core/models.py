"""The kernel's own tables: the outbox, the clock of the timed jobs, alarms and what is counted for them."""

from portal.core.alarms import Alarm
from portal.core.events import Event
from portal.core.tallies import Tally
from portal.core.timed import TimedJob

__all__ = ["Alarm", "Event", "Tally", "TimedJob"]
