"""What the author's company says against a decision, and what is answered."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.moderation.models.case import ModerationCase
from community.moderation.permissions import can_answer_case_appeal
from community.moderation.words import CaseState, Outcome
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.states import locked


class CaseAppeal(models.Model):
    """The first is answered in the community, by another person where there is one; the second by the programme."""

    Outcome = Outcome

    case = models.ForeignKey(ModerationCase, models.CASCADE, related_name="appeals")
    instance = models.PositiveSmallIntegerField()
    is_for_programme = models.BooleanField(default=False)
    words = models.TextField(_("appeal"), max_length=4000)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    answer = models.TextField(_("answer to the appeal"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["instance"]
        constraints = [
            models.UniqueConstraint(fields=["case", "instance"], name="case_appeal_once"),
            models.CheckConstraint(condition=Q(instance__in=(1, 2)), name="case_appeal_instance"),
            models.CheckConstraint(
                condition=Q(answered_at=None, outcome="", answer="")
                | (Q(answered_at__isnull=False) & ~Q(outcome="") & ~Q(answer="")),
                name="case_appeal_answer_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} #{self.instance}"

    def judged_before(self) -> set[Any]:
        """The ids of those who decided or answered already."""
        earlier = [one.answered_by_id for one in self.case.appeals.all()]
        return {self.case.decided_by_id, *earlier} - {None}

    def settle(self, by: Actor, grants: bool, words: str) -> None:
        """Once: the decision is taken back, or stands. Raises Refused without words, WrongState when it is answered."""
        case = self.case
        with locked(case, CaseState.UPHELD):
            self.refresh_from_db()
            if self.answered_at is not None:
                raise WrongState(_("This appeal is answered already."))
            require(can_answer_case_appeal(by, self), _("Somebody else has to answer this appeal."))
            if not words.strip():
                raise Refused(_("Say in words why: the author reads them."))
            self.outcome = Outcome.GRANTED if grants else Outcome.REFUSED
            self.answer, self.answered_by, self.answered_at = words, by.user, timezone.now()
            self.save()
            if grants:
                case.undo(by)
            case.log(by, f"appeal_{self.outcome}", words, case.thing)
            record(
                "moderation.appeal_answered", case, by=by.as_staff() if self.is_for_programme else by, granted=grants
            )
