"""Who may open the consultation's socket, and when it ends."""

from typing import Any

import pytest

from companies.models import Membership
from consultations.live import consumers
from consultations.models import Room
from tests.cast import Person
from tests.consultations.conftest import in_thread, new_id, say, socket_to, stored

pytestmark = pytest.mark.django_db(transaction=True)


async def test_who_has_no_part_in_it_is_refused_as_by_the_page(
    room: Room, stranger: Person, newcomer: Person, moderator: Person
) -> None:
    for person in (stranger, newcomer, moderator, None):
        assert await socket_to(room.ref, person).connect() == (False, 4404)


async def test_a_room_that_does_not_exist_and_an_address_that_is_none(seller: Person) -> None:
    for ref in ("T-0000000000", "x" * 500, "%00", "../../readyz"):
        is_open, _code = await socket_to(ref, seller).connect()
        assert not is_open


async def test_another_sites_page_cannot_open_the_socket(room: Room, seller: Person) -> None:
    is_open, _code = await socket_to(room.ref, seller, origin="https://evil.example").connect()
    assert not is_open


async def test_a_viewer_hears_but_cannot_speak_nor_type(room: Room, viewer: Person, buyer: Person, enter: Any) -> None:
    silent, other = await enter(viewer), await enter(buyer)
    client_id = new_id()
    await silent.tell("message.send", client_id=client_id, body="May I?")
    error = await silent.next("error")
    assert (error["code"], error["client_id"]) == ("forbidden", client_id)
    await silent.tell("typing")
    assert (await silent.next("error"))["code"] == "forbidden"
    assert await other.silent()
    assert await stored(room) == []
    await in_thread(say)(room, buyer, "Hello all")
    assert (await silent.next("message.posted"))["message"]["body"] == "Hello all"


async def test_a_removed_member_loses_the_socket_at_once(
    room: Room, seller: Person, colleague: Person, buyer: Person, enter: Any
) -> None:
    removed, stays = await enter(colleague), await enter(seller)

    def remove() -> None:
        Membership.objects.get(user=colleague.user).end(by=seller.actor)
        say(room, buyer, "Between us")

    await in_thread(remove)()
    frames_seen = []
    while (sent := await removed.receive_output(5))["type"] == "websocket.send":
        frames_seen.append(sent)
    assert (sent["code"], frames_seen) == (4403, [])
    assert (await stays.next("message.posted"))["message"]["body"] == "Between us"


async def test_without_the_push_the_next_frame_finds_out(room: Room, colleague: Person, enter: Any) -> None:
    removed = await enter(colleague)
    await in_thread(lambda: Membership.objects.filter(user=colleague.user).delete())()
    await removed.tell("message.send", client_id=new_id(), body="Still here?")
    assert await removed.closed() == 4403
    assert await stored(room) == []


async def test_without_the_push_a_delivery_is_checked_when_the_last_check_is_old(
    room: Room, colleague: Person, buyer: Person, enter: Any, monkeypatch: Any
) -> None:
    removed = await enter(colleague)
    await in_thread(lambda: Membership.objects.filter(user=colleague.user).delete())()
    monkeypatch.setattr(consumers, "TRUST", 0)
    await in_thread(say)(room, buyer, "Secret")
    assert await removed.closed() == 4403


async def test_a_demoted_member_goes_on_hearing_but_not_speaking(room: Room, colleague: Person, enter: Any) -> None:
    socket = await enter(colleague)
    await in_thread(lambda: Membership.objects.filter(user=colleague.user).update(role="viewer"))()
    await socket.tell("message.send", client_id=new_id(), body="Once more")
    assert (await socket.next("error"))["code"] == "forbidden"
    assert await stored(room) == []


async def test_logging_out_closes_this_browsers_sockets_only(room: Room, seller: Person, enter: Any) -> None:
    elsewhere = await in_thread(lambda: Person(seller.user, seller.company, another_browser(seller)))()
    here, there = await enter(seller), await enter(elsewhere)
    await in_thread(log_out)(seller)
    assert await here.closed() == 4403
    assert await there.silent()


async def test_ending_the_other_sign_ins_closes_their_sockets_and_not_these(
    room: Room, seller: Person, enter: Any
) -> None:
    elsewhere = await in_thread(lambda: Person(seller.user, seller.company, another_browser(seller)))()
    await in_thread(look_around)(elsewhere)
    here, there = await enter(seller), await enter(elsewhere)
    await in_thread(end_others)(seller)
    assert await there.closed() == 4403
    assert (await here.next("writing"))["may_speak"], "it is looked at anew, and stays open"
    assert await here.silent()


def look_around(person: Person) -> None:
    assert person.client.get("/my/account/sessions/").status_code == 200


def end_others(person: Person) -> None:
    assert person.client.post("/my/account/sessions/end-others/").status_code == 302


def another_browser(person: Person) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(person.user)
    return client


def log_out(person: Person) -> None:
    assert person.client.post("/accounts/logout/").status_code == 302
