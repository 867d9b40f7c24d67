"""What people are told: one notification for each person and event, in the page and by e-mail."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import User
from notifications.words import WORDS
from portal.core.actor import Actor
from portal.core.events import Event, record
from portal.core.refs import new_ref
from portal.core.texts import clean_line


def notification_ref() -> str:
    return new_ref("N")


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, actor: Actor) -> "NotificationQuerySet":
        """The person's own."""
        return self.filter(user_id=actor.user_id) if actor.user else self.none()

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)

    def unread_first(self) -> "NotificationQuerySet":
        is_read = models.ExpressionWrapper(models.Q(read_at__isnull=False), output_field=models.BooleanField())
        return self.annotate(is_read=is_read).order_by("is_read", "-pk")

    def pointing_to(self, path: str) -> "NotificationQuerySet":
        """Those whose link leads to the page at `path` (without a language), or to a place in it."""
        return self.filter(models.Q(path=path) | models.Q(path__startswith=f"{path}#"))

    def mark_read(self) -> int:
        return self.unread().update(read_at=timezone.now())


class Notification(models.Model):
    """`kind` names its words (notifications/words.py), `data` what goes into them, so that it reads in any language.

    `path` is the page it is about, without a language prefix. `mailed_at` says that the e-mail has gone out.
    """

    ref = models.CharField(max_length=16, unique=True, editable=False, default=notification_ref)
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

    def get_absolute_url(self) -> str:
        """The link that marks it read and leads to what it is about."""
        return reverse("notifications:follow", args=[self.ref])

    @property
    def title(self) -> str:
        """What happened, in the language in force."""
        return clean_line(str(WORDS[self.kind].title) % self.data)

    @property
    def call(self) -> str:
        return str(WORDS[self.kind].call)

    @property
    def icon(self) -> str:
        return WORDS[self.kind].icon

    @classmethod
    def tell(
        cls,
        people: Iterable[User],
        event: Event,
        path: str,
        kind: str = "",
        patience: timedelta | None = None,
        **data: Any,
    ) -> int:
        """Tell people of an event, once each, and leave the e-mails to the outbox; returns how many are told now.

        With `patience` the e-mail waits that long, and goes only to those who have not read it by then.
        """
        known = set(cls.objects.filter(event_id=event.pk).values_list("user_id", flat=True))
        fresh = {person.pk for person in people} - known
        told = Notification.objects.bulk_create(
            [
                Notification(user_id=pk, event_id=event.pk, kind=kind or event.kind, path=path, data=data)
                for pk in sorted(fresh)
            ],
            batch_size=500,
        )
        for notification in told:
            mail = record("notification.made", notification)
            if patience:
                mail.due_at += patience
                mail.save(update_fields=["due_at"])
        return len(told)


class MailChoice(models.Model):
    """A person's word on e-mails about what happens; without a row, they come at once."""

    class Mode(models.TextChoices):
        INSTANT = "instant", _("At once")
        OFF = "off", _("None")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choice")
    mode = models.CharField(_("e-mails about what happens"), max_length=8, choices=Mode, default=Mode.INSTANT)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.mode}"

    @classmethod
    def of(cls, user: User) -> str:
        chosen = cls.objects.filter(user=user).values_list("mode", flat=True).first()
        return chosen or cls.Mode.INSTANT

    @classmethod
    def choose(cls, user: User, mode: str) -> None:
        cls.objects.update_or_create(user=user, defaults={"mode": mode})
