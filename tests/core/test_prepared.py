"""Statements that are put together once do what the querysets and `save()` do, on either database."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consultations.models import ChainEntry, ReadMark, Room
from portal.core.events import Event, record
from portal.core.prepared import Prepared, PreparedChange, insert, inserted, inserting, together, update, updating
from tests.cast import Person


@pytest.fixture
def room(product: Any, buyer: Person, seller: Person) -> Room:
    return Room.open_about("product", product, by=buyer.actor)


def late_events(since: datetime, kind: str) -> Any:
    return (
        Event.objects.filter(created_at__gt=since, kind=kind).order_by("pk").values_list("pk", "payload", "created_at")
    )


def test_a_prepared_query_gives_what_the_queryset_gives_with_other_parameters_each_time(room: Room) -> None:
    late = Prepared(late_events)
    record("first", room, words="하나")
    record("second", room, number=2)
    since = timezone.now() - timedelta(minutes=1)
    for kind in ("first", "second", "none"):
        assert late.rows(since=since, kind=kind) == list(late_events(since, kind))
    assert late.rows(since=timezone.now() + timedelta(minutes=1), kind="first") == []
    assert late.row(since=since, kind="none") is None


def test_it_is_one_statement_and_not_put_together_again(room: Room) -> None:
    built: list[int] = []

    def entries(room: int) -> Any:
        built.append(room)
        return ChainEntry._default_manager.filter(room=room).values_list("seq")

    prepared = Prepared(entries)
    with CaptureQueriesContext(connection) as asked:
        assert prepared.rows(room=room.pk) == [(1,)]
        assert prepared.rows(room=room.pk + 1) == []
    assert len(built) == 1
    assert len(asked) == 2


def test_a_time_that_is_no_parameter_is_refused_because_it_would_never_change() -> None:
    fixed = Prepared(lambda: Event.objects.filter(created_at__gt=timezone.now()).values_list("pk"))
    with pytest.raises(TypeError, match="first use"):
        fixed.rows()


def test_words_with_signs_of_sql_are_words(room: Room) -> None:
    found = Prepared(late_events)
    for kind in ("100%", "%s", "'; DROP TABLE core_event; --", "\x01"):
        assert found.rows(since=timezone.now(), kind=kind) == []


def test_insert_stores_what_save_stores_and_sets_the_key(room: Room, buyer: Person) -> None:
    event = Event(kind="told", subject_type="x", subject_id=room.pk, user=buyer.user, payload={"a": ["한", None]})
    insert(event)
    stored = Event.objects.get(pk=event.pk)
    assert not event._state.adding
    for field in Event._meta.concrete_fields:
        assert getattr(stored, field.attname) == getattr(event, field.attname), field.name


def test_insert_with_unique_changes_the_row_that_is_there(room: Room, buyer: Person, seller: Person) -> None:
    for number, person in ((3, buyer), (5, buyer), (4, seller)):
        mark = ReadMark(room=room, user=person.user, company=person.company, number=number)
        insert(mark, unique=("room", "user"), update=("number", "company"))
    assert dict(ReadMark.objects.filter(room=room).values_list("user", "number")) == {
        buyer.user.pk: 5,
        seller.user.pk: 4,
    }


def test_update_stores_the_named_fields_and_no_others(room: Room) -> None:
    at = timezone.now()
    room.last_number, room.title, room.last_message_at = 7, "Not stored", at
    update(room, "last_number", "last_message_at")
    room.refresh_from_db()
    assert (room.last_number, room.last_message_at) == (7, at)
    assert room.title != "Not stored"


def test_a_parameter_may_be_a_uuid(room: Room, buyer: Person) -> None:
    sent = uuid.uuid4()
    message = room.post("One", by=buyer.actor, client_id=sent)
    assert room.post("One", by=buyer.actor, client_id=sent) == message
    assert room.post("One", by=buyer.actor, client_id=uuid.uuid4()) != message


def test_a_prepared_change_changes_what_update_would_and_counts(room: Room, buyer: Person, seller: Person) -> None:
    def further(room: int, number: int) -> tuple[Any, dict[str, int]]:
        return Room.objects.filter(pk=room, last_number__lt=number), {"last_number": number}

    change = PreparedChange(further)
    assert [change.run(room=room.pk, number=number) for number in (4, 4, 3, 9)] == [1, 0, 0, 1]
    room.refresh_from_db()
    assert room.last_number == 9
    assert change.run(room=0, number=5) == 0


def test_several_are_stored_and_asked_for_together_each_answer_its_own(room: Room, buyer: Person) -> None:
    def of_kinds(kinds: list[str], rooms: list[int]) -> Any:
        return Event.objects.filter(kind__in=kinds, subject_id__in=rooms).order_by("pk").values_list("pk", "payload")

    events = [Event(kind=kind, subject_type="x", subject_id=room.pk, payload={kind: "100%"}) for kind in "abc"]
    (answer,) = together(inserting(events))
    inserted(events, answer)
    for event in events:
        assert Event.objects.get(pk=event.pk).payload == event.payload
    for number, event in enumerate(events):
        event.attempts, event.error = number, "the same"
    found = Prepared(of_kinds)
    changed, some, none, all_of_them = together(
        updating(events[1:], "attempts", "error"),
        found.asked(kinds=["a", "c"], rooms=[room.pk]),
        found.asked(kinds=["a", "c"], rooms=[]),
        found.asked(kinds=["a", "b", "c"], rooms=[room.pk, 0]),
    )
    assert (changed.count, some.count, none.count, all_of_them.count) == (2, 2, 0, 3) or connection.vendor == "sqlite"
    assert [pk for pk, _payload in some.rows] == [events[0].pk, events[2].pk] and none.rows == []
    assert all_of_them.rows == [(event.pk, event.payload) for event in events]
    stored = list(Event.objects.filter(pk__in=[one.pk for one in events]).order_by("pk"))
    assert [(one.attempts, one.error) for one in stored] == [(0, ""), (1, "the same"), (2, "the same")]
