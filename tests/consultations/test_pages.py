"""The list and the room, by plain requests: everything works without JavaScript."""

import threading
import uuid
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from catalog.models import Product
from consultations.models import MAX_BODY, Message, ReadMark, Room
from offers.models import Inquiry
from portal.core.permissions import Refused
from tests.cast import Person, make_company, make_person, make_product
from tests.consultations.conftest import converse
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def open_url(product: Product) -> str:
    return f"/consultations/about/product/{product.ref}/"


def test_a_buyer_opens_the_room_about_a_product_once(buyer: Person, seller: Person, product: Product) -> None:
    first = buyer.client.post(open_url(product))
    again = buyer.client.post(open_url(product))
    assert first.status_code == 302 and first.url == again.url
    room = Room.objects.get()
    assert first.url == room.get_absolute_url()
    assert {party.company for party in room.parties.all()} == {buyer.company, seller.company}
    page = seller.client.get(first.url)
    assert product.title in page.text and "Nordwerk Handel" in page.text


def test_opening_by_get_asks_for_one_press_and_makes_nothing(buyer: Person, product: Product) -> None:
    page = buyer.client.get(open_url(product))
    assert page.status_code == 200 and 'method="post"' in page.text
    assert not Room.objects.exists()


def test_a_visitor_signs_in_first_and_a_newcomer_names_a_company(
    visitor: Client, newcomer: Person, product: Product
) -> None:
    assert "/accounts/login/" in visitor.post(open_url(product)).url
    assert newcomer.client.post(open_url(product)).url == "/my/company/new/"
    assert not Room.objects.exists()


@pytest.mark.parametrize("path", ["product/P-NONE", "spaceship/P-1", "product/" + "x" * 200])
def test_what_does_not_exist_cannot_be_talked_about(buyer: Person, path: str) -> None:
    assert buyer.client.post(f"/consultations/about/{path}/").status_code == 404


def test_a_draft_of_another_company_cannot_be_talked_about(buyer: Person, supplier: Any) -> None:
    draft = make_product(supplier, sku="D-1", state=Product.State.DRAFT)
    assert buyer.client.post(open_url(draft)).status_code == 404
    assert not Room.objects.exists()


def test_nobody_talks_to_their_own_company_and_a_viewer_opens_nothing(
    seller: Person, buying_company: Any, product: Product
) -> None:
    assert seller.client.post(open_url(product)).status_code == 409
    onlooker = make_person("look@nordwerk.example", buying_company, "viewer")
    assert onlooker.client.post(open_url(product)).status_code == 403
    assert not Room.objects.exists()


def test_a_company_that_wishes_to_stay_unnamed_is_not_named_by_a_chat(buyer: Person, product: Product) -> None:
    product.names_company_to = lambda actor: False  # what an anonymous offer says
    with pytest.raises(Refused):
        Room.open_about("product", product, by=buyer.actor)
    assert not Room.objects.exists()


def test_an_inquiry_can_be_talked_about_by_its_two_companies_only(
    buyer: Person, seller: Person, stranger: Person, product: Product
) -> None:
    inquiry = Inquiry.send(
        buyer.actor, product.company, product=product, title=product.title, question="Price for 500?"
    )
    url = f"/consultations/about/inquiry/{inquiry.ref}/"
    assert stranger.client.post(url).status_code == 404
    assert seller.client.post(url).url == buyer.client.post(url).url


def test_a_message_by_plain_form_is_stored_once_however_often_it_is_sent(
    room: Room, buyer: Person, seller: Person
) -> None:
    url = f"/consultations/{room.ref}/messages/"
    form = {"body": "Hello\r\n<script>alert(1)</script>", "client_id": str(uuid.uuid4())}
    answers = [buyer.client.post(url, form) for _ in range(3)]
    assert {answer.url for answer in answers} == {f"{room.get_absolute_url()}#m1"}
    assert Message.objects.get().body == "Hello\n<script>alert(1)</script>"
    page = seller.client.get(room.get_absolute_url()).text
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def test_a_wrong_message_keeps_what_was_typed(room: Room, buyer: Person) -> None:
    url = f"/consultations/{room.ref}/messages/"
    long = "길" * (MAX_BODY + 1)
    answer = buyer.client.post(url, {"body": long, "client_id": str(uuid.uuid4())})
    assert answer.status_code == 422 and long in answer.text
    for body in ("", "  \n ", "\u200b", "\x00"):
        assert buyer.client.post(url, {"body": body}).status_code == 422
    assert buyer.client.post(url, {"body": "x", "client_id": "forged"}).status_code == 422
    assert not Message.objects.exists()


def test_a_stranger_finds_nothing_and_changes_nothing(room: Room, buyer: Person, stranger: Person) -> None:
    converse(room, buyer, count=1)
    here = room.get_absolute_url()
    files = (f"{here}transcript.json", f"{here}transcript.pdf")
    for url in (here, f"{here}?after=0", f"{here}?before=9", *files):
        assert stranger.client.get(url).status_code == 404
    assert stranger.client.post(f"{here}messages/", {"body": "Let me in"}).status_code == 404
    assert room.title not in stranger.client.get("/consultations/").text
    assert Message.objects.count() == 1
    assert not ReadMark.objects.filter(user=stranger.user).exists()


def test_a_viewer_reads_with_a_sentence_why_and_cannot_write(room: Room, viewer: Person, buyer: Person) -> None:
    converse(room, buyer, count=1)
    page = viewer.client.get(room.get_absolute_url())
    assert "Message 1" in page.text and "is to read along" in page.text and "<textarea" not in page.text
    assert viewer.client.post(f"{room.get_absolute_url()}messages/", {"body": "May I?"}).status_code == 403
    assert Message.objects.count() == 1


def test_words_are_shown_as_they_were_meant(room: Room, buyer: Person) -> None:
    room.post('See https://example.com/a?b=1&c="x" or javascript:alert(1).\nBye', by=buyer.actor)
    page = buyer.client.get(room.get_absolute_url()).text
    assert '<a href="https://example.com/a?b=1&amp;c=" target="_blank" rel="nofollow ugc noopener noreferrer"' in page
    assert 'href="javascript' not in page


def test_days_are_those_of_the_readers_zone(room: Room, buyer: Person, seller: Person) -> None:
    from datetime import UTC, datetime

    converse(room, buyer, count=2)
    late = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)
    Message.objects.filter(number=1).update(created_at=late)
    Message.objects.filter(number=2).update(created_at=late.replace(hour=15, minute=30))
    days = {}
    for person, zone in ((buyer, "Europe/Berlin"), (seller, "Asia/Seoul")):
        person.client.cookies["timezone"] = zone
        page = person.client.get(room.get_absolute_url()).text
        days[zone] = [line.split('"')[0] for line in page.split('data-day="')[1:]]
    assert days == {"Europe/Berlin": ["2026-03-01"], "Asia/Seoul": ["2026-03-01", "2026-03-02"]}


def test_older_messages_come_page_by_page_without_gap_or_double(room: Room, buyer: Person, seller: Person) -> None:
    converse(room, buyer, seller, count=120)
    url, seen = room.get_absolute_url(), []
    while url:
        page = buyer.client.get(url).text
        seen = [int(part.split('"')[0]) for part in page.split('data-number="')[1:]] + seen
        url = f"{room.get_absolute_url()}?before={seen[0]}" if "Show earlier" in page else ""
    assert seen == list(range(1, 121))
    fragment = buyer.client.get(f"{room.get_absolute_url()}?before=71", headers={"HX-Request": "true"}).text
    assert "<html" not in fragment and 'data-number="70"' in fragment and 'data-number="71"' not in fragment


@pytest.mark.parametrize(
    "query", ["before=x", "before=-5", "before=99999999999999999999", "after=", "after=1e9", "before=٣"]
)
def test_nonsense_in_the_address_is_no_error(room: Room, buyer: Person, query: str) -> None:
    assert buyer.client.get(f"{room.get_absolute_url()}?{query}").status_code == 200


def test_who_has_no_socket_catches_up_and_sends_by_http(room: Room, buyer: Person, seller: Person) -> None:
    converse(room, seller, count=3)
    answer = buyer.client.get(f"{room.get_absolute_url()}?after=1").json()
    assert [one["number"] for one in answer["messages"]] == [2, 3] and answer["has_more"] is False
    form = {"body": "By fetch", "client_id": str(uuid.uuid4())}
    url, headers = f"{room.get_absolute_url()}messages/", {"Accept": "application/json"}
    sent = [buyer.client.post(url, form, headers=headers).json()["message"]["number"] for _ in range(2)]
    assert sent == [4, 4]
    assert buyer.client.post(url, {"body": ""}, headers=headers).status_code == 422


def test_unread_counts_are_each_persons_own(room: Room, buyer: Person, seller: Person, colleague: Person) -> None:
    converse(room, buyer, count=3)

    def unread(person: Person) -> int:
        return Room.objects.visible_to(person.actor).for_list(person.actor).get().unread

    assert (unread(buyer), unread(seller), unread(colleague)) == (0, 3, 3)
    assert "3 new" in seller.client.get("/consultations/").text
    seller.client.get(room.get_absolute_url())
    assert (unread(seller), unread(colleague)) == (0, 3)
    room.refresh_from_db()
    room.mark_read(seller.actor, 1)
    assert unread(seller) == 0
    assert room.read_by_others(buyer.actor) == 3
    assert ">Read</span>" in buyer.client.get(room.get_absolute_url()).text


def test_the_list_is_newest_first_with_the_last_words_and_can_be_searched(
    room: Room, buyer: Person, seller: Person, stranger: Person
) -> None:
    other = Room.open_about("company", stranger.company, by=buyer.actor)
    other.post("The second one", by=buyer.actor)
    converse(room, seller, count=1)
    page = buyer.client.get("/consultations/").text
    assert page.index("Message 1") < page.index("The second one")
    found = buyer.client.get("/consultations/?q=elsewhere").text
    assert "The second one" in found and "Message 1" not in found
    assert "No consultation has" in buyer.client.get("/consultations/?q=%00nothing").text
    assert (
        "No consultations yet" in make_person("e@e.example", make_company("Empty")).client.get("/consultations/").text
    )


def test_the_lists_queries_do_not_grow_with_the_rooms(buyer: Person, supplier: Any) -> None:
    def fill(*numbers: int) -> None:
        for number in numbers:
            product = make_product(supplier, sku=f"Q-{number}", title=f"Product {number}")
            Room.open_about("product", product, by=buyer.actor).post("Hello", by=buyer.actor)

    fill(*range(3))
    few = queries_of(buyer.client, "/consultations/")
    fill(*range(3, 24))
    assert queries_of(buyer.client, "/consultations/") <= few


def test_the_rooms_queries_do_not_grow_with_the_talk(room: Room, buyer: Person, seller: Person) -> None:
    converse(room, buyer, seller, count=3)
    buyer.client.get(room.get_absolute_url())
    few = queries_of(buyer.client, room.get_absolute_url())
    converse(room, buyer, seller, count=100)
    buyer.client.get(room.get_absolute_url())
    assert queries_of(buyer.client, room.get_absolute_url()) <= few


def test_the_room_allows_its_own_socket_and_no_other_in_old_browsers(room: Room, buyer: Person) -> None:
    policy = buyer.client.get(room.get_absolute_url()).headers["Content-Security-Policy"]
    assert "connect-src 'self' ws://testserver;" in policy and "script-src 'self';" in policy


def test_staff_see_that_a_room_exists_but_not_what_is_said(
    room: Room, buyer: Person, moderator: Person, clerk: Person
) -> None:
    room.post("Strictly between us", by=buyer.actor)
    listed = moderator.client.get("/staff/consultations/room/").text
    shown = moderator.client.get(f"/staff/consultations/room/{room.pk}/change/").text
    assert room.ref in listed and room.ref in shown
    assert "Strictly between us" not in listed + shown
    assert moderator.client.post(f"/staff/consultations/room/{room.pk}/delete/").status_code == 403
    assert buyer.client.get("/staff/consultations/room/").status_code == 302
    for page in ("", f"{room.pk}/change/", f"{room.pk}/history/"):
        assert clerk.client.get(f"/staff/consultations/room/{page}").status_code == 403, "who talks to whom"


@pytest.mark.django_db(transaction=True)
def test_many_people_who_speak_at_once_get_numbers_without_gap_or_double(
    room: Room, buyer: Person, seller: Person
) -> None:
    actors = [buyer.actor, seller.actor]

    def speak(turn: int) -> None:
        try:
            for word in range(5):
                Room.objects.get(pk=room.pk).post(f"{turn}/{word}", by=actors[turn % 2])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=speak, args=(turn,)) for turn in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(room.messages.values_list("number", flat=True)) == list(range(1, 31))
    room.refresh_from_db()
    assert room.last_number == 30
