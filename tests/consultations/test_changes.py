"""Editing and deleting one's own messages: by page and script, heard on the socket, kept in the chain."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from consultations.models import ChainEntry, Message, MessageWording, Room
from consultations.transcripts.export import findings, transcript_of
from tests.cast import Person
from tests.consultations.conftest import in_thread, say
from tests.processes import at_once

pytestmark = pytest.mark.django_db(transaction=True)
Kind = ChainEntry.Kind


def url(message: Message, act: str = "") -> str:
    return f"/consultations/{message.room.ref}/messages/{message.number}/{act}"


def now(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def kinds(room: Room) -> list[str]:
    return list(room.chain.values_list("kind", flat=True))


async def test_an_edit_and_a_deletion_are_heard_and_found_again(
    room: Room, seller: Person, buyer: Person, enter: Any
) -> None:
    hers = await enter(seller)
    said = [await in_thread(say)(room, buyer, body) for body in ("500 pieces", "by March")]
    post = in_thread(buyer.client.post)
    told = await post(url(said[0], "edit/"), {"body": "600 pieces"}, headers={"accept": "application/json"})
    assert told.json()["message"]["body"] == "600 pieces" and told.json()["message"]["is_own"]
    heard = (await hers.next("message.changed"))["message"]
    assert (heard["number"], heard["body"], heard["change"], heard["side"]) == (1, "600 pieces", 1, "them")
    assert heard["edited"] and "is_own" not in heard and "client_id" not in heard
    await post(url(said[1], "delete/"))
    gone = (await hers.next("message.changed"))["message"]
    assert gone["body"] == "" and gone["deleted"] and gone["change"] == 2
    await hers.tell("sync", after=2, after_change=0)
    told = await hers.next("sync")
    assert [(one["number"], one["change"]) for one in told["changes"]] == [(1, 1), (2, 2)]
    assert (told["messages"], told["last_change"], told["has_more"]) == ([], 2, False)
    await hers.tell("sync", after=0, after_change=0)
    told = await hers.next("sync")
    assert (told["changes"], [one["change"] for one in told["messages"]]) == ([], [1, 2])
    await hers.tell("sync", after=2, after_change="x")
    assert (await hers.next("error"))["code"] == "malformed"


def test_many_changes_are_caught_up_in_parts(
    room: Room, buyer: Person, seller: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consultations.live.frames.SYNC_LIMIT", 2)
    for number in range(3):
        say(room, buyer, f"{number}").edit(f"{number} anew", by=buyer.actor)
    seen, change = [], 0
    for _round in range(2):
        answer = seller.client.get(f"{room.get_absolute_url()}?after=3&changed={change}").json()
        seen += [one["number"] for one in answer["changes"]]
        change = answer["last_change"]
    assert (seen, change, answer["has_more"]) == ([1, 2, 3], 3, False)


def test_the_page_edits_keeps_input_and_shows_earlier_wordings(room: Room, seller: Person, buyer: Person) -> None:
    message = say(room, buyer, "500 pieces")
    assert "500 pieces" in buyer.client.get(url(message, "edit/")).text
    assert buyer.client.post(url(message, "edit/"), {"body": "500 pieces"}).status_code == 302
    assert now(message).change == 0 and not MessageWording.objects.exists()
    assert buyer.client.post(url(message, "edit/"), {"body": ""}).status_code == 422
    buyer.client.post(url(message, "edit/"), {"body": "600 pieces"})
    page = seller.client.get(url(message)).text
    assert "500 pieces" in page and "600 pieces" in page
    assert url(message) in seller.client.get(room.get_absolute_url()).text
    answer = seller.client.get(f"{room.get_absolute_url()}?after=1&changed=0").json()
    assert [one["body"] for one in answer["changes"]] == ["600 pieces"]
    Message.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    late = buyer.client.post(url(message, "edit/"), {"body": "700 pieces"})
    assert late.status_code == 422 and "700 pieces" in late.text
    assert now(message).body == "600 pieces"


def test_a_deletion_asks_and_leaves_no_words_anywhere(room: Room, seller: Person, buyer: Person) -> None:
    message = say(room, buyer, "sekret one")
    message.edit("sekret two", by=buyer.actor)
    Message.objects.update(created_at=timezone.now() - timedelta(days=9))
    assert buyer.client.get(url(message, "delete/")).status_code == 200 and now(message).body
    for _time in range(2):
        assert buyer.client.post(url(message, "delete/")).status_code == 302
    assert kinds(room) == [Kind.OPENED, Kind.POSTED, Kind.EDITED, Kind.DELETED]
    assert now(message).change == 2 and not MessageWording.objects.exists()
    again = room.post("sekret one", by=buyer.actor, client_id=message.client_id)
    assert again.pk == message.pk and "sekret" not in str(again.facts())
    transcript = transcript_of(room)
    assert not list(findings(transcript)) and "sekret" not in str(transcript)
    pages = (room.get_absolute_url(), url(message), "/consultations/", f"/consultations/{room.ref}/transcript.json")
    for page in pages:
        assert "sekret" not in seller.client.get(page).text
    assert "Removed by" in seller.client.get(room.get_absolute_url()).text
    assert buyer.client.get(url(message, "edit/")).status_code == 409


def test_others_change_nothing_by_page(
    room: Room, seller: Person, colleague: Person, viewer: Person, stranger: Person, buyer: Person
) -> None:
    message = say(room, seller, "Good morning")
    for act in ("edit/", "delete/"):
        for person in (colleague, viewer, buyer):
            assert person.client.get(url(message, act)).status_code == 403
            assert person.client.post(url(message, act), {"body": "Mine"}).status_code == 403
        assert stranger.client.post(url(message, act), {"body": "Mine"}).status_code == 404
        assert seller.client.get(f"/consultations/{room.ref}/messages/7/{act}").status_code == 404
    assert stranger.client.get(url(message)).status_code == 404
    assert (now(message).body, now(message).change) == ("Good morning", 0)


def test_a_caution_follows_the_words(room: Room, buyer: Person, seller: Person) -> None:
    message = say(room, seller, "Pay to DE89 3704 0044 0532 0130 00")
    assert message.facts()["cautions"] == ["account"]
    message.edit("Pay as agreed", by=seller.actor)
    assert now(message).facts()["cautions"] == []
    message.edit("Send me your password", by=seller.actor)
    assert now(message).facts()["cautions"] == ["secret"]


def test_a_script_is_told_why_not(room: Room, buyer: Person, colleague: Person, seller: Person) -> None:
    message, script = say(room, seller, "Good morning"), {"accept": "application/json"}
    answer = colleague.client.post(url(message, "edit/"), {"body": "Mine"}, headers=script)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    answer = seller.client.post(url(message, "edit/"), {"body": ""}, headers=script)
    assert (answer.status_code, answer.json()["code"]) == (422, "refused")
    message.erase(by=seller.actor)
    answer = seller.client.post(url(message, "edit/"), {"body": "Again"}, headers=script)
    assert (answer.status_code, answer.json()["code"]) == (422, "refused")
    assert now(message).body == ""


def test_twelve_edits_at_once_have_one_order(room: Room, buyer: Person) -> None:
    message, actor = say(room, buyer, "first"), buyer.actor
    at_once(12, lambda number: Message.objects.get(pk=message.pk).edit(f"wording {number}", by=actor))
    found = now(message)
    bodies = [one.body for one in found.wordings.all()] + [found.body]
    assert bodies[0] == "first" and sorted(bodies[1:]) == sorted(f"wording {number}" for number in range(12))
    assert found.change == 12 == Room.objects.get(pk=room.pk).last_change
    assert not list(findings(transcript_of(room)))


def test_an_edit_and_a_deletion_at_once_leave_no_words(room: Room, buyer: Person) -> None:
    message, actor = say(room, buyer, "sekret"), buyer.actor

    def change(number: int) -> None:
        found = Message.objects.get(pk=message.pk)
        found.erase(by=actor) if number == 3 else found.edit(f"sekret {number}", by=actor)

    at_once(8, change)
    assert now(message).body == "" and not MessageWording.objects.exists()
    assert kinds(room)[-1] == Kind.DELETED and not list(findings(transcript_of(room)))
    assert "sekret" not in str(transcript_of(room))
