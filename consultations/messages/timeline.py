"""Messages as the timeline shows them: days in the reader's zone, and who said what. room.js does the same live."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from babel import Locale
from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import get_language

from consultations.circle.lines import Line
from consultations.live.frames import has_plain_links, people_in, side_of
from consultations.messages.cards import ShownCard, shown_cards
from consultations.messages.link_parts import Part, parts_of
from consultations.models import Message, Sight
from consultations.models.caution import READER, SENDER
from consultations.models.marks import REACTION_ICONS, Reaction
from portal.core.actor import VISITOR, Actor

SAME_BREATH = timedelta(minutes=5)


@dataclass(frozen=True)
class Reacted:
    """A kind of reaction at a message: by whom, in one line of names, and whether the reader is among them."""

    kind: str
    label: Any
    icon: str
    who: list[str]
    is_mine: bool

    @property
    def names(self) -> str:
        return f"{self.label}: {'; '.join(self.who)}" if self.who else self.label


@dataclass(frozen=True)
class Entry:
    """One message in the timeline; `day` is set when it is the first of its day."""

    message: Message
    side: str
    follows: bool
    day: date | None
    lines: tuple[Line, ...] = ()  # who came and went after it
    is_delivered_mark: bool = False  # the last of the reader's own that has reached the other side, not read yet
    is_read_mark: bool = False  # the last of the reader's own messages that the other side has read
    is_own: bool = False  # said by the reader for the company that they act for now
    reader: Actor = VISITOR
    may_speak: bool = False
    quoted: Message | None = None  # what it replies to, where the reader's company sees that

    @property
    def may_edit(self) -> bool:
        return self.is_own and self.message.is_editable

    @property
    def may_delete(self) -> bool:
        return self.is_own and self.message.deleted_at is None

    @property
    def has_menu(self) -> bool:
        return (
            self.side == "them"
            or self.may_delete
            or (self.may_speak and self.message.deleted_at is None)
            or self.is_pinned
        )

    @property
    def is_pinned(self) -> bool:
        return self.pin is not None

    @property
    def pin(self) -> Any:
        return getattr(self.message, "pin", None) if self.message.is_rich else None

    @property
    def reactions(self) -> list[Reacted]:
        """Every kind in its order, also those that nobody has used yet."""
        facts = self.message.rich_facts() if self.message.is_rich else {}
        found = {one["kind"]: one for one in people_in(facts, self.reader).get("reactions", ())}
        none: dict[str, Any] = {"who": [], "is_mine": False}
        return [
            Reacted(kind, str(Reaction.Kind(kind).label), icon, **{**none, **said(found.get(kind))})
            for kind, icon in REACTION_ICONS.items()
        ]

    @property
    def has_reactions(self) -> bool:
        return self.message.is_rich and bool(self.message.reactions.all())

    @property
    def cards(self) -> list[ShownCard]:
        return shown_cards(self.message.cards.all(), self.reader) if self.message.is_rich else []

    @property
    def files(self) -> list[Any]:
        return list(self.message.files.all()) if self.message.is_rich else []

    @property
    def mentions_me(self) -> bool:
        return self.message.is_rich and any(one.user_id == self.reader.user_id for one in self.message.mentions.all())

    @property
    def parts(self) -> list[Part]:
        names = [one.name for one in self.message.mentions.all()] if self.message.is_rich else []
        is_plain = has_plain_links(self.side, self.message.company.tier)
        return list(parts_of(self.message.body, is_plain, names))

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


NO_REACTIONS = [Reacted(kind, Reaction.Kind(kind).label, icon, [], False) for kind, icon in REACTION_ICONS.items()]


def said(found: dict[str, Any] | None) -> dict[str, Any]:
    return {"who": found["who"], "is_mine": found["is_mine"]} if found else {}


def entries(
    messages: list[Message],
    reader: Actor,
    read_by_others: int = 0,
    may_speak: bool = False,
    lines: Iterable[Line] = (),
    delivered: int = 0,
    sight: Sight | None = None,
) -> list[Entry]:
    """`sight` is what the reader's company sees of the room: what is replied to outside it is not quoted."""
    shown: list[Entry] = []
    own = [one.number for one in messages if one.user_id == reader.user_id and one.number <= read_by_others]
    read_mark = own[-1] if own else 0
    got = [one.number for one in messages if one.user_id == reader.user_id and one.number <= delivered]
    got_mark = got[-1] if got and got[-1] > read_by_others else 0
    before: Message | None = None
    for message in messages:
        day = local_day(message.created_at)
        is_new_day = before is None or local_day(before.created_at) != day
        side = side_of(message.user_id, message.company_id, reader)
        follows = not is_new_day and continues(before, message)
        first_of = day if is_new_day else None
        own_words = message.is_own(reader)
        shown.append(
            Entry(
                message,
                side,
                follows,
                first_of,
                tuple(line for line in lines if line.after == message.number),
                message.number == got_mark,
                is_read_mark=message.number == read_mark,
                is_own=own_words,
                reader=reader,
                may_speak=may_speak,
                quoted=quoted_for(message, sight),
            )
        )
        before = message
    return shown


def quoted_for(message: Message, sight: Sight | None) -> Message | None:
    quoted: Message | None = message.reply_to
    return quoted if quoted is None or sight is None or sight.has(quoted.number) else None


def local_day(at: datetime) -> date:
    return timezone.localtime(at).date()


def continues(before: Message | None, message: Message) -> bool:
    """Whether the same person goes on within a few minutes, so that the name need not be said again."""
    return (
        before is not None
        and (before.user_id, before.company_id) == (message.user_id, message.company_id)
        and message.created_at - before.created_at < SAME_BREATH
    )
