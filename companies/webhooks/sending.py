"""Sends what is due, in threads beside the relay: no request waits for it, no relay, and no endpoint for another.

A worker takes an endpoint (`busy_until` is its lease) and sends what is due there, oldest first, until it fails or the
time is up. Those that failed last go through a lane of their own, so that slow ones hold up only each other; between
failures an endpoint is left alone for up to five minutes. A worker that dies leaves a lease that runs out: what it was
sending is sent once more, under the same id.
"""

import logging
import threading
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import connections, transaction
from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils.timezone import now

from companies.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from companies.models.webhook_delivery import GIVEN_UP_AFTER
from companies.webhooks.posting import post
from companies.webhooks.signing import signature
from portal.core.relay import ENDINGS
from portal.core.timed import every

logger = logging.getLogger("portal.webhooks")

LEASE = timedelta(seconds=90)
TURN = 20.0  # seconds in which a worker begins another delivery to the same endpoint
AT_A_TIME = 500


def waiting_endpoints(is_failing: bool) -> "QuerySet[WebhookEndpoint]":
    """Those with something due that nobody is sending to, whose turn is first first."""
    at = now()
    free = Q(busy_until=None) | Q(busy_until__lt=at)
    tried = Q(hold_until=None) | Q(hold_until__lte=at)
    due = WebhookDelivery.objects.due()
    rows = WebhookEndpoint.objects.listening().filter(free, tried, Exists(due.filter(endpoint=OuterRef("pk"))))
    rows = rows.filter(failures__gt=0) if is_failing else rows.filter(failures=0)
    waits = Q(deliveries__state=WebhookDelivery.State.WAITING)
    return rows.annotate(first=Min("deliveries__due_at", filter=waits)).order_by("first", "pk")


def claim(pk: int) -> datetime | None:
    """Take the endpoint, if nobody else has: of many who try at once one gets a lease."""
    at = now()
    free = Q(busy_until=None) | Q(busy_until__lt=at)
    is_ours = WebhookEndpoint.objects.filter(free, pk=pk).update(busy_until=at + LEASE) == 1
    return at + LEASE if is_ours else None


def work_through(pk: int, lease: datetime) -> int:
    """Send what is due at a claimed endpoint, and let it go; returns how many were tried."""
    end, count = time.monotonic() + TURN, 0
    try:
        while time.monotonic() < end and (delivery := next_due(pk)) is not None:
            count += 1
            if not send(delivery):
                break
    finally:
        WebhookEndpoint.objects.filter(pk=pk, busy_until=lease).update(busy_until=None)
    return count


def next_due(pk: int) -> WebhookDelivery | None:
    endpoint = WebhookEndpoint.objects.listening().filter(pk=pk).first()
    rows = WebhookDelivery.objects.due().filter(endpoint=endpoint) if endpoint else WebhookDelivery.objects.none()
    return rows.select_related("endpoint").order_by("due_at", "pk").first()


def send(delivery: WebhookDelivery) -> bool:
    """One try; whether it was taken. In no transaction: the other side may take its time."""
    tried, body = delivery.attempts.count(), delivery.body.encode()
    reply = post(delivery.endpoint.url, body, headers_of(delivery, body))
    try:
        delivery.take_in(reply, tried)
    except ObjectDoesNotExist:  # deleted meanwhile
        return False
    return reply.is_taken


def headers_of(delivery: WebhookDelivery, body: bytes) -> dict[str, str]:
    """By Standard Webhooks; after a change of the secret with a signature by each."""
    at = int(now().timestamp())
    signatures = [signature(secret, delivery.message, at, body) for secret in delivery.endpoint.secrets()]
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": f"Jangteo-Webhooks/1 (+{settings.SITE_URL})",
        "webhook-id": delivery.message,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(signatures),
    }


def send_due() -> int:
    """Send all that is due in this thread, until nothing is; returns how many tries that took."""
    total = 0
    for is_failing in (False, True):
        for pk in list(waiting_endpoints(is_failing).values_list("pk", flat=True)):
            lease = claim(pk)
            total += work_through(pk, lease) if lease else 0
    return total


class Lane:
    """Up to `size` threads of this process that work through endpoints of one sort."""

    def __init__(self, is_failing: bool, size: int) -> None:
        self.is_failing, self.free = is_failing, threading.Semaphore(size)
        self.threads: list[threading.Thread] = []

    def start(self) -> int:
        """A thread for each endpoint that has something due, as long as there are free ones; how many are new."""
        self.threads = [one for one in self.threads if one.is_alive()]
        number = 0
        while self.free.acquire(blocking=False):
            taken = self.take()
            if taken is None:
                self.free.release()
                break
            pk, lease = taken
            thread = threading.Thread(target=self.work, args=(pk, lease), name=f"webhooks-{pk}", daemon=True)
            self.threads.append(thread)
            thread.start()
            number += 1
        return number

    def take(self) -> tuple[int, datetime] | None:
        rows = waiting_endpoints(self.is_failing).values_list("pk", flat=True)[:20]
        return next(((pk, lease) for pk in rows if (lease := claim(pk))), None)

    def work(self, pk: int, lease: datetime) -> None:
        try:
            work_through(pk, lease)
        except Exception:  # the lease runs out, and somebody tries again
            logger.exception("sending to webhook %s failed", pk)
        finally:
            connections.close_all()
            self.free.release()


LANES = (Lane(False, 6), Lane(True, 3))


@every(seconds=2)
def send_webhooks() -> None:
    """Once the clock's own transaction is over, so that it holds up nothing."""
    for lane in LANES:
        transaction.on_commit(lane.start, robust=True)


def end(patience: float | None) -> None:
    """Before a relay stops: what is being sent gets so many seconds; with None all that is due is sent and waited for.

    What is cut off goes out once more, under the same id, when its lease has run out.
    """
    until = None if patience is None else time.monotonic() + patience
    while True:
        is_more = until is None and sum(lane.start() for lane in LANES) > 0
        for thread in [thread for lane in LANES for thread in lane.threads]:
            thread.join(None if until is None else max(0.0, until - time.monotonic()))
        if not is_more:
            return


ENDINGS.append(end)


@every(minutes=10)
def stop_unanswered() -> None:
    """Whose maker may no longer set up webhooks: nothing is sent already, and now the owners hear why."""
    active = WebhookEndpoint.objects.filter(state=WebhookEndpoint.State.ACTIVE)
    left = active.exclude(pk__in=WebhookEndpoint.objects.answered_for().values("pk"))
    for endpoint in left.select_for_update(skip_locked=True)[:AT_A_TIME]:
        endpoint.stop(WebhookEndpoint.Reason.NOBODY)


@every(hours=1)
def tidy_up() -> None:
    """Give up what waits for too long; let go of what is old, with what stood in it."""
    late = WebhookDelivery.objects.waiting().filter(begun_at__lt=now() - GIVEN_UP_AFTER)
    late.update(state=WebhookDelivery.State.FAILED)
    old = WebhookDelivery.objects.filter(created_at__lt=now() - WebhookAttempt.KEPT).values_list("pk", flat=True)
    WebhookDelivery.objects.filter(pk__in=list(old[: AT_A_TIME * 10])).delete()
