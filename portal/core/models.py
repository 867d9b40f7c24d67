"""The kernel's own tables: the outbox, the clock of the timed jobs, alarms and tallies, translated words."""

from portal.core.alarms import Alarm
from portal.core.events import Event
from portal.core.tallies import Tally
from portal.core.timed import TimedJob
from portal.core.translating.words import TranslatedWords

__all__ = ["Alarm", "Event", "Tally", "TimedJob", "TranslatedWords"]
