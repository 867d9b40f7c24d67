"""What a message carries beside its words: files, cards of the portal's own pages, and people who are mentioned."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models import User
from portal.core.actor import Actor
from portal.core.mentions import mentioned_in
from portal.core.papers import MOST_FILES, Paper, PaperRow
from portal.core.permissions import Refused
from portal.core.private import private_files
from portal.core.refs import new_ref
from portal.core.stored import keeps_files
from portal.core.uploads import forget_file

if TYPE_CHECKING:
    from consultations.models.message import Message
    from consultations.models.room import Room

MOST_CARDS = 3


def file_ref() -> str:
    return new_ref("F")


@dataclass(frozen=True)
class Beside:
    """`reply_to` is the number of the message that is answered; `cards` are pairs of a subject's kind and key."""

    papers: Sequence[Paper] = ()
    reply_to: int | None = None
    cards: Sequence[tuple[str, str]] = ()

    @property
    def is_empty(self) -> bool:
        return not self.papers and not self.cards


NOTHING = Beside()


class MessageFileQuerySet(models.QuerySet["MessageFile"]):
    def visible_to(self, actor: Actor) -> "MessageFileQuerySet":
        """Those of messages that the actor may see."""
        from consultations.models.message import Message

        return self.filter(message__in=Message.objects.visible_to(actor).values("pk"))


@keeps_files(_("Files in consultations"), owner="message__company_id")
class MessageFile(PaperRow):
    """A PDF as it came, or a picture re-encoded by us with a small one for the talk; no address leads to either.

    `sha256` is that of the file as it is given out: the chain holds it, so that a transcript proves the file.
    """

    ref = models.CharField(max_length=16, unique=True, editable=False, default=file_ref)
    message = models.ForeignKey("consultations.Message", models.CASCADE, related_name="files")
    file = models.FileField(upload_to="consultations/files/", storage=private_files)
    small = models.FileField(upload_to="consultations/files/", storage=private_files, blank=True)
    sha256 = models.CharField(max_length=64)

    objects = MessageFileQuerySet.as_manager()

    def get_absolute_url(self) -> str:
        return f"{self.message.room.get_absolute_url()}files/{self.ref}/"

    @property
    def facts(self) -> dict[str, Any]:
        names = ("ref", "kind", "name", "size", "width", "height")
        return {name: getattr(self, name) for name in names}

    @property
    def proof(self) -> dict[str, Any]:
        """What the chain says of it: not the name, which goes when the message is deleted."""
        return {"kind": self.kind, "size": self.size, "sha256": self.sha256}


def written(papers: Sequence[Paper], by: Actor) -> list[MessageFile]:
    """Write the files before the room is locked: storage may be slow. Raises Refused for more than five."""
    if len(papers) > MOST_FILES:
        raise Refused(_("Up to %(most)s files, please.") % {"most": MOST_FILES})
    return [write(paper, by) for paper in papers]


def write(paper: Paper, by: Actor) -> MessageFile:
    row = MessageFile(sha256=hashlib.sha256(paper.content.read()).hexdigest())
    paper.content.seek(0)
    row.take(paper, by.company_id)
    return row


def forget(rows: Iterable[MessageFile]) -> None:
    """Take the files away, when the change that put them out of use is kept."""
    for row in rows:
        forget_file(row.file)
        forget_file(row.small)


class MessageCard(models.Model):
    """A subject (portal/core/subjects.py) shown under a message as it is now, to each reader as they may see it."""

    message = models.ForeignKey("consultations.Message", models.CASCADE, related_name="cards")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=90)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["message", "kind", "key"], name="message_card_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Mention(models.Model):
    """Somebody whose name stands in a message behind an @; `name` as it was then."""

    message = models.ForeignKey("consultations.Message", models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["message", "user"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.message_id} @{self.name}"


def mentionable(room: "Room", actor: Actor) -> list[User]:
    """Colleagues who talk, and of the other companies who has written here: nobody else's name is told."""
    from consultations.models.desk import people_to_talk

    found: list[User] = []
    wrote = room.messages_for(actor).filter(user__isnull=False).values("user_id")
    for company in room.parties.here().values_list("company_id", flat=True):
        people = people_to_talk(company)
        found += people if actor.acts_for(company) else people.filter(pk__in=wrote)
    once = {person.pk: person for person in found if person.pk != actor.user_id}
    return sorted(once.values(), key=lambda person: str(person).casefold())


def mention(message: "Message", by: Actor) -> list[int]:
    """Keep who is mentioned in the words as they are now; returns who was not before."""
    before = set(message.mentions.values_list("user_id", flat=True)) if message.edited_at else set()
    if "@" not in message.body and not before:
        return []
    people = mentioned_in(message.body, mentionable(message.room, by)) if "@" in message.body else []
    message.mentions.exclude(user__in=people).delete()
    fresh = [person for person in people if person.pk not in before]
    Mention._default_manager.bulk_create(Mention(message=message, user=one, name=one.name[:300]) for one in fresh)
    return [person.pk for person in fresh]
