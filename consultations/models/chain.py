"""What happened in a consultation, as a chain that is only ever added to.

Each entry's link is the hash of the link before it and of the entry's facts, with the names as they were then. The
database refuses to change an entry, and on PostgreSQL to delete one while its room is there. The words themselves are
not among the facts, only their hash with a salt that lies elsewhere: words that are deleted are withheld with their
salt, and the chain still fits.
"""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from consultations.transcripts.chain import moment, next_link, words_hash
from portal.core.actor import Actor
from portal.core.prepared import Prepared, insert

if TYPE_CHECKING:
    from consultations.models.message import Message
    from consultations.models.room import Room


# Who came and went: few among many messages, and shown between them.
CIRCLE = ("joined", "left", "invited", "declined", "withdrawn", "removed", "asked")


class ChainEntry(models.Model):
    """`seq` counts from 1 within the room without gaps. Person and company are plain numbers: they outlive both."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("Opened")
        JOINED = "joined", _("Joined")
        LEFT = "left", _("Left")
        POSTED = "posted", _("Posted")
        EDITED = "edited", _("Edited")
        DELETED = "deleted", _("Deleted")
        REACTED = "reacted", _("Reacted")
        UNREACTED = "unreacted", _("Took a reaction back")
        PINNED = "pinned", _("Pinned")
        UNPINNED = "unpinned", _("Pin taken down")
        MERGED = "merged", _("Company taken into another")
        CLOSED = "closed", _("Closed for writing")
        REOPENED = "reopened", _("Open for writing again")
        INVITED = "invited", _("Invited")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Invitation withdrawn")
        REMOVED = "removed", _("Removed")
        ASKED = "asked", _("Colleague asked for help")

    room = models.ForeignKey("consultations.Room", models.CASCADE, related_name="chain")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField()
    user_number = models.BigIntegerField(null=True)
    company_number = models.BigIntegerField(null=True)
    author = models.CharField(max_length=300, blank=True)
    company_ref = models.CharField(max_length=40, blank=True)
    company_name = models.CharField(max_length=300, blank=True)
    message_number = models.PositiveIntegerField(null=True)
    words_sha256 = models.CharField(max_length=64, blank=True)
    details = models.JSONField(default=dict)
    is_automatic = models.BooleanField(default=False)
    is_backfilled = models.BooleanField(default=False)  # written later, from what the database held then
    link = models.CharField(max_length=64)

    class Meta:
        ordering = ["seq"]
        verbose_name = _("entry of a transcript")
        verbose_name_plural = _("entries of transcripts")
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="chain_seq_once"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="chain_seq_from_one"),
        ]
        indexes = [models.Index(fields=["room", "seq"], name="chain_circle", condition=models.Q(kind__in=CIRCLE))]

    def __str__(self) -> str:
        return f"{self.room_id}#{self.seq} {self.kind}"

    @property
    def facts(self) -> dict[str, Any]:
        """All that the link covers, and all that goes out: no serial numbers of people or companies."""
        return {
            "seq": self.seq,
            "kind": self.kind,
            "at": moment(self.at),
            "author": self.author,
            "company": self.company_ref,
            "company_name": self.company_name,
            "message": self.message_number,
            "words_sha256": self.words_sha256,
            "details": self.details,
            "is_automatic": self.is_automatic,
            "is_backfilled": self.is_backfilled,
        }


class WordsSalt(models.Model):
    """With what the words of an entry were hashed; gone when the words are withheld."""

    entry = models.OneToOneField(ChainEntry, models.CASCADE, related_name="salted")
    salt = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.entry_id}"


WITH_WORDS = (ChainEntry.Kind.POSTED, ChainEntry.Kind.EDITED)


def enter(
    room: "Room",
    kind: str,
    by: Actor,
    message: "Message | None" = None,
    at: datetime | None = None,
    details: dict[str, Any] | None = None,
) -> ChainEntry:
    """Add what just happened; the caller has locked the room's row, or has just made it.

    `joined` and `left` name the company that `by` acts for. After `deleted` the words of the
    message are proven no more.
    """
    _room, seq, link = LAST.row(rooms=[room.pk]) or (room.pk, 0, "")
    entry, salt = entry_after((seq or 0, link or ""), room, kind, by, message, at, details)
    insert(entry)
    if salt:
        insert(WordsSalt(entry=entry, salt=salt))
    if message and kind == ChainEntry.Kind.DELETED:
        withhold(room, message.number)
    return entry


def entry_after(
    last: tuple[int, str],
    room: "Room",
    kind: str,
    by: Actor,
    message: "Message | None" = None,
    at: datetime | None = None,
    details: dict[str, Any] | None = None,
) -> tuple[ChainEntry, str]:
    """The entry that comes after `last` (its number and link), not stored yet, and the salt of its words, if any."""
    seq, link = last
    entry = ChainEntry(room=room, seq=seq + 1, kind=kind, at=at or timezone.now(), details=details or {})
    name_author(entry, by)
    salt = ""
    if message:
        entry.message_number, entry.is_automatic = message.number, message.is_automatic
        if kind in WITH_WORDS:
            salt = secrets.token_hex(16)
            entry.words_sha256 = words_hash(salt, message.body)
    if kind == ChainEntry.Kind.OPENED:
        entry.details = {**entry.details, **opening(room)}
    entry.link = next_link(link, entry.facts)
    return entry, salt


def newest(rooms: list[int]) -> "models.QuerySet[Any, Any]":
    """Of each room the number and the link of its last entry; empty for one that has none yet."""
    own = ChainEntry._default_manager.filter(room=models.OuterRef("pk")).order_by("-seq")
    last = {f"last_{name}": models.Subquery(own.values(name)[:1]) for name in ("seq", "link")}
    all_rooms: Any = apps.get_model("consultations", "Room")._base_manager
    rows: models.QuerySet[Any, Any] = all_rooms.filter(pk__in=rooms).annotate(**last)
    return rows.values_list("pk", "last_seq", "last_link")


LAST = Prepared(newest)


def name_author(entry: ChainEntry, by: Actor) -> None:
    if by.user:
        entry.user_number, entry.author = by.user.pk, by.person_name[:300]
    if by.mandate:  # in the hashed facts: who acted, and for whom by which mandate
        entry.details = {**entry.details, "agent": named(by.agent), "mandate": by.mandate.ref}
    if by.company:
        entry.company_number, entry.company_ref = by.company.pk, by.company.ref
        entry.company_name = by.company.name[:300]


def opening(room: "Room") -> dict[str, Any]:
    """What the room is and whom it is between, as it is now."""
    parties = room.parties.here().select_related("company").order_by("company_id")
    return {
        "ref": room.ref,
        "subject": {"kind": room.subject_kind, "key": room.subject_key, "title": room.title},
        "parties": [named(party.company) for party in parties],
    }


def named(company: Company) -> dict[str, str]:
    return {"ref": company.ref, "name": company.name}


def withhold(room: "Room", number: int) -> None:
    """Forget with what the words of this message were hashed."""
    WordsSalt._default_manager.filter(entry__room=room, entry__message_number=number).delete()


def enter_all(room: "Room", messages: "list[Message]", opened_at: datetime) -> None:
    """The chain of a room that was made with its messages at once, each at its own time."""
    enter(room, ChainEntry.Kind.OPENED, Actor(user=messages[0].user, company=messages[0].company), at=opened_at)
    for message in messages:
        by = Actor(user=message.user, company=message.company)
        enter(room, ChainEntry.Kind.POSTED, by, message, at=message.created_at)
