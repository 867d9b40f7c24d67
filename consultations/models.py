"""Chat consultations between companies about one subject: a company, a product, an offer, an inquiry."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from consultations.permissions import can_open_room, can_speak
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.live import push
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked
from portal.core.subjects import KINDS

MAX_BODY = 4000  # characters of one message


class RoomQuerySet(models.QuerySet["Room"]):
    def visible_to(self, actor: Actor) -> "RoomQuerySet":
        """Rooms in which the acting company is a party; nobody else knows that they exist."""
        return self.filter(parties__company_id=actor.company_id) if actor.company else self.none()

    def for_cards(self) -> "RoomQuerySet":
        return self.prefetch_related("parties__company")


class Room(models.Model):
    """A consultation. `last_number` is the number of its newest message: the order that everybody sees."""

    ref = models.CharField(max_length=16, unique=True, editable=False)
    subject_kind = models.CharField(max_length=20)
    subject_key = models.CharField(max_length=90)
    title = models.CharField(_("about"), max_length=300)
    pair = models.CharField(max_length=60, editable=False)
    last_number = models.PositiveIntegerField(default=0)
    last_message_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)

    objects = RoomQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_key", "pair"], name="room_once_per_pair")
        ]
        indexes = [models.Index(fields=["-last_message_at", "-id"], name="room_newest")]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("consultations:room", args=[self.ref])

    @property
    def group(self) -> str:
        """The channels group of its sockets."""
        return f"room.{self.pk}"

    @classmethod
    def open_about(cls, kind: str, subject: Any, by: Actor) -> "Room":
        """The room of these companies about this subject, made if it is not there yet.

        Raises PermissionDenied for a role that may not talk, and Refused when there is no other company to talk to.
        """
        require(can_open_room(by), _("Your role may not start a consultation."))
        known = KINDS[kind]
        companies = sorted({*known.parties(subject), by.company_id})
        if len(companies) < 2:
            raise Refused(_("This belongs to your own company: there is nobody to talk to."))
        key = str(getattr(subject, known.key))
        with transaction.atomic():
            room, is_new = cls.objects.get_or_create(
                subject_kind=kind,
                subject_key=key,
                pair=",".join(map(str, companies)),
                defaults={"ref": new_ref("T"), "title": subject.subject_title[:300]},
            )
            if is_new:
                RoomParty.objects.bulk_create([RoomParty(room=room, company_id=pk) for pk in companies])
                record("room.opened", room, by=by)
        return room

    def other_companies(self, actor: Actor) -> list[Company]:
        return [party.company for party in self.parties.all() if not actor.acts_for(party.company_id)]

    def post(self, body: str, by: Actor, client_id: uuid.UUID | None = None) -> "Message":
        """Store a message and then push it. The same `client_id` sent again gives the stored one, pushed to nobody.

        Raises PermissionDenied for someone who may not speak here, Refused for an empty or over-long body.
        """
        if not body.strip():
            raise Refused(_("The message is empty."))
        if len(body) > MAX_BODY:
            raise Refused(_("The message is longer than %(limit)s characters. Send it in parts.") % {"limit": MAX_BODY})
        client_id = client_id or uuid.uuid4()
        with locked(self):
            require(can_speak(by, self), _("You may read this consultation, not write in it."))
            known = self.messages.filter(user=by.user, client_id=client_id).first()
            return known or self.append(body, by, client_id)

    def append(self, body: str, by: Actor, client_id: uuid.UUID) -> "Message":
        """Number and store a message; the room's row is locked by the caller."""
        self.last_number += 1
        self.last_message_at = timezone.now()
        self.save(update_fields=["last_number", "last_message_at"])
        message = self.messages.create(
            number=self.last_number,
            user=by.user,
            company=by.company,
            body=body,
            client_id=client_id,
            created_at=self.last_message_at,
        )
        record("message.posted", message, by=by, room=self.pk)
        push(self.group, "message.posted", number=message.number)
        return message

    def mark_read(self, by: Actor, number: int) -> None:
        """Remember that this person has read up to `number`; it never goes back."""
        number = min(number, self.last_number)
        mark, _is_new = ReadMark.objects.get_or_create(room=self, user=by.user, defaults={"number": 0})
        moved = ReadMark.objects.filter(pk=mark.pk, number__lt=number).update(number=number)
        if moved:
            push(self.group, "room.read", user=by.user_id, number=number)

    def unread_for(self, user_id: int) -> int:
        mark = self.read_marks.filter(user_id=user_id).values_list("number", flat=True).first() or 0
        return self.messages.filter(number__gt=mark).exclude(user_id=user_id).count()


class RoomParty(models.Model):
    """A company that takes part; its people come and go with their memberships."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="parties")
    company = models.ForeignKey(Company, models.CASCADE, related_name="rooms")
    joined_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "company"], name="room_party_once")]

    def __str__(self) -> str:
        return str(self.company)


class Message(models.Model):
    """One message; `number` counts from 1 within its room without gaps, `client_id` is the sender's own id for it."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    client_id = models.UUIDField()
    body = models.TextField(max_length=MAX_BODY)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="message_number_once"),
            models.UniqueConstraint(fields=["room", "user", "client_id"], name="message_sent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.room_id}/{self.number}"


class ReadMark(models.Model):
    """How far a person has read in a room."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="read_marks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="read_mark_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.number}"
