"""Words are found in the company's own rooms alone, marked, with a way to their place."""

import pytest

from consultations.inbox.message_search import found_in_messages, hit
from consultations.models import Room
from tests.cast import Person
from tests.consultations.conftest import say
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def test_a_message_is_found_by_the_beginnings_of_its_words(
    room: Room, seller: Person, buyer: Person, stranger: Person
) -> None:
    say(room, buyer, "Do you have 6204-2RS bearings <b>in stock</b>?")
    say(room, seller, "베어링을 보내겠습니다.")
    page = buyer.client.get("/consultations/search/", {"q": "BEARING stock"}).text
    assert "<mark>bearing</mark>s &lt;b&gt;in <mark>stock</mark>" in page and "/#m1" in page
    assert "<mark>베어링</mark>을" in seller.client.get("/consultations/search/", {"q": "베어링"}).text
    assert "<mark>6204-2RS</mark>" in seller.client.get("/consultations/search/", {"q": "6204-2RS"}).text
    assert "<mark>" not in seller.client.get("/consultations/search/", {"q": "bearing steel"}).text
    assert "<mark>" not in stranger.client.get("/consultations/search/", {"q": "bearing"}).text


HOSTILE = [
    "'",
    "\\",
    "a' | 'b",
    "!(&|:*<->)",
    "%_%",
    "\x00",
    "'; DROP TABLE x;--",
    "a\\':*",
    "(((",
    "<script>",
    "x " * 60,
]


@pytest.mark.parametrize("q", HOSTILE)
def test_hostile_words_are_words(room: Room, buyer: Person, q: str) -> None:
    say(room, buyer, "Plain words")
    page = buyer.client.get("/consultations/search/", {"q": q})
    assert page.status_code == 200 and "<mark>" not in page.text and "<script>alert" not in page.text


def test_the_link_leads_to_the_page_of_the_room_where_it_stands(room: Room, buyer: Person) -> None:
    say(room, buyer, "The needle")
    Room.objects.filter(pk=room.pk).update(last_number=500)
    (found,) = found_in_messages("needle", buyer.actor)
    assert hit(found, "needle").url == f"{room.get_absolute_url()}?before=21#m1"
    assert "The needle" in buyer.client.get(f"{room.get_absolute_url()}?before=21").text


def test_many_hits_come_in_pages_for_the_same_number_of_queries(room: Room, buyer: Person) -> None:
    say(room, buyer, "needle 1")
    few = queries_of(buyer.client, "/consultations/search/", q="needle")
    for number in range(2, 24):
        say(room, buyer, f"needle {number}")
    assert queries_of(buyer.client, "/consultations/search/", q="needle") <= few
    assert buyer.client.get("/consultations/search/?q=needle&page=2").text.count("<mark>") == 3
