"""Delivers the outbox: at least once to every handler, several relays side by side, back-off, dead letters.

A batch is claimed with `FOR UPDATE SKIP LOCKED` and handled in one transaction: a relay killed half-way leaves
nothing behind, because the marks and the handlers' own changes roll back together. What a handler does outside
the database (an index, a mail server) may happen again and must bear it.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from portal.core.events import HANDLERS, Event, Handler, Unavailable
from portal.core.timed import TimedJob, every

logger = logging.getLogger("portal.relay")

BATCH = 100
MAX_ATTEMPTS = 12
LONGEST_WAIT = timedelta(hours=1)
SILENT = 60.0  # seconds without a sign of life after which no relay runs; it gives one every ten
UNAVAILABLE_WAIT = timedelta(seconds=5)
# What threads beside a relay have to bring to an end before it stops. Called with the seconds there are for that; with
# None (`relay --once`) they do all that is due and take the time they need.
ENDINGS: list[Callable[[float | None], None]] = []


def deliver(limit: int = BATCH) -> int:
    """Claim up to `limit` due events, call their handlers, and return how many events were claimed."""
    with transaction.atomic():
        events = list(Event.objects.due().select_for_update(skip_locked=True)[:limit])
        failures: dict[int, str] = {}
        postponed: set[int] = set()
        for handler in list(HANDLERS.values()):
            wanted = [event for event in events if handler.wants(event)]
            if wanted:
                call(handler, wanted, failures, postponed)
        for event in events:
            settle(event, failures.get(event.pk, ""), event.pk in postponed)
        store(events)
    return len(events)


def deliver_all(limit: int = BATCH) -> int:
    """Deliver until nothing is due; what tests and commands use instead of a running relay."""
    total = 0
    while claimed := deliver(limit):
        total += claimed
    return total


def call(handler: Handler, events: list[Event], failures: dict[int, str], postponed: set[int]) -> None:
    """Hand over the events, together where the handler wants that; when the group fails, one by one."""
    groups = [events] if handler.is_batch else [[event] for event in events]
    for position, group in enumerate(groups):
        try:
            hand_over(handler, group)
        except Unavailable as problem:
            later = [event for rest in groups[position:] for event in rest]
            note(later, handler, problem, failures)
            postponed.update(event.pk for event in later)
            return
        except Exception as problem:  # a handler may fail in any way; the event keeps the reason for staff
            if not connection.is_usable():
                raise  # the database has gone: no handler's fault, and nothing of this batch can be kept
            if len(group) > 1:
                for event in group:
                    call(handler, [event], failures, postponed)
            else:
                logger.warning("%s failed on %s", handler.name, group[0], exc_info=True)
                note(group, handler, problem, failures)


def hand_over(handler: Handler, group: list[Event]) -> None:
    with transaction.atomic():
        if handler.is_batch:
            handler.call(group)
        else:
            handler.call(group[0])
    for event in group:
        event.handled.append(handler.name)


def note(events: Iterable[Event], handler: Handler, problem: Exception, failures: dict[int, str]) -> None:
    for event in events:
        failures[event.pk] = f"{handler.name}: {problem!r}"[:2000]


def settle(event: Event, error: str, postponed: bool) -> None:
    """Done; or due again, later each time; or dead. An outage does not use up attempts: it is not the event's fault."""
    event.error = error
    if not error:
        event.state = Event.State.DONE
    elif postponed:
        event.due_at = timezone.now() + UNAVAILABLE_WAIT
    else:
        event.attempts += 1
        event.due_at = timezone.now() + min(timedelta(seconds=2**event.attempts), LONGEST_WAIT)
        if event.attempts >= MAX_ATTEMPTS:
            event.state = Event.State.DEAD


def store(events: list[Event]) -> None:
    """Keep what became of them. Those that went well differ in nothing: one statement for all of them."""
    done: dict[tuple[str, ...], list[int]] = {}
    for event in events:
        if event.state == Event.State.DONE:
            done.setdefault(tuple(event.handled), []).append(event.pk)
    for handled, ids in done.items():
        Event.objects.filter(pk__in=ids).update(state=Event.State.DONE, handled=list(handled), error="")
    rest = [event for event in events if event.state != Event.State.DONE]
    Event.objects.bulk_update(rest, ["state", "attempts", "due_at", "handled", "error"], batch_size=200)


@every(seconds=10)
def show_sign_of_life() -> None:
    """Does nothing: that the relay ran it between two looks at the outbox is what /readyz asks for."""


SIGN_OF_LIFE = f"{show_sign_of_life.__module__}.{show_sign_of_life.__name__}"


def silence_seconds() -> float | None:
    """For how long no relay has shown a sign of life; None when none ever did."""
    last = TimedJob.objects.filter(name=SIGN_OF_LIFE).values_list("ran_at", flat=True).first()
    return max(0.0, (timezone.now() - last).total_seconds()) if last else None


def lag_seconds() -> float:
    """The age of the oldest waiting event in seconds; 0 when nothing waits."""
    oldest = Event.objects.filter(state=Event.State.PENDING).order_by("id").values_list("created_at", flat=True).first()
    return max(0.0, (timezone.now() - oldest).total_seconds()) if oldest else 0.0
