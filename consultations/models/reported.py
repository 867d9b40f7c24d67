"""Consultations that were reported, what of them was shown to staff, and which of the staff looked at it and why.

The case, its decision and its appeal are those of every report (catalog/reports); what is reported is one company in
one room. Staff have no access to rooms: they read the copy of the part that a reporter chose, as it was then.
"""

from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models import Report, ReportCase
from companies.models import Company
from consultations.models.message import Message, MessageQuerySet
from consultations.models.room import Room
from consultations.permissions import can_look_at_talk, can_report_talk
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref

KIND = "consultation"
AROUND, LAST, MOST = 10, 50, 500
LASTS = timedelta(minutes=15)
SHORTEST_REASON = 10


def talk_ref() -> str:
    return new_ref("RT")


def look_ref() -> str:
    return new_ref("RL")


class ReportedTalkQuerySet(models.QuerySet["ReportedTalk"]):
    def visible_to(self, actor: Actor) -> "ReportedTalkQuerySet":
        """For the companies that take part, and for staff of none of them."""
        seen = Q(room__in=Room.objects.visible_to(actor).values("pk"))
        if actor.is_staff:
            own = [company.pk for company in actor.companies]
            seen |= ~Q(room__in=Room._default_manager.filter(parties__company__in=own).values("pk"))
        return self.filter(seen)


class ReportedTalk(models.Model):
    """What one company says in one room, as a subject of reports."""

    ref = models.CharField(max_length=16, unique=True, editable=False, default=talk_ref)
    room = models.ForeignKey(Room, models.CASCADE, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = ReportedTalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported consultation")
        verbose_name_plural = _("reported consultations")
        constraints = [models.UniqueConstraint(fields=["room", "company"], name="reported_talk_once")]

    def __str__(self) -> str:
        return f"{self.ref} {self.room_id}"

    def get_absolute_url(self) -> str:
        return self.room.get_absolute_url()

    @property
    def subject_title(self) -> str:
        return self.room.title

    @property
    def parts(self) -> "models.QuerySet[ShownPart]":
        return ShownPart._default_manager.filter(report__case__kind=KIND, report__case__key=self.ref)

    @classmethod
    def of(cls, room: Room, company: Company) -> "ReportedTalk":
        return cls.objects.get_or_create(room=room, company=company)[0]


class ShownPart(models.Model):
    """The part of a room that a reporter chose to show, copied: what is edited or deleted later stays to be judged.

    `messages` are its lines in order: number, author, company, words, at; `number` is the message that is meant.
    """

    class Part(models.TextChoices):
        ONE = "one", _("only this message")
        AROUND = "around", _("this message with ten before and ten after it")
        LAST = "last", _("the last 50 messages")
        ALL = "all", _("the whole consultation (the last 500 messages)")

    report = models.OneToOneField(Report, models.CASCADE, related_name="shown_part")
    part = models.CharField(max_length=8, choices=Part)
    number = models.PositiveIntegerField(null=True)
    messages = models.JSONField(default=list)

    class Meta:
        verbose_name = _("shown part of a consultation")
        verbose_name_plural = _("shown parts of consultations")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.part}"

    @classmethod
    def report_talk(
        cls, by: Actor, room: Room, other: Company, reason: str, note: str, part: str, number: int | None = None
    ) -> "ShownPart":
        """Report what `other` says in the room. Raises as Report.make, and Refused for a part that there is not."""
        require(can_report_talk(by, room), _("You may not report this consultation."))
        if not room.parties.filter(company=other, first_number__gte=1).exists():
            raise Refused(_("This company does not take part here."))
        rows = chosen(room.messages_for(by).with_authors(), part, number)
        if not rows:
            raise Refused(_("There is nothing to show: choose a part in which something was said."))
        with transaction.atomic():
            report = Report.make(by, KIND, ReportedTalk.of(room, other), reason, note)
            return cls._default_manager.create(
                report=report, part=part, number=number, messages=[copied(row) for row in rows]
            )


def chosen(rows: MessageQuerySet, part: str, number: int | None) -> list[Message]:
    parts = ShownPart.Part
    if part == parts.LAST:
        return rows.until(None, LAST)
    if part == parts.ALL:
        return rows.until(None, MOST)
    if number is None or part not in parts.values:
        return []
    near = Q(number=number) if part == parts.ONE else Q(number__gte=number - AROUND, number__lte=number + AROUND)
    return list(rows.filter(near).order_by("number"))


def copied(message: Message) -> dict[str, Any]:
    return {
        "number": message.number,
        "author": message.author,
        "company": message.company.name,
        "company_ref": message.company.ref,
        "words": message.body,
        "at": message.created_at.isoformat(),
    }


class DeskLookQuerySet(models.QuerySet["DeskLook"]):
    def good_for(self, actor: Actor, case: ReportCase) -> "DeskLookQuerySet":
        """This person's own, of the last quarter of an hour."""
        since = timezone.now() - LASTS
        return self.filter(staff_number=actor.user_id or 0, case_ref=case.ref, at__gt=since)


class DeskLook(models.Model):
    """That a member of staff looked at what was reported: who, when, why. Only added to; the database refuses the rest.

    People, case and room are kept as they were called then: the entry outlives all of them.
    """

    ref = models.CharField(max_length=16, unique=True, editable=False, default=look_ref)
    staff_number = models.BigIntegerField()
    staff_name = models.CharField(max_length=300)
    case_ref = models.CharField(max_length=16)
    room_ref = models.CharField(max_length=16)
    company_name = models.CharField(max_length=300)
    reason = models.CharField(_("reason"), max_length=500)
    was_open = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    objects = DeskLookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look at a reported consultation")
        verbose_name_plural = _("looks at reported consultations")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="desk_look_has_reason")]
        indexes = [models.Index(fields=["case_ref", "staff_number", "at"], name="desk_look_of_staff")]
        permissions = [("moderate_talk", "Can judge reported consultations")]

    def __str__(self) -> str:
        return f"{self.ref} {self.case_ref}"

    @classmethod
    def begin(cls, case: ReportCase, by: Actor, reason: str) -> "DeskLook":
        """Raises PermissionDenied for who may not judge this case, Refused for a reason that says nothing."""
        talk = ReportedTalk.objects.visible_to(by).filter(ref=case.key).select_related("room", "company").first()
        require(talk is not None and can_look_at_talk(by, case), _("You may not look at this consultation."))
        if len(reason.strip()) < SHORTEST_REASON:
            raise Refused(_("Say in words why you look at it: at least ten letters."))
        assert talk is not None
        with transaction.atomic():
            look = cls.objects.create(
                staff_number=by.user_id,
                staff_name=f"{by.user} <{by.user.email}>"[:300],
                case_ref=case.ref,
                room_ref=talk.room.ref,
                company_name=talk.company.name[:300],
                reason=reason.strip()[:500],
                was_open=case.is_open or case.waits_for_answer,
            )
            record("talk.looked_at", case, by=by.as_staff())
        return look
