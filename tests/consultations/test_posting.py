"""Messages that wait together are stored together, and each keeps its own outcome."""

import threading
import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from consultations.live import sending
from consultations.models import ChainEntry, Message, ReadMark, Room, Saying, say_together
from consultations.transcripts.export import findings, transcript_of
from portal.core.events import Event
from portal.core.permissions import Refused
from tests.cast import Person
from tests.consultations.conftest import gather, in_thread, new_id


@pytest.fixture
def elsewhere(buyer: Person, seller: Person) -> Room:
    return Room.open_about("company", seller.company, by=buyer.actor)


def saying(room: Room, person: Person, body: str, own_id: uuid.UUID | None = None) -> Saying:
    return Saying(Room.objects.get(pk=room.pk), person.actor, body, own_id or uuid.uuid4())


@pytest.mark.django_db
def test_of_several_each_has_its_own_outcome(
    room: Room, elsewhere: Room, buyer: Person, seller: Person, stranger: Person, settings: Any
) -> None:
    settings.TALK_MESSAGES_A_MINUTE = [3]
    twice = uuid.uuid4()
    first = room.post("Before", by=seller.actor)
    asked = [
        saying(room, buyer, "One", twice),
        saying(elsewhere, buyer, "There"),
        saying(room, stranger, "Let me in"),
        saying(room, buyer, "One", twice),
        saying(room, seller, "Before", first.client_id),
        saying(room, seller, "Pay to our new bank account @Buyer"),
        saying(room, buyer, "Two"),
        saying(room, buyer, "Too many"),
    ]
    assert say_together(asked) == []
    assert [one.is_new for one in asked] == [True, True, False, False, False, True, True, False]
    assert isinstance(asked[2].problem, PermissionDenied)
    assert isinstance(asked[7].problem, Refused)
    assert asked[3].message == asked[0].message
    assert asked[4].message == first
    rows = list(room.messages.values_list("number", "body"))
    assert rows == [(1, "Before"), (2, "One"), (3, "Pay to our new bank account @Buyer"), (4, "Two")]
    assert [one.body for one in elsewhere.messages.all()] == ["There"]
    assert list(room.messages.get(number=3).cautions.values_list("kind", flat=True)) == ["changed"]
    assert dict(room.read_marks.values_list("user", "number")) == {buyer.user.pk: 4, seller.user.pk: 3}
    assert Event.objects.filter(kind="message.posted").count() == 5
    for one in (room, elsewhere):
        one.refresh_from_db()
        assert list(findings(transcript_of(one))) == []
        assert one.last_number == one.messages.count()


@pytest.mark.django_db
def test_many_cost_as_many_statements_as_one(room: Room, elsewhere: Room, buyer: Person, seller: Person) -> None:
    def say(count: int) -> int:
        some = [saying((room, elsewhere)[n % 2], (buyer, seller)[n % 3 % 2], f"{count}.{n}") for n in range(count)]
        with CaptureQueriesContext(connection) as asked:
            say_together(some)
        return len(asked)

    say(1)
    assert say(12) == say(1)


@pytest.mark.django_db
def test_what_the_database_refuses_does_not_hurt_the_others(room: Room, buyer: Person, monkeypatch: Any) -> None:
    """As if a constraint that nobody thought of caught one of them."""
    real = say_together

    def say(sayings: Any, waits: bool) -> Any:
        if any(one.body == "Odd" for one in sayings):
            with transaction.atomic():
                real(sayings, waits)
                raise IntegrityError("violates a constraint")
        return real(sayings, waits)

    monkeypatch.setattr(sending, "say_together", say)
    some = [saying(room, buyer, body) for body in ("First", "Odd", "Last")]
    assert sending.stored(some, waits=False) == []
    assert isinstance(some[1].problem, IntegrityError)
    assert list(room.messages.values_list("number", "body")) == [(1, "First"), (2, "Last")]
    assert list(findings(transcript_of(room))) == []


@pytest.mark.django_db(transaction=True)
async def test_a_room_that_somebody_holds_is_waited_for_alone(
    room: Room, buyer: Person, seller: Person, enter: Any
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    other = await in_thread(lambda: Room.open_about("company", seller.company, by=buyer.actor))()
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            Room.objects.select_for_update(no_key=True).get(pk=room.pk)
            held.set()
            assert release.wait(20)

    holding = threading.Thread(target=in_own_connection, args=(hold,))
    holding.start()
    assert held.wait(20)
    tabs = [await enter(person) for person in (buyer, seller)]
    beside = await enter(buyer, ref=other.ref)
    await gather(*(tab.tell("message.send", client_id=new_id(), body="Waits") for tab in tabs))
    await beside.tell("message.send", client_id=new_id(), body="Need not wait")
    assert (await beside.next("message.ack"))["message"]["number"] == 1
    assert await in_thread(Message.objects.filter(room=room).count)() == 0
    release.set()
    acks = await gather(*(tab.next("message.ack") for tab in tabs))
    assert {ack["message"]["number"] for ack in acks} == {1, 2}
    assert await in_thread(lambda: ChainEntry._default_manager.filter(room=room, kind="posted").count())() == 2
    assert await in_thread(lambda: ReadMark.objects.filter(room=room).count())() == 2
    holding.join()


def in_own_connection(work: Any) -> None:
    try:
        work()
    finally:
        connection.close()
