"""A relay of its own for tests: `python -m tests.core.relay_process [HANG_AT FILE]`, on the database of DATABASE_URL.

Its one handler notes each event in the table `relay_effect`. At the event whose subject is HANG_AT it writes FILE
and waits to be killed. The file of RELAY_UP is written when it looks at the outbox for the first time, that of
RELAY_BUSY when its one timed job begins, which then takes minutes.
"""

import os
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  (only now are the apps ready)
from django.db import connection  # noqa: E402

from portal.core import events, relay, timed  # noqa: E402

TABLE = "CREATE TABLE relay_effect (event_id bigint NOT NULL)"

HANG: list[str] = []  # the subject at which to hang, and the file that says so


def note(group: list[events.Event]) -> None:
    """All at once up to the event at which to hang: then the batch has begun and is not finished."""
    ids = [event.pk for event in group]
    hang = next((event.pk for event in group if HANG and event.subject_id == int(HANG[0])), None)
    reached = ids if hang is None else ids[: ids.index(hang) + 1]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO relay_effect VALUES (%s)", [(pk,) for pk in reached])
    if hang is not None:
        Path(HANG[1]).touch()
        time.sleep(600)


def only_this_handler() -> None:
    events.HANDLERS.clear()
    timed.JOBS.clear()
    events.HANDLERS["note"] = events.Handler("note", ("probe.*",), note, True)


def say_when_up(file: str) -> None:
    deliver = relay.deliver

    def looked(limit: int) -> int:
        Path(file).touch()
        return deliver(limit)

    relay.deliver = looked


def take_minutes() -> None:
    Path(os.environ["RELAY_BUSY"]).touch()
    time.sleep(600)


if __name__ == "__main__":
    HANG.extend(sys.argv[1:])
    only_this_handler()
    if "RELAY_UP" in os.environ:
        say_when_up(os.environ["RELAY_UP"])
    if "RELAY_BUSY" in os.environ:
        timed.every(hours=1)(take_minutes)
    call_command("relay")
