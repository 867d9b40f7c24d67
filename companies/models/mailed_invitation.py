"""What all invitations by e-mail have in common: a link that only the mail holds, rounds, a time and a state."""

import base64
import hashlib
from datetime import timedelta
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

Row = TypeVar("Row", bound="MailedInvitation", covariant=True)


class InvitationState(models.TextChoices):
    OPEN = "open", _("waits for an answer")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class MailedInvitationQuerySet(models.QuerySet[Row]):
    def open(self) -> Self:
        return self.filter(state=InvitationState.OPEN, expires_at__gt=Now())

    def in_state(self, state: str) -> Self:
        """As people name it: an open one whose time is over is “expired”, which no row says of itself."""
        if state == "expired":
            return self.filter(state=InvitationState.OPEN, expires_at__lte=Now())
        if state == InvitationState.OPEN:
            return self.open()
        return self.filter(state=state) if state else self

    def sends_today(self) -> int:
        return self.filter(sent_on=localdate()).aggregate(sum=models.Sum("sent_count"))["sum"] or 0


class MailedInvitation(models.Model):
    """The link's token is in the mail alone; here is its SHA-256. Each mail is a round, and ends the link before it."""

    State = InvitationState
    VALID: ClassVar[timedelta] = timedelta(days=14)

    words = models.TextField(_("your words"), max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    round = models.PositiveIntegerField(default=0, editable=False)
    mailed_round = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    sent_on = models.DateField(null=True, editable=False)
    sent_count = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    ref: Any  # a column of each kind, with a letter of its own

    @property
    def is_expired(self) -> bool:
        return self.state == self.State.OPEN and self.expires_at <= now()

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN and not self.is_expired

    @property
    def state_label(self) -> str:
        return str(_("expired")) if self.is_expired else self.get_state_display()

    @property
    def token(self) -> str:
        """What opens the link of the latest mail: made from the server's own secret, so no table has to keep it."""
        salt = f"{self._meta.app_label}.invitation"
        mac = salted_hmac(salt, f"{self.ref}:{self.round}", algorithm="sha256").digest()
        return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()

    @staticmethod
    def digest_of(token: str) -> str:
        return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

    def begin_round(self) -> None:
        """Count one more mail of this day, and make the token that it brings; under a lock of the caller's."""
        today = localdate()
        self.sent_count = self.sent_count + 1 if self.sent_on == today else 1
        self.sent_on, self.round = today, self.round + 1
        self.expires_at, self.digest = now() + self.VALID, self.digest_of(self.token)
        self.save()

    def end_round(self, is_sent: bool) -> None:
        """Note what the mail server said to this round's mail."""
        if is_sent:
            self.mailed_round = self.round
        self.digest = self.digest_of(self.token)  # another one, when the server's secret has changed since
        self.save(update_fields=["digest", "mailed_round"])
