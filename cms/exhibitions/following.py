"""Firms that follow a trade fair are reminded before its deadline for applications: two weeks and three days ahead."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import Company, User
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import require
from portal.core.timed import every

if TYPE_CHECKING:
    from cms.exhibitions.models import ExhibitionPage

DAYS_AHEAD = (14, 3)


def can_follow_fair(actor: Actor) -> bool:
    """Whoever speaks for a company that trades, in their own name."""
    is_own = actor.user is not None and actor.through is None and actor.mandate is None
    return bool(is_own and actor.company is not None and actor.company.is_active and actor.may("talk"))


class FairFollow(models.Model):
    """A person who is reminded for their company; `key` is what the pages of a fair have in common in all languages.

    `told_for` is the deadline of which was told last and `told_days` how near it was then: another day is told anew.
    """

    key = models.UUIDField()
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    told_for = models.DateField(null=True)
    told_days = models.PositiveSmallIntegerField(null=True)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("followed trade fair")
        verbose_name_plural = _("followed trade fairs")
        constraints = [models.UniqueConstraint(fields=["key", "company", "user"], name="fair_followed_once")]

    def __str__(self) -> str:
        return f"{self.user} → {self.key}"

    @classmethod
    def of(cls, page: "ExhibitionPage", actor: Actor) -> "FairFollow | None":
        rows = cls._default_manager.filter(key=page.translation_key, user=actor.user_id or 0)
        return rows.filter(company=actor.company_id or 0).first()

    @classmethod
    def begin(cls, page: "ExhibitionPage", by: Actor) -> None:
        """Twice is the same as once."""
        require(can_follow_fair(by), _("Your role in the company may not be reminded of trade fairs."))
        cls._default_manager.get_or_create(key=page.translation_key, company=by.company, user=by.user)

    @classmethod
    def end(cls, page: "ExhibitionPage", by: Actor) -> None:
        follow = cls.of(page, by)
        if follow is not None:
            follow.delete()


@every(hours=1)
def remind_of_deadlines() -> None:
    from cms.exhibitions.models import ExhibitionPage

    today = timezone.localdate()
    near = (
        ExhibitionPage.objects.live()
        .public()
        .filter(apply_by__gte=today, apply_by__lte=today + timedelta(days=max(DAYS_AHEAD)))
    )
    seen = set()
    for page in near.order_by("pk"):  # the one that was written first before its translations
        if page.translation_key not in seen:
            seen.add(page.translation_key)
            remind_of(page, (page.apply_by - today).days)


def remind_of(page: "ExhibitionPage", left: int) -> None:
    """The mark is set where it was not, in the transaction of the fact: of two who try at once one succeeds."""
    step = min(days for days in DAYS_AHEAD if left <= days)
    told = models.Q(told_for=page.apply_by, told_days__lte=step)
    due = FairFollow._default_manager.filter(key=page.translation_key).exclude(told)
    facts: dict[str, Any] = {"title": page.title, "path": page.get_url() or "", "day": str(page.apply_by)}
    for follow in due.order_by("pk"):
        with transaction.atomic():
            if due.filter(pk=follow.pk).update(told_for=page.apply_by, told_days=step):
                whom: dict[str, Any] = {"to": follow.user_id, "for": follow.company_id, "days": left}
                record("exhibition.deadline_near", follow, **facts, **whom)


@personal_data("followed_fairs")
def followed(user: User) -> Rows:
    yield from FairFollow._default_manager.filter(user=user).order_by("pk").values("key", "company__name", "since")


@on_farewell
def forget(user: User) -> Any:
    FairFollow._default_manager.filter(user=user).delete()
