"""What was said in a consultation; it is edited for ten minutes with its history kept, or deleted with a trace."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company, Mandate
from consultations.models.beside import MessageCard, forget, mention
from consultations.models.caution import Caution
from consultations.models.chain import ChainEntry, enter
from consultations.models.marks import MOST_PINS, Pin, Reaction
from consultations.permissions import can_speak
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.live import push
from portal.core.permissions import Refused, require
from portal.core.states import locked

MAX_BODY = 4000  # characters of one message
EDIT_WITHIN = timedelta(minutes=10)
QUOTED = 160  # characters of a message that is replied to
RICH = ("files", "cards", "mentions", "reactions__user", "reactions__company", "pin__user", "pin__company")


def require_words(body: str, may_be_empty: bool = False) -> None:
    """Raises Refused for an over-long message, and for an empty one that carries nothing else."""
    if not body.strip() and not may_be_empty:
        raise Refused(_("The message is empty."))
    if len(body) > MAX_BODY:
        raise Refused(_("The message is longer than %(limit)s characters. Send it in parts.") % {"limit": MAX_BODY})


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, actor: Actor) -> "MessageQuerySet":
        """Those that the acting company sees, over all its rooms; within one room see `Room.messages_for`."""
        if actor.company is None:
            return self.none()
        parties = apps.get_model("consultations", "RoomParty")._default_manager.filter(company_id=actor.company_id)
        own = parties.filter(room=models.OuterRef("room"), first_number__lte=models.OuterRef("number"))
        own = own.filter(models.Q(last_number=None) | models.Q(last_number__gte=models.OuterRef("number")))
        found = models.Q(models.Exists(own))
        for room, spans in parties.exclude(earlier=[]).values_list("room", "earlier"):
            for first, last, *_entries in spans:
                found |= models.Q(room=room, number__range=(first, last))
        return self.filter(found)

    def with_authors(self) -> "MessageQuerySet":
        """With all that is shown of them."""
        people = ("user", "company", "mandate__agent")
        answered = [f"reply_to__{one}" for one in people]
        return self.select_related(*people, *answered).prefetch_related("cautions", *RICH)

    def since(self, number: int, limit: int) -> list["Message"]:
        """The first `limit` messages after `number`, in their order."""
        return list(self.with_authors().filter(number__gt=number).order_by("number")[:limit])

    def changed(self, after: int, upto: int, limit: int) -> list["Message"]:
        """Of the messages up to the number `upto`, the first `limit` changed after `after`, in the order of changes."""
        rows = self.with_authors().filter(change__gt=after, number__lte=upto)
        return list(rows.order_by("change")[:limit])

    def until(self, before: int | None, limit: int) -> list["Message"]:
        """The last `limit` messages, or the last before the number `before`, in their order."""
        rows = self.with_authors() if before is None else self.with_authors().filter(number__lt=before)
        return list(rows.order_by("-number")[:limit])[::-1]


class Message(models.Model):
    """One message; `number` counts from 1 within its room without gaps, `client_id` is the sender's own id for it.

    `change` is the room's number of the last change to it, 0 when there was none. A deleted one has no words any more.
    `is_rich` says that there is something beside its words; most have nothing, and are not asked what.
    """

    room = models.ForeignKey("consultations.Room", models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    mandate = models.ForeignKey(Mandate, models.SET_NULL, null=True, related_name="+", db_index=False)
    client_id = models.UUIDField()
    body = models.TextField(max_length=MAX_BODY)
    is_automatic = models.BooleanField(default=False)  # by nobody: what the company had prepared for its absence
    created_at = models.DateTimeField(default=timezone.now)
    reply_to = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    is_rich = models.BooleanField(default=False)
    change = models.PositiveIntegerField(default=0)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    caution_kinds: list[str] | None = None  # of one whose words were just looked through

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="message_number_once"),
            models.UniqueConstraint(fields=["room", "user", "client_id"], name="message_sent_once"),
            models.CheckConstraint(
                condition=models.Q(deleted_at=None) | models.Q(body=""), name="message_deleted_has_no_words"
            ),
        ]
        indexes = [models.Index(fields=["room", "change"], name="message_change")]

    def __str__(self) -> str:
        return f"{self.room_id}/{self.number}"

    def get_absolute_url(self) -> str:
        return f"{self.room.get_absolute_url()}messages/{self.number}/"

    @property
    def author(self) -> str:
        """The person's name; who has left the portal keeps the words, not the name."""
        if self.is_automatic:
            return str(_("Automatic reply"))
        name = str(self.user) if self.user else str(_("Former member"))
        return f"{name}, {self.mandate.agent.name}" if self.mandate else name

    @property
    def spoken_for(self) -> str:
        """The company, and that somebody else said it on its behalf where that is so."""
        named = {"company": self.company.name}
        return str(_("on behalf of %(company)s") % named) if self.mandate_id else self.company.name

    def facts(self) -> dict[str, Any]:
        """All that a reader sees of it, in plain types that any channel layer carries."""
        return {
            "number": self.number,
            "client_id": str(self.client_id),
            "user": self.user_id,
            "company": self.company_id,
            "author": self.author,
            "company_name": self.company.name,
            **({"on_behalf": True} if self.mandate_id else {}),
            "tier": self.company.tier,
            "body": self.body,
            "at": self.created_at.isoformat(timespec="seconds"),
            "cautions": [one.kind for one in self.cautions.all()] if self.caution_kinds is None else self.caution_kinds,
            "change": self.change,
            "edited": told(self.edited_at),
            "deleted": told(self.deleted_at),
            **({"reply_to": self.reply_to.quoted} if self.reply_to else {}),
            **(self.rich_facts() if self.is_rich else {}),
        }

    def rich_facts(self) -> dict[str, Any]:
        pin = getattr(self, "pin", None)
        return {
            "files": [one.facts for one in self.files.all()],
            "cards": len(self.cards.all()),
            "mentions": [{"user": one.user_id, "name": one.name} for one in self.mentions.all()],
            "reactions": [one.facts for one in self.reactions.all()],
            "pinned": pin.facts if pin else None,
        }

    @property
    def quoted(self) -> dict[str, Any]:
        """What a reply shows of it."""
        facts = {"number": self.number, "author": self.author, "deleted": told(self.deleted_at)}
        return {**facts, "body": self.body[:QUOTED], "has_files": self.is_rich and not self.body}

    @property
    def brief(self) -> str:
        """The body, or that it was deleted: for places that show a line of it."""
        if self.deleted_at:
            return str(_("This message was deleted."))
        return self.body or str(_("Files"))

    def is_own(self, by: Actor) -> bool:
        return by.user_id is not None and by.user_id == self.user_id and by.acts_for(self.company_id)

    @property
    def is_editable(self) -> bool:
        """Whether there is still time for its author to edit it."""
        return self.deleted_at is None and timezone.now() < self.created_at + EDIT_WITHIN

    def require_own(self, by: Actor) -> None:
        require(self.is_own(by) and can_speak(by, self.room), _("Only who wrote a message may change it."))

    def require_editable(self, by: Actor) -> None:
        """Raises PermissionDenied for anybody but its author, Refused when it is deleted or over ten minutes old."""
        self.require_own(by)
        if self.deleted_at:
            raise Refused(_("This message was deleted."))
        if not self.is_editable:
            raise Refused(_("A message can be edited for ten minutes. Write another one."))
        if Pin._default_manager.filter(message=self).exists():
            raise Refused(_("This message is pinned as a decision. Take the pin down first; that is recorded."))

    def edit(self, body: str, by: Actor, cards: Iterable[tuple[str, str]] = ()) -> None:
        """Give it other words and keep the earlier ones; the same words change nothing. `cards` are those in them."""
        require_words(body)
        with self.changing():
            self.require_editable(by)
            if body == self.body:
                return
            self.wordings.create(body=self.body, at=self.edited_at or self.created_at)
            self.body, self.edited_at = body, timezone.now()
            self.cards.all().delete()
            people = self.carry(by, cards)
            self.save(update_fields=["body", "edited_at"])
            self.tell_change(ChainEntry.Kind.EDITED, by, **self.proofs())
            record("message.edited", self, by=by, room=self.room_id)
            self.call(people, by)

    def carry(self, by: Actor, cards: Iterable[tuple[str, str]]) -> list[int]:
        """Keep what is in the words: cautions, cards, and who is mentioned; returns whom to tell of it."""
        Caution.note(self)
        MessageCard._default_manager.bulk_create(MessageCard(message=self, kind=kind, key=key) for kind, key in cards)
        return mention(self, by)

    def call(self, people: list[int], by: Actor) -> None:
        if people:
            record("message.mentioned", self, by=by, people=people)

    def proofs(self) -> dict[str, Any]:
        """What the chain holds of it beside its words."""
        files = [one.proof for one in self.files.all()] if self.is_rich else []
        cards = [{"kind": one.kind, "key": one.key} for one in self.cards.all()] if self.is_rich else []
        reply = {"reply_to": self.reply_to.number} if self.reply_to else {}
        return {**({"files": files} if files else {}), **({"cards": cards} if cards else {}), **reply}

    def erase(self, by: Actor) -> None:
        """Delete its words, all earlier ones and its files for good; that it was there stays. Twice is once."""
        with self.changing():
            self.require_own(by)
            if self.deleted_at:
                return
            forget(self.files.all())
            for rows in (self.files, self.wordings, self.cautions, self.cards, self.mentions):
                rows.all().delete()
            self.body, self.edited_at, self.deleted_at = "", None, timezone.now()
            self.save(update_fields=["body", "edited_at", "deleted_at"])
            self.tell_change(ChainEntry.Kind.DELETED, by)
            record("message.deleted", self, by=by, room=self.room_id)

    def react(self, kind: str, is_on: bool, by: Actor) -> None:
        """Put a reaction on it, or take one's own away; what is so already changes nothing."""
        if kind not in Reaction.Kind.values:
            raise Refused(_("There is no such reaction."))
        with self.changing():
            require(can_speak(by, self.room), _("You may read this consultation, not write in it."))
            own = self.reactions.filter(user=by.user, kind=kind)
            if own.exists() == is_on:
                return
            if is_on:
                self.require_words_there()
                self.reactions.create(user=by.user, company=by.company, kind=kind)
            else:
                own.delete()
            did = ChainEntry.Kind.REACTED if is_on else ChainEntry.Kind.UNREACTED
            self.tell_change(did, by, reaction=kind)

    def set_pinned(self, is_on: bool, by: Actor) -> None:
        """Pin it as a decision, or take the pin down: whoever speaks here may do both. Twice is once."""
        with self.changing():
            require(can_speak(by, self.room), _("You may read this consultation, not write in it."))
            pins = Pin._default_manager.filter(room=self.room)
            if pins.filter(message=self).exists() == is_on:
                return
            if is_on:
                self.require_words_there()
                if pins.count() >= MOST_PINS:
                    words = _("Up to %(most)s messages can be pinned. Take one down first.")
                    raise Refused(words % {"most": MOST_PINS})
                pins.create(message=self, room=self.room, user=by.user, company=by.company)
            else:
                pins.filter(message=self).delete()
            self.tell_change(ChainEntry.Kind.PINNED if is_on else ChainEntry.Kind.UNPINNED, by)
            record("message.pinned" if is_on else "message.unpinned", self, by=by, room=self.room_id)

    def require_words_there(self) -> None:
        if self.deleted_at:
            raise Refused(_("This message was deleted."))

    @contextmanager
    def changing(self) -> Iterator[None]:
        """The room's row is locked, so that changes have one order, and this one is read anew."""
        with locked(self.room) as room:
            self.refresh_from_db()
            self.room = room
            yield

    def tell_change(self, kind: str, by: Actor, **details: Any) -> None:
        """Give the change its number, enter it into the chain and push how the message is now."""
        self.room.last_change += 1
        self.room.save(update_fields=["last_change"])
        self.change, self.is_rich = self.room.last_change, True
        self.save(update_fields=["change", "is_rich"])
        enter(self.room, kind, by, self, details=details)
        push(self.room.group, "message.changed", message=self.facts())


class MessageWording(models.Model):
    """How a message read before it was edited; `at` is since when it had read so."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="wordings")
    body = models.TextField(max_length=MAX_BODY)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.message_id} at {self.at}"


def told(at: Any) -> str | None:
    return at.isoformat() if at else None
