"""The states of an order, and which orders somebody sees."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from portal.core.actor import Actor


class State(models.TextChoices):
    PLACED = "placed", _("Placed")
    CONFIRMED = "confirmed", _("Confirmed")
    PRODUCTION = "production", _("In production")
    READY = "ready", _("Ready to ship")
    SHIPPED = "shipped", _("Shipped")
    DELIVERED = "delivered", _("Delivered")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")


class Kind(models.TextChoices):
    QUOTATION = "quotation", _("From a quotation")
    CATALOGUE = "catalogue", _("At list terms")
    SAMPLE = "sample", _("Samples")
    JOINT = "joint", _("Joint purchase")


OPEN = (State.PLACED, State.CONFIRMED, State.PRODUCTION, State.READY, State.SHIPPED, State.DELIVERED)
CHANGEABLE = (State.PLACED, State.CONFIRMED, State.PRODUCTION, State.READY)  # while something is left to be sent
BINDING = (State.CONFIRMED, State.PRODUCTION, State.READY, State.SHIPPED, State.DELIVERED, State.COMPLETED)


class OrderQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> "OrderQuerySet":
        """Both companies' in any state. Nobody else's, staff included."""
        if actor.company is None:
            return self.none()
        return self.filter(Q(supplier_id=actor.company_id) | Q(buyer_id=actor.company_id))

    def open(self) -> "OrderQuerySet":
        return self.filter(state__in=OPEN)

    def bought_by(self, company_id: int) -> "OrderQuerySet":
        return self.filter(buyer_id=company_id)

    def sold_by(self, company_id: int) -> "OrderQuerySet":
        return self.filter(supplier_id=company_id)

    def for_cards(self) -> "OrderQuerySet":
        return self.select_related("buyer", "supplier", "quotation")

    def behind(self, today: date) -> "OrderQuerySet":
        """Those whose promised day has passed without both sides having been told; as `due_of` in standing.py."""
        making = When(state__in=[State.CONFIRMED, State.PRODUCTION], then=Coalesce("ready_by", "ship_by"))
        going = (When(state=State.READY, then="ship_by"), When(state=State.SHIPPED, then="deliver_by"))
        late: OrderQuerySet = self.annotate(promised=Case(making, *going)).filter(promised__lt=today)
        return late.filter(Q(overdue_told=None) | ~Q(overdue_told=F("promised")))

    def waiting_for(self, actor: Actor) -> "OrderQuerySet":
        """Those in which it is the acting company's turn."""
        return self.filter(waits_for(actor)) if actor.company else self.none()


def waits_for(actor: Actor) -> Q:
    """A change that the other side asked for comes first; else whose step is next."""
    company = actor.company_id or 0
    suppliers = Q(supplier_id=company, state__in=[State.PLACED, State.CONFIRMED, State.PRODUCTION, State.READY])
    buyers = Q(buyer_id=company, state__in=[State.SHIPPED, State.DELIVERED])
    change = apps.get_model("trade", "OrderChange")._base_manager.filter(order=OuterRef("pk"), state="proposed")
    asked = Exists(change.exclude(company_id=company))
    return Q(asked) & (Q(supplier_id=company) | Q(buyer_id=company)) | ~Q(Exists(change)) & (suppliers | buyers)
