"""A relay of its own for tests, on the database of DATABASE_URL: `run` is called in a process where Django is ready.

Its one handler notes each event in the table `relay_effect`. At the event whose subject is HANG_AT it writes a file
and waits to be killed. The file of `up` is written when it looks at the outbox for the first time, that of `busy` when
its one timed job begins, which then takes minutes.
"""

import os
import time
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  (only now are the apps ready)
from django.db import connection  # noqa: E402

from portal.core import events, relay, timed  # noqa: E402

TABLE = "CREATE TABLE relay_effect (event_id bigint NOT NULL)"

HANG: dict[str, Any] = {}  # `at` which subject, and which `file` says so


def note(group: list[events.Event]) -> None:
    """All at once up to the event at which to hang: then the batch has begun and is not finished."""
    ids = [event.pk for event in group]
    hang = next((event.pk for event in group if HANG and event.subject_id == HANG["at"]), None)
    reached = ids if hang is None else ids[: ids.index(hang) + 1]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO relay_effect VALUES (%s)", [(pk,) for pk in reached])
    if hang is not None:
        HANG["file"].touch()
        time.sleep(600)


def only_this_handler() -> None:
    events.HANDLERS.clear()
    timed.JOBS.clear()
    events.HANDLERS["note"] = events.Handler("note", ("probe.*",), note, True)


def say_when_up(file: Path) -> None:
    deliver = relay.deliver

    def looked(limit: int) -> int:
        file.touch()
        return deliver(limit)

    relay.deliver = looked


def keep_busy(file: Path) -> None:
    @timed.every(hours=1)
    def take_minutes() -> None:
        file.touch()
        time.sleep(600)


def run(up: Path | None = None, busy: Path | None = None, **hang: Any) -> None:
    HANG.update(hang)
    only_this_handler()
    if up:
        say_when_up(up)
    if busy:
        keep_busy(busy)
    call_command("relay")
