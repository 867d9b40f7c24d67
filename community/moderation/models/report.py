"""What one person says about something in a community."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.moderation.kinds import Content
from community.moderation.models.case import ModerationCase
from community.moderation.permissions import can_report_content
from community.moderation.words import OTHER, REASONS
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require

A_DAY = timedelta(days=1)
MOST_A_DAY = 20  # reports of a company


class ContentReportQuerySet(models.QuerySet["ContentReport"]):
    def of(self, actor: Actor) -> "ContentReportQuerySet":
        """What the person has reported for the acting company; colleagues do not see it."""
        if actor.user is None or actor.company is None:
            return self.none()
        return self.filter(user_id=actor.user_id, company_id=actor.company_id)


class ContentReport(models.Model):
    """Once while its case is open. Those whose words they are never learn who it was."""

    case = models.ForeignKey(ModerationCase, models.CASCADE, related_name="reports")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=12)
    note = models.TextField(_("what the moderators should know"), max_length=2000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ContentReportQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="content_report_once"),
            models.CheckConstraint(condition=~Q(reason="other") | ~Q(note=""), name="content_report_other_with_note"),
        ]
        indexes = [models.Index(fields=["company", "created_at"], name="content_report_of_company")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.reason}"

    @property
    def reason_name(self) -> Any:
        return REASONS.get(self.reason, self.reason)

    @classmethod
    def make(cls, by: Actor, content: Content, thing: Any, reason: str, note: str = "") -> "ContentReport":
        """Raises PermissionDenied for one's own, WrongState for a second while one waits, Refused past the limit."""
        require(
            can_report_content(by, content.author_company(thing)), _("You cannot report what is your own company’s.")
        )
        if reason not in REASONS or (reason == OTHER and not note.strip()):
            raise Refused(_("Say in words what is wrong."))
        with transaction.atomic():
            company = Company.objects.select_for_update(no_key=True).get(pk=by.company_id)
            since = timezone.now() - A_DAY
            if cls.objects.filter(company=company, created_at__gt=since).count() >= MOST_A_DAY:
                raise Refused(_("Your company has reported as often today as it may. Go on tomorrow."))
            case = ModerationCase.open_for(content, thing)
            if case.reports.filter(user_id=by.user_id).exists():
                raise WrongState(_("You have reported this already. The moderators will look at it."))
            report = cls.objects.create(case=case, company=by.company, user=by.user, reason=reason, note=note)
            record("moderation.reported", case)  # by nobody: the log of whoever is reported must not tell
        return report
