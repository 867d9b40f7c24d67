"""The socket, through its front door: the whole ASGI application."""

import json
from functools import partial
from typing import Any

import pytest
from django.db import OperationalError

from companies.models import Membership
from consultations.live import consumers, frames
from consultations.live.limits import Bucket
from consultations.models import MAX_BODY, Message, ReadMark, Room
from tests.cast import Person, make_person
from tests.consultations.conftest import gather, in_thread, new_id, say, socket_to, stored

pytestmark = pytest.mark.django_db(transaction=True)


async def test_two_companies_talk(room: Room, seller: Person, buyer: Person, enter: Any) -> None:
    hers, his = await enter(seller), await enter(buyer)
    client_id = new_id()
    await his.tell("message.send", client_id=client_id, body="Can you do 500 pieces by March?")
    ack = await his.next("message.ack")
    assert (ack["client_id"], ack["message"]["number"], ack["message"]["side"]) == (client_id, 1, "me")
    heard = (await hers.next("message.posted"))["message"]
    assert heard["body"] == "Can you do 500 pieces by March?"
    assert (heard["side"], heard["author"], heard["company_name"]) == ("them", "Buyer", "Nordwerk Handel")
    assert "client_id" not in heard and "user" not in heard

    await hers.tell("message.send", client_id=new_id(), body="네, 가능합니다.")
    assert (await his.next("message.posted"))["message"]["number"] == 1
    assert (await his.next("message.posted"))["message"]["body"] == "네, 가능합니다."
    assert await stored(room) == ["Can you do 500 pieces by March?", "네, 가능합니다."]


async def test_two_tabs_and_a_colleague_hear_it_too(
    room: Room, seller: Person, colleague: Person, buyer: Person, enter: Any
) -> None:
    first, second, beside, other = [await enter(one) for one in (seller, seller, colleague, buyer)]
    await first.tell("message.send", client_id=new_id(), body="Good morning")
    sides = [(await tab.next("message.posted"))["message"]["side"] for tab in (first, second, beside, other)]
    assert sides == ["me", "me", "us", "them"]


async def test_what_was_said_on_the_page_is_heard_on_the_socket(
    room: Room, seller: Person, buyer: Person, enter: Any
) -> None:
    hers = await enter(seller)
    url = f"/consultations/{room.ref}/messages/"
    answer = await in_thread(buyer.client.post)(url, {"body": "By plain form", "client_id": new_id()})
    assert answer.status_code == 302
    assert (await hers.next("message.posted"))["message"]["body"] == "By plain form"


async def test_the_same_message_sent_again_is_stored_and_heard_once(
    room: Room, seller: Person, buyer: Person, enter: Any
) -> None:
    hers, his = await enter(seller), await enter(buyer)
    client_id = new_id()
    for _attempt in range(3):
        await his.tell("message.send", client_id=client_id, body="Only once")
        assert (await his.next("message.ack"))["message"]["number"] == 1
    assert (await hers.next("message.posted"))["message"]["number"] == 1
    assert await hers.silent()
    assert await stored(room) == ["Only once"]


async def test_two_tabs_that_resend_the_same_message_at_once_store_one(room: Room, buyer: Person, enter: Any) -> None:
    tabs = [await enter(buyer) for _tab in range(4)]
    client_id = new_id()
    await gather(*(tab.tell("message.send", client_id=client_id, body="Raced") for tab in tabs))
    acks = await gather(*(tab.next("message.ack") for tab in tabs))
    assert {ack["message"]["number"] for ack in acks} == {1}
    assert await stored(room) == ["Raced"]


async def test_everybody_sees_the_same_order_without_gaps(
    room: Room, seller: Person, colleague: Person, buyer: Person, enter: Any
) -> None:
    tabs = [await enter(person) for person in (seller, colleague, buyer)]
    for turn in range(5):
        await gather(*(tab.tell("message.send", client_id=new_id(), body=f"{turn}") for tab in tabs))
    for tab in tabs:
        heard = [(await tab.next("message.posted"))["message"] for _ in range(15)]
        assert sorted(one["number"] for one in heard) == list(range(1, 16))
    numbers = await in_thread(lambda: list(room.messages.values_list("number", flat=True)))()
    assert numbers == list(range(1, 16))


async def test_after_a_reconnect_the_client_gets_what_came_after_its_last_number(
    room: Room, seller: Person, buyer: Person, enter: Any
) -> None:
    first = await enter(buyer)
    await in_thread(say)(room, seller, "One")
    assert (await first.next("message.posted"))["message"]["number"] == 1
    await first.disconnect()
    for word in ("Two", "Three"):
        await in_thread(say)(room, seller, word)
    socket = socket_to(room.ref, buyer)
    await socket.connect()
    assert (await socket.next("hello"))["last_number"] == 3
    await socket.tell("sync", after=1)
    answer = await socket.next("sync")
    assert [(one["number"], one["body"]) for one in answer["messages"]] == [(2, "Two"), (3, "Three")]
    assert answer["has_more"] is False
    await socket.disconnect()


async def test_a_long_absence_is_caught_up_in_parts(
    room: Room, seller: Person, buyer: Person, enter: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(frames, "SYNC_LIMIT", 3)
    await in_thread(lambda: [say(room, seller, str(number)) for number in range(1, 8)])()
    socket = await enter(buyer)
    got: list[int] = []
    while True:
        await socket.tell("sync", after=got[-1] if got else 0)
        answer = await socket.next("sync")
        got += [one["number"] for one in answer["messages"]]
        if not answer["has_more"]:
            break
    assert got == list(range(1, 8))


HOSTILE = [
    "",
    "not json",
    "[]",
    "null",
    '"hello"',
    "{}",
    '{"type": 7}',
    '{"type": "message.delete"}',
    '{"type": "__class__"}',
    '{"type": "message.posted", "message": {}}',
    '{"type": "message.send"}',
    '{"type": "message.send", "body": "x"}',
    '{"type": "message.send", "client_id": "", "body": "x"}',
    '{"type": "message.send", "client_id": "not-a-uuid", "body": "x"}',
    '{"type": "message.send", "client_id": "\\ud800", "body": "x"}',
    '{"type": "message.send", "client_id": 5, "body": "x"}',
    '{"type": "message.send", "client_id": "4a0a9c1e-6b39-4f0a-9a53-0f5f8f3a4d11", "body": {"a": 1}}',
    '{"type": "message.send", "client_id": "4a0a9c1e-6b39-4f0a-9a53-0f5f8f3a4d11", "body": "   "}',
    '{"type": "message.send", "client_id": "4a0a9c1e-6b39-4f0a-9a53-0f5f8f3a4d11", "body": "\\u200b\\u2060"}',
    '{"type": "sync"}',
    '{"type": "sync", "after": -1}',
    '{"type": "sync", "after": true}',
    '{"type": "sync", "after": 1e400}',
    '{"type": "sync", "after": ' + "9" * 5000 + "}",
    '{"type": "read", "number": "1; drop table"}',
    "[" * 60_000,
    "x" * 1_000_000,
]


async def test_a_hostile_frame_gets_an_error_and_the_socket_lives_on(
    room: Room, buyer: Person, enter: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(consumers, "BURST", 10 * len(HOSTILE))
    socket = await enter(buyer)
    for text in HOSTILE:
        await socket.send_to(text_data=text)
        error = await socket.next("error")
        assert error["code"] in {"malformed", "unknown_type", "too_long", "refused"}, text[:80]
        assert error["message"], text[:80]
        assert await socket.silent(), text[:80]
    assert await stored(room) == []


async def test_a_binary_frame_gets_an_error(room: Room, buyer: Person, enter: Any) -> None:
    socket = await enter(buyer)
    await socket.send_to(bytes_data=b"\x00\xff" * 100)
    assert (await socket.next("error"))["code"] == "malformed"
    assert await socket.silent()


async def test_an_over_long_message_is_refused_whole_and_the_longest_allowed_is_stored(
    room: Room, buyer: Person, enter: Any
) -> None:
    socket = await enter(buyer)
    await socket.tell("message.send", client_id=new_id(), body="가" * (MAX_BODY + 1))
    assert (await socket.next("error"))["code"] == "refused"
    await socket.tell("message.send", client_id=new_id(), body="😀" * MAX_BODY)
    assert (await socket.next("message.ack"))["message"]["body"] == "😀" * MAX_BODY


async def test_control_and_override_characters_are_left_out(room: Room, buyer: Person, enter: Any) -> None:
    socket = await enter(buyer)
    await socket.tell("message.send", client_id=new_id(), body="pay \u202eto\x00day \ud83d\n<b>now</b>")
    assert (await socket.next("message.ack"))["message"]["body"] == "pay today \ufffd\n<b>now</b>"


async def test_a_flood_is_slowed_down_then_cut_off_and_others_do_not_notice(
    room: Room, seller: Person, buyer: Person, enter: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("consultations.live.consumers.Bucket", partial(Bucket, clock=lambda: 0.0))  # all in one moment
    flooder, other = await enter(buyer), await enter(seller)
    for _frame in range(300):
        await flooder.tell("typing")
    assert (await flooder.next("error"))["code"] == "too_fast"
    assert await flooder.closed() == 4429
    await in_thread(say)(room, buyer, "Sorry")
    assert (await other.next("message.posted"))["message"]["body"] == "Sorry"


async def test_typing_and_reading_are_told_to_the_others_only(
    room: Room, seller: Person, buyer: Person, enter: Any
) -> None:
    hers, his = await enter(seller), await enter(buyer)
    await in_thread(say)(room, buyer, "Have you read this?")
    await hers.tell("typing")
    assert (await his.next("typing")) == {"type": "typing", "side": "them", "author": "Seller"}
    await hers.tell("read", number=99)
    assert (await his.next("read")) == {"type": "read", "side": "them", "number": 1}
    mark = await in_thread(lambda: ReadMark.objects.get(user=seller.user).number)()
    assert mark == 1


async def test_when_the_database_is_away_the_sender_is_told_to_try_again(
    room: Room, buyer: Person, enter: Any, monkeypatch: Any
) -> None:
    socket = await enter(buyer)
    client_id = new_id()
    with monkeypatch.context() as broken:
        broken.setattr(
            "consultations.live.sending.say_together", fail_with(OperationalError("the server closed the connection"))
        )
        await socket.tell("message.send", client_id=client_id, body="Kept by the sender")
        error = await socket.next("error")
        assert (error["code"], error["client_id"]) == ("unavailable", client_id)
    await socket.tell("message.send", client_id=client_id, body="Kept by the sender")
    assert (await socket.next("message.ack"))["client_id"] == client_id
    assert await stored(room) == ["Kept by the sender"]


async def test_when_a_push_is_lost_the_message_is_stored_and_a_sync_brings_it(
    room: Room, seller: Person, buyer: Person, enter: Any, monkeypatch: Any
) -> None:
    from portal.core import live

    hers, his = await enter(seller), await enter(buyer)

    class Away:
        async def group_send(self, group: str, message: Any) -> None:
            raise ConnectionError("Redis is away")

    monkeypatch.setattr(live, "get_channel_layer", Away)
    await his.tell("message.send", client_id=new_id(), body="Not pushed")
    assert (await his.next("message.ack"))["message"]["number"] == 1
    await hers.tell("sync", after=0)
    assert [one["body"] for one in (await hers.next("sync"))["messages"]] == ["Not pushed"]


def fail_with(problem: Exception) -> Any:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise problem

    return fail


async def test_errors_speak_the_pages_language(room: Room, buyer: Person, enter: Any) -> None:
    socket = await enter(buyer, query="?language=ko")
    await socket.send_to(text_data="nonsense")
    error = await socket.next("error")
    assert any("가" <= letter <= "힣" for letter in error["message"])


async def test_switching_to_a_company_without_a_part_in_it_ends_the_socket(
    room: Room, seller: Person, stranger: Person, enter: Any
) -> None:
    socket = await enter(seller)

    def act_for_another() -> None:
        Membership.objects.create(user=seller.user, company=stranger.company, role="owner")
        session = seller.client.session
        session["acting_company"] = stranger.company.slug
        session.save()

    await in_thread(act_for_another)()
    await socket.tell("sync", after=0)
    assert await socket.closed() == 4403


@pytest.mark.needs("redis")
async def test_two_companies_talk_over_redis(
    room: Room, seller: Person, buyer: Person, colleague: Person, enter: Any, settings: Any
) -> None:
    import os

    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [os.environ.get("REDIS_URL", "redis://127.0.0.1:56379/2")], "prefix": new_id()},
        }
    }
    hers, his = await enter(seller), await enter(buyer)
    for number in range(1, 11):
        await his.tell("message.send", client_id=new_id(), body=f"{number}")
        assert (await his.next("message.ack"))["message"]["number"] == number
    heard = [(await hers.next("message.posted"))["message"]["number"] for _ in range(10)]
    assert heard == list(range(1, 11))
    removed = await enter(colleague)
    await in_thread(lambda: Membership.objects.get(user=colleague.user).end(by=seller.actor))()
    assert await removed.closed() == 4403


def test_no_frame_holds_a_serial_id(room: Room, seller: Person, buyer: Person) -> None:
    message = say(room, buyer, "Numbers are for us")
    frame = json.dumps(frames.shown(message.facts(), seller.actor, room.sight_of(seller.actor)))
    assert set(json.loads(frame)) == {"number", "author", "company_name", "body", "at", "change", "side", "plain_links"}
    assert Message.objects.get().facts()["user"] == buyer.user.pk


def test_a_second_room_is_not_heard_in_the_first(room: Room, buyer: Person) -> None:
    other = make_person("third@third.example")
    assert not Room.objects.visible_to(other.actor).exists()
