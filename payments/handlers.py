"""What the relay does: messages from Stripe, refunds and payouts that were asked for, and what was left half done."""

from collections.abc import Iterable
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from payments import gateway
from payments.models import Charge, PayAccount, Recovery, Refund, Release, StripeEvent, Subscription
from payments.models.holding import watch_holds
from payments.reconciling import compare
from portal.core.events import Event, Unavailable, subscribe
from portal.core.timed import every

LEFT_ALONE = timedelta(minutes=5)  # what is younger is being worked on by somebody
AT_ONCE = 50


@contextmanager
def patiently() -> Any:
    """That Stripe does not answer is nobody's fault: the relay tries again, with the same keys."""
    try:
        yield
    except gateway.Unavailable as problem:
        raise Unavailable(str(problem)) from problem


@subscribe("stripe_event.received")
def read(event: Event) -> None:
    row = StripeEvent.objects.filter(pk=event.subject_id).first()
    if row is not None:
        with patiently():
            row.process()


@subscribe("refund.asked")
def send_back(event: Event) -> None:
    row = Refund.objects.filter(pk=event.subject_id).first()
    if row is not None:
        with patiently():
            row.settle()


@subscribe("payout.asked")
def pay_out(event: Event) -> None:
    row = Release.objects.filter(pk=event.subject_id).first()
    if row is not None:
        with patiently():
            row.settle()


@subscribe("recovery.asked")
def take_back(event: Event) -> None:
    row = Recovery.objects.filter(pk=event.subject_id).first()
    if row is not None:
        with patiently():
            row.settle()


@subscribe("payout.released")
def close_debts(event: Event) -> None:
    for row in Recovery.objects.owed().filter(set_offs__release=event.subject_id or 0).order_by("pk"):
        row.close_if_set_off()


@subscribe("charge.cancel_asked")
def close_page(event: Event) -> None:
    row = Charge.objects.filter(pk=event.subject_id).unsettled().first()
    if row is not None:
        with patiently():
            row.settle()


@every(minutes=5)
def settle_what_waits() -> None:
    """Messages get lost and processes die: what waits for a while is asked about, whoever forgot it."""
    before = timezone.now() - LEFT_ALONE
    settle_each(Charge.objects.unsettled().filter(created_at__lt=before).order_by("pk"))
    settle_each(Refund.objects.pending().filter(created_at__lt=before).order_by("pk"))
    settle_each(Release.objects.pending().filter(created_at__lt=before).order_by("pk"))
    settle_each(Recovery.objects.pending().filter(created_at__lt=before).order_by("pk"))
    settle_each(PayAccount.objects.awaited().order_by("checked_at"))
    settle_each(Subscription.objects.begun().filter(asked_at__lt=before).order_by("asked_at"))


def settle_each(rows: Any) -> None:
    """One that fails does not keep the others from being settled."""
    each: Iterable[Any] = list(rows[:AT_ONCE])
    for row in each:
        with suppress(gateway.GatewayError), transaction.atomic():
            row.settle()


@every(hours=6)
def look_after_holds() -> None:
    watch_holds()


@every(hours=24)
def reconcile_nightly() -> None:
    """Nothing to compare with where payments are not set up."""
    if settings.STRIPE_API_KEY:
        now = timezone.now()
        compare(now - timedelta(days=3), now)


@every(hours=1)
def look_after_plans() -> None:
    """Those that were not asked about for a day: a message may have been lost."""
    before = timezone.now() - timedelta(days=1)
    settle_each(Subscription.objects.living().filter(as_of__lt=before).order_by("as_of"))


@every(hours=1)
def look_after_accounts() -> None:
    """As plans: an account that Stripe has restricted, or freed, is known here a day later at the latest."""
    before = timezone.now() - timedelta(days=1)
    rows = PayAccount.objects.exclude(account="").filter(Q(checked_at=None) | Q(checked_at__lt=before))
    settle_each(rows.order_by("checked_at", "pk"))
