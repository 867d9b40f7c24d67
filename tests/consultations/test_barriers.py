"""A block between companies, and measures of staff: who may no longer write, what they are told, and when."""

import uuid
from typing import Any

import pytest

from companies.models import CompanyBlock
from consultations.models import Message, Room, RoomClosure, TalkSuspension
from notifications.models import Notification
from portal.core.permissions import Refused
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.consultations.conftest import in_thread, say
from tests.processes import at_once

pytestmark = pytest.mark.django_db

NOT_TAKEN = "This company does not take messages from yours."


def write(person: Person, room: Room, body: str = "Hello", **headers: Any) -> Any:
    data = {"body": body, "client_id": str(uuid.uuid4())}
    return person.client.post(f"/consultations/{room.ref}/messages/", data, headers=headers or None)


def block(person: Person, other: Person) -> None:
    assert person.client.post(f"/companies/{other.company.slug}/block/").status_code == 302


def test_who_is_blocked_reads_on_and_cannot_write(room: Room, seller: Person, buyer: Person, colleague: Person) -> None:
    room.post("Before", by=buyer.actor)
    block(colleague, buyer)
    answer = write(buyer, room, "Kept words")
    page = answer.content.decode()
    assert answer.status_code == 409 and NOT_TAKEN in page and "Before" in page
    assert "block" not in page.split("<main")[1].split('id="safety"')[0].lower()
    assert list(room.messages.values_list("body", flat=True)) == ["Before"]
    page = buyer.client.get(room.get_absolute_url()).content.decode()
    assert NOT_TAKEN in page and 'id="say"' not in page and "Before" in page
    deliver_all()
    assert not Notification.objects.filter(user=buyer.user).exists()


def test_by_fetch_the_reason_comes_as_json(room: Room, seller: Person, buyer: Person) -> None:
    block(seller, buyer)
    answer = write(buyer, room, accept="application/json")
    assert answer.status_code == 422 and answer.json() == {"code": "refused", "message": NOT_TAKEN}


def test_who_has_blocked_does_not_write_either_and_unblocks_here(room: Room, seller: Person, buyer: Person) -> None:
    block(seller, buyer)
    assert "Unblock it to write here" in write(seller, room).content.decode()
    page = seller.client.get(room.get_absolute_url()).content.decode()
    assert "Your company has blocked Nordwerk Handel" in page
    seller.client.post("/my/company/blocked/", {"company": buyer.company.slug, "next": room.get_absolute_url()})
    assert write(seller, room).status_code == write(buyer, room).status_code == 302


def test_no_room_is_opened_past_a_block(seller: Person, buyer: Person, product: Any, stranger: Person) -> None:
    block(seller, buyer)
    url = f"/consultations/about/product/{product.ref}/"
    answer = buyer.client.post(url)
    assert answer.status_code == 409 and NOT_TAKEN in answer.content.decode()
    back = seller.client.post(f"/consultations/about/company/{buyer.company.slug}/")
    assert back.status_code == 409 and "Unblock it" in back.content.decode()
    assert not Room.objects.exists()
    assert stranger.client.post(url).status_code == 302


def test_a_room_that_is_there_still_opens_to_be_read(room: Room, seller: Person, buyer: Person, product: Any) -> None:
    block(seller, buyer)
    answer = buyer.client.post(f"/consultations/about/product/{product.ref}/")
    assert answer.status_code == 302 and room.ref in answer.url


def test_among_several_a_block_silences_nobody(room: Room, seller: Person, buyer: Person, stranger: Person) -> None:
    room.parties.create(company=stranger.company)
    block(stranger, seller)
    assert write(seller, room).status_code == 302


def test_a_closed_room_and_a_taken_right(room: Room, seller: Person, buyer: Person, moderator: Person) -> None:
    closure = RoomClosure.put_on(room, moderator.actor)
    with pytest.raises(Refused):
        RoomClosure.put_on(room, moderator.actor)
    for person in (seller, buyer):
        assert "Our staff closed this consultation" in write(person, room).content.decode()
    closure.lift(moderator.actor)
    closure.lift(moderator.actor)
    assert write(buyer, room).status_code == 302
    assert [one.kind for one in room.chain.all()] == ["opened", "closed", "reopened", "posted"]
    right = TalkSuspension.put_on(seller.company, moderator.actor, 3)
    assert "taken the right" in write(seller, room).content.decode()
    opened = seller.client.post(f"/consultations/about/company/{buyer.company.slug}/")
    assert opened.status_code == 409 and Room.objects.count() == 1
    assert write(buyer, room).status_code == 302
    TalkSuspension.objects.filter(pk=right.pk).update(started_at="2020-01-01T00:00Z", ends_at="2020-01-02T00:00Z")
    assert write(seller, room).status_code == 302, "it ends by itself"
    with pytest.raises(Refused):
        TalkSuspension.put_on(seller.company, moderator.actor, 0)


def test_the_transcript_tells_that_it_was_closed(room: Room, buyer: Person, moderator: Person, tmp_path: Any) -> None:
    from django.core.management import call_command

    RoomClosure.put_on(room, moderator.actor)
    answer = buyer.client.get(f"/consultations/{room.ref}/transcript.json")
    closed = answer.json()["entries"][-1]["facts"]
    assert closed["kind"] == "closed" and closed["author"] == "", "no name of staff goes out"
    path = tmp_path / "transcript.json"
    path.write_bytes(b"".join(answer) if answer.streaming else answer.content)
    call_command("transcript_verify", str(path))


@pytest.mark.django_db(transaction=True)
async def test_open_tabs_of_both_learn_at_once(room: Room, seller: Person, buyer: Person, enter: Any) -> None:
    theirs, ours = await enter(buyer), await enter(seller)
    await in_thread(block)(seller, buyer)
    assert (await theirs.next("writing")) == {"type": "writing", "may_speak": False, "reason": NOT_TAKEN}
    assert (await ours.next("writing"))["may_speak"] is False
    own = str(uuid.uuid4())
    await theirs.tell("message.send", client_id=own, body="Once more")
    assert await theirs.next("error") == {"type": "error", "code": "refused", "message": NOT_TAKEN, "client_id": own}
    await theirs.tell("typing")
    assert (await theirs.next("error"))["code"] == "forbidden"
    await in_thread(seller.client.post)("/my/company/blocked/", {"company": buyer.company.slug})
    assert (await theirs.next("writing"))["may_speak"] is True
    await in_thread(say)(room, buyer, "Back")
    assert (await ours.next("message.posted"))["message"]["body"] == "Back"


@pytest.mark.django_db(transaction=True)
def test_of_words_and_blocks_at_once_none_is_heard_after_the_block(room: Room, seller: Person, buyer: Person) -> None:
    def act(number: int) -> Any:
        if number == 3:
            CompanyBlock.put_up(seller.actor, buyer.company)
            return None
        return Room.objects.get(pk=room.pk).post(f"{number}", by=buyer.actor)

    results = at_once(8, act)
    assert all(isinstance(one, Message | Refused) or one is None for one in results), results
    assert sum(isinstance(one, Message) for one in results) == room.messages.count()
    with pytest.raises(Refused):
        Room.objects.get(pk=room.pk).post("After", by=buyer.actor)
