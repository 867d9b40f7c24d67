"""Sockets of people whose place in a company changes, by the pages on which it is done."""

from typing import Any

import pytest

from companies.models import Handover, Membership
from consultations.models import Room
from tests.cast import Person
from tests.consultations.conftest import in_thread, say
from tests.consultations.test_sockets import new_id, stored

pytestmark = pytest.mark.django_db(transaction=True)


def ref_of(person: Person) -> str:
    return Membership.objects.get(user=person.user, company=person.company).ref


async def test_removed_on_the_page_the_socket_closes_before_the_next_word(
    room: Room, seller: Person, colleague: Person, buyer: Person, enter: Any
) -> None:
    removed = await enter(colleague)
    url = f"/my/people/{await in_thread(ref_of)(colleague)}/removal/"
    answer = await in_thread(seller.client.post)(url)
    assert answer.status_code == 302
    await in_thread(say)(room, buyer, "Between us")
    assert await removed.closed() == 4403


async def test_made_a_viewer_on_the_page_one_hears_and_no_longer_speaks(
    room: Room, seller: Person, colleague: Person, buyer: Person, enter: Any
) -> None:
    socket = await enter(colleague)
    url = f"/my/people/{await in_thread(ref_of)(colleague)}/"
    await in_thread(seller.client.post)(url, {"role": "viewer", "title": ""})
    await socket.tell("message.send", client_id=new_id(), body="Once more")
    assert (await socket.next("error"))["code"] == "forbidden"
    await in_thread(say)(room, buyer, "Heard?")
    assert (await socket.next("message.posted"))["message"]["body"] == "Heard?"
    assert await stored(room) == ["Heard?"]


async def test_after_a_handover_the_old_owner_who_leaves_loses_the_socket(
    room: Room, seller: Person, colleague: Person, enter: Any
) -> None:
    socket = await enter(seller)

    def hand_over_and_leave() -> int:
        seller.client.post(f"/my/people/{ref_of(colleague)}/handover/")
        colleague.client.post(f"/my/people/handovers/{Handover.objects.get().ref}/acceptance/")
        return int(seller.client.post(f"/my/people/{ref_of(seller)}/removal/").status_code)

    assert await in_thread(hand_over_and_leave)() == 302
    assert await socket.closed() == 4403
