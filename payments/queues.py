"""What waits for staff who look after payments."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.desk.queues import Queue, desk_queue
from payments.models import Charge, Difference, Recovery
from portal.core.actor import Actor


def may_look(actor: Actor) -> bool:
    return bool(actor.is_staff and actor.user.has_perm("payments.view_charge"))


@desk_queue(50)
def holds_that_end(actor: Actor) -> Queue | None:
    if not may_look(actor):
        return None
    url = reverse("admin:payments_charge_changelist") + "?hold=ending"
    text = _("Both sides were told where the money goes if nobody acts.")
    return Queue("clock", _("Payments that cannot be held much longer"), text, Charge.objects.ending().count(), url)


@desk_queue(51)
def differences(actor: Actor) -> Queue | None:
    if not may_look(actor):
        return None
    url = reverse("admin:payments_difference_changelist") + "?gone_at__isempty=1"
    count = Difference.objects.filter(gone_at=None).count()
    return Queue("warning", _("Differences from Stripe"), _("What Stripe and the portal do not agree on."), count, url)


@desk_queue(52)
def debts(actor: Actor) -> Queue | None:
    if not may_look(actor):
        return None
    url = reverse("admin:payments_recovery_changelist") + "?state__exact=owed"
    text = _("What suppliers owe back after lost disputes, and could not be taken from their accounts.")
    return Queue("scale", _("Owed back after lost disputes"), text, Recovery.objects.owed().count(), url)
