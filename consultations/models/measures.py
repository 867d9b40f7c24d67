"""What staff may do after a report: close a room for writing, or take a company's right to talk for some days."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from companies.models.suspension import close_what_is_open
from consultations.models.chain import ChainEntry, enter
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.live import push
from portal.core.permissions import Refused
from portal.core.refs import new_ref
from portal.core.states import locked

if TYPE_CHECKING:
    from consultations.models.room import Room

MOST_DAYS = 90


def closure_ref() -> str:
    return new_ref("RX")


class RoomClosureQuerySet(models.QuerySet["RoomClosure"]):
    def running(self) -> "RoomClosureQuerySet":
        return self.filter(lifted_at=None)


class RoomClosure(models.Model):
    """Nobody writes in the room from `at` until it is lifted; everybody in it reads on. Both stand in its chain."""

    ref = models.CharField(max_length=16, unique=True, editable=False, default=closure_ref)
    room = models.ForeignKey("consultations.Room", models.CASCADE, related_name="closures")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    objects = RoomClosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("closed consultation")
        verbose_name_plural = _("closed consultations")
        constraints = [
            models.UniqueConstraint(fields=["room"], condition=Q(lifted_at=None), name="room_closure_one_running")
        ]

    def __str__(self) -> str:
        return f"{self.room_id} {self.at}"

    @classmethod
    def put_on(cls, room: "Room", by: Actor) -> "RoomClosure":
        """By staff whose right to decide the caller has checked. Raises Refused for a room that is closed already."""
        with locked(room):
            if cls.objects.running().filter(room=room).exists():
                raise Refused(_("This consultation is closed already. Nothing was done twice."))
            closure = cls.objects.create(room=room, by=by.user)
            enter(room, ChainEntry.Kind.CLOSED, Actor())
            record("room.closed", room, by=by.as_staff())
            push(room.group, "access.changed")
        return closure

    def lift(self, by: Actor) -> None:
        """After an appeal; once more changes nothing."""
        with locked(self.room):
            if RoomClosure.objects.running().filter(pk=self.pk).update(lifted_at=timezone.now()):
                enter(self.room, ChainEntry.Kind.REOPENED, Actor())
                record("room.reopened", self.room, by=by.as_staff())
                push(self.room.group, "access.changed")


class TalkSuspensionQuerySet(models.QuerySet["TalkSuspension"]):
    def unlifted(self) -> "TalkSuspensionQuerySet":
        return self.filter(lifted_at=None)

    def running(self) -> "TalkSuspensionQuerySet":
        return self.unlifted().filter(ends_at__gt=timezone.now())


class TalkSuspension(models.Model):
    """A time in which a company's people neither open consultations nor write in them; it ends by itself."""

    ref = models.CharField(max_length=16, unique=True, editable=False, default=closure_ref)
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    objects = TalkSuspensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suspended right to talk")
        verbose_name_plural = _("suspended rights to talk")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("started_at")), name="talk_suspension_ends_later")
        ]
        indexes = [models.Index(fields=["company", "ends_at"], name="talk_suspension_running")]

    def __str__(self) -> str:
        return f"{self.company_id} {self.ends_at}"

    @classmethod
    def put_on(cls, company: Company, by: Actor, days: int) -> "TalkSuspension":
        """By staff whose right to decide the caller has checked. Raises Refused for no or too many days."""
        if not 1 <= days <= MOST_DAYS:
            raise Refused(_("Say for how many days: 1 to %(most)s.") % {"most": MOST_DAYS})
        with transaction.atomic():
            now = timezone.now()
            row = cls.objects.create(company=company, by=by.user, started_at=now, ends_at=now + timedelta(days=days))
            record("talk.suspended", company, by=by.as_staff(), days=days)
            close_what_is_open(company)
        return row

    def lift(self, by: Actor) -> None:
        with locked(self):
            if self.lifted_at is None:
                self.lifted_at = timezone.now()
                self.save(update_fields=["lifted_at"])
                record("talk.restored", self.company, by=by.as_staff())
                close_what_is_open(self.company)
