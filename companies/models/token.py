"""Companies' keys to the API."""

import hashlib
import secrets
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from companies.account.personal import on_farewell
from companies.models.company import Company
from companies.models.membership import Membership, as_of_now, people_locked
from companies.people import User
from companies.permissions import NOT_FOR_TOKENS, POWERS, VIEW, can_manage_tokens
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked

WORKING = POWERS["manager"] - NOT_FOR_TOKENS

# scope: the powers it gives beside reading; see docs/permissions.md
SCOPES: dict[str, frozenset[str]] = {
    "read": VIEW,
    "write": WORKING,
    "write:products": VIEW | {"edit_catalogue"},
    "write:offers": VIEW | {"buy", "sell"},
    "write:inquiries": VIEW | {"buy", "sell"},
    "write:quotations": VIEW | {"buy", "sell"},
    "write:orders": VIEW | {"buy", "sell"},
    "write:rfqs": VIEW | {"buy", "sell"},
    "write:invoices": VIEW | {"sell", "issue_invoices"},
    "write:communities": VIEW | {"join_communities"},
    "write:webhooks": VIEW | {"manage_webhooks"},
}


def token_ref() -> str:
    return new_ref("K")


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, actor: Actor) -> "ApiTokenQuerySet":
        """The acting company's, for those who may make keys."""
        may = actor.company is not None and actor.may("manage_tokens")
        return self.filter(company_id=actor.company_id) if may else self.none()

    def live(self) -> "ApiTokenQuerySet":
        """Neither revoked nor expired, and whoever made it may still make keys for the company.

        The operator's, made at the command line, have nobody and live by themselves.
        """
        roles = [role for role, powers in POWERS.items() if "manage_tokens" in powers]
        answerable = Membership.objects.filter(
            company=models.OuterRef("company"), user=models.OuterRef("issued_by"), role__in=roles, user__is_active=True
        )
        rows = self.filter(models.Q(expires_at=None) | models.Q(expires_at__gt=now()), revoked_at=None)
        return rows.filter(models.Q(issued_by=None) | models.Exists(answerable))


class ApiToken(models.Model):
    """A company's key to the API; only its SHA-256 is kept, so it can be shown once and never again.

    `issued_by` answers for it: the key ends when that person leaves or may no longer make keys.
    """

    SCOPES: ClassVar[frozenset[str]] = frozenset(SCOPES)
    MOST: ClassVar[int] = 20  # live ones of a company

    ref = models.CharField(max_length=16, unique=True, editable=False, default=token_ref)
    company = models.ForeignKey(Company, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=80, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    scopes = models.JSONField(default=list)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    used_from = models.GenericIPAddressField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.company} …{self.hint}"

    @classmethod
    def issue(
        cls,
        company: Company,
        scopes: list[str],
        by: Actor | None = None,
        name: str = "",
        expires_at: datetime | None = None,
    ) -> tuple["ApiToken", str]:
        """A new token and its secret. `by` is None for the operator at the command line.

        Raises ValidationError for scopes that there are not, Refused when the company has as many keys as it may.
        """
        if not scopes or not set(scopes) <= cls.SCOPES:
            raise ValidationError(
                _("A key has one or more of these scopes: %(known)s.") % {"known": ", ".join(sorted(cls.SCOPES))}
            )
        secret = f"jt_{secrets.token_urlsafe(32)}"
        with people_locked(company.pk):
            if by is not None:
                may = can_manage_tokens(as_of_now(by, company), company)
                require(may, _("Only an owner or a manager may make keys."))
            if by is not None and cls.objects.filter(company=company).live().count() >= cls.MOST:
                raise Refused(_("A company has up to %(most)s keys. Revoke one that is not used.") % {"most": cls.MOST})
            token = cls.objects.create(
                company=company,
                name=name,
                digest=cls.digest_of(secret),
                hint=secret[-4:],
                scopes=sorted(set(scopes)),
                issued_by=by.user if by else None,
                expires_at=expires_at,
            )
            record("api_token.issued", token, by=by, company=company.pk)
        return token, secret

    @staticmethod
    def digest_of(secret: str) -> str:
        return hashlib.sha256(secret.encode()).hexdigest()

    def revoke(self, by: Actor) -> None:
        """It opens nothing from this moment on."""
        with locked(self):
            require(
                can_manage_tokens(as_of_now(by, self.company), self.company),
                _("Only an owner or a manager may revoke keys."),
            )
            if self.revoked_at:
                raise WrongState(_("This key was revoked before."))
            self.end()
            record("api_token.revoked", self, by=by, company=self.company_id)

    def end(self) -> None:
        self.revoked_at = now()
        self.save(update_fields=["revoked_at"])

    @property
    def is_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= now()

    @property
    def actor(self) -> Actor:
        """The company itself, with the powers of a manager as far as the token's scopes reach."""
        powers = frozenset().union(*(SCOPES.get(scope, VIEW) for scope in self.scopes))
        return Actor(company=self.company, role="token", powers=powers, scopes=frozenset(self.scopes), token=self.hint)


@on_farewell
def end_keys(user: User) -> None:
    """Those of a company the person left by another way than `Membership.end`: nobody answers for them any more."""
    for token in ApiToken.objects.filter(issued_by=user, revoked_at=None):
        token.end()
        record("api_token.revoked", token, by=Actor(user=user), company=token.company_id)
