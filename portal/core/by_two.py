"""What takes two people: one proposes it, another confirms or declines."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from portal.core.actor import Actor


class ByTwo(models.Model):
    """Open → confirmed or declined by another person; or withdrawn by the first. Its `Meta` takes `two_people`."""

    class State(models.TextChoices):
        OPEN = "open", _("waits for a second person")
        CONFIRMED = "confirmed", _("confirmed")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def decide(self, state: str, by: Actor, **fields: Any) -> None:
        """To be called under the lock, by the verb that has looked at the person."""
        self.state, self.decided_by, self.decided_at = state, by.user, now()
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=["state", "decided_by", "decided_at", *fields])
        self.tell(by)

    def tell(self, by: Actor) -> None:
        """Record what was decided."""
        raise NotImplementedError  # each kind has its own event and facts


def two_people(thing: str) -> list[models.CheckConstraint]:
    """The database's own word for it: nobody decides what they proposed, and what is decided was so at some time."""
    return [
        models.CheckConstraint(
            condition=~Q(state__in=["confirmed", "declined"]) | ~Q(decided_by=F("proposed_by")),
            name=f"{thing}_by_two",
        ),
        models.CheckConstraint(
            condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
            name=f"{thing}_proposal_decided_when",
        ),
    ]
