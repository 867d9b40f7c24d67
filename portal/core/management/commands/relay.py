"""`manage.py relay`: deliver events, and beside them run timed jobs, until told to stop."""

import logging
import signal
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from portal.core import relay, timed

logger = logging.getLogger("portal.relay")

IDLE = 0.25  # seconds between two looks at an empty outbox
BREATH = 0.12  # seconds after each work on SQLite: longer than who waits for its one lock sleeps between two tries
SMALL_BATCH = 20  # events, there: the lock is held for all of them
TICK = 1.0  # seconds between two looks at the clock
RECONNECT = 1.0
FAREWELL = 5.0  # seconds that timed jobs and sends have to end in; what is cut off rolls back, and runs again


class Command(BaseCommand):
    help = "Deliver recorded events to their handlers and run the timed jobs. Several may run side by side."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="deliver what is due now, then stop")
        parser.add_argument("--alive", action="store_true", help="only say whether a relay is at work; exit 1 if not")
        parser.add_argument("--batch", type=int, default=0, help=f"events claimed at a time; {relay.BATCH} by itself")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["alive"]:
            self.check_alive()
            return
        batch = options["batch"] or (relay.BATCH if has_room_for_two() or options["once"] else SMALL_BATCH)
        if options["once"]:
            self.once(batch)
            return
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        clock = threading.Thread(target=keep_time, args=[stop], name="clock", daemon=True)
        if has_room_for_two():
            clock.start()
        while not stop.is_set():
            self.turn(stop, batch)
        until = time.monotonic() + FAREWELL
        if clock.is_alive():
            clock.join(FAREWELL)
        for ending in relay.ENDINGS:
            ending(max(0.0, until - time.monotonic()))

    def once(self, batch: int) -> None:
        """What threads do beside the relay is done as well when this returns."""
        timed.run_due()
        self.stdout.write(f"delivered {relay.deliver_all(batch)} events")
        for ending in relay.ENDINGS:
            ending(None)

    def check_alive(self) -> None:
        silence = relay.silence_seconds()
        if silence is None or silence > relay.SILENT:
            raise CommandError("no relay is at work" if silence is None else f"no relay since {silence:.0f} seconds")
        self.stdout.write(f"a relay was at work {silence:.0f} seconds ago")

    def turn(self, stop: threading.Event, batch: int) -> None:
        """One look at the outbox."""

        def look() -> bool:
            if has_room_for_two():
                timed.run_due(among=[relay.SIGN_OF_LIFE])
            else:
                timed.run_due(between=lambda: stop.wait(BREATH))
            return relay.deliver(batch) > 0

        if not outlasting(stop, look):
            stop.wait(IDLE)
        elif not has_room_for_two():
            stop.wait(BREATH)


def keep_time(stop: threading.Event) -> None:
    """Run the timed jobs in a thread and a connection of their own: the longest of them holds up no event."""
    others = [name for name in timed.JOBS if name != relay.SIGN_OF_LIFE]
    while not stop.is_set():
        outlasting(stop, lambda: timed.run_due(among=others) > 0)
        stop.wait(TICK)
    connection.close()


def has_room_for_two() -> bool:
    """SQLite lets one write at a time: there the jobs run between the events."""
    return connection.vendor == "postgresql"


def outlasting(stop: threading.Event, work: Callable[[], bool]) -> bool:
    """Do the work; a database that is away is waited for."""
    try:
        close_old_connections()
        return work()
    except (OperationalError, InterfaceError) as problem:
        logger.warning("the database does not answer (%s); trying again", problem)
        connection.close()
        stop.wait(RECONNECT)
        return True
