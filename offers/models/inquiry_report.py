"""Inquiries reported as spam: put aside at once, judged by the programme's staff."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.models.inquiry import Inquiry
from offers.models.inquiry_message import Side
from offers.permissions import can_answer_inquiry, can_review_inquiry
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked

NOT_JUDGED_BY_YOU = _("You may not decide on this report.")


class InquiryReportQuerySet(models.QuerySet["InquiryReport"]):
    def visible_to(self, actor: Actor) -> "InquiryReportQuerySet":
        """For programme staff, never those of companies they belong to."""
        if not actor.is_staff:
            return self.none()
        own = [company.pk for company in actor.companies]
        return self.exclude(inquiry__buyer__in=own).exclude(inquiry__supplier__in=own)

    def waiting(self) -> "InquiryReportQuerySet":
        return self.filter(state=InquiryReport.State.OPEN)

    def for_desk(self) -> "InquiryReportQuerySet":
        related = ("inquiry__buyer", "inquiry__supplier", "inquiry__offer", "inquiry__product", "user", "decided_by")
        return self.select_related(*related)


class InquiryReport(models.Model):
    """One for each inquiry: what staff found no spam is not reported again."""

    class Reason(models.TextChoices):
        ADVERTISING = "advertising", _("It advertises something, and asks nothing")
        FRAUD = "fraud", _("It looks like fraud")
        MASS = "mass", _("The same text goes to everybody")
        ABUSE = "abuse", _("It insults or threatens")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        OPEN = "open", _("Waiting")
        DISMISSED = "dismissed", _("No spam")
        CONFIRMED = "confirmed", _("Spam")

    ref = models.CharField(max_length=16, unique=True, editable=False)
    inquiry = models.OneToOneField(Inquiry, models.CASCADE, related_name="report")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    words = models.CharField(_("what our staff should know"), max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = InquiryReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of an inquiry")
        verbose_name_plural = _("reports of inquiries")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open", decided_at=None)
                | (~models.Q(state="open") & models.Q(decided_at__isnull=False)),
                name="inquiry_report_decided_when",
            )
        ]
        indexes = [models.Index(fields=["state", "created_at"], name="inquiry_report_queue")]

    def __str__(self) -> str:
        return f"{self.ref} {self.get_reason_display()}"

    @classmethod
    def make(cls, inquiry: Inquiry, reason: str, by: Actor, words: str = "") -> "InquiryReport":
        """By who was asked. It leaves their boxes and figures at once; the sender notices nothing until it is judged.

        Raises WrongState when it was reported before.
        """
        with locked(inquiry):
            require(can_answer_inquiry(by, inquiry), _("Your role may not report this inquiry."))
            if cls.objects.filter(inquiry=inquiry).exists():
                raise WrongState(_("This inquiry was reported before. Nothing was done twice."))
            report = cls(ref=new_ref("X"), inquiry=inquiry, user=by.user, reason=reason, words=words)
            report.save()
            inquiry.spam = Inquiry.Spam.REPORTED
            inquiry.save(update_fields=["spam", "updated_at"])
            record("inquiry.reported", inquiry, by=by, reason=reason)
        return report

    def dismiss(self, by: Actor) -> None:
        """No spam: it is back in the boxes of who was asked, and counts like any other."""
        self.decide(self.State.DISMISSED, by)

    def confirm(self, by: Actor) -> None:
        """Spam: closed for good, and a strike for who sent it."""
        self.decide(self.State.CONFIRMED, by)

    def decide(self, state: str, by: Actor) -> None:
        with locked(self, self.State.OPEN):
            require(can_review_inquiry(by, self.inquiry), NOT_JUDGED_BY_YOU)
            self.state, self.decided_by, self.decided_at = state, by.user, timezone.now()
            self.save(update_fields=["state", "decided_by", "decided_at"])
            with locked(self.inquiry) as inquiry:
                confirmed = state == self.State.CONFIRMED
                inquiry.spam = Inquiry.Spam.CONFIRMED if confirmed else Inquiry.Spam.NONE
                inquiry.save(update_fields=["spam", "updated_at"])
                if confirmed and not inquiry.is_closed:
                    inquiry.end(Side.STAFF)
            kind = "inquiry.spam_confirmed" if confirmed else "inquiry.spam_dismissed"
            record(kind, inquiry, by=by.as_staff())
