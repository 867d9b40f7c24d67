"""Who came and went, as lines between the messages: taken from the chain, as far as the reader was there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.models import ChainEntry, Room
from consultations.models.chain import CIRCLE
from portal.core.actor import Actor

Kind = ChainEntry.Kind


@dataclass(frozen=True)
class Line:
    """Stands after the message of the number `after`."""

    seq: int
    after: int
    at: datetime
    words: str

    @property
    def clock(self) -> str:
        return f"{timezone.localtime(self.at):%H:%M}"


def line_of(entry: ChainEntry, reader: Actor) -> Line | None:
    """None for what is no line: entries of an older record do not say where they stand."""
    words = sentence(entry.kind, entry.author, entry.company_name, entry.details)
    after = entry.details.get("after")
    if not words or not isinstance(after, int):
        return None
    return Line(entry.seq, after, entry.at, words)


def lines_between(room: Room, reader: Actor, first: int, last: int | None) -> list[Line]:
    """Those that stand after one of the messages `first` to `last` (none: to the newest), which the reader may see."""
    sight = room.sight_of(reader)
    entries: Iterable[ChainEntry] = room.chain.filter(kind__in=CIRCLE).order_by("seq")
    lines = (line_of(one, reader) for one in entries if sight.has_entry(one.seq))
    return [one for one in lines if one and first <= one.after and (last is None or one.after <= last)]


def sentence(kind: str, person: str, company: str, details: dict[str, Any]) -> str:
    """What happened, in the language in force; the names are those of that day."""
    other = details.get("company") if isinstance(details.get("company"), dict) else {}
    values = {
        "person": person or company,
        "company": company,
        "other": str((other or {}).get("name", "")),
        "colleague": str(details.get("person", "")),
        "number": details.get("sees_from", 0),
    }
    words = WORDS.get(kind, {}).get(variant_of(kind, details))
    return str(words() % values) if words else ""


def variant_of(kind: str, details: dict[str, Any]) -> str:
    """Of an invitation whether it shows what was said before; of who comes in, from where on it sees the talk."""
    if kind == Kind.INVITED:
        return "earlier" if details.get("shows_earlier") else ""
    if kind == Kind.JOINED and "sees_from" in details:
        return "later" if details["sees_from"] > details.get("after", 0) else "earlier"
    return ""


WORDS: dict[str, dict[str, Any]] = {
    Kind.INVITED: {
        "": lambda: _("%(person)s, %(company)s, invited %(other)s. It will see what is said after it has joined."),
        "earlier": lambda: _("%(person)s, %(company)s, invited %(other)s, and shows it what was said before, too."),
    },
    Kind.JOINED: {
        "": lambda: _("%(company)s joined."),
        "later": lambda: _("%(company)s joined, and sees what is said from here on."),
        "earlier": lambda: _("%(company)s joined, and sees the messages from number %(number)s on."),
    },
    Kind.DECLINED: {"": lambda: _("%(company)s declined the invitation.")},
    Kind.WITHDRAWN: {"": lambda: _("%(company)s withdrew the invitation of %(other)s.")},
    Kind.LEFT: {"": lambda: _("%(company)s left. It keeps what was said until here.")},
    Kind.REMOVED: {"": lambda: _("%(person)s, %(company)s, removed %(other)s.")},
    Kind.ASKED: {"": lambda: _("%(person)s, %(company)s, asked %(colleague)s for help.")},
}
