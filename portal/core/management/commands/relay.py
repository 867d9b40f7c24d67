"""`manage.py relay`: deliver events and run timed jobs until told to stop."""

import logging
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from portal.core import relay, timed

logger = logging.getLogger("portal.relay")

IDLE = 0.25  # seconds between two looks at an empty outbox
RECONNECT = 1.0


class Command(BaseCommand):
    help = "Deliver recorded events to their handlers and run the timed jobs. Several may run side by side."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="deliver what is due now, then stop")
        parser.add_argument("--alive", action="store_true", help="only say whether a relay is at work; exit 1 if not")
        parser.add_argument("--batch", type=int, default=relay.BATCH, help="events claimed at a time")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["alive"]:
            self.check_alive()
            return
        if options["once"]:
            timed.run_due()
            self.stdout.write(f"delivered {relay.deliver_all(options['batch'])} events")
            return
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        while not stop.is_set():
            self.turn(stop, options["batch"])

    def check_alive(self) -> None:
        silence = relay.silence_seconds()
        if silence is None or silence > relay.SILENT:
            raise CommandError("no relay is at work" if silence is None else f"no relay since {silence:.0f} seconds")
        self.stdout.write(f"a relay was at work {silence:.0f} seconds ago")

    def turn(self, stop: threading.Event, batch: int) -> None:
        """One look at the outbox; a database that is away is waited for."""
        try:
            close_old_connections()
            timed.run_due()
            if relay.deliver(batch) == 0:
                stop.wait(IDLE)
        except (OperationalError, InterfaceError) as problem:
            logger.warning("the database does not answer (%s); trying again", problem)
            connection.close()
            stop.wait(RECONNECT)
