"""Whoever comes in later, or has gone, learns nothing of the rest: not by replies, changes, pins, files or reports."""

from typing import Any

import pytest

from companies.models import CompanyBlock
from consultations.models import Room, RoomParty, ShownPart
from portal.core.permissions import Refused
from tests.cast import Person
from tests.consultations.conftest import in_thread, say
from tests.consultations.test_beside import mark, pdf, send
from tests.consultations.test_circle import bodies, bring_in, remove, url_of

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "Between us: 4.10 a piece"


@pytest.fixture
def talk(room: Room, buyer: Person, seller: Person, steward: Person) -> Room:
    """A first message with a file, then a third company that does not see it, then a reply to that first message."""
    send(buyer, room, body=SECRET, papers=[pdf("secret.pdf")])
    bring_in(buyer, room, steward)
    send(seller, room, body="Agreed as said above", reply_to=1)
    return Room.objects.get(pk=room.pk)


def test_a_reply_does_not_quote_what_the_newcomer_does_not_see(talk: Room, steward: Person, buyer: Person) -> None:
    page = steward.client.get(talk.get_absolute_url()).content.decode()
    assert "Agreed as said above" in page and SECRET not in page and "secret.pdf" not in page
    (told,) = steward.client.get(url_of(talk, "?after=0")).json()["messages"]
    assert told["number"] == 2 and "reply_to" not in told
    assert SECRET in buyer.client.get(talk.get_absolute_url()).content.decode()
    assert buyer.client.get(url_of(talk, "?after=1")).json()["messages"][0]["reply_to"]["body"] == SECRET
    assert send(steward, talk, body="What did you say?", reply_to=1).status_code == 422


def test_changes_and_pins_of_earlier_messages_are_not_told(talk: Room, steward: Person, buyer: Person) -> None:
    first = talk.messages.get(number=1)
    assert mark(buyer, first, on="pin").status_code == 200
    assert mark(buyer, first, on="agreed").status_code == 200
    caught_up = steward.client.get(url_of(talk, "?after=2&changed=0")).json()
    assert caught_up["changes"] == []
    assert SECRET not in steward.client.get(talk.get_absolute_url()).content.decode()
    assert SECRET in buyer.client.get(talk.get_absolute_url()).content.decode()
    for address in ("messages/1/", "messages/1/edit/", "messages/1/cards/"):
        assert steward.client.get(url_of(talk, address)).status_code == 404
    assert mark(steward, first, on="thanks").status_code == 404
    file = first.files.get()
    assert steward.client.get(url_of(talk, f"files/{file.ref}/")).status_code == 404
    assert buyer.client.get(url_of(talk, f"files/{file.ref}/")).status_code == 200


async def test_open_tabs_hear_of_no_change_they_may_not_see(
    talk: Room, steward: Person, buyer: Person, enter: Any
) -> None:
    theirs = await enter(steward)
    first, second = await in_thread(lambda: list(talk.messages.order_by("number")))()
    await in_thread(mark)(buyer, first, on="agreed")
    await in_thread(mark)(buyer, second, on="agreed")
    heard = (await theirs.next("message.changed"))["message"]
    assert heard["number"] == 2 and "reply_to" not in heard
    await in_thread(remove)(buyer, talk, steward.company)
    await in_thread(mark)(buyer, second, on="thanks")
    await in_thread(say)(talk, buyer, "They are gone")
    await theirs.tell("sync", after=2, after_change=0)
    told = await theirs.next("sync")
    assert told["messages"] == [], "what is said now is not theirs"


def test_a_report_shows_staff_only_what_the_reporter_saw(talk: Room, steward: Person, seller: Person) -> None:
    data = {"reason": "fraud", "part": "all", "note": "Look", "company": seller.company.slug}
    assert steward.client.post(url_of(talk, "report/"), data).status_code == 302
    assert [one["number"] for one in ShownPart.objects.get().messages] == [2]


def test_who_has_left_changes_nothing_any_more(talk: Room, steward: Person, buyer: Person) -> None:
    send(steward, talk, body="We can help")
    own = talk.messages.get(number=3)
    RoomParty.objects.get(room=talk, company=steward.company).leave(steward.actor)
    for act, data in (("edit/", {"body": "We cannot"}), ("delete/", {}), ("marks/", {"on": "pin"})):
        assert steward.client.post(own.get_absolute_url() + act, data).status_code == 403
    assert bodies(steward, talk) == ["Agreed as said above", "We can help"]
    assert talk.messages.get(number=3).body == "We can help"


def test_nobody_is_invited_past_a_block(room: Room, buyer: Person, steward: Person) -> None:
    CompanyBlock.put_up(steward.actor, buyer.company)
    with pytest.raises(Refused, match="does not take messages"):
        RoomParty.invite(room, steward.company, buyer.actor)
