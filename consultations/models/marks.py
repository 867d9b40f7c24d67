"""What people put on a message that is there: a reaction, or a pin for what was decided."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company

MOST_PINS = 20


class Reaction(models.Model):
    """One of a few kinds that mean something between traders; one of each kind a person."""

    class Kind(models.TextChoices):
        AGREED = "agreed", _("Agreed")
        DONE = "done", _("Done")
        QUESTION = "question", _("Question")
        THANKS = "thanks", _("Thank you")

    message = models.ForeignKey("consultations.Message", models.CASCADE, related_name="reactions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["message", "user", "kind"], name="reaction_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=("agreed", "done", "question", "thanks")), name="reaction_of_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.kind}"

    @property
    def facts(self) -> dict[str, Any]:
        return {"kind": self.kind, "user": self.user_id, "who": f"{self.user}, {self.company.name}"}


REACTION_ICONS = {"agreed": "thumb", "done": "check", "question": "question", "thanks": "heart"}


class Pin(models.Model):
    """A message that says what was decided: shown on top of the room until somebody takes it down."""

    message = models.OneToOneField("consultations.Message", models.CASCADE, related_name="pin")
    room = models.ForeignKey("consultations.Room", models.CASCADE, related_name="pins")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.message_id}"

    @property
    def who(self) -> str:
        return f"{self.user}, {self.company.name}" if self.user else self.company.name

    @property
    def facts(self) -> dict[str, Any]:
        return {"who": self.who, "at": self.at.isoformat()}
