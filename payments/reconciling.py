"""Stripe's lists beside ours: each difference is written down for staff, and goes away when it is gone."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from payments import gateway
from payments.models import Charge, Difference, Refund, Release, Subscription
from payments.models.refund import State

Kind = Difference.Kind
SLACK = timedelta(hours=1)  # between the clocks of both sides, and what is on its way

Found = tuple[str, str, str, str]


def compare(since: datetime, until: datetime) -> list[Difference]:
    """What is open is settled first; then every difference of the span. Raises what the gateway raises."""
    for charge in Charge.objects.unsettled().filter(created_at__lt=until).order_by("pk")[:1000]:
        try:
            charge.settle()
        except gateway.GatewayRefused as problem:
            Difference.note(Kind.ONLY_HERE, charge.session, charge.ref, str(problem))
    found = [*payments(since, until), *refunds(since, until), *transfers(since, until)]
    noted = [Difference.note(*one) for one in found]
    gone = Difference.objects.filter(gone_at=None, found_at__gte=since).exclude(pk__in=[one.pk for one in noted])
    gone.filter(kind__in=[Kind.ONLY_STRIPE, Kind.ONLY_HERE]).update(gone_at=timezone.now())
    return noted


def payments(since: datetime, until: datetime) -> Iterator[Found]:
    """What is paid for plans is left out: Stripe keeps those books, and the portal only asks how a plan stands."""
    subscribers = set(Subscription.objects.exclude(customer="").values_list("customer", flat=True))
    paid = {Charge.State.PAID, Charge.State.SURPLUS}
    there = {one.id: one for one in gateway.list_payments(since - SLACK, until + SLACK)}
    here = {one.intent: one for one in Charge.objects.filter(intent__in=there)}
    for key, one in there.items():
        charge = here.get(key)
        if one.status != "succeeded" or (charge is None and one.customer in subscribers):
            continue
        if charge is None or charge.state not in paid:
            yield Kind.ONLY_STRIPE, key, charge.ref if charge else "", f"payment of {one.amount}"
        elif one.amount != charge.money:
            yield Kind.AMOUNT, key, charge.ref, f"payment of {one.amount}, here {charge.money}"
    for charge in Charge.objects.filter(state__in=paid, created_at__gte=since, created_at__lt=until):
        if charge.intent not in there or there[charge.intent].status != "succeeded":
            yield Kind.ONLY_HERE, charge.intent, charge.ref, f"payment of {charge.money}"


def refunds(since: datetime, until: datetime) -> Iterator[Found]:
    there = {one.id: one for one in gateway.list_refunds(since - SLACK, until + SLACK)}
    here = {one.stripe_id: one for one in Refund.objects.filter(stripe_id__in=there).select_related("charge")}
    for key, one in there.items():
        refund = here.get(key)
        if refund is None:
            yield Kind.ONLY_STRIPE, key, "", f"refund of {one.amount}"
        elif one.amount != refund.money:
            yield Kind.AMOUNT, key, refund.ref, f"refund of {one.amount}, here {refund.money}"
    done = Refund.objects.filter(state=State.DONE, created_at__gte=since, created_at__lt=until)
    for refund in done.exclude(stripe_id__in=there).select_related("charge"):
        yield Kind.ONLY_HERE, refund.stripe_id, refund.ref, f"refund of {refund.money}"


def transfers(since: datetime, until: datetime) -> Iterator[Found]:
    """Only those of delayed payouts: Stripe makes those of other payments itself, without a charge's reference."""
    there = {
        one.id: one for one in gateway.list_transfers(since - SLACK, until + SLACK) if one.group.startswith("PAY-")
    }
    here = {one.stripe_id: one for one in Release.objects.filter(stripe_id__in=there).select_related("charge")}
    for key, one in there.items():
        release = here.get(key)
        if release is None:
            yield Kind.ONLY_STRIPE, key, "", f"payout of {one.amount} for {one.group}"
        elif one.amount != release.money:
            yield Kind.AMOUNT, key, release.ref, f"payout of {one.amount}, here {release.money}"
    done = Release.objects.filter(state=State.DONE, amount__gt=0, created_at__gte=since, created_at__lt=until)
    for release in done.exclude(stripe_id__in=there).select_related("charge"):
        yield Kind.ONLY_HERE, release.stripe_id, release.ref, f"payout of {release.money}"
