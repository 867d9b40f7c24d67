"""What is watched about money: what did not get where it should, and what Stripe told us and we could not take in."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payments.models import Difference, StripeEvent
from payments.models.refund import Refund, Release
from portal.core.alarms import watch

DAY = timedelta(days=1)


@watch("payouts", _("money did not get where it should"))
def payouts_fail() -> Any:
    stuck = Difference.objects.filter(gone_at=None, kind=Difference.Kind.STUCK).count()
    slow = sum(kind.objects.pending().filter(created_at__lt=timezone.now() - DAY).count() for kind in (Refund, Release))
    words = _("%(stuck)s payments are stuck, %(slow)s moves of money wait for more than a day; see /staff/payments/.")
    return (stuck or slow) and words % {"stuck": stuck, "slow": slow}


@watch("stripe", _("messages of Stripe are not taken in"))
def messages_wait() -> Any:
    late = StripeEvent.objects.filter(state=StripeEvent.State.WAITING).filter(received_at__lt=timezone.now() - DAY / 24)
    count = late.count()
    return count and _("%(n)s messages have waited for more than an hour.") % {"n": count}
