"""The address by which a person's calendar program follows a community's events."""

import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.community import Community
from companies.models import Company
from portal.core.actor import Actor
from portal.core.permissions import require


class CalendarKey(models.Model):
    """One for a person and a community, by the company they are there for. Only the SHA-256 of its secret is kept."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("address of a calendar")
        verbose_name_plural = _("addresses of calendars")
        constraints = [models.UniqueConstraint(fields=["community", "user"], name="calendar_key_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.community_id}"

    @classmethod
    def renew(cls, community: Community, by: Actor) -> str:
        """A new secret, which ends the old one; it is shown once and cannot be had again."""
        require(by.user is not None and by.company is not None and by.through is None)
        require(community.is_readable_by(by))
        secret = secrets.token_urlsafe(32)
        values = {"digest": digest_of(secret), "created_at": timezone.now(), "company": by.company}
        cls._default_manager.update_or_create(user=by.user, community=community, defaults=values)
        return secret

    @classmethod
    def revoke(cls, community: Community, by: Actor) -> None:
        """From this moment on the address opens nothing."""
        require(by.user is not None and by.through is None)
        cls._default_manager.filter(user=by.user, community=community).delete()

    @classmethod
    def of(cls, community: Community, by: Actor) -> "CalendarKey | None":
        return cls._default_manager.filter(user_id=by.user_id or 0, community=community).first()

    @classmethod
    def reader_of(cls, secret: str, slug: str) -> "tuple[Actor, Community] | None":
        """Who reads by this secret, and what; None for a wrong one, or who has no place there any more."""
        rows = cls._default_manager.select_related("user", "company", "community")
        key = rows.filter(digest=digest_of(secret), community__slug=slug).first()
        if key is None or not key.user.is_active:
            return None
        actor = key.user.actor_for(key.company.slug)
        is_in = actor.acts_for(key.company_id) and key.company.is_active and key.community.is_readable_by(actor)
        return (actor, key.community) if is_in else None


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
