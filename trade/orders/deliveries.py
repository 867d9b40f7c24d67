"""What was sent of an order, in one delivery or in several."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trade.orders.order_row import OrderLine


class Delivery(models.Model):
    """One consignment of an order; on its way until the buyer has confirmed that it came (`received_at`).

    `received_note` says what was not in order.
    """

    order = models.ForeignKey("trade.Order", models.CASCADE, related_name="deliveries")
    number = models.PositiveSmallIntegerField()
    shipped_on = models.DateField(_("shipped on"))
    expected_on = models.DateField(_("expected on"), null=True, blank=True)
    carrier = models.CharField(_("carrier"), max_length=80, blank=True)
    tracking = models.CharField(_("tracking or transport document number"), max_length=80, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    received_note = models.CharField(_("what was not in order"), max_length=500, blank=True)

    lines: Any

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="delivery_number"),
            models.CheckConstraint(
                condition=Q(expected_on=None) | Q(expected_on__gte=models.F("shipped_on")),
                name="delivery_expected_after_shipped",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.number}"


class DeliveryLine(models.Model):
    """So much of a line of the order; the sum over all deliveries is the line's `shipped`."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="lines")
    line = models.ForeignKey(OrderLine, models.PROTECT, related_name="deliveries")
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3)

    class Meta:
        verbose_name = _("line of a delivery")
        verbose_name_plural = _("lines of deliveries")
        ordering = ["line__position"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "line"], name="delivery_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="delivery_line_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.quantity}"
