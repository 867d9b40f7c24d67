"""Companies' keys to the API."""

import hashlib
import secrets
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from companies.permissions import POWERS, can_manage_tokens
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import require


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def live(self) -> "ApiTokenQuerySet":
        return self.filter(models.Q(expires_at=None) | models.Q(expires_at__gt=now()))


class ApiToken(models.Model):
    """A company's key to the API; only its SHA-256 is kept, so it can be shown once and never again."""

    SCOPES: ClassVar[frozenset[str]] = frozenset({"read", "write"})

    company = models.ForeignKey(Company, models.CASCADE, related_name="api_tokens")
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.company} …{self.hint}"

    @classmethod
    def issue(cls, company: Company, scopes: list[str], by: Actor | None = None) -> tuple["ApiToken", str]:
        """A new token and its secret. `by` is None for the operator at the command line."""
        if by is not None:
            require(can_manage_tokens(by, company), _("Only an owner or a manager may make keys."))
        if not scopes or not set(scopes) <= cls.SCOPES:
            raise ValidationError(_("Scopes are read and write."))
        secret = f"jt_{secrets.token_urlsafe(32)}"
        with transaction.atomic():
            token = cls.objects.create(
                company=company, digest=cls.digest_of(secret), hint=secret[-4:], scopes=sorted(set(scopes))
            )
            record("api_token.issued", token, by=by)
        return token, secret

    @staticmethod
    def digest_of(secret: str) -> str:
        return hashlib.sha256(secret.encode()).hexdigest()

    @property
    def actor(self) -> Actor:
        """The company itself, with the powers of a manager, within the token's scopes."""
        return Actor(
            company=self.company,
            role="token",
            powers=POWERS["manager"] - {"manage_people", "manage_tokens", "see_activity", "view_documents"},
            scopes=frozenset(self.scopes),
            token=self.hint,
        )
