"""Who did what in the moderation of a community, when, and what they had before them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from community.models.community import Community
from community.moderation.permissions import can_read_log
from community.moderation.words import Act, CaseState
from companies.models import Company
from portal.core.actor import Actor

ACTS: dict[str, Any] = {**dict(Act.choices), **dict(CaseState.choices)}


class ModerationEntryQuerySet(models.QuerySet["ModerationEntry"]):
    def of(self, community: Community, actor: Actor) -> "ModerationEntryQuerySet":
        """For stewards of the community and the programme."""
        return self.filter(community=community) if can_read_log(actor, community) else self.none()


class ModerationEntry(models.Model):
    """A line of the log; it is never changed."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="moderation_log")
    case = models.ForeignKey("community.ModerationCase", models.CASCADE, null=True, related_name="entries")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    company = models.ForeignKey(Company, models.SET_NULL, null=True, related_name="+")
    act = models.CharField(max_length=80)
    words = models.TextField(blank=True)
    seen = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ModerationEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["community", "-id"], name="moderation_log_newest")]

    def __str__(self) -> str:
        return f"{self.pk} {self.act}"

    @classmethod
    def write(
        cls, community: Community, by: Actor, act: str, words: str = "", case: Any = None, seen: str = ""
    ) -> None:
        """`by` without a company, or with one that is not in the community, is the programme."""
        company = by.company if by.company and community.role_of(by.company_id) else None
        cls.objects.create(
            community=community, user=by.user, company=company, act=act, words=words, case=case, seen=seen
        )

    @property
    def act_name(self) -> str:
        more = {
            "appeal_granted": _("Granted an appeal"),
            "appeal_refused": _("Refused an appeal"),
            "settings": _("Changed the rules of moderation"),
            "rule_added": _("Added a rule"),
            "rule_removed": _("Removed a rule"),
            "lifted": _("Lifted a measure"),
        }
        return more.get(self.act) or ", ".join(str(ACTS.get(part, part)) for part in self.act.split(", "))
