"""Messages as the timeline shows them: days in the reader's zone, and who said what. room.js does the same live."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from babel import Locale
from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import get_language

from consultations.frames import has_plain_links, side_of
from consultations.link_parts import Part, parts_of
from consultations.models import Message
from consultations.models.caution import READER, SENDER
from portal.core.actor import Actor

SAME_BREATH = timedelta(minutes=5)


@dataclass(frozen=True)
class Entry:
    """One message in the timeline; `day` is set when it is the first of its day."""

    message: Message
    side: str
    follows: bool
    day: date | None
    is_read_mark: bool = False  # the last of the reader's own messages that the other side has read

    @property
    def parts(self) -> list[Part]:
        return list(parts_of(self.message.body, has_plain_links(self.side, self.message.company.tier)))

    @property
    def cautions(self) -> list[Any]:
        """Advice to who reads it; to the company that said it, a softer word."""
        words = READER if self.side == "them" else SENDER
        return [words[one.kind] for one in self.message.cautions.all()]

    @property
    def day_name(self) -> str:
        return format_date(self.day, "full", locale=locale()) if self.day else ""

    @property
    def clock(self) -> str:
        """In 24 hours: the one way of telling the time that reads the same in every language."""
        return f"{timezone.localtime(self.message.created_at):%H:%M}"


def locale() -> Locale:
    """English dates are written day first, as everywhere in the portal (portal/formats)."""
    language = (get_language() or "en").replace("-", "_")
    return Locale.parse("en_GB" if language == "en" else language)


def entries(messages: list[Message], reader: Actor, read_by_others: int = 0) -> list[Entry]:
    shown: list[Entry] = []
    own = [one.number for one in messages if one.user_id == reader.user_id and one.number <= read_by_others]
    read_mark = own[-1] if own else 0
    before: Message | None = None
    for message in messages:
        day = local_day(message.created_at)
        is_new_day = before is None or local_day(before.created_at) != day
        side = side_of(message.user_id, message.company_id, reader)
        follows = not is_new_day and continues(before, message)
        first_of = day if is_new_day else None
        shown.append(Entry(message, side, follows, first_of, is_read_mark=message.number == read_mark))
        before = message
    return shown


def local_day(at: datetime) -> date:
    return timezone.localtime(at).date()


def continues(before: Message | None, message: Message) -> bool:
    """Whether the same person goes on within a few minutes, so that the name need not be said again."""
    return (
        before is not None
        and (before.user_id, before.company_id) == (message.user_id, message.company_id)
        and message.created_at - before.created_at < SAME_BREATH
    )
