"""What one side of an order writes down for itself."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from portal.core.actor import Actor


class OrderNoteQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> "OrderNoteQuerySet":
        """The own company's; the other side never reads them."""
        return self.filter(company_id=actor.company_id) if actor.company else self.none()


class OrderNote(models.Model):
    """A note of `company` that its own people read, and nobody else."""

    order = models.ForeignKey("trade.Order", models.CASCADE, related_name="notes")
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("note"), max_length=2000)
    created_at = models.DateTimeField(default=timezone.now)

    objects = OrderNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note on an order")
        verbose_name_plural = _("notes on orders")
        ordering = ["pk"]
        indexes = [models.Index(fields=["order", "company"], name="order_note_own")]

    def __str__(self) -> str:
        return self.text[:40]
