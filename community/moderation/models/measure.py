"""What was done about words or a company in a community, for how long, and whether it still stands."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.community import Community
from community.moderation.models.case import NOT_YOURS, ModerationCase, Verdict
from community.moderation.models.log import ModerationEntry
from community.moderation.models.rules import ModerationSettings
from community.moderation.permissions import can_decide_case, moderates
from community.moderation.removal import remove_company
from community.moderation.words import Act
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.states import locked

MONTH = timedelta(days=30)


class MeasureQuerySet(models.QuerySet["Measure"]):
    def running(self) -> "MeasureQuerySet":
        """Suspensions of writing that hold now."""
        return self.filter(act=Act.SUSPEND, lifted_at=None, until__gt=timezone.now())

    def strikes_of(self, community_id: int, company_id: int, months: int) -> "MeasureQuerySet":
        since = timezone.now() - months * MONTH
        rows = self.filter(community_id=community_id, company_id=company_id, act=Act.STRIKE, lifted_at=None)
        return rows.filter(created_at__gt=since)


class Measure(models.Model):
    """One act of a decision; a suspension that strikes brought about is one, too."""

    Act = Act

    case = models.ForeignKey(ModerationCase, models.CASCADE, related_name="measures")
    community = models.ForeignKey(Community, models.CASCADE, related_name="measures")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    act = models.CharField(max_length=8, choices=Act)
    is_automatic = models.BooleanField(default=False)
    until = models.DateTimeField(null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "act"], name="measure_once"),
            models.CheckConstraint(
                condition=(Q(act="suspend") & Q(until__isnull=False)) | (~Q(act="suspend") & Q(until=None)),
                name="measure_suspension_ends",
            ),
        ]
        indexes = [models.Index(fields=["community", "company", "act", "until"], name="measure_of_company")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.act}"

    @property
    def runs(self) -> bool:
        return self.lifted_at is None and self.until is not None and self.until > timezone.now()

    @classmethod
    def take(cls, case: ModerationCase, act: str, by: Actor, thing: Any, said: Verdict) -> None:
        """Do it and keep it; inside the lock of the case."""
        until = timezone.now() + timedelta(days=said.days) if act == Act.SUSPEND else None
        if act == Act.HIDE and case.content:
            case.content.hide(thing, by, said.words)
        if act == Act.LOCK and case.content:
            if case.content.lock is None:
                raise Refused(_("There is no thread to close."))
            case.content.lock(thing, by)
        if act == Act.REMOVE:
            remove_company(case.community, case.company, by, said.words)
        cls.objects.update_or_create(  # a third strike may have suspended it in the same decision
            case=case,
            act=act,
            defaults={
                "community": case.community,
                "company": case.company,
                "until": until,
                "user": by.user,
                "is_automatic": False,
            },
        )
        if act == Act.STRIKE:
            cls.count_strikes(case, by)

    @classmethod
    def count_strikes(cls, case: ModerationCase, by: Actor) -> None:
        """As many strikes as the community allows within its months suspend the company's writing by themselves."""
        # One strike at a time in a community: two at once would each see one too few.
        Community.objects.select_for_update(no_key=True).get(pk=case.community_id)
        rules = ModerationSettings.of(case.community)
        strikes = cls.objects.strikes_of(case.community_id, case.company_id, rules.strike_months)
        if strikes.count() < rules.most_strikes:
            return
        cls.objects.create(
            case=case,
            act=Act.SUSPEND,
            community=case.community,
            company=case.company,
            user=by.user,
            is_automatic=True,
            until=timezone.now() + timedelta(days=rules.suspend_days),
        )

    def lift(self, by: Actor) -> None:
        """A suspension ends before its day; the decision and its strike stay. Raises WrongState when it is over."""
        with locked(self):
            require(can_decide_case(by, self.case), NOT_YOURS)
            if not self.runs:
                raise WrongState(_("This suspension is over already."))
            self.lifted_at = timezone.now()
            self.save(update_fields=["lifted_at"])
            ModerationEntry.write(self.community, by, "lifted", case=self.case)
            record("moderation.lifted", self.case, by=by if moderates(by, self.community) else by.as_staff())


def is_suspended(community_id: int, company_id: int) -> bool:
    return Measure.objects.running().filter(community_id=community_id, company_id=company_id).exists()
