"""Words are said as who wrote them: a page that was made for somebody else, or for another company, sends nothing."""

from typing import Any

import pytest

from companies.models import Membership
from consultations.models import ReadMark, Room, RoomParty
from tests.cast import Person
from tests.consultations.conftest import in_thread, new_id, say

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = {"accept": "application/json"}


def act_for(person: Person, other: Person) -> None:
    """The person has a place in the other's company, too, and acts for it from now on."""
    Membership.objects.create(user=person.user, company=other.company, role="owner")
    session = person.client.session
    session["acting_company"] = other.company.slug
    session.save()


def test_a_page_of_one_company_is_not_sent_as_another(room: Room, buyer: Person, seller: Person) -> None:
    own = buyer.client.get(room.get_absolute_url()).context["own"]
    act_for(buyer, seller)
    data = {"body": "We pay 1.20 at most", "client_id": new_id(), "own": own}
    page = buyer.client.post(f"{room.get_absolute_url()}messages/", data)
    assert page.status_code == 409
    assert "somebody else now" in page.text and "We pay 1.20 at most" in page.text
    told = buyer.client.post(f"{room.get_absolute_url()}messages/", data, headers=SCRIPT)
    assert told.status_code == 422 and "somebody else now" in told.json()["message"]
    assert not room.messages.exists()
    buyer.client.post(f"{room.get_absolute_url()}messages/", {**data, "own": page.context["own"]})
    assert room.messages.get().company == seller.company


async def test_a_socket_of_one_company_ends_when_its_person_acts_for_another_of_the_room(
    room: Room, buyer: Person, seller: Person, enter: Any
) -> None:
    socket = await enter(buyer)
    await in_thread(act_for)(buyer, seller)
    await socket.tell("message.send", client_id=new_id(), body="We pay 1.20 at most")
    assert await socket.closed() == 4403
    assert not await in_thread(room.messages.exists)()


def test_asking_by_http_tells_who_is_asked_for_and_what_was_looked_at(
    room: Room, buyer: Person, seller: Person
) -> None:
    say(room, seller, "One"), say(room, seller, "Two")
    told = buyer.client.get(f"{room.get_absolute_url()}?after=0", headers=SCRIPT).json()
    assert told["own"] and told["own"] != seller.client.get(f"{room.get_absolute_url()}?after=0").json()["own"]
    assert not ReadMark.objects.filter(user=buyer.user, number__gt=0).exists()
    buyer.client.get(f"{room.get_absolute_url()}?after=2&read=2", headers=SCRIPT)
    assert ReadMark.objects.get(user=buyer.user).number == 2


def test_a_stranger_reads_nothing_by_telling_what_they_have_read(room: Room, seller: Person, stranger: Person) -> None:
    say(room, seller, "One")
    assert stranger.client.get(f"{room.get_absolute_url()}?after=0&read=1").status_code == 404
    assert not ReadMark.objects.filter(user=stranger.user).exists()
    assert not RoomParty.objects.filter(company=stranger.company).exists()
