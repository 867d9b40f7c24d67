"""What people are told: one notification for each person and event, in the page and by e-mail."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.core.actor import Actor


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, actor: Actor) -> "NotificationQuerySet":
        """The person's own."""
        return self.filter(user_id=actor.user_id) if actor.user else self.none()

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)

    def mark_read(self) -> int:
        return self.unread().update(read_at=timezone.now())


class Notification(models.Model):
    """`kind` names the template of its words, `data` what goes into them, so that it reads in any language."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    event_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    path = models.CharField(max_length=300)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "event_id"], name="notification_once")]
        indexes = [models.Index(fields=["user"], name="notification_unread", condition=models.Q(read_at=None))]

    def __str__(self) -> str:
        return f"{self.kind} → {self.user_id}"
