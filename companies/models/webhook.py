"""Where a company's events are sent: its webhook endpoints."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models.company import Company
from companies.models.membership import Membership, as_of_now, people_locked
from companies.models.token import ApiToken
from companies.permissions import POWERS, can_manage_webhooks
from companies.webhooks.signing import new_secret, seal, unseal
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked

OLD_SECRET_HOLDS = timedelta(hours=24)
STOPPED_AFTER = timedelta(days=3)  # of failures without a success between them
LONGEST_HOLD = timedelta(minutes=5)
ALL = "*"
FAILURES = ("failing_since", "failures", "hold_until")
NOT_YOURS = _("Only an owner or a manager may set up webhooks.")


def endpoint_ref() -> str:
    return new_ref("WH")


class WebhookEndpointQuerySet(models.QuerySet["WebhookEndpoint"]):
    def visible_to(self, actor: Actor) -> "WebhookEndpointQuerySet":
        """The acting company's, for those who may set them up."""
        may = actor.company is not None and actor.may("manage_webhooks")
        return self.filter(company_id=actor.company_id) if may else self.none()

    def answered_for(self) -> "WebhookEndpointQuerySet":
        """Whose maker may still set up webhooks for the company; those made with a key of the operator have none."""
        roles = [role for role, powers in POWERS.items() if "manage_webhooks" in powers]
        answerable = Membership.objects.filter(
            company=OuterRef("company"), user=OuterRef("made_by"), role__in=roles, user__is_active=True
        )
        return self.filter(Q(made_by=None) | Exists(answerable))

    def listening(self) -> "WebhookEndpointQuerySet":
        """Those that events are sent to now."""
        return self.answered_for().filter(state=WebhookEndpoint.State.ACTIVE, company__is_active=True)


class WebhookEndpoint(models.Model):
    """An address of a company's own that hears of events; `events` are their kinds, or `*`.

    `since` is when it began to listen, the last time. `failing_since` is its first failure after the last success,
    `failures` how many in a row, and before `hold_until` nothing more is tried; `busy_until` is held by who sends.
    `made_by` answers for it as for a key: it stops when they leave or may no longer set up webhooks.
    """

    class State(models.TextChoices):
        ACTIVE = "active", pgettext_lazy("webhook", "Active")
        PAUSED = "paused", _("Paused")
        STOPPED = "stopped", _("Switched off")

    class Reason(models.TextChoices):
        FAILING = "failing", _("It did not take anything for days.")
        GONE = "gone", _("It answered “410 Gone”.")
        NOBODY = "nobody", _("Who set it up has left or may no longer do so.")

    MOST: ClassVar[int] = 10  # of a company

    ref = models.CharField(max_length=16, unique=True, editable=False, default=endpoint_ref)
    company = models.ForeignKey(Company, models.CASCADE, related_name="webhooks")
    url = models.CharField(_("address"), max_length=500)
    description = models.CharField(_("description"), max_length=120, blank=True)
    events = models.JSONField(default=list)
    state = models.CharField(max_length=7, choices=State, default=State.ACTIVE)
    reason = models.CharField(max_length=7, choices=Reason, blank=True)
    sealed_secret = models.TextField(editable=False)
    sealed_old_secret = models.TextField(editable=False, blank=True)
    old_secret_until = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    token = models.CharField(max_length=8, blank=True)  # the end of the key by which it was made
    created_at = models.DateTimeField(default=now)
    since = models.DateTimeField(default=now)
    last_taken_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    hold_until = models.DateTimeField(null=True, blank=True)
    busy_until = models.DateTimeField(null=True, blank=True)

    objects = WebhookEndpointQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="stopped") & ~Q(reason="") | ~Q(state="stopped") & Q(reason=""),
                name="webhook_stopped_says_why",
            ),
            models.CheckConstraint(
                condition=Q(failures=0, failing_since=None) | Q(failures__gt=0, failing_since__isnull=False),
                name="webhook_failing_says_since",
            ),
        ]

    def __str__(self) -> str:
        return self.url

    def get_absolute_url(self) -> str:
        return reverse("companies:webhook", args=[self.ref])

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ACTIVE

    @property
    def hears_all(self) -> bool:
        return ALL in self.events

    def wants(self, kind: str) -> bool:
        return ALL in self.events or kind in self.events

    def secrets(self) -> list[str]:
        """With which is signed now: the newest, and for a day the one before it."""
        sealed = [self.sealed_secret]
        if self.old_secret_until is not None and self.old_secret_until > now():
            sealed.append(self.sealed_old_secret)
        return [secret for one in sealed if one and (secret := unseal(one)) is not None]

    # -- what its company does with it -----------------------------------------------------------------------------

    @classmethod
    def add(cls, by: Actor, url: str, events: list[str], description: str = "") -> tuple["WebhookEndpoint", str]:
        """A new endpoint, and its secret, which is shown once. `url` has been through `checked_url`."""
        require(by.company is not None, NOT_YOURS)
        with people_locked(by.company_id) as company:
            require(can_manage_webhooks(as_of_now(by, company), company), NOT_YOURS)
            if cls.objects.filter(company=company).count() >= cls.MOST:
                raise Refused(
                    _("A company has up to %(most)s webhooks. Delete one that is not used.") % {"most": cls.MOST}
                )
            secret = new_secret()
            endpoint = cls.objects.create(
                company=company,
                url=url,
                events=events,
                description=description,
                sealed_secret=seal(secret),
                made_by=answerer(by),
                token=by.token,
            )
            record("webhook.added", endpoint, by=by, company=company.pk, title=endpoint.host)
        return endpoint, secret

    def change(self, by: Actor, url: str, events: list[str], description: str = "") -> None:
        with self.managed(by):
            moved = url != self.url
            self.url, self.events, self.description = url, events, description
            if moved:
                self.forget_failures()
            self.save(update_fields=["url", "events", "description", *FAILURES])
            record(
                "webhook.moved" if moved else "webhook.changed", self, by=by, company=self.company_id, title=self.host
            )

    def pause(self, by: Actor) -> None:
        """Nothing is sent until it goes on; what happens meanwhile is not sent later."""
        with self.managed(by, self.State.ACTIVE):
            self.state = self.State.PAUSED
            self.save(update_fields=["state"])
            record("webhook.paused", self, by=by, company=self.company_id, title=self.host)

    def resume(self, by: Actor) -> None:
        """Paused or switched off → active. Whoever does it answers for it from now on."""
        with self.managed(by, self.State.PAUSED, self.State.STOPPED):
            self.state, self.reason, self.since = self.State.ACTIVE, "", now()
            self.made_by, self.token = answerer(by), by.token
            self.forget_failures()
            self.save(update_fields=["state", "reason", "since", "made_by", "token", *FAILURES])
            record("webhook.resumed", self, by=by, company=self.company_id, title=self.host)

    def renew_secret(self, by: Actor) -> str:
        """The new secret, shown once; for 24 hours what is sent bears the signatures of both."""
        with self.managed(by):
            secret = new_secret()
            self.sealed_old_secret, self.old_secret_until = self.sealed_secret, now() + OLD_SECRET_HOLDS
            self.sealed_secret = seal(secret)
            self.save(update_fields=["sealed_secret", "sealed_old_secret", "old_secret_until"])
            record("webhook.secret_renewed", self, by=by, company=self.company_id, title=self.host)
        return secret

    def remove(self, by: Actor) -> None:
        """It and its log are gone at once."""
        with self.managed(by):
            record("webhook.removed", self, by=by, company=self.company_id, title=self.host)
            self.delete()

    @contextmanager
    def managed(self, by: Actor, *states: str) -> Iterator[None]:
        """Locked, in one of the states, by somebody who may set it up at this moment."""
        with people_locked(self.company_id) as company, locked(self, *states):
            require(can_manage_webhooks(as_of_now(by, company), company), NOT_YOURS)
            yield

    # -- what the sender does with it ------------------------------------------------------------------------------

    def note_success(self) -> None:
        """Under its lock, as the next two."""
        self.last_taken_at = now()
        self.forget_failures()
        self.save(update_fields=["last_taken_at", *FAILURES])

    def note_failure(self, is_gone: bool) -> None:
        """After days of them, or when it says that it is gone, nothing more is sent and its owners hear of it."""
        at = now()
        self.failures += 1
        self.failing_since = self.failing_since or at
        self.hold_until = at + min(timedelta(seconds=2 ** min(self.failures, 20)), LONGEST_HOLD)
        self.save(update_fields=[*FAILURES])
        if self.is_active and (is_gone or at - self.failing_since > STOPPED_AFTER):
            self.stop(self.Reason.GONE if is_gone else self.Reason.FAILING)

    def stop(self, reason: str) -> None:
        self.state, self.reason = self.State.STOPPED, reason
        self.save(update_fields=["state", "reason"])
        record("webhook.stopped", self, company=self.company_id, title=self.host, reason=reason)

    def be_tried(self) -> None:
        """Somebody wants to see something arrive: not held back by what failed before."""
        self.hold_until = None
        self.save(update_fields=["hold_until"])

    def forget_failures(self) -> None:
        self.failing_since, self.failures, self.hold_until = None, 0, None


def answerer(by: Actor) -> Any:
    """The person, or who answers for the key that acts; None for a key of the operator."""
    if by.user is not None or not by.token:
        return by.user
    token = ApiToken.objects.live().filter(company_id=by.company_id, hint=by.token).order_by("-pk").first()
    return token.issued_by if token else None
