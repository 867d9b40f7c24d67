"""Relays as processes: killed in the middle, and several at once."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection

from portal.core import events, relay
from portal.core.events import Event
from tests.core import relay_process
from tests.processes import database_url

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 60.0
# To load Django takes some seconds of a processor: one process does it, and each relay is forked from that.
READY = get_context("forkserver")
READY.set_forkserver_preload(["tests.core.relay_process"])


@pytest.fixture(autouse=True)
def effects(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The table that the test's handler writes to; nobody else listens."""
    monkeypatch.setattr(events, "HANDLERS", {})
    monkeypatch.setattr(relay, "HANDLERS", events.HANDLERS)
    with connection.cursor() as cursor:
        cursor.execute(relay_process.TABLE)
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE relay_effect")


def record_probes(count: int) -> None:
    Event.objects.bulk_create(
        [Event(kind="probe.made", subject_type="core.probe", subject_id=number) for number in range(count)]
    )


def noted() -> tuple[int, int]:
    """How many effects there are, and of how many different events."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT event_id) FROM relay_effect")
        total, different = cursor.fetchone()
    return total, different


@contextmanager
def relay_running(**how: Any) -> Iterator[Any]:
    with patch.dict(os.environ, {"DATABASE_URL": database_url()}):  # read by the first, for all of them
        process = READY.Process(target=relay_process.run, kwargs=how)
        process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()


def ended(process: Any) -> int | None:
    process.join(PATIENCE)
    code: int | None = process.exitcode
    return code


def wait_until(true: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"waited in vain until {what}"
        time.sleep(0.05)


def test_a_relay_killed_half_way_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    record_probes(250)  # it hangs in the middle of the second batch of a hundred
    sign = tmp_path / "in the middle"
    with relay_running(at=150, file=sign) as process:
        wait_until(sign.exists, "the relay is in the middle of a batch")
        process.kill()
        process.join()
    wait_until(lambda: not Event.objects.filter(state="pending", pk__in=locked_rows()).exists(), "its locks are gone")
    assert noted() == (100, 100), "what the killed relay had begun must be rolled back, what it had finished must stay"
    relay.HANDLERS["note"] = events.Handler("note", ("probe.*",), relay_process.note, True)
    relay.deliver_all()
    assert noted() == (250, 250)
    assert Event.objects.filter(state=Event.State.DONE).count() == 250


def locked_rows() -> list[int]:
    """Waiting events that another session still holds."""
    from django.db import transaction

    waiting = Event.objects.filter(state=Event.State.PENDING)
    with transaction.atomic():
        free = set(waiting.select_for_update(skip_locked=True).values_list("pk", flat=True))
    return [pk for pk in waiting.values_list("pk", flat=True) if pk not in free]


@pytest.mark.needs("postgresql")
def test_four_relays_handle_ten_thousand_events_once_each(tmp_path: Path) -> None:
    files = [tmp_path / f"up-{number}" for number in range(4)]
    with ExitStack() as stack:
        processes = [stack.enter_context(relay_running(up=file)) for file in files]
        wait_until(lambda: all(file.exists() for file in files), "all four are at work")
        record_probes(10_000)
        wait_until(lambda: not Event.objects.due().exists(), "nothing is due any more")
        for process in processes:
            process.terminate()
        assert [ended(process) for process in processes] == [0, 0, 0, 0], "each ends in order when asked to"
    assert noted() == (10_000, 10_000)
    assert Event.objects.filter(state=Event.State.DONE, attempts=0).count() == 10_000


@pytest.mark.needs("postgresql")
def test_a_long_timed_job_holds_up_no_event(tmp_path: Path) -> None:
    sign = tmp_path / "busy"
    with relay_running(busy=sign) as process:
        wait_until(sign.exists, "the job has begun")
        record_probes(10)
        wait_until(lambda: noted() == (10, 10), "the events are handled beside it")
        process.terminate()
        assert ended(process) == 0, "a job that does not end is left, and rolls back"
