"""A company's shared inbox: what colleagues see and do, and that nobody else learns of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from companies.models import Membership
from consultations.inbox import rows as desk_rows
from consultations.models import DeskTag, Message, Room, RoomDesk
from notifications.models import Notification
from portal.core.permissions import WrongState
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_person, make_product
from tests.consultations.conftest import say
from tests.processes import at_once
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def listed(person: Person, **data: str) -> list[str]:
    return [room.ref for room, *_rest in person.client.get("/consultations/", data).context["rows"]]


def act(person: Person, room: Room, do: str, **data: Any) -> int:
    return person.client.post(f"/consultations/{room.ref}/desk/", {"do": do, **data}).status_code


def bulk(person: Person, do: str, *rooms: Room) -> Any:
    return person.client.post("/consultations/ticked/", {"do": do, "room": [room.ref for room in rooms]}, follow=True)


def test_a_conversation_is_handed_to_a_colleague_who_is_told(
    room: Room, seller: Person, colleague: Person, buyer: Person
) -> None:
    assert act(seller, room, "assign", assignee=colleague.user.pk) == 302
    assert listed(colleague, tab="mine") == [room.ref] and listed(seller, tab="mine") == []
    assert listed(seller, tab="unassigned") == [] and listed(buyer, tab="unassigned") == [room.ref]
    deliver_all()
    told = Notification.objects.get(kind="room.assigned")
    assert told.user == colleague.user and told.path == room.get_absolute_url()
    page = buyer.client.get(room.get_absolute_url()).text
    assert "In nobody’s hands yet" in page and f"In the hands of {colleague.user}" not in page


def test_what_somebody_has_taken_meanwhile_is_not_taken_away_unseen(
    room: Room, seller: Person, colleague: Person
) -> None:
    assert act(colleague, room, "assign", assignee=colleague.user.pk, was="") == 302
    assert act(seller, room, "assign", assignee=seller.user.pk, was="") == 409
    assert RoomDesk.objects.get().assignee == colleague.user
    assert act(seller, room, "assign", assignee=seller.user.pk, was=colleague.user.pk) == 302


def test_who_leaves_the_company_has_nothing_any_more(room: Room, seller: Person, colleague: Person) -> None:
    act(seller, room, "assign", assignee=colleague.user.pk)
    Membership.objects.get(user=colleague.user).end(by=seller.actor)
    deliver_all()
    assert RoomDesk.objects.get().assignee is None and listed(seller, tab="unassigned") == [room.ref]
    assert act(seller, room, "assign", assignee=colleague.user.pk) == 409


def test_a_new_message_wakes_what_sleeps_and_what_is_archived(room: Room, seller: Person, buyer: Person) -> None:
    say(room, buyer, "How much?")
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert act(seller, room, "snooze", until=tomorrow) == 302
    assert listed(seller) == [] and listed(seller, tab="snoozed") == [room.ref] and listed(buyer) == [room.ref]
    say(room, buyer, "Hello?")
    assert listed(seller) == [room.ref] and listed(seller, tab="snoozed") == []
    assert act(seller, room, "archive") == 302
    assert listed(seller) == [] and listed(seller, tab="archived") == [room.ref]
    say(room, buyer, "Still there?")
    assert listed(seller, tab="waiting") == [room.ref] and listed(buyer, tab="waiting") == []


def test_it_wakes_when_its_day_has_come(room: Room, seller: Person) -> None:
    RoomDesk.snooze(room, timezone.now() + timedelta(hours=1), seller.actor)
    assert listed(seller) == []
    RoomDesk.objects.update(snoozed_until=timezone.now() - timedelta(seconds=1))
    assert listed(seller) == [room.ref]


def test_a_day_that_is_past_is_refused(room: Room, seller: Person) -> None:
    assert act(seller, room, "snooze", until="2020-01-31") == 409
    assert act(seller, room, "snooze", until="soon") == 409 and act(seller, room, "explode") == 409
    assert not RoomDesk.objects.exists()


def test_tags_are_the_companys_own(room: Room, seller: Person, buyer: Person, colleague: Person) -> None:
    assert act(seller, room, "tag", tag="Samples") == 302 and act(colleague, room, "tag", tag="samples") == 302
    tag = DeskTag.objects.get()
    assert listed(colleague, tag=tag.ref) == [room.ref] and "Samples" in colleague.client.get("/consultations/").text
    assert listed(buyer, tag=tag.ref) == [] and "Samples" not in buyer.client.get("/consultations/").text
    assert "Samples" not in buyer.client.get(room.get_absolute_url()).text
    assert act(buyer, room, "untag", tag=tag.ref) == 404
    assert buyer.client.post(f"/consultations/tags/{tag.ref}/removal/").status_code == 404
    assert RoomDesk.objects.get().tags.count() == 1
    assert act(seller, room, "untag", tag=tag.ref) == 302 and listed(seller, tag=tag.ref) == []


def test_several_are_done_at_once(room: Room, seller: Person, buyer: Person, stranger: Person) -> None:
    other = Room.open_about("product", make_product(seller.company, "B-2", "Roller"), by=buyer.actor)
    foreign = Room.open_about("product", make_product(seller.company, "B-3", "Cage"), by=stranger.actor)
    say(room, buyer, "One")
    page = bulk(seller, "archive", room, other)
    assert "Done with 2 conversations." in page.text and listed(seller) == [foreign.ref]
    bulk(seller, "back", room, other)
    bulk(seller, f"assign:{seller.user.pk}", room)
    bulk(seller, "read", room)
    assert listed(seller, tab="mine") == [room.ref] and listed(seller, tab="unread") == []
    assert "Tick conversations" in bulk(buyer, "archive", foreign).text
    assert "Tick conversations" in bulk(seller, f"assign:{buyer.user.pk}", room).text
    assert RoomDesk.objects.get(room=room).assignee == seller.user
    assert not RoomDesk.objects.filter(company=buyer.company).exists()


def test_who_only_reads_sorts_nothing(room: Room, viewer: Person) -> None:
    assert viewer.client.get("/consultations/").context["bulk"] is None
    for do, data in (("assign", {"assignee": ""}), ("archive", {}), ("tag", {"tag": "Mine"})):
        assert act(viewer, room, do, **data) == 403
    assert bulk(viewer, "archive", room).status_code == 403
    assert viewer.client.post("/consultations/tags/", {"name": "Mine"}).status_code == 403
    assert not RoomDesk.objects.exists() and not DeskTag.objects.exists()


def test_strangers_and_visitors_find_nothing(room: Room, stranger: Person, visitor: Client) -> None:
    assert act(stranger, room, "archive") == 404 and not RoomDesk.objects.exists()
    for path in ("", "search/", "settings/", "tags/", "response/"):
        assert "/accounts/login/" in visitor.get(f"/consultations/{path}").url
    assert listed(stranger) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_at_once_one_gets_it(room: Room, seller: Person, colleague: Person) -> None:
    people = [seller, colleague] * 3
    actors = [one.actor for one in people]

    def take(number: int) -> None:
        RoomDesk.assign(Room.objects.get(pk=room.pk), people[number].user, actors[number], was=None)

    results = at_once(len(people), take)
    assert sum(isinstance(one, WrongState) for one in results) == 3, results
    assert sum(one is None for one in results) == 3 and RoomDesk.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_tag_made_by_all_at_once_stands_once(seller: Person) -> None:
    actor = seller.actor
    results = at_once(6, lambda _n: DeskTag.put_in("Fair", actor).pk)
    assert len(set(results)) == 1, results


def test_the_list_asks_as_much_for_many_as_for_few(room: Room, seller: Person, buyer: Person) -> None:
    RoomDesk.tag(room, DeskTag.put_in("Samples", seller.actor), seller.actor)
    few = queries_of(seller.client, "/consultations/")
    for number in range(8):
        person = make_person(f"p{number}@x.example", make_company(f"Firm {number}", "buyer", "DE"))
        one = Room.open_about("product", make_product(seller.company, f"C-{number}"), by=person.actor)
        say(one, person, "Price?")
        RoomDesk.assign(one, seller.user, seller.actor)
        RoomDesk.tag(one, DeskTag.put_in(f"T {number}", seller.actor), seller.actor)
    assert queries_of(seller.client, "/consultations/") <= few
    assert queries_of(seller.client, "/consultations/", tab="waiting") <= few


@pytest.mark.parametrize("query", ["?tab=%00", "?tab=x&page=zz", "?q=%00%27%22&tag=../..", "?tag=" + "x" * 500])
def test_odd_filters_break_nothing(room: Room, seller: Person, query: str) -> None:
    assert seller.client.get(f"/consultations/{query}").status_code == 200


def test_the_first_response_is_the_median_of_hours_and_automatic_words_are_none(
    room: Room, seller: Person, buyer: Person
) -> None:
    seller.company.opens_at = seller.company.closes_at = None
    seller.company.save()
    say(room, buyer, "How much?")
    room.refresh_from_db()
    with_automatic = desk_rows.counted(seller.company, timezone.now())
    assert with_automatic == (0, 1, None)
    say(room, seller, "Four dollars.")
    Message.objects.filter(number=1).update(created_at=timezone.now() - timedelta(hours=3, seconds=30))
    answered, waiting, middle = desk_rows.counted(seller.company, timezone.now())
    assert (answered, waiting) == (1, 0) and middle and abs(middle - timedelta(hours=3)) < timedelta(minutes=1)
    assert desk_rows.counted(buyer.company, timezone.now()) == (0, 0, None)
    assert "3 h 0 min" in seller.client.get("/consultations/response/").text
    assert "3 h 0 min" in seller.client.get("/consultations/").text
