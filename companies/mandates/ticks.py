"""What time does to mandates: their end, the warnings before it, and a week's acts told to the principal."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from companies.models import Mandate
from portal.core.events import Event, record
from portal.core.permissions import WrongState
from portal.core.timed import every

WARNINGS = (30, 7)  # days before the last one
WEEK = timedelta(days=7)
AT_ONCE = 500


@every(minutes=30)
def expire_mandates() -> None:
    """Nobody acts under one past its last day anyway (`in_force`); this says so in its state, and tells both sides."""
    for mandate in Mandate.objects.open().filter(ends_on__lt=timezone.localdate()).order_by("pk")[:AT_ONCE]:
        try:
            mandate.expire()
        except WrongState:  # ended by somebody meanwhile
            continue


@every(hours=3)
def warn_of_end() -> None:
    """Thirty and seven days before, once each; whoever is late hears only the nearer one."""
    today = timezone.localdate()
    rows = Mandate.objects.in_force().filter(ends_on__lte=today + timedelta(days=WARNINGS[0]))
    for mandate in rows.order_by("pk"):
        due = min(days for days in WARNINGS if mandate.days_left <= days)
        with transaction.atomic():
            fresh = Mandate.objects.filter(pk=mandate.pk, state=Mandate.State.GIVEN)
            if mandate.warned != due and fresh.exclude(warned=due).update(warned=due):
                record("mandate.ending", mandate, **mandate.told(), days=mandate.days_left)


@every(hours=1)
def tell_the_week() -> None:
    """Each week how much was done; a week without acts is told by nothing."""
    now = timezone.now()
    rows = Mandate.objects.filter(state=Mandate.State.GIVEN, digested_at__lte=now - WEEK)
    for mandate in rows.order_by("digested_at", "pk")[:AT_ONCE]:
        with transaction.atomic():
            due = Mandate.objects.filter(pk=mandate.pk, digested_at=mandate.digested_at)
            if not due.update(digested_at=now):
                continue
            done = Event.objects.filter(mandate_id=mandate.pk, created_at__gt=mandate.digested_at, created_at__lte=now)
            if count := done.count():
                record("mandate.week", mandate, **mandate.told(), count=count)
