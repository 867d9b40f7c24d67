"""The states of an order, and which orders somebody sees."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import Coalesce
from django.utils import timezone
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


CONFIRM_DAYS = 5  # in which a supplier says whether it takes the order

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

    def with_ways(self) -> "OrderQuerySet":
        """With what says which step is next for whom (acts.py)."""
        return self.prefetch_related("changes__company", "deliveries")

    def promised(self) -> "OrderQuerySet":
        """With `promised`: the day of the next step that somebody has named; as `due_of` in standing.py."""
        making = When(state__in=[State.CONFIRMED, State.PRODUCTION], then=Coalesce("ready_by", "ship_by"))
        going = (When(state=State.READY, then="ship_by"), When(state=State.SHIPPED, then="deliver_by"))
        found: OrderQuerySet = self.annotate(promised=Case(making, *going))
        return found

    def behind(self, today: date) -> "OrderQuerySet":
        """Those whose promised day has passed without both sides having been told."""
        late: OrderQuerySet = self.promised().filter(promised__lt=today)
        return late.filter(Q(overdue_told=None) | ~Q(overdue_told=F("promised")))

    def late(self) -> "OrderQuerySet":
        """Those whose next step was promised, or expected, for a day that has passed; as `days_late` in standing.py."""
        return self.filter(is_late())

    def to_ask_after(self, actor: Actor, since: datetime) -> "OrderQuerySet":
        """What the acting company waits for in vain, and has not asked after since then."""
        waited_for = self.late().bought_by(actor.company_id or 0).exclude(state=State.SHIPPED)
        return waited_for.filter(Q(reminded_at=None) | Q(reminded_at__lte=since))

    def waiting_for(self, actor: Actor) -> "OrderQuerySet":
        """Those in which it is the acting company's turn."""
        return self.filter(waits_for(actor)) if actor.company else self.none()


def is_late() -> Q:
    today = timezone.localdate()
    asked = timezone.make_aware(datetime.combine(today - timedelta(days=CONFIRM_DAYS), time.min))
    making = Q(state__in=[State.CONFIRMED, State.PRODUCTION])
    return (
        Q(state=State.PLACED, placed_at__lt=asked)
        | making & (Q(ready_by__lt=today) | Q(ready_by=None, ship_by__lt=today))
        | Q(state=State.READY, ship_by__lt=today)
        | Q(state=State.SHIPPED, deliver_by__lt=today)
    )


def waits_for(actor: Actor) -> Q:
    """A change that the other side asked for comes first; else whose step is next."""
    company = actor.company_id or 0
    suppliers = Q(supplier_id=company, state__in=[State.PLACED, State.CONFIRMED, State.PRODUCTION, State.READY])
    buyers = Q(buyer_id=company, state__in=[State.SHIPPED, State.DELIVERED])
    change = apps.get_model("trade", "OrderChange")._base_manager.filter(order=OuterRef("pk"), state="proposed")
    asked = Exists(change.exclude(company_id=company))
    return Q(asked) & (Q(supplier_id=company) | Q(buyer_id=company)) | ~Q(Exists(change)) & (suppliers | buyers)
