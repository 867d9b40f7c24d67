"""The address by which a person's calendar fetches the deadlines of a company they act for."""

import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from portal.core.actor import Actor
from portal.core.permissions import require


class CalendarFeed(models.Model):
    """One for a person and a company. Only the SHA-256 of its secret is kept; a new one ends the old one.

    It opens as long as the person acts for the company, and shows what they would see there now.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        constraints = [models.UniqueConstraint(fields=["user", "company"], name="calendar_feed_once")]

    def __str__(self) -> str:
        return f"{self.user} – {self.company}"

    @classmethod
    def renew(cls, by: Actor) -> str:
        """A new secret for the acting person and company; it is shown once and cannot be had again."""
        require(by.user is not None and by.company is not None and by.through is None)
        secret = secrets.token_urlsafe(32)
        values = {"digest": digest_of(secret), "created_at": timezone.now()}
        cls.objects.update_or_create(user=by.user, company=by.company, defaults=values)
        return secret

    @classmethod
    def revoke(cls, by: Actor) -> None:
        """From this moment on the address opens nothing."""
        require(by.user is not None and by.company is not None and by.through is None)
        cls.objects.filter(user=by.user, company=by.company).delete()

    @classmethod
    def actor_of(cls, secret: str) -> Actor | None:
        """Who the address was made for, as they stand now; None for a wrong one, or when they left the company."""
        feed = cls.objects.select_related("user", "company").filter(digest=digest_of(secret)).first()
        if feed is None or not feed.user.is_active:
            return None
        actor: Actor = feed.user.actor_for(feed.company.slug)
        return actor if actor.acts_for(feed.company_id) else None


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
