"""Messages are stored together: all that wait in a process at one moment, in one transaction.

What a message costs is mostly what a transaction and its statements cost, whatever they hold. Each message keeps its
own outcome: what is refused is refused before anything is written, and nothing of it is.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.live.unread import forget_counts
from consultations.models.beside import NOTHING, Beside, MessageFile
from consultations.models.chain import LAST, ChainEntry, WordsSalt, entry_after
from consultations.models.message import Message
from consultations.models.taking_part import ReadMark
from consultations.permissions import can_open_room
from consultations.safety.barriers import Standing, standings
from consultations.safety.pace import ALLOWANCES, MESSAGES_COUNTED, counted, counts_messages, locked_rows, take_message
from portal.core.actor import Actor
from portal.core.events import ask_guards, fact
from portal.core.live import push
from portal.core.permissions import Refused
from portal.core.prepared import Prepared, inserted, inserting, together, updating

if TYPE_CHECKING:
    from consultations.models.room import Room


@dataclass(eq=False)
class Saying:
    """What somebody says in a room, and what came of it: a `message`, or the `problem` for which there is none.

    `is_new` is False for a message that was stored before under the same `client_id`. `files` are written already.
    """

    room: "Room"
    by: Actor
    body: str
    client_id: uuid.UUID
    beside: Beside = NOTHING
    files: Sequence[MessageFile] = ()
    is_automatic: bool = False
    answered: Message | None = None
    message: Message | None = None
    problem: Exception | None = None
    is_new: bool = False

    @property
    def key(self) -> tuple[int, int | None, uuid.UUID]:
        return self.room.pk, self.by.user_id, self.client_id

    @property
    def proofs(self) -> dict[str, Any]:
        """What the chain holds of it beside its words; of a stored message `Message.proofs` gives the same."""
        cards = [{"kind": kind, "key": key} for kind, key in self.beside.cards]
        reply = {"reply_to": self.answered.number} if self.answered else {}
        files = [one.proof for one in self.files]
        return {**({"files": files} if files else {}), **({"cards": cards} if cards else {}), **reply}


def say_together(sayings: Sequence[Saying], waits: bool = True) -> list[Saying]:
    """Store these and then push them; each is told what came of it.

    Gives those that were left alone, because somebody else is changing their room at this moment and `waits` is False.
    Raises Room.DoesNotExist for a room that is gone, when it is asked to wait.
    """
    with transaction.atomic():
        ground = Ground(sayings, waits)
        free = [saying for saying in sayings if saying.room.pk in ground.numbers]
        if waits and len(free) < len(sayings):
            raise apps.get_model("consultations", "Room").DoesNotExist
        for saying in free:
            try:
                ground.judge(saying)
            except (PermissionDenied, Refused) as problem:
                saying.problem = problem
        ground.store([saying for saying in free if saying.is_new])
    return [saying for saying in sayings if saying.room.pk not in ground.numbers]


class Ground:
    """What holds in some rooms while their rows are locked: read in one go, and what is stored there."""

    def __init__(self, sayings: Sequence[Saying], waits: bool = True) -> None:
        rooms = sorted({saying.room.pk for saying in sayings})
        people = [saying for saying in sayings if not saying.is_automatic]
        companies = sorted({saying.by.company_id for saying in people if saying.by.company})
        users, own_ids = {saying.by.user_id for saying in people if saying.by.user}, [one.client_id for one in people]
        is_counting = counts_messages() and companies
        numbers, sent, last, *facts, allowed = together(
            (NUMBERS if waits else FREE_NUMBERS).asked(rooms=rooms),
            SENT.asked(rooms=rooms, users=sorted(users), client_ids=own_ids),
            LAST.asked(rooms=rooms),
            *standings(rooms, companies),
            ALLOWANCES.asked(companies=companies if is_counting else []),
        )
        self.numbers: dict[int, tuple[int, datetime, int]] = {room: found for room, *found in numbers.rows}  # type: ignore[misc]  # rows of the database
        self.sent: dict[Any, int | Saying] = {(room, user, own): pk for room, user, own, pk in sent.rows}
        self.last: dict[int, tuple[int, str]] = {room: (seq or 0, link or "") for room, seq, link in last.rows}
        self.facts = facts
        self.here: dict[int, list[int]] = defaultdict(list)
        for room, company in facts[0].rows:
            self.here[room].append(company)
        self.allowed = {row.company_id: row for row in map(counted, allowed.rows)}
        if is_counting and len(self.allowed) < len(companies):
            found = locked_rows([one for one in companies if one not in self.allowed])
            self.allowed |= {row.company_id: row for row in found}
        self.counted: dict[int, Any] = {}

    def judge(self, saying: Saying) -> None:
        """Whether it is stored, and everything that it needs for that. Raises PermissionDenied or Refused."""
        by = saying.by
        if not can_open_room(by) or by.company_id not in self.here[saying.room.pk]:
            raise PermissionDenied(_("You may read this consultation, not write in it."))
        known = self.sent.get(saying.key)
        if known is not None:
            saying.message = known.message if isinstance(known, Saying) else Message._default_manager.get(pk=known)
            return
        barrier = Standing.of(saying.room.pk, by.company_id, self.here[saying.room.pk], self.facts).barrier
        if barrier:
            raise Refused(barrier.words)
        saying.answered = saying.room.answered(saying.beside.reply_to, by)
        ask_guards(by)
        self.count(by.company)
        self.number(saying)

    def count(self, company: Any) -> None:
        if counts_messages():
            self.counted[company.pk] = self.allowed[company.pk]
            take_message(self.allowed[company.pk], company)

    def number(self, saying: Saying) -> None:
        """Give it the next place in its room."""
        room = saying.room
        number, _last_at, room.last_change = self.numbers[room.pk]
        room.last_number, room.last_message_at = number + 1, timezone.now()
        self.numbers[room.pk] = (room.last_number, room.last_message_at, room.last_change)
        saying.message, saying.is_new = message_of(saying, room.last_number, room.last_message_at), True
        self.sent[saying.key] = saying

    def store(self, sayings: Sequence[Saying]) -> None:
        """Two messages to the database, whatever the number of ours; more only for what stands beside the words."""
        if not sayings:
            return
        stored = [saying.message for saying in sayings if saying.message]
        chained = [self.chain(saying) for saying in sayings]
        entries = [entry for entry, _salt in chained]
        _rooms, messages, _marks, chain, _allowed = together(
            updating(list({one.room.pk: one.room for one in sayings}.values()), "last_number", "last_message_at"),
            inserting(stored),
            inserting(marks(sayings), unique=("room", "user"), update=("number", "company")),
            inserting(entries),
            updating(list(self.counted.values()), *MESSAGES_COUNTED),
        )
        inserted(stored, messages)
        inserted(entries, chain)
        together(
            inserting([WordsSalt(entry=entry, salt=salt) for entry, salt in chained]),
            inserting([fact("message.posted", one.message, by=one.by, room=one.room.pk) for one in sayings]),  # type: ignore[arg-type]  # these have a message
        )
        for saying in sayings:
            self.finish(saying)
        forget_counts(sorted({company for saying in sayings for company in self.here[saying.room.pk]}))

    def chain(self, saying: Saying) -> tuple[ChainEntry, str]:
        room, message, kind = saying.room, saying.message, ChainEntry.Kind.POSTED
        at = message.created_at if message else None
        entry, salt = entry_after(self.last[room.pk], room, kind, saying.by, message, at, saying.proofs)
        self.last[room.pk] = entry.seq, entry.link
        return entry, salt

    def finish(self, saying: Saying) -> None:
        """What stands beside the words; then everybody hears of it, once it is committed."""
        message, room = saying.message, saying.room
        assert message is not None
        for file in saying.files:
            file.message = message
            file.save(force_insert=True)
        message.call(message.carry(saying.by, saying.beside.cards), saying.by)
        push(room.group, "message.posted", message=message.facts(), to=self.here[room.pk])


def message_of(saying: Saying, number: int, at: datetime) -> Message:
    by = saying.by
    return Message(
        room=saying.room,
        number=number,
        user=by.user,
        company=by.company,
        mandate=by.mandate,
        body=saying.body,
        client_id=saying.client_id,
        is_automatic=saying.is_automatic,
        created_at=at,
        reply_to=saying.answered,
        is_rich=bool(saying.files or saying.beside.cards or "@" in saying.body),
    )


def marks(sayings: Iterable[Saying]) -> list[ReadMark]:
    """Who says something has read up to there; each person once in a room, always in the same order."""
    said = {
        (one.room.pk, one.by.user_id): ReadMark(
            room=one.room, user=one.by.user, company=one.by.company, number=one.message.number if one.message else 0
        )
        for one in sayings
        if not one.is_automatic
    }
    return [said[key] for key in sorted(said)]


def sent(rooms: list[int], users: list[int], client_ids: list[uuid.UUID]) -> "models.QuerySet[Any, Any]":
    rows = Message._default_manager.filter(room__in=rooms, user__in=users, client_id__in=client_ids).order_by()
    return rows.values_list("room", "user", "client_id", "pk")


def numbers(rooms: list[int], **how: bool) -> "models.QuerySet[Any, Any]":
    """Locked, always in the same order: two that lock several do not wait for each other."""
    all_rooms: Any = apps.get_model("consultations", "Room")._base_manager
    rows: models.QuerySet[Any, Any] = all_rooms.select_for_update(no_key=True, **how).filter(pk__in=rooms)
    return rows.order_by("pk").values_list("pk", "last_number", "last_message_at", "last_change")


def waited_for(rooms: list[int]) -> "models.QuerySet[Any, Any]":
    return numbers(rooms)


def free(rooms: list[int]) -> "models.QuerySet[Any, Any]":
    return numbers(rooms, skip_locked=connection.features.has_select_for_update_skip_locked)


SENT, NUMBERS, FREE_NUMBERS = Prepared(sent), Prepared(waited_for), Prepared(free)
