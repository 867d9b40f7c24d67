"""Whether words are shown: to everybody, not yet (a moderator looks first), or no longer."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.models.community import Community, CommunityMember
from community.permissions import can_judge_content
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import require
from portal.core.states import locked

NOT_YOURS = _("Only a steward or a moderator may do this.")


def seen_by(actor: Actor, community: str) -> Q:
    """What is shown; beside it one's own words that wait, and all of it where one moderates."""
    seen = Q(standing="shown")
    if actor.user is not None and actor.company is not None:
        seen |= Q(standing="held", user_id=actor.user_id, company_id=actor.company_id)
    if actor.company is not None and actor.may("join_communities"):
        places = CommunityMember.objects.active().filter(company_id=actor.company_id, role__in=["steward", "moderator"])
        seen |= Q(**{f"{community}__in": places.values("community_id")})
    return seen


class Judged(models.Model):
    """The column and the verbs of everything that can be held, hidden and shown again."""

    class Standing(models.TextChoices):
        SHOWN = "shown", _("Shown")
        HELD = "held", _("Waits for a moderator")
        HIDDEN = "hidden", _("Hidden by a moderator")

    standing = models.CharField(max_length=8, choices=Standing, default=Standing.SHOWN)
    hidden_reason = models.CharField(max_length=2000, blank=True)

    class Meta:
        abstract = True

    @property
    def is_shown(self) -> bool:
        return self.standing == self.Standing.SHOWN

    @property
    def house(self) -> Community:
        """The community it is in."""
        row: Any = self
        found: Community = row.community if hasattr(row, "community") else row.thread.community
        return found

    def hold(self) -> None:
        """Shown → held; by whoever stores it, before anybody has seen it."""
        with locked(self, self.Standing.SHOWN, field="standing"):
            self.stand(self.Standing.HELD)

    def release(self, by: Actor) -> None:
        """Held → shown."""
        with locked(self, self.Standing.HELD, field="standing"):
            require(can_judge_content(by, self.house), NOT_YOURS)
            self.stand(self.Standing.SHOWN)
            record(f"{self._meta.model_name}.released", self, by=by)

    def hide(self, by: Actor, reason: str) -> None:
        """Held or shown → hidden, with the words its author reads."""
        with locked(self, self.Standing.SHOWN, self.Standing.HELD, field="standing"):
            require(can_judge_content(by, self.house), NOT_YOURS)
            self.stand(self.Standing.HIDDEN, reason)
            record(f"{self._meta.model_name}.hidden", self, by=by)

    def restore(self, by: Actor) -> None:
        """Hidden → shown."""
        with locked(self, self.Standing.HIDDEN, field="standing"):
            require(can_judge_content(by, self.house), NOT_YOURS)
            self.stand(self.Standing.SHOWN)
            record(f"{self._meta.model_name}.restored", self, by=by)

    def stand(self, standing: str, reason: str = "") -> None:
        self.standing, self.hidden_reason = standing, reason
        self.save(update_fields=["standing", "hidden_reason"])
