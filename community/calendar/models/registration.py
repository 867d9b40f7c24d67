"""A person's place at an event, for their company."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.calendar.models.gathering import NOT_YOURS, Gathering
from community.calendar.models.rows import LIVE, Coming, RegistrationQuerySet
from community.calendar.permissions import can_come, can_end_registration, can_keep_gathering
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked
from portal.core.zones import wall_of


def registration_ref() -> str:
    return new_ref("ER")


class Registration(models.Model):
    """One row for a person and an event, which stays when they withdraw and comes back to life when they return.

    Whoever takes or gives back a place holds the lock of the event's row; its check constraint has the last word.
    `answers` are pairs of a question of the event and what was answered. `queued_at` is since when they wait or come.
    """

    State = Coming

    ref = models.CharField(max_length=16, unique=True, editable=False, default=registration_ref)
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="registrations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="gatherings")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=Coming)
    note = models.TextField(_("note"), max_length=500, blank=True)
    answers = models.JSONField(default=list, blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    sequence = models.PositiveIntegerField(default=0)
    checked_in_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [models.UniqueConstraint(fields=["gathering", "user"], name="registration_once")]
        indexes = [
            models.Index(fields=["gathering", "state", "queued_at"], name="registration_queue"),
            models.Index(fields=["company", "state"], name="registration_company"),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.gathering}"

    def get_absolute_url(self) -> str:
        return self.gathering.get_absolute_url()

    @classmethod
    def make(cls, gathering: Gathering, by: Actor, note: str = "", answers: Any = ()) -> "Registration":
        """A place, or one on the waiting list when all are taken; who is registered already changes their words.

        Raises Refused when it is too late, or the company has sent as many people as it may.
        """
        with locked(gathering, Gathering.State.PUBLISHED):
            require(
                can_come(by, gathering), _("This event is not open to your company, or your role may not register.")
            )
            if not gathering.takes_registrations:
                raise Refused(gettext("Registration has ended."))
            known = Registration.objects.filter(gathering=gathering, user=by.user).first()
            if known and known.is_live:
                return known.reword(by, note, answers)
            cls.require_company_room(gathering, by)
            found = known or Registration(gathering=gathering, user=by.user)
            found.company, found.note, found.answers = by.company, note, list(answers)
            found.enter()
            gathering.recount()
            record("registration.made" if found.is_going else "registration.queued", found, by=by)
        return found

    @classmethod
    def require_company_room(cls, gathering: Gathering, by: Actor) -> None:
        limit = gathering.company_limit
        if limit and gathering.registrations.live().filter(company=by.company).count() >= limit:
            raise Refused(gettext("Your company has registered all %(n)s people it may send.") % {"n": limit})

    def reword(self, by: Actor, note: str, answers: Any) -> "Registration":
        if self.company_id != by.company_id:
            raise Refused(gettext("You are registered for %(company)s already.") % {"company": self.company})
        self.note, self.answers = note, list(answers)
        self.save(update_fields=["note", "answers", "updated_at"])
        return self

    def enter(self) -> None:
        """At the end of the line: with a place if one is free."""
        self.state = Coming.GOING if self.gathering.has_room else Coming.WAITING
        self.queued_at, self.checked_in_at, self.sequence = timezone.now(), None, self.sequence + 1
        self.save()

    def come(self) -> None:
        """From the waiting list to a place; the event's row is locked."""
        self.state, self.sequence = Coming.GOING, self.sequence + 1
        self.save(update_fields=["state", "sequence", "updated_at"])
        record("registration.moved_up", self)

    def withdraw(self, by: Actor) -> None:
        """Give the place back; who waits longest gets it."""
        with locked(self.gathering), locked(self, *LIVE):
            require(
                can_end_registration(by, self), _("Only the person themselves or who keeps the calendar may do this.")
            )
            self.gathering.require_ahead()
            self.leave(by)

    def lose(self) -> None:
        """Their company is not let in any more, or they left it: nobody else's decision is needed."""
        with locked(self.gathering), locked(self):
            lost = self.is_live and not Registration.objects.filter(pk=self.pk).welcome().exists()
            if lost and not self.gathering.is_over:
                self.leave(None)

    def give_up(self) -> None:
        """The person deletes their account."""
        with locked(self.gathering), locked(self):
            if self.is_live:
                self.leave(None)

    def leave(self, by: Actor | None) -> None:
        was = self.state
        self.state, self.sequence, self.checked_in_at = Coming.WITHDRAWN, self.sequence + 1, None
        self.save(update_fields=["state", "sequence", "checked_in_at", "updated_at"])
        record("registration.withdrawn", self, by=by, was=was, own=bool(by and by.user_id == self.user_id))
        self.gathering.move_up()

    def check_in(self, is_here: bool, by: Actor) -> None:
        """The steward marks at the door who has come, or takes the mark back."""
        with locked(self, Coming.GOING):
            require(can_keep_gathering(by, self.gathering), NOT_YOURS)
            if wall_of(timezone.now(), self.gathering.zone).date() < self.gathering.starts_on:
                raise WrongState(gettext("Nobody can have come yet: the event is on another day."))
            self.checked_in_at = timezone.now() if is_here else None
            self.save(update_fields=["checked_in_at", "updated_at"])
            record("registration.checked_in" if is_here else "registration.checked_out", self, by=by)

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_going(self) -> bool:
        return self.state == Coming.GOING

    @property
    def position(self) -> int:
        """In the waiting list, from 1."""
        ahead = self.gathering.registrations.waiting().filter(
            models.Q(queued_at__lt=self.queued_at) | models.Q(queued_at=self.queued_at, pk__lt=self.pk)
        )
        return ahead.count() + 1
