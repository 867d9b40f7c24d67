"""What is kept of a change that one side of an order asked for."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models import Company
from portal.core.actor import Actor


class OrderChange(models.Model):
    """A change asked for by `company`: proposed → agreed or refused by the other side, or withdrawn by its own.

    `before` and `after` are the whole wording of the order (trade/orders/wording.py) then and as it would be, so that
    what was agreed at any time stays readable.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        AGREED = "agreed", _("Agreed")
        REFUSED = "refused", pgettext_lazy("deal", "Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    order = models.ForeignKey("trade.Order", models.CASCADE, related_name="changes")
    number = models.PositiveSmallIntegerField()
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.PROPOSED)
    reason = models.CharField(_("why"), max_length=1000, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    answer = models.CharField(_("answer"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("change of an order")
        verbose_name_plural = _("changes of orders")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="order_change_number"),
            models.UniqueConstraint(fields=["order"], condition=Q(state="proposed"), name="order_change_one_open"),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at=None) | ~Q(state="proposed") & Q(decided_at__isnull=False),
                name="order_change_decided_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.number} {self.state}"

    @property
    def cancels(self) -> bool:
        """It asks to end the order."""
        return bool(self.after.get("cancels"))

    def decide(self, state: str, by: Actor, answer: str = "") -> None:
        """To be called under the order's lock."""
        self.state, self.decided_at, self.decided_by = state, timezone.now(), by.user
        self.answer = answer.strip()[:1000]
        self.save(update_fields=["state", "decided_at", "decided_by", "answer"])
