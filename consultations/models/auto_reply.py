"""What a company answers by itself when nobody is there: outside its hours, or on holiday."""

import uuid
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from companies.models import Company
from consultations.inbox.office_hours import is_open
from consultations.models.message import MAX_BODY, Message
from consultations.models.room import Room
from consultations.permissions import can_set_auto_reply
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.middleware import zone
from portal.core.permissions import require
from portal.core.states import locked


class AutoReply(models.Model):
    """`texts` holds the words by language; days are those of the company's zone, both included.

    Without days nothing is a holiday; with the first alone the holiday has no end yet.
    """

    company = models.OneToOneField(Company, models.CASCADE, related_name="auto_reply")
    outside_hours = models.BooleanField(_("outside our working hours"), default=False)
    first_day = models.DateField(_("away from"), null=True, blank=True)
    last_day = models.DateField(_("away until"), null=True, blank=True)
    texts = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("automatic reply")
        verbose_name_plural = _("automatic replies")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day=None) | models.Q(last_day__gte=models.F("first_day")),
                name="auto_reply_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.company}"

    @classmethod
    def of(cls, actor: Actor) -> "AutoReply":
        return cls._default_manager.filter(company_id=actor.company_id).first() or cls(company=actor.company)

    @classmethod
    def keep(cls, by: Actor, **fields: Any) -> "AutoReply":
        require(can_set_auto_reply(by), _("Your role may not change the automatic reply."))
        reply, _is_new = cls._default_manager.update_or_create(company=by.company, defaults=fields)
        record("auto_reply.kept", reply, by=by)
        return reply

    @property
    def zone(self) -> ZoneInfo:
        return zone(self.company.timezone)

    def is_due(self, at: datetime) -> bool:
        """Whether nobody is there at that moment: a holiday, or outside hours that the company has told."""
        if self.is_holiday(at.astimezone(self.zone).date()):
            return True
        return self.outside_hours and is_open(self.company, at) is False

    def is_holiday(self, day: date) -> bool:
        """Whether the company is away on that day of its zone."""
        return bool(self.first_day and self.first_day <= day and (self.last_day is None or day <= self.last_day))

    def text_for(self, language: str) -> tuple[str, str]:
        """The language and the words: the asker's, else English, else whichever there is; empty when there are none."""
        for one in (language, settings.LANGUAGE_CODE, *self.texts):
            if self.texts.get(one):
                return one, str(self.texts[one])[:MAX_BODY]
        return "", ""

    def answer(self, message: Message) -> Message | None:
        """Reply to it: once for each room and day, not after a colleague was faster, never to an automatic one."""
        asker = message.user.language if message.user else ""
        language, text = self.text_for(asker or settings.LANGUAGE_CODE)
        if message.is_automatic or message.company_id == self.company_id or not text:
            return None
        if not self.is_due(message.created_at):
            return None
        room = Room._default_manager.get(pk=message.room_id)
        with locked(room), override(language):
            own = room.messages.filter(company=self.company, is_automatic=False, number__gt=message.number)
            day = message.created_at.astimezone(self.zone).date()
            if not room.parties.here().filter(company=self.company).exists() or own.exists():
                return None
            rows = AutoReplySent._default_manager
            _row, is_new = rows.get_or_create(room=room, company=self.company, day=day)
            if not is_new:
                return None
            return room.append(text, Actor(company=self.company), uuid.uuid4())


class AutoReplySent(models.Model):
    """That a company has answered by itself in a room on a day of its zone."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "company", "day"], name="auto_reply_once_a_day")]

    def __str__(self) -> str:
        return f"{self.room_id} {self.company_id} {self.day}"
