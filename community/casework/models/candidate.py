"""Who was found for a case, and what the desk keeps beside it: the shortlist, notes, tasks."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.casework.models.case import NOT_BY_YOU, Case, kept_in
from community.casework.permissions import can_keep_cases
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.introductions import introduce
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked


def candidate_ref() -> str:
    return new_ref("CC")


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def visible_to(self, actor: Actor) -> "CandidateQuerySet":
        """All for the keepers; to the two sides those that were introduced, each its own."""
        if actor.company is None:
            return self.none()
        met = models.Q(introduced_at__isnull=False)
        sides = models.Q(company=actor.company_id) | models.Q(case__company=actor.company_id)
        kept = models.Q(case__community__in=kept_in(actor))
        cases = Case.objects.visible_to(actor).order_by().values("pk")
        return self.filter(kept | met & sides & models.Q(case__in=cases))


class Candidate(models.Model):
    """A company on the shortlist of a case; `rank` 1 is the best. `room` is the conversation of the introduction."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("candidate", "On the shortlist")
        INTRODUCED = "introduced", pgettext_lazy("candidate", "Introduced")
        REJECTED = "rejected", pgettext_lazy("candidate", "Rejected")

    class Answer(models.TextChoices):
        NONE = "", pgettext_lazy("candidate", "No answer yet")
        YES = "yes", pgettext_lazy("candidate", "Interested")
        NO = "no", pgettext_lazy("candidate", "Not interested")

    ref = models.CharField(max_length=16, unique=True, editable=False, default=candidate_ref)
    case = models.ForeignKey(Case, models.CASCADE, related_name="candidates")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()
    note = models.TextField(_("why this company"), max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    reason = models.CharField(_("why not"), max_length=500, blank=True)
    room = models.CharField(max_length=16, blank=True)
    introduced_at = models.DateTimeField(null=True)
    answer = models.CharField(_("answer"), max_length=3, choices=Answer, blank=True)
    answer_words = models.CharField(_("in their words"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "company"], name="candidate_once"),
            models.CheckConstraint(
                condition=~models.Q(state="introduced") | models.Q(introduced_at__isnull=False),
                name="candidate_introduced_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="rejected") | ~models.Q(reason=""), name="candidate_rejected_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company} – {self.case}"

    @property
    def subject_title(self) -> str:
        """Of the conversation, for three sides: it names no community, which may be hidden from some."""
        return self.case.title

    def get_absolute_url(self) -> str:
        return self.case.get_absolute_url()

    def move(self, step: int, by: Actor) -> None:
        """One place up (-1) or down (+1) on the shortlist."""
        with locked(self.case):
            self.case.require_keeper(by)
            rows = list(self.case.candidates.order_by("rank", "pk"))
            place = next(index for index, one in enumerate(rows) if one.pk == self.pk)
            other = min(max(place + step, 0), len(rows) - 1)
            rows.insert(other, rows.pop(place))
            for rank, one in enumerate(rows, 1):
                Candidate.objects.filter(pk=one.pk).exclude(rank=rank).update(rank=rank)

    def reject(self, reason: str, by: Actor) -> None:
        if not reason.strip():
            raise Refused(_("Say why not: colleagues read it when the company is thought of again."))
        with locked(self.case), locked(self, self.State.PROPOSED):
            self.case.require_keeper(by)
            self.state, self.reason = self.State.REJECTED, reason
            self.save(update_fields=["state", "reason"])
            record("case.candidate_rejected", self.case, by=by, company=self.company_id, name=self.company.name)

    def take_back(self, by: Actor) -> None:
        """Rejected → on the shortlist again."""
        with locked(self.case), locked(self, self.State.REJECTED):
            self.case.require_keeper(by)
            self.state, self.reason = self.State.PROPOSED, ""
            self.save(update_fields=["state", "reason"])
            record("case.candidate_added", self.case, by=by, company=self.company_id, name=self.company.name)

    def introduce(self, words: str, by: Actor) -> None:
        """Bring both together in a conversation with the intermediary's words; nothing is stored if it cannot be."""
        if not words.strip():
            raise Refused(_("Write some words: both companies read them first."))
        with locked(self.case, Case.State.SHORTLIST, Case.State.INTRODUCED), locked(self, self.State.PROPOSED):
            self.case.require_keeper(by)
            if not self.company.is_active or not self.case.company.is_active:
                raise Refused(_("One of the two companies is not on the market now."))
            self.room = introduce("introduction", self, by, words)
            self.state, self.introduced_at = self.State.INTRODUCED, timezone.now()
            self.save(update_fields=["room", "state", "introduced_at"])
            self.case.state = Case.State.INTRODUCED
            self.case.introduced_at = self.case.introduced_at or self.introduced_at
            self.case.save(update_fields=["state", "introduced_at", "updated_at"])
            record("case.introduced", self.case, by=by, company=self.company_id, name=self.company.name)

    def note_answer(self, answer: str, words: str, by: Actor) -> None:
        """What the company said: written down by the desk, or said by its own people here."""
        if answer not in {self.Answer.YES, self.Answer.NO}:
            raise Refused(_("Choose an answer."))
        with locked(self.case), locked(self, self.State.INTRODUCED):
            own = by.user is not None and by.acts_for(self.company_id) and by.may("talk")
            require(own or can_keep_cases(by, self.case.community), NOT_BY_YOU)
            self.answer, self.answer_words, self.answered_at = answer, words, timezone.now()
            self.save(update_fields=["answer", "answer_words", "answered_at"])
            record("case.answered", self.case, by=by, company=self.company_id, name=self.company.name, answer=answer)


class CaseNote(models.Model):
    """A keeper's word to the other keepers; nobody else reads it, and it is never changed."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    body = models.TextField(_("note"), max_length=4000)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(body=""), name="case_note_not_empty")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.created_at}"


class CaseTask(models.Model):
    """Something to do for a case, perhaps by a day."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="tasks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.CharField(_("what is to be done"), max_length=200)
    due_on = models.DateField(pgettext_lazy("task", "due by"), null=True, blank=True)
    done_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = [models.F("done_at").asc(nulls_first=True), models.F("due_on").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def is_overdue(self) -> bool:
        return self.done_at is None and self.due_on is not None and self.due_on < timezone.localdate()

    def tick(self, by: Actor, is_done: bool) -> None:
        """Done, or to be done again; what is so already stays."""
        with locked(self, field="text"):
            self.case.require_keeper(by)
            if (self.done_at is not None) != is_done:
                self.done_at = timezone.now() if is_done else None
                self.save(update_fields=["done_at"])


def first_candidates(rows: Iterable[Candidate]) -> list[Candidate]:
    """Those that still count, then the rejected ones."""
    return sorted(rows, key=lambda one: (one.state == Candidate.State.REJECTED, one.rank))
