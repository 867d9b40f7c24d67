"""What somebody has to do after a booked talk."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company, User
from consultations.meetings.permissions import can_finish_task, can_keep_meeting, can_remove_task
from consultations.models.desk import people_to_talk
from consultations.models.meeting import Meeting
from consultations.models.meeting_rows import TOOK_PLACE
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked

MOST_TASKS = 60


def task_ref() -> str:
    return new_ref("E")


class MeetingTaskQuerySet(models.QuerySet["MeetingTask"]):
    def visible_to(self, actor: Actor) -> "MeetingTaskQuerySet":
        """Those of talks that the acting company had, whoever has to do them."""
        return self.filter(meeting__in=Meeting.objects.visible_to(actor).values("pk"))

    def open(self) -> "MeetingTaskQuerySet":
        """Not done, what is due first in front, what has no day last."""
        return self.filter(done_at=None).order_by(models.F("due_on").asc(nulls_last=True), "pk")

    def of_company(self, actor: Actor) -> "MeetingTaskQuerySet":
        return self.filter(company_id=actor.company_id) if actor.company else self.none()

    def of_person(self, actor: Actor) -> "MeetingTaskQuerySet":
        """What the person has to do, and what nobody of the company has taken yet."""
        return self.of_company(actor).filter(models.Q(owner=None) | models.Q(owner_id=actor.user_id))

    def for_cards(self) -> "MeetingTaskQuerySet":
        return self.select_related(
            *("meeting__room", "meeting__host_company", "meeting__guest_company", "company", "owner", "by_company")
        )


class MeetingTask(models.Model):
    """`company` has to do it, by `owner` if a person is named; `told_due` is the day of which they were reminded."""

    ref = models.CharField(max_length=16, unique=True, editable=False, default=task_ref)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="tasks")
    text = models.CharField(_("what to do"), max_length=300)
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    due_on = models.DateField(_("due on"), null=True, blank=True)
    by_company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    told_due = models.DateField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = MeetingTaskQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("follow-up task")
        verbose_name_plural = _("follow-up tasks")
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="meeting_task_not_empty")]
        indexes = [
            models.Index(fields=["company", "due_on"], name="meeting_task_open", condition=models.Q(done_at=None))
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#tasks"

    @classmethod
    def add(
        cls, meeting: Meeting, text: str, by: Actor, company: Company, owner: User | None, due_on: date | None
    ) -> "MeetingTask":
        """For either side. Raises Refused for a company or person that has no part in the talk."""
        with locked(meeting, *TOOK_PLACE):
            require(can_keep_meeting(by, meeting), _("Your role may not change this talk."))
            if company.pk not in (meeting.host_company_id, meeting.guest_company_id):
                raise Refused(_("This company has no part in the talk."))
            if owner and not people_to_talk(company.pk).filter(pk=owner.pk).exists():
                raise Refused(_("This person does not write for the company now."))
            if meeting.tasks.count() >= MOST_TASKS:
                raise Refused(_("Up to %(most)s tasks, please.") % {"most": MOST_TASKS})
            values: dict[str, Any] = {"text": text, "company": company, "owner": owner, "due_on": due_on}
            task = cls.objects.create(meeting=meeting, by_company=by.company, by_user=by.user, **values)
            record("task.given", task, by=by)
        return task

    def finish(self, by: Actor) -> None:
        """By the company that has it. Raises WrongState when it is done already."""
        with locked(self, field="done_at"):
            require(can_finish_task(by, self), _("Only the company that has a task says that it is done."))
            if self.done_at:
                raise WrongState(_("This is done already."))
            self.done_at, self.done_by = timezone.now(), by.user
            self.save(update_fields=["done_at", "done_by"])
            record("task.done", self, by=by)

    def reopen(self, by: Actor) -> None:
        with locked(self, field="done_at"):
            require(can_finish_task(by, self), _("Only the company that has a task says that it is done."))
            if not self.done_at:
                raise WrongState(_("This is open already."))
            self.done_at, self.done_by = None, None
            self.save(update_fields=["done_at", "done_by"])
            record("task.reopened", self, by=by)

    def remove(self, by: Actor) -> None:
        """By the side that wrote it down, as long as it is open."""
        with locked(self, field="done_at"):
            require(can_remove_task(by, self), _("Only the side that wrote a task down takes it away."))
            if self.done_at:
                raise WrongState(_("This is done already."))
            record("task.removed", self.meeting, by=by, text=self.text)
            self.delete()

    @property
    def is_overdue(self) -> bool:
        return self.done_at is None and self.due_on is not None and self.due_on < timezone.localdate()
