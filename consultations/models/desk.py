"""How one company keeps its conversations: who of its people has one, until when it sleeps, its tags.

No other company sees any of this. Sleeping and archived are reckoned against the number of the newest message, so that
a new message wakes a conversation without anything being written when it is sent.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company, User
from companies.permissions import POWERS
from consultations.models.room import Room
from consultations.permissions import can_keep_room, can_open_room
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked

if TYPE_CHECKING:
    from django.db.models import QuerySet

ANY = object()  # whoever has the conversation now
TALKING = [role for role, powers in POWERS.items() if "talk" in powers]


def tag_ref() -> str:
    return new_ref("G")


def people_to_talk(company_id: int) -> "QuerySet[User]":
    """The company's active people whose role talks."""
    people = User.objects.filter(is_active=True, memberships__company=company_id, memberships__role__in=TALKING)
    return people.order_by("name", "pk")


class DeskTagQuerySet(models.QuerySet["DeskTag"]):
    def visible_to(self, actor: Actor) -> "DeskTagQuerySet":
        return self.filter(company_id=actor.company_id) if actor.company else self.none()

    def with_numbers(self) -> "DeskTagQuerySet":
        """Each with `rooms`: on how many conversations it stands."""
        return self.annotate(rooms=models.Count("desks"))


class DeskTag(models.Model):
    """A word by which a company sorts its conversations."""

    MOST: ClassVar[int] = 40

    ref = models.CharField(max_length=16, unique=True, editable=False, default=tag_ref)
    company = models.ForeignKey(Company, models.CASCADE, related_name="desk_tags")
    name = models.CharField(_("tag"), max_length=40)

    objects = DeskTagQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("tag of conversations")
        verbose_name_plural = _("tags of conversations")
        constraints = [
            models.UniqueConstraint(Lower("name"), "company", name="desk_tag_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="desk_tag_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def put_in(cls, name: str, by: Actor) -> "DeskTag":
        """The tag of this name, made if it is not there yet. Raises Refused when there are forty."""
        require(can_open_room(by), _("Your role may read conversations, not sort them."))
        with transaction.atomic():
            Company.objects.select_for_update(no_key=True).get(pk=by.company_id)
            mine = cls.objects.visible_to(by)
            if known := mine.filter(name__iexact=name).first():
                return known
            if mine.count() >= cls.MOST:
                raise Refused(_("Up to %(most)s tags, please. Delete one first.") % {"most": cls.MOST})
            return cls.objects.create(company=by.company, name=name)

    def remove(self, by: Actor) -> None:
        """The tag goes, the conversations stay."""
        allowed = can_open_room(by) and by.acts_for(self.company_id)
        require(allowed, _("Your role may read conversations, not sort them."))
        self.delete()


class RoomDesk(models.Model):
    """One company's own view of one conversation; without a row nobody has it, and it neither sleeps nor is archived.

    It sleeps until `snoozed_until` as long as no message after `snoozed_number` came, and is archived as long as none
    came after `archived_number`.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="desks")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    snoozed_until = models.DateTimeField(null=True)
    snoozed_number = models.PositiveIntegerField(null=True)
    archived_number = models.PositiveIntegerField(null=True)
    tags = models.ManyToManyField(DeskTag, related_name="desks")
    updated_at = models.DateTimeField(auto_now=True)

    newest: int | None = None  # the number of the newest message that the company sees, where that is known

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "company"], name="room_desk_once"),
            models.CheckConstraint(
                condition=models.Q(snoozed_until=None, snoozed_number=None)
                | models.Q(snoozed_until__isnull=False, snoozed_number__isnull=False),
                name="room_desk_sleeps_by_number",
            ),
        ]
        indexes = [models.Index(fields=["company", "assignee"], name="room_desk_assignee")]

    def __str__(self) -> str:
        return f"{self.room_id} at {self.company_id}"

    @classmethod
    def of(cls, room: Room, actor: Actor) -> "RoomDesk":
        """As it stands for the acting company; an unsaved one when nobody has done anything with it yet."""
        rows = cls._default_manager.filter(room=room, company_id=actor.company_id).select_related("assignee")
        desk = rows.first() or cls(room=room, company=actor.company)
        desk.room, desk.newest = room, room.sight_of(actor).newest(room.last_number)
        return desk

    @classmethod
    @contextmanager
    def kept(cls, room: Room, by: Actor) -> Iterator["RoomDesk"]:
        """The acting company's row, made if need be and locked, with the room as it is now."""
        require(can_keep_room(by, room), _("Your role may read conversations, not sort them."))
        desk, _is_new = cls._default_manager.get_or_create(room=room, company=by.company)
        with locked(desk):
            room.refresh_from_db(fields=["last_number"])
            yield desk

    @classmethod
    def assign(cls, room: Room, person: User | None, by: Actor, was: Any = ANY) -> None:
        """Hand it to a colleague, or to nobody; to the same person again changes nothing.

        `was` is the key of who had it when the page was shown: raises WrongState when somebody else has it meanwhile,
        Refused for a person who does not talk for the company.
        """
        with cls.kept(room, by) as desk:
            wanted = person.pk if person else None
            if desk.assignee_id == wanted:
                return
            if was is not ANY and desk.assignee_id != was:
                holder = desk.assignee or _("Nobody")
                raise WrongState(_("%(person)s has this conversation now. Look again.") % {"person": holder})
            if person and not people_to_talk(by.company_id).filter(pk=person.pk).exists():
                raise Refused(_("This person does not write for your company now."))
            desk.assignee = person
            desk.save(update_fields=["assignee", "updated_at"])
            record("room.assigned", room, by=by, to=wanted)

    @classmethod
    def snooze(cls, room: Room, until: datetime, by: Actor) -> None:
        """Out of the inbox until then, or until somebody writes. Raises Refused for a time that is past."""
        if until <= timezone.now():
            raise Refused(_("Choose a day that is to come."))
        with cls.kept(room, by) as desk:
            desk.snoozed_until, desk.snoozed_number, desk.archived_number = until, room.last_number, None
            desk.save(update_fields=["snoozed_until", "snoozed_number", "archived_number", "updated_at"])

    @classmethod
    def archive(cls, room: Room, by: Actor) -> None:
        """Out of the inbox until somebody writes."""
        with cls.kept(room, by) as desk:
            desk.snoozed_until, desk.snoozed_number, desk.archived_number = None, None, room.last_number
            desk.save(update_fields=["snoozed_until", "snoozed_number", "archived_number", "updated_at"])

    @classmethod
    def bring_back(cls, room: Room, by: Actor) -> None:
        """Neither asleep nor archived."""
        with cls.kept(room, by) as desk:
            desk.snoozed_until = desk.snoozed_number = desk.archived_number = None
            desk.save(update_fields=["snoozed_until", "snoozed_number", "archived_number", "updated_at"])

    @classmethod
    def tag(cls, room: Room, tag: DeskTag, by: Actor, is_on: bool = True) -> None:
        """Put one of the company's tags on it, or take it off."""
        with cls.kept(room, by) as desk:
            require(by.acts_for(tag.company_id), "")
            if is_on:
                desk.tags.add(tag)
            else:
                desk.tags.remove(tag)

    @property
    def newest_seen(self) -> int:
        return self.room.last_number if self.newest is None else self.newest

    @property
    def is_archived(self) -> bool:
        return self.archived_number is not None and self.archived_number >= self.newest_seen

    @property
    def is_asleep(self) -> bool:
        if self.snoozed_until is None or self.snoozed_number is None:
            return False
        return self.snoozed_until > timezone.now() and self.snoozed_number >= self.newest_seen

    @classmethod
    def release(cls, company_id: int, user_id: int) -> int:
        """What a person had who no longer talks for the company is nobody's; returns how many."""
        return cls._default_manager.filter(company_id=company_id, assignee_id=user_id).update(assignee=None)
