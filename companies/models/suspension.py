"""Taking a company out of the market, giving it back, and what both sides said about it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from companies.permissions import can_appeal, can_suspend_company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.live import push
from portal.core.permissions import Refused, WrongState, require
from portal.core.states import locked


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def visible_to(self, actor: Actor) -> "SuspensionQuerySet":
        """The company's own people, and staff."""
        return self if actor.is_staff else self.filter(company_id=actor.company_id or 0)

    def running(self) -> "SuspensionQuerySet":
        return self.filter(ended_at=None)

    def appealed(self) -> "SuspensionQuerySet":
        """Those whose appeal staff have not answered yet."""
        return self.running().exclude(appealed_at=None).filter(upheld_at=None)


class Suspension(models.Model):
    """A time in which a company is out of the market; the rows are its history and are never deleted.

    Running → ended by `end`. In between its owners may appeal once, and staff answer by ending it or by `uphold`.
    """

    class Reason(models.TextChoices):
        FALSE_CLAIMS = "false_claims", _("False statements about the company or its products")
        FRAUD = "fraud", _("Suspected fraud")
        PROHIBITED = "prohibited", _("Prohibited or counterfeit goods")
        CONDUCT = "conduct", _("Conduct towards other companies")
        IDENTITY = "identity", _("The company could not be identified")
        REQUEST = "request", _("At the company’s own request")
        OTHER = "other", _("Another reason")

    company = models.ForeignKey(Company, models.CASCADE, related_name="suspensions")
    reason = models.CharField(_("reason"), max_length=16, choices=Reason)
    words = models.TextField(_("what the company is told"), max_length=2000)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(default=now)
    appeal_text = models.TextField(_("appeal"), max_length=4000, blank=True)
    appealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    appealed_at = models.DateTimeField(null=True)
    answer = models.TextField(_("answer to the appeal"), max_length=2000, blank=True)
    upheld_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["company"], condition=Q(ended_at=None), name="suspension_one_running"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("started_at")), name="suspension_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(appealed_at=None, appeal_text="") | (Q(appealed_at__isnull=False) & ~Q(appeal_text="")),
                name="suspension_appeal_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.get_reason_display()}"

    @property
    def is_running(self) -> bool:
        return self.ended_at is None

    @property
    def is_open_to_appeal(self) -> bool:
        return self.is_running and self.appealed_at is None

    @classmethod
    def start(cls, company: Company, by: Actor, reason: str, words: str, proposed_by: Any = None) -> "Suspension":
        """Active → suspended. What the company shows is gone, and its people and keys may act no longer, at once.

        Raises PermissionDenied without the permission, WrongState for a company that is not active, Refused where two
        people are needed and nobody but `by` has proposed it (`SuspensionProposal`).
        """
        with locked(company):
            require(can_suspend_company(by, company), _("You may not suspend this company."))
            if needs_two(company) and (proposed_by is None or proposed_by.pk == by.user_id):
                raise Refused(_("For a firm that is checked this far two people are needed: propose it first."))
            if not company.is_active:
                raise WrongState(_("This company is not active already. Nothing was done twice."))
            company.is_active = False
            company.save(update_fields=["is_active", "updated_at"])
            suspension = cls.objects.create(company=company, reason=reason, words=words, started_by=by.user)
            record("company.suspended", company, by=by.as_staff(), company=company.pk, reason=reason)
            close_what_is_open(company)
        return suspension

    def end(self, by: Actor, words: str = "") -> None:
        """Running → ended, and the company is back on the market, unless its owner has closed it meanwhile."""
        company = self.company
        with locked(company), locked(self):
            require(can_suspend_company(by, company), _("You may not restore this company."))
            self.check_running()
            self.ended_by, self.ended_at, self.answer = by.user, now(), words or self.answer
            self.save(update_fields=["ended_by", "ended_at", "answer"])
            if company.closed_at is None:
                company.is_active = True
                company.save(update_fields=["is_active", "updated_at"])
                record("company.restored", company, by=by.as_staff(), company=company.pk)
            close_what_is_open(company)

    def appeal(self, by: Actor, text: str) -> None:
        """The company's word on it, once. Raises Refused for a second one, or when it has ended."""
        with locked(self):
            require(can_appeal(by, self.company), _("Only an owner or a manager may appeal."))
            self.check_running()
            if not text.strip():
                raise Refused(_("The appeal is empty."))
            if self.appealed_at is not None:
                raise WrongState(_("Your company has appealed already. The programme will answer."))
            self.appeal_text, self.appealed_by, self.appealed_at = text, by.user, now()
            self.save(update_fields=["appeal_text", "appealed_by", "appealed_at"])
            record("company.appealed", self, by=by, company=self.company_id)

    def uphold(self, by: Actor, words: str) -> None:
        """The appeal is answered, and the suspension goes on."""
        with locked(self):
            require(can_suspend_company(by, self.company), _("You may not answer this appeal."))
            self.check_running()
            if self.appealed_at is None or self.upheld_at is not None:
                raise WrongState(_("There is no appeal that waits for an answer."))
            self.answer, self.upheld_at = words, now()
            self.save(update_fields=["answer", "upheld_at"])
            record("company.appeal_answered", self.company, by=by.as_staff(), company=self.company_id)

    def check_running(self) -> None:
        if not self.is_running:
            raise WrongState(_("This suspension has ended meanwhile. Nothing was done twice."))


def needs_two(company: Company) -> bool:
    """Whether a second member of staff confirms its suspension: from the level of the setting upwards."""
    level = settings.SUSPENSION_BY_TWO
    return level is not None and company.tier >= level


def close_what_is_open(company: Company) -> None:
    """Sockets of its people look again what they may do, at once."""
    for user_id in company.memberships.values_list("user_id", flat=True):
        push(f"user.{user_id}", "access.changed")
