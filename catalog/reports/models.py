"""Reports, and the cases that they make: all that is told of one subject until staff have decided."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.reports.permissions import (
    can_answer_report_appeal,
    can_appeal_report,
    can_decide_report,
    can_report,
)
from catalog.reports.subjects import REPORTABLE, Reportable, Verdict, subject_of
from catalog.reports.words import RESULTS, CaseOutcome, CaseState, ReportReason
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked

A_DAY = timedelta(days=1)
MOST_A_DAY = 20  # reports of a company
NOT_JUDGED_BY_YOU = _("You may not decide on this report.")


def case_ref() -> str:
    return new_ref("RC")


class ReportCaseQuerySet(models.QuerySet["ReportCase"]):
    def for_desk(self, actor: Actor) -> "ReportCaseQuerySet":
        """For programme staff, never those about a firm they belong to."""
        if not actor.is_staff:
            return self.none()
        return self.exclude(owner__in=[company.pk for company in actor.companies])

    def waiting(self) -> "ReportCaseQuerySet":
        return self.filter(state=ReportCase.State.OPEN)

    def appealed(self) -> "ReportCaseQuerySet":
        """Appeals that wait for an answer here."""
        rows = self.filter(state__in=ReportCase.AGAINST, answered_at=None)
        return rows.exclude(appealed_at=None)

    def received_by(self, actor: Actor) -> "ReportCaseQuerySet":
        """Decisions against the acting company. Of what waits or was dismissed it never hears."""
        if actor.company is None:
            return self.none()
        return self.filter(owner_id=actor.company_id, state__in=ReportCase.AGAINST)

    def visible_to(self, actor: Actor) -> "ReportCaseQuerySet":
        """At the desk, for the company it was decided against, and for those who reported it."""
        seen = Q(pk__in=self.for_desk(actor).values("pk")) | Q(pk__in=self.received_by(actor).values("pk"))
        if actor.user is not None:
            own = Report.objects.filter(case=OuterRef("pk"), user_id=actor.user_id, company_id=actor.company_id)
            seen |= Q(Exists(own))
        return self.filter(seen)


class ReportCase(models.Model):
    """Open → dismissed | change asked | taken down; a change that was asked is put right, or leads to a take-down.

    At most one is open for each subject. Its company may appeal once: here, or where the subject has its own appeal;
    then what came of that is copied here (catalog/reports/handlers.py).
    """

    State, Outcome, Reason = CaseState, CaseOutcome, ReportReason
    AGAINST = (State.CHANGE_ASKED, State.PUT_RIGHT, State.TAKEN_DOWN)

    ref = models.CharField(max_length=16, unique=True, editable=False, default=case_ref)
    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=300)  # as it was when it was first reported
    owner = models.ForeignKey(Company, models.CASCADE, related_name="+")
    is_unnamed = models.BooleanField(default=False)  # readers do not learn whose it is
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    mark = models.CharField(max_length=64, blank=True)  # of what was decided on
    trace = models.CharField(max_length=32, blank=True)  # by which a take-down is undone
    reason = models.CharField(_("reason"), max_length=12, choices=Reason, blank=True)
    words = models.TextField(_("what the company is told"), max_length=2000, blank=True)
    reply = models.TextField(_("what those who reported it are told"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    appeal_words = models.TextField(_("appeal"), max_length=4000, blank=True)
    appealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    appealed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    answer = models.TextField(_("answer to the appeal"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = ReportCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case of reports")
        verbose_name_plural = _("cases of reports")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], condition=Q(state="open"), name="report_case_one_open"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="report_case_decided_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("open", "dismissed")) | (~Q(words="") & ~Q(reason="")),
                name="report_case_against_with_words",
            ),
            models.CheckConstraint(
                condition=Q(appealed_at=None, appeal_words="") | (Q(appealed_at__isnull=False) & ~Q(appeal_words="")),
                name="report_case_appeal_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, outcome="")
                | (Q(answered_at__isnull=False, appealed_at__isnull=False) & ~Q(outcome="")),
                name="report_case_answer_to_appeal",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "created_at"], name="report_case_queue"),
            models.Index(fields=["kind", "key"], name="report_case_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        """For its company."""
        return reverse("catalog:report_decision", args=[self.ref])

    @property
    def subject_title(self) -> str:
        return self.title

    @property
    def reportable(self) -> Reportable:
        return REPORTABLE[self.kind]

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_down(self) -> bool:
        return self.state == self.State.TAKEN_DOWN

    @property
    def asks_change(self) -> bool:
        """Still: it was not put right, and no appeal has lifted it."""
        return self.state == self.State.CHANGE_ASKED and self.outcome != self.Outcome.GRANTED

    @property
    def waits_for_answer(self) -> bool:
        return self.appealed_at is not None and self.answered_at is None

    @property
    def appeals_elsewhere(self) -> bool:
        """A take-down against which the subject itself takes the appeal."""
        return self.is_down and self.reportable.put_back is None

    @property
    def is_open_to_appeal(self) -> bool:
        return (self.asks_change or self.is_down) and self.appealed_at is None and not self.appeals_elsewhere

    @property
    def power(self) -> str:
        """What a person of its company needs to answer for it."""
        owners = Actor(company=self.owner)
        return self.reportable.power(self.subject_for(owners))

    @property
    def pill(self) -> dict[str, Any]:
        tones = {"open": "theirs", "change": "yours", "put_right": "agreed", "down": "danger"}
        return {"tone": tones.get(self.state, "quiet"), "label": self.state_name}

    @property
    def state_name(self) -> Any:
        return self.reportable.states.get(self.state) or self.get_state_display()

    @property
    def heading(self) -> Any:
        """What its company reads above a decision, where it is no listing."""
        return self.reportable.headings.get(self.state, "")

    @property
    def evidence_url(self) -> str:
        return self.reportable.evidence(self) if self.reportable.evidence else ""

    @property
    def result(self) -> Any:
        """What became of it, for who reported it."""
        if self.outcome == self.Outcome.GRANTED:
            return _("Its company appealed, and our staff agreed: it stays as it is.")
        return self.reportable.results.get(self.state) or RESULTS[self.state]

    @property
    def reasons_said(self) -> list[Any]:
        """Each reason once, in the order in which they were given."""
        return list(dict.fromkeys(report.get_reason_display() for report in self.reports.all()))

    def subject_for(self, actor: Actor) -> Any:
        """As the actor sees it now; None when it is gone."""
        return subject_of(self.kind, self.key, actor)

    @classmethod
    def open_for(cls, kind: str, subject: Any) -> "ReportCase":
        """The open one of this subject, or a new one; locked until the caller's transaction ends."""
        first = {
            "title": str(subject.subject_title)[:300],
            "owner_id": subject.company_id,
            "is_unnamed": REPORTABLE[kind].hides_company(subject),
        }
        while True:
            case, _is_new = cls.objects.get_or_create(kind=kind, key=subject.ref, state=cls.State.OPEN, defaults=first)
            still = cls.objects.select_for_update(no_key=True).filter(pk=case.pk, state=cls.State.OPEN).first()
            if still is not None:
                return still

    # -- by staff -----------------------------------------------------------------------------------------------

    def dismiss(self, by: Actor, said: Verdict) -> None:
        """Open → dismissed: nothing is wrong with it. Its company never hears of the reports."""
        with self.deciding(by, said, self.State.OPEN):
            self.close(self.State.DISMISSED, by, Verdict(mark=said.mark, reply=said.reply))
            record("report.dismissed", self, by=by.as_staff())

    def ask_change(self, by: Actor, said: Verdict) -> None:
        """Open → change asked; the subject stays where it is. Raises Refused without words or without a subject."""
        with self.deciding(by, said, self.State.OPEN) as subject:
            self.require_words(said)
            if subject is None:
                raise Refused(_("There is nothing left to change: it was deleted. Dismiss the reports instead."))
            self.close(self.State.CHANGE_ASKED, by, said)
            record("report.change_asked", self, by=by.as_staff())

    def take_down(self, by: Actor, said: Verdict) -> None:
        """Open, or a change that was asked and not made → taken down, by the subject's own transition.

        Raises Refused when buyers do not see it anyway, or an appeal waits.
        """
        with self.deciding(by, said, self.State.OPEN, self.State.CHANGE_ASKED) as subject:
            self.require_words(said)
            if self.waits_for_answer or self.outcome == self.Outcome.GRANTED:
                raise Refused(_("Its company has appealed. Answer the appeal first."))
            if subject is None or not self.reportable.is_up(subject):
                raise Refused(_("Buyers do not see it any more. There is nothing to take down."))
            self.trace = self.reportable.take_down(subject, by, said)
            self.close(self.State.TAKEN_DOWN, by, said)
            record("report.taken_down", self, by=by.as_staff())

    def confirm_change(self, by: Actor) -> None:
        """Change asked → put right: its company has changed what it was asked to."""
        with locked(self, self.State.CHANGE_ASKED):
            require(can_decide_report(by, self), NOT_JUDGED_BY_YOU)
            if self.waits_for_answer:
                raise Refused(_("Its company has appealed. Answer the appeal first."))
            self.state = self.State.PUT_RIGHT
            self.save(update_fields=["state"])
            record("report.put_right", self, by=by.as_staff())

    def answer_appeal(self, by: Actor, grants: bool, words: str) -> None:
        """Once: the request is lifted or the subject put back, or it stays. By somebody else, if possible."""
        with locked(self, self.State.CHANGE_ASKED, self.State.TAKEN_DOWN):
            require(can_answer_report_appeal(by, self), _("Somebody else has to answer this appeal."))
            if not self.waits_for_answer:
                raise WrongState(_("There is no appeal that waits for an answer."))
            if not words.strip():
                raise Refused(_("Say in words why: the company reads them."))
            if grants and self.is_down and self.reportable.put_back:
                subject = self.subject_for(by)
                if subject is None:
                    raise Refused(_("It was deleted meanwhile and cannot be put back."))
                self.reportable.put_back(subject, by, self.trace)
            self.keep_answer(grants, words, by.user)
            record("report.appeal_answered", self, by=by.as_staff(), granted=grants)

    # -- by its company -----------------------------------------------------------------------------------------

    def appeal(self, by: Actor, words: str) -> None:
        """The company's word, once. Raises WrongState for a second, Refused for an empty one."""
        with locked(self, self.State.CHANGE_ASKED, self.State.TAKEN_DOWN):
            require(can_appeal_report(by, self), _("Your role may not appeal against this."))
            if not words.strip():
                raise Refused(_("The appeal is empty."))
            if not self.is_open_to_appeal:
                raise WrongState(_("Your company has appealed already. The programme will answer."))
            self.appeal_words, self.appealed_by, self.appealed_at = words, by.user, timezone.now()
            self.save(update_fields=["appeal_words", "appealed_by", "appealed_at"])
            record("report.appealed", self, by=by)

    # -- inside the lock of whoever calls -----------------------------------------------------------------------

    @contextmanager
    def deciding(self, by: Actor, said: Verdict, *states: str) -> Iterator[Any]:
        """Locked, and the subject as it was when the page was shown (None for one that is gone)."""
        with locked(self, *states):
            require(can_decide_report(by, self), NOT_JUDGED_BY_YOU)
            subject = self.subject_for(by)
            if subject is not None and said.mark != self.reportable.mark(subject):
                raise SubjectChanged(_("It was changed since you opened this page. Look again; nothing was decided."))
            if self.is_unnamed and self.owner.name.casefold() in said.reply.casefold():
                raise Refused(_("Readers do not know whose this is. Leave the company’s name out of the reply."))
            yield subject

    def require_words(self, said: Verdict) -> None:
        if said.reason not in self.Reason.values or not said.words.strip():
            raise Refused(_("Say in words what is wrong: the company reads them."))

    def close(self, state: str, by: Actor, said: Verdict) -> None:
        self.state, self.mark, self.reason = state, said.mark, said.reason
        self.words, self.reply = said.words, said.reply
        self.decided_by, self.decided_at = by.user, timezone.now()
        self.save()

    def keep_answer(self, grants: bool, words: str, user: Any) -> None:
        self.outcome = self.Outcome.GRANTED if grants else self.Outcome.REFUSED
        self.answer, self.answered_by, self.answered_at = words, user, timezone.now()
        self.save()


class SubjectChanged(Refused):
    """What was reported was changed since the moderator opened it."""


class ReportQuerySet(models.QuerySet["Report"]):
    def of(self, actor: Actor) -> "ReportQuerySet":
        """What the person has reported for the acting company; colleagues do not see it."""
        if actor.user is None or actor.company is None:
            return self.none()
        return self.filter(user_id=actor.user_id, company_id=actor.company_id)


class Report(models.Model):
    """What one person says about a subject; once while its case is open. Its company never learns who it was."""

    case = models.ForeignKey(ReportCase, models.CASCADE, related_name="reports")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=12, choices=ReportCase.Reason)
    note = models.TextField(_("what our staff should know"), max_length=2000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="report_once"),
            models.CheckConstraint(condition=~Q(reason="other") | ~Q(note=""), name="report_of_other_with_note"),
        ]
        indexes = [models.Index(fields=["company", "created_at"], name="report_of_company")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.get_reason_display()}"

    @classmethod
    def make(cls, by: Actor, kind: str, subject: Any, reason: str, note: str = "") -> "Report":
        """Raises PermissionDenied for one's own, WrongState for a second while one waits, Refused past the limit."""
        require(can_report(by, subject), _("You cannot report what is your own company’s."))
        if reason not in ReportCase.Reason.values or (reason == ReportCase.Reason.OTHER and not note.strip()):
            raise Refused(_("Say in words what is wrong."))
        with transaction.atomic():
            check_room(Company.objects.select_for_update(no_key=True).get(pk=by.company_id))
            case = ReportCase.open_for(kind, subject)
            if case.reports.filter(user_id=by.user_id).exists():
                raise WrongState(_("You have reported this already. Our staff will look at it."))
            report = cls.objects.create(case=case, company=by.company, user=by.user, reason=reason, note=note)
            record("report.made", case, by=by)
        return report


def check_room(company: Company) -> None:
    """Raise Refused when the company has made its reports of the last 24 hours; its row is locked by the caller."""
    if Report.objects.filter(company=company, created_at__gt=timezone.now() - A_DAY).count() >= MOST_A_DAY:
        words = _("Your company has reported %(most)s times within 24 hours, as often as it may. Go on tomorrow.")
        raise Refused(words % {"most": MOST_A_DAY})
