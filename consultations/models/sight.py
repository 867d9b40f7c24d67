"""Which part of a consultation a company sees: the one rule, as a value and as the same in SQL.

A party sees the messages of its spans: from the one on at which it joined, up to the one at which it left or was
removed. Who came back has an earlier span as well. Entries of the transcript are cut by the same spans, by their `seq`.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest, Least


class Span(NamedTuple):
    """Messages `first` to `last`, entries `first_seq` to `last_seq`; no end as long as the company takes part."""

    first: int
    last: int | None
    first_seq: int
    last_seq: int | None

    def has(self, number: int) -> bool:
        return self.first <= number and (self.last is None or number <= self.last)

    def has_entry(self, seq: int) -> bool:
        return self.first_seq <= seq and (self.last_seq is None or seq <= self.last_seq)


@dataclass(frozen=True)
class Sight:
    """What a company sees of a room; without spans nothing. `is_here`: it takes part now, and hears what is said."""

    spans: tuple[Span, ...] = ()
    is_here: bool = False

    def has(self, number: int) -> bool:
        return any(span.has(number) for span in self.spans)

    def has_entry(self, seq: int) -> bool:
        return any(span.has_entry(seq) for span in self.spans)

    @property
    def floor(self) -> int:
        """The number before the first message of the newest span."""
        return self.spans[-1].first - 1 if self.spans else 0

    def newest(self, last_number: int) -> int:
        """The number of the newest message of a room that is to be seen, if the room's newest is `last_number`."""
        if not self.spans:
            return 0
        last = self.spans[-1].last
        return last_number if last is None else min(last, last_number)

    def unread(self, last_number: int, mark: int) -> int:
        return max(0, self.newest(last_number) - max(mark, self.floor))

    @property
    def messages(self) -> Q:
        """The condition for messages of the room."""
        found = Q(pk__in=[])
        for span in self.spans:
            found |= Q(number__gte=span.first) if span.last is None else Q(number__range=(span.first, span.last))
        return found


# The same for queries over many rooms; `sees_first` and `sees_last` come with `Room.objects.visible_to`.
NEWEST = Least(F("last_number"), Coalesce(F("sees_last"), F("last_number")))


def unread_after(mark: Any) -> Any:
    """How many visible messages came after the number `mark`, an expression that is never null."""
    return Greatest(NEWEST - Greatest(mark, F("sees_first") - 1), 0)
