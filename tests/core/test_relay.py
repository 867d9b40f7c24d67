"""The outbox: at least once to every handler, once in effect, whatever fails in between."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, ProgrammingError, connection

from companies.models import Company
from portal.core import events, relay, timed
from portal.core.events import Event, Unavailable, record
from portal.core.management.commands import relay as command
from tests.cast import make_company

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_these_handlers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(events, "HANDLERS", {})
    monkeypatch.setattr(relay, "HANDLERS", events.HANDLERS)
    yield


def test_a_handler_hears_only_of_what_it_asked_for(supplier: Company) -> None:
    heard: list[str] = []
    events.subscribe("offer.*")(lambda event: heard.append(event.kind))
    record("offer.published", supplier)
    record("company.changed", supplier)
    assert relay.deliver_all() == 2
    assert heard == ["offer.published"]
    assert set(Event.objects.values_list("state", flat=True)) == {Event.State.DONE}


def test_the_effect_of_a_failing_handler_is_taken_back_and_tried_again(supplier: Company) -> None:
    attempts: list[int] = []

    def clumsy(event: Event) -> None:
        make_company(f"Made in attempt {len(attempts)}")
        attempts.append(1)
        if len(attempts) == 1:
            raise ValueError("dropped it")

    events.subscribe("company.changed")(clumsy)
    event = record("company.changed", supplier)
    relay.deliver_all()
    event.refresh_from_db()
    assert (event.state, event.attempts) == (Event.State.PENDING, 1)
    assert "dropped it" in event.error
    assert not Company.objects.filter(name__startswith="Made in").exists()
    Event.objects.update(due_at=event.created_at)
    relay.deliver_all()
    assert Company.objects.filter(name__startswith="Made in").count() == 1


def test_a_handler_that_has_done_its_part_is_not_called_again_for_anothers_failure(supplier: Company) -> None:
    done: list[int] = []
    events.HANDLERS["good"] = events.Handler("good", ("*",), lambda event: done.append(event.pk), False)
    events.HANDLERS["bad"] = events.Handler("bad", ("*",), lambda event: 1 / 0, False)
    event = record("company.changed", supplier)
    for _attempt in range(3):
        relay.deliver_all()
        Event.objects.update(due_at=event.created_at)
    assert done == [event.pk]


def test_an_event_that_always_fails_dies_where_staff_can_see_it_and_can_be_revived(supplier: Company) -> None:
    handler = events.Handler("bad", ("*",), lambda event: 1 / 0, False)
    events.HANDLERS["bad"] = handler
    event = record("company.changed", supplier)
    for _attempt in range(relay.MAX_ATTEMPTS + 2):
        relay.deliver_all()
        Event.objects.update(due_at=event.created_at)
    event.refresh_from_db()
    assert (event.state, event.attempts) == (Event.State.DEAD, relay.MAX_ATTEMPTS)
    events.HANDLERS.clear()
    event.retry()
    relay.deliver_all()
    event.refresh_from_db()
    assert event.state == Event.State.DONE


def test_an_outage_postpones_the_group_without_using_up_attempts(supplier: Company) -> None:
    calls: list[int] = []

    def down(group: list[Event]) -> None:
        calls.append(len(group))
        raise Unavailable("no answer")

    events.subscribe("company.*", batch=True)(down)
    for _n in range(3):
        record("company.changed", supplier)
    relay.deliver()
    assert calls == [3]
    assert set(Event.objects.values_list("state", "attempts")) == {(Event.State.PENDING, 0)}
    assert relay.deliver() == 0, "it must wait before it tries again"


def test_one_poisoned_event_does_not_hold_up_its_group(supplier: Company, buying_company: Company) -> None:
    indexed: list[int] = []

    def index(group: list[Event]) -> None:
        if any(event.subject_id == supplier.pk for event in group):
            raise ValueError("cannot read this one")
        indexed.extend(event.subject_id or 0 for event in group)

    events.subscribe("company.*", batch=True)(index)
    record("company.changed", supplier)
    record("company.changed", buying_company)
    relay.deliver_all()
    assert indexed == [buying_company.pk]


def test_the_lag_is_the_age_of_what_waits_longest(supplier: Company) -> None:
    assert relay.lag_seconds() == 0
    record("company.changed", supplier)
    assert 0 < relay.lag_seconds() < 60


@pytest.mark.django_db(transaction=True)
def test_an_event_of_a_rolled_back_change_never_existed(supplier: Company) -> None:
    from django.db import transaction

    with pytest.raises(RuntimeError), transaction.atomic():
        record("company.changed", supplier)
        raise RuntimeError
    assert not Event.objects.exists()
    assert connection.in_atomic_block is False


@pytest.mark.django_db(transaction=True)
def test_a_database_that_goes_away_is_no_handlers_fault(supplier: Company, caplog: pytest.LogCaptureFixture) -> None:
    def cut_off(event: Event) -> None:
        connection.connection.close()  # as the server does when it dies
        Company.objects.count()

    event = record("company.changed", supplier)
    events.subscribe("company.changed")(cut_off)
    with pytest.raises((OperationalError, InterfaceError, ProgrammingError)):
        relay.deliver()
    connection.close()
    assert "failed on" not in caplog.text
    event.refresh_from_db()
    assert (event.state, event.attempts, event.error) == (Event.State.PENDING, 0, "")


def test_on_one_lock_for_all_others_get_a_turn_after_each_job_and_each_few_events(
    supplier: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    jobs = {name: timed.Job(name, timedelta(days=1), lambda: done.append("job")) for name in ("one", "two")}
    monkeypatch.setattr(timed, "JOBS", jobs)
    monkeypatch.setattr(command, "has_room_for_two", lambda: False)
    events.subscribe("offer.published", batch=True)(lambda group: done.append(f"{len(group)} events"))
    for _number in range(command.SMALL_BATCH + 1):
        record("offer.published", supplier)

    class Stop(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            done.append("rest" if timeout == command.BREATH else "idle")
            if done[-1] == "idle":
                self.set()
            return self.is_set()

    monkeypatch.setattr(command.threading, "Event", Stop)
    monkeypatch.setattr(command.signal, "signal", lambda *_: None)
    monkeypatch.setattr(command, "close_old_connections", lambda: None)  # the test is within its transaction
    call_command("relay")
    assert done == ["job", "rest", "job", "rest", "20 events", "rest", "1 events", "rest", "idle"]
