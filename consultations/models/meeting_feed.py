"""The address by which a person's calendar fetches their booked talks."""

import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import User
from portal.core.actor import Actor
from portal.core.permissions import require


class MeetingFeed(models.Model):
    """One for a person, with their talks for whichever company. Only the SHA-256 of its secret is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("calendar of talks")
        verbose_name_plural = _("calendars of talks")

    def __str__(self) -> str:
        return f"{self.user_id}"

    @classmethod
    def of(cls, user: User) -> "MeetingFeed | None":
        return cls._default_manager.filter(user=user).first()

    @classmethod
    def renew(cls, by: Actor) -> str:
        """A new secret, which ends the old one; it is shown once and cannot be had again."""
        require(by.user is not None and by.through is None)
        secret = secrets.token_urlsafe(32)
        values = {"digest": digest_of(secret), "created_at": timezone.now()}
        cls._default_manager.update_or_create(user=by.user, defaults=values)
        return secret

    @classmethod
    def revoke(cls, by: Actor) -> None:
        """From this moment on the address opens nothing."""
        require(by.user is not None and by.through is None)
        cls._default_manager.filter(user=by.user).delete()

    @classmethod
    def reader_of(cls, secret: str) -> User | None:
        """Whose address it is; None for a wrong one or a person who is locked out."""
        feed = cls._default_manager.select_related("user").filter(digest=digest_of(secret)).first()
        return feed.user if feed and feed.user.is_active else None


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
