"""What a message is warned about, on real sentences and through the front door."""

import uuid

import pytest

from consultations.models import Caution, Message, Room
from consultations.safety.cautions import findings_in
from tests.cast import Person
from tests.consultations.caution_corpus import INNOCENT, TELLING
from tests.consultations.conftest import say

HOSTS = ["hansung.example", "jangteo.example"]


def kinds(text: str) -> set[str]:
    return {one.kind for one in findings_in(text, HOSTS)}


def test_precision_and_recall_on_the_corpus() -> None:
    missed = [(kind, text) for kind, text in TELLING if kind not in kinds(text)]
    wrong = [(kinds(text), text) for text in INNOCENT if kinds(text)]
    assert len(TELLING) + len(INNOCENT) >= 120
    assert (missed, wrong) == ([], []), (len(missed), len(wrong))


def test_an_address_of_bare_numbers_tells_unless_it_is_the_portals_own() -> None:
    assert {one.kind for one in findings_in("See http://192.0.2.7/offers/O-1/", HOSTS)} == {"link"}
    assert findings_in("See http://192.0.2.7/offers/O-1/", [*HOSTS, "192.0.2.7"]) == []
    assert findings_in("See http://me@192.0.2.7/offers/O-1/", [*HOSTS, "192.0.2.7"])


def test_the_span_is_where_the_words_are() -> None:
    text = "Please use DE89 3704 0044 0532 0130 00 BIC COBADEFF"
    (found,) = findings_in(text)
    assert text[found.start : found.end] == "DE89 3704 0044 0532 0130 00"


@pytest.mark.parametrize(
    "text", ["http://[::1", "https://" + "a." * 1900, "1 " * 2000, "계좌 " * 1300, "A" * 4000, "send " * 800]
)
def test_hostile_text_is_read_in_no_time(text: str) -> None:
    findings_in(text[:4000], HOSTS)


@pytest.mark.django_db
def test_the_words_stay_and_each_side_reads_its_own_advice(room: Room, seller: Person, buyer: Person) -> None:
    say(room, seller, "We have a new bank account: DE89370400440532013000")
    assert set(Caution.objects.values_list("kind", flat=True)) == {"account", "changed"}
    theirs, own = buyer.client.get(room.get_absolute_url()).text, seller.client.get(room.get_absolute_url()).text
    advice = '<p class="said__caution">This message holds a payment account'
    assert "DE89370400440532013000" in theirs and advice in theirs
    assert advice not in own and '<p class="said__caution">Your partner is advised' in own


@pytest.mark.django_db
def test_polling_carries_the_caution_and_a_stranger_gets_nothing(
    room: Room, seller: Person, buyer: Person, stranger: Person
) -> None:
    url = f"/consultations/{room.ref}/messages/"
    refused = stranger.client.post(url, {"body": "Add me on WhatsApp", "client_id": uuid.uuid4()})
    assert refused.status_code == 404 and not Message.objects.exists() and not Caution.objects.exists()
    own_id = uuid.uuid4()
    for _again in range(2):
        seller.client.post(url, {"body": "Add me on WhatsApp", "client_id": own_id})
    assert Caution.objects.count() == 1
    (message,) = buyer.client.get(room.get_absolute_url(), {"after": 0}).json()["messages"]
    assert message["cautions"] == ["elsewhere"] and message["body"] == "Add me on WhatsApp"


@pytest.mark.django_db
def test_an_innocent_message_has_no_caution(room: Room, buyer: Person) -> None:
    say(room, buyer, "Order 20261128001, HS code 8413.70, 500 pieces please")
    assert not Caution.objects.exists()
    assert 'class="said__caution"' not in buyer.client.get(room.get_absolute_url()).text
