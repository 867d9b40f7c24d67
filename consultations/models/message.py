"""What was said in a consultation."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company

MAX_BODY = 4000  # characters of one message


class MessageQuerySet(models.QuerySet["Message"]):
    def with_authors(self) -> "MessageQuerySet":
        return self.select_related("user", "company").prefetch_related("cautions")

    def since(self, number: int, limit: int) -> list["Message"]:
        """The first `limit` messages after `number`, in their order."""
        return list(self.with_authors().filter(number__gt=number).order_by("number")[:limit])

    def until(self, before: int | None, limit: int) -> list["Message"]:
        """The last `limit` messages, or the last before the number `before`, in their order."""
        rows = self.with_authors() if before is None else self.with_authors().filter(number__lt=before)
        return list(rows.order_by("-number")[:limit])[::-1]


class Message(models.Model):
    """One message; `number` counts from 1 within its room without gaps, `client_id` is the sender's own id for it."""

    room = models.ForeignKey("consultations.Room", models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    client_id = models.UUIDField()
    body = models.TextField(max_length=MAX_BODY)
    is_automatic = models.BooleanField(default=False)  # by nobody: what the company had prepared for its absence
    created_at = models.DateTimeField(default=timezone.now)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="message_number_once"),
            models.UniqueConstraint(fields=["room", "user", "client_id"], name="message_sent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.room_id}/{self.number}"

    @property
    def author(self) -> str:
        """The person's name; who has left the portal keeps the words, not the name."""
        if self.is_automatic:
            return str(_("Automatic reply"))
        return str(self.user) if self.user else str(_("Former member"))

    def facts(self) -> dict[str, Any]:
        """All that a reader sees of it, in plain types that any channel layer carries."""
        return {
            "number": self.number,
            "client_id": str(self.client_id),
            "user": self.user_id,
            "company": self.company_id,
            "author": self.author,
            "company_name": self.company.name,
            "tier": self.company.tier,
            "body": self.body,
            "at": self.created_at.isoformat(),
            "cautions": [one.kind for one in self.cautions.all()],
        }
