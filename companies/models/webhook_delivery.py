"""What is sent to a webhook endpoint: a delivery for each event, and each time it was tried."""

import random
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from companies.models.webhook import WebhookEndpoint
from companies.webhooks.posting import Reply
from portal.core.actor import Actor
from portal.core.permissions import Refused
from portal.core.refs import new_ref
from portal.core.states import locked

# How long to wait after the first, second … failure: ten tries in some three days.
WAITS = (
    *(timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=5)),
    *(timedelta(hours=10), timedelta(hours=14), timedelta(hours=20), timedelta(hours=24)),
)
JITTER = 0.2  # of the wait on top of it, by chance, so that not all come back at once
GIVEN_UP_AFTER = timedelta(days=4)  # also where it could not even be tried so often, behind others that failed
ASKED_AN_HOUR = 30  # tries of what people sent by hand, for each endpoint


def delivery_ref() -> str:
    return new_ref("WD")


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    def visible_to(self, actor: Actor) -> "WebhookDeliveryQuerySet":
        return self.filter(endpoint__in=WebhookEndpoint.objects.visible_to(actor))

    def waiting(self) -> "WebhookDeliveryQuerySet":
        return self.filter(state=WebhookDelivery.State.WAITING)

    def due(self) -> "WebhookDeliveryQuerySet":
        return self.waiting().filter(due_at__lte=now())

    def matching(self, state: str = "", kind: str = "", q: str = "") -> "WebhookDeliveryQuerySet":
        """`q` is what a body, a reference or a message contains: an order's reference, above all."""
        rows = self.filter(state=state) if state else self
        rows = rows.filter(kind=kind) if kind else rows
        return rows.filter(Q(body__icontains=q) | Q(ref__iexact=q)) if q else rows


class WebhookDelivery(models.Model):
    """One message to one endpoint: waiting → delivered, or failed; and waiting again when somebody sends it again.

    `message` is the id that the receiver knows it by, the same at each try. `tries` counts those of this round, which
    began at `begun_at`; all of them are its attempts. `asked_at` is when a person sent it, or sent it again.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DELIVERED = "delivered", _("Delivered")
        FAILED = "failed", _("Given up")

    ref = models.CharField(max_length=16, unique=True, editable=False, default=delivery_ref)
    endpoint = models.ForeignKey(WebhookEndpoint, models.CASCADE, related_name="deliveries")
    event_id = models.BigIntegerField(null=True, blank=True)  # of portal.core.events.Event; None: a test
    message = models.CharField(max_length=40)
    kind = models.CharField(max_length=80)
    body = models.TextField()
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(default=now)
    begun_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField(default=now)
    asked_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True, blank=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery of a webhook")
        verbose_name_plural = _("deliveries of webhooks")
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "event_id"], condition=Q(event_id__isnull=False), name="webhook_delivery_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="delivered") | Q(delivered_at__isnull=False), name="webhook_delivered_when"
            ),
        ]
        indexes = [
            models.Index(fields=["endpoint", "due_at"], name="webhook_delivery_due", condition=Q(state="waiting")),
            models.Index(fields=["endpoint", "-id"], name="webhook_delivery_newest"),
            models.Index(fields=["created_at"], name="webhook_delivery_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.message}"

    def get_absolute_url(self) -> str:
        return reverse("companies:webhook_delivery", args=[self.endpoint.ref, self.ref])

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @classmethod
    def ask_for_test(cls, endpoint: WebhookEndpoint, by: Actor) -> "WebhookDelivery":
        """A message that says nothing, to see whether it arrives. Raises Refused for too many in an hour."""
        from companies.webhooks.outgoing import TEST, test_body

        with endpoint.managed(by, WebhookEndpoint.State.ACTIVE):
            check_pace(endpoint)
            message = new_ref("msg_TEST").replace("-", "")
            body = test_body(message, endpoint.company)
            endpoint.be_tried()
            return cls.objects.create(endpoint=endpoint, message=message, kind=TEST, body=body, asked_at=now())

    def send_again(self, by: Actor) -> None:
        """Delivered or given up → waiting, under the same message id. Raises Refused for too many in an hour."""
        with (
            self.endpoint.managed(by, WebhookEndpoint.State.ACTIVE),
            locked(self, self.State.DELIVERED, self.State.FAILED),
        ):
            check_pace(self.endpoint)
            self.endpoint.be_tried()
            self.state, self.tries = self.State.WAITING, 0
            self.asked_at = self.begun_at = self.due_at = now()
            self.save(update_fields=["state", "tries", "asked_at", "begun_at", "due_at"])

    # -- what the sender does with it ------------------------------------------------------------------------------

    def take_in(self, reply: Reply, tried: int) -> None:
        """Keep what came of a try, of which there were `tried` before; not if somebody else has done so meanwhile."""
        with locked(self.endpoint), locked(self):
            if not self.is_waiting or self.attempts.count() != tried:
                return
            WebhookAttempt.objects.create(
                delivery=self,
                number=tried + 1,
                status=reply.status,
                error=reply.error,
                response=reply.text,
                took_ms=reply.took_ms,
            )
            self.tries += 1
            if reply.is_taken:
                self.state, self.delivered_at = self.State.DELIVERED, now()
                self.endpoint.note_success()
            else:
                self.wait_or_give_up(reply.retry_after)
                self.endpoint.note_failure(is_gone=reply.status == 410)
            self.save(update_fields=["state", "tries", "due_at", "delivered_at"])

    def wait_or_give_up(self, retry_after: int) -> None:
        if self.tries > len(WAITS):
            self.state = self.State.FAILED
            return
        wait = WAITS[self.tries - 1].total_seconds() * (1 + JITTER * random.random())
        self.due_at = now() + timedelta(seconds=max(wait, retry_after))


def check_pace(endpoint: WebhookEndpoint) -> None:
    """A button must not become a hammer on somebody's server. Under the endpoint's lock."""
    hour_ago = now() - timedelta(hours=1)
    asked = WebhookDelivery.objects.filter(endpoint=endpoint, asked_at__gte=hour_ago)
    tries = WebhookAttempt.objects.filter(delivery__in=asked, at__gte=hour_ago).count()
    if tries + asked.waiting().count() >= ASKED_AN_HOUR:
        raise Refused(_("That is a lot by hand for one hour. Wait a little, then send more."))


class WebhookAttempt(models.Model):
    """One try: the status that came back, or in `error` why there was none; and how the answer began."""

    class Error(models.TextChoices):
        STATUS = "status", _("The answer was no success (2xx).")
        REDIRECT = "redirect", _("It wanted to lead us elsewhere; we follow nobody.")
        TIMEOUT = "timeout", _("No answer within 15 seconds.")
        DNS = "dns", _("The name was not found.")
        ADDRESS = "address", _("The name led into a private network; nothing was sent.")
        TLS = "tls", _("The certificate is not valid for this name.")
        CONNECTION = "connection", _("The connection failed.")
        BROKEN = "broken", _("The answer could not be understood.")

    delivery = models.ForeignKey(WebhookDelivery, models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=now)
    took_ms = models.PositiveIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    error = models.CharField(max_length=10, choices=Error, blank=True)
    response = models.TextField(blank=True)

    objects = models.Manager()

    KEPT: ClassVar[timedelta] = timedelta(days=30)  # deliveries and their attempts

    class Meta:
        verbose_name = _("attempt to deliver a webhook")
        verbose_name_plural = _("attempts to deliver webhooks")
        constraints = [models.UniqueConstraint(fields=["delivery", "number"], name="webhook_attempt_number")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.status or self.error}"
