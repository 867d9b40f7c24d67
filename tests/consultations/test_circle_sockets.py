"""Open sockets while companies come and go, the count in the head of every page, and who is here."""

import re
from datetime import UTC, datetime, time
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from django.utils.html import strip_tags

from consultations.circle.people_rows import people_rows
from consultations.inbox.office_hours import hours_now
from consultations.live import circle_frames, news_consumer, presence
from consultations.models import AutoReply, PresenceChoice, Room, RoomParty
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.consultations.conftest import Socket, in_thread, new_id, say, socket_to
from tests.consultations.test_circle import bring_in, party, url_of
from tests.queries import forget, queries_of

sockets = pytest.mark.django_db(transaction=True)


@sockets
async def test_a_removed_company_stops_hearing_at_once_on_an_open_socket(
    room: Room, buyer: Person, seller: Person, steward: Person, enter: Any
) -> None:
    await in_thread(bring_in)(buyer, room, steward)
    removed, stays = await enter(steward), await enter(seller)
    await in_thread(say)(room, buyer, "Heard")
    assert (await removed.next("message.posted"))["message"]["body"] == "Heard"
    url = url_of(room, f"people/{steward.company.slug}/removal/")
    assert (await in_thread(buyer.client.post)(url)).status_code == 302
    frame = await removed.next("circle")
    assert frame["may_speak"] is False and "removed Textile Association" in frame["line"]["words"]
    await in_thread(say)(room, buyer, "Unheard")
    assert (await stays.next("message.posted"))["message"]["body"] == "Heard"
    assert (await stays.next("message.posted"))["message"]["body"] == "Unheard"
    await stays.tell("typing")
    await removed.tell("sync", after=0)
    answer = await removed.next("sync")
    assert [one["body"] for one in answer["messages"]] == ["Heard"] and answer["last_number"] == 1
    await removed.tell("message.send", client_id=new_id(), body="But I was here")
    assert (await removed.next("error"))["code"] == "forbidden"
    assert await removed.silent()


@sockets
async def test_what_is_said_goes_to_the_parties_of_that_moment_even_if_the_news_of_a_removal_is_lost(
    room: Room, buyer: Person, seller: Person, enter: Any, monkeypatch: Any
) -> None:
    hers = await enter(seller)
    monkeypatch.setattr("consultations.models.taking_part.push", lambda *args, **facts: None)
    await in_thread(lambda: party(room, seller).remove(by=buyer.actor))()
    await in_thread(say)(room, buyer, "Unheard")
    await hers.tell("sync", after=0)
    frame = await hers.next("sync")
    assert frame["messages"] == []
    assert await hers.silent()


@sockets
async def test_a_newcomer_is_greeted_with_the_number_before_its_first_message(
    room: Room, buyer: Person, steward: Person, enter: Any
) -> None:
    await in_thread(say)(room, buyer, "Before")
    await in_thread(bring_in)(buyer, room, steward)
    hers, his = await enter(steward), await enter(buyer)
    await his.tell("message.send", client_id=new_id(), body="Welcome")
    assert (await hers.next("message.posted"))["message"]["number"] == 2
    await hers.tell("sync", after=0)
    assert [one["number"] for one in (await hers.next("sync"))["messages"]] == [2]


@sockets
async def test_delivered_is_told_to_the_other_side(
    room: Room, buyer: Person, seller: Person, enter: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(circle_frames, "SOON", 0.0)
    his, _hers = await enter(buyer), await enter(seller)
    await his.tell("message.send", client_id=new_id(), body="Did it arrive?")
    assert (await his.next("delivered"))["number"] == 1
    page = await in_thread(buyer.client.get)(url_of(room))
    assert page.context["entries"][0].is_delivered_mark and not page.context["entries"][0].is_read_mark
    await in_thread(seller.client.get)(url_of(room))
    page = await in_thread(buyer.client.get)(url_of(room))
    assert page.context["entries"][0].is_read_mark and not page.context["entries"][0].is_delivered_mark


def news_of(person: Person | None) -> Socket:
    socket = socket_to("none", person)
    socket.scope["path"] = "/ws/news/"
    return socket


@sockets
async def test_every_browser_of_a_party_is_told_the_count_and_the_news(
    room: Room, buyer: Person, seller: Person, stranger: Person, monkeypatch: Any
) -> None:
    monkeypatch.setattr(news_consumer, "GATHERED", 0.0)
    hers, other = news_of(seller), news_of(stranger)
    assert (await hers.connect())[0] and (await other.connect())[0]
    assert (await hers.next("unread"))["unread"] == (await other.next("unread"))["unread"] == 0
    await in_thread(say)(room, buyer, "Good morning")
    await in_thread(deliver_all)()
    frame = await hers.next("unread")
    assert frame["unread"] == 1 and frame["news"]["words"] == "Good morning"
    assert frame["news"]["url"] == room.get_absolute_url()
    await other.send_to("{}")
    frame = await other.next("unread")
    assert frame == {"type": "unread", "unread": 0}
    await in_thread(seller.client.post)(url_of(room, "people/muting/"), {"on": "1"})
    await in_thread(say)(room, buyer, "Quiet")
    await in_thread(deliver_all)()
    assert await hers.next("unread") == {"type": "unread", "unread": 0}
    await in_thread(seller.client.post)("/accounts/logout/")
    assert await hers.closed() == 4403
    await other.disconnect()


@sockets
async def test_a_visitor_gets_no_news_socket() -> None:
    assert await news_of(None).connect() == (False, 4404)


@pytest.mark.django_db
def test_the_head_of_every_page_counts_unread_conversations(
    room: Room, buyer: Person, seller: Person, visitor: Client
) -> None:
    forget()
    assert seller.client.get("/consultations/unread/").json() == {"unread": 0}
    say(room, buyer, "One")
    say(room, buyer, "Two")
    forget()  # within a test nothing commits, so that nothing is forgotten by itself
    page = seller.client.get("/companies/").text
    assert 'data-talks="/consultations/unread/"' in page
    assert seller.client.get("/consultations/unread/").json() == {"unread": 1}
    first = queries_of(seller.client, "/companies/")
    cache.delete(f"consultations.unread.{seller.company.pk}")
    assert queries_of(seller.client, "/companies/") <= first + 1
    assert "data-talks" not in visitor.get("/companies/").text
    assert visitor.get("/consultations/unread/").status_code == 302


@pytest.mark.django_db
def test_a_message_and_reading_it_forget_the_kept_count(
    room: Room, buyer: Person, seller: Person, django_capture_on_commit_callbacks: Any
) -> None:
    forget()

    def count() -> int:
        return int(seller.client.get("/consultations/unread/").json()["unread"])

    assert count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        say(room, buyer, "One")
    assert count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        seller.client.get(url_of(room))
    assert count() == 0


def who_is_shown(person: Person, room: Room, page: str = "") -> list[str]:
    found = re.findall(r'class="room__who small">(.*?)</p>', person.client.get(url_of(room, page)).text)
    return [strip_tags(one) for one in found]


@pytest.mark.django_db
@pytest.mark.needs("redis")
def test_who_is_here_is_seen_by_the_others_unless_they_do_not_want_it(
    room: Room, buyer: Person, seller: Person
) -> None:
    say(room, seller, "Hello")
    presence.sign(seller.user.pk, room.pk)
    assert who_is_shown(buyer, room) == ["Seller here now"]
    presence.gone(seller.user.pk, room.pk)
    assert who_is_shown(buyer, room, "people/") == ["Seller online"]
    seller.client.post(url_of(room, "people/presence/"), {"on": "0"})
    presence.sign(seller.user.pk, room.pk)
    assert "Seller here now" not in buyer.client.get(url_of(room)).text
    assert not PresenceChoice.is_shown_for(seller.user)


@pytest.mark.django_db
def test_without_redis_nothing_is_known_and_nothing_shown(
    room: Room, buyer: Person, seller: Person, settings: Any
) -> None:
    settings.REDIS_URL = ""
    say(room, seller, "Hello")
    presence.sign(seller.user.pk, room.pk)
    page = buyer.client.get(url_of(room))
    assert page.status_code == 200 and "here now" not in page.text


def test_last_seen_is_rounded() -> None:
    with translation.override("en"):
        assert presence.presence_of(False, 1000, 1000 + 200).words == "seen within the hour"
        assert presence.presence_of(False, 1000, 1000 + 3 * 3600 + 59).words == "seen 3 hours ago"
        assert presence.presence_of(False, 1000, 1000 + 2 * 86400).words == "seen 2 days ago"
        assert presence.presence_of(False, None, 1000).words == ""


@pytest.mark.django_db
def test_the_partners_hours_are_told_in_its_zone_and_the_readers(room: Room, buyer: Person, seller: Person) -> None:
    company = seller.company
    company.opens_at, company.closes_at = time(9), time(18)
    open_now = hours_now(company, datetime(2026, 11, 27, 1, 0, tzinfo=UTC))  # a Friday, 10:00 in Seoul
    assert open_now.is_open and f"{open_now.turns_at:%A %H:%M}" == "Friday 18:00"
    closed = hours_now(company, datetime(2026, 11, 27, 12, 0, tzinfo=UTC))
    assert closed.is_open is False and f"{closed.turns_at:%A %H:%M}" == "Monday 09:00"
    away = hours_now(company, datetime(2026, 11, 27, 1, 0, tzinfo=UTC), away_until=datetime(2026, 11, 30).date())
    assert away.is_open is False and f"{away.turns_at:%A}" == "Tuesday"
    company.working_days = []
    assert hours_now(company, datetime(2026, 11, 27, 1, 0, tzinfo=UTC)).turns_at is None


@pytest.mark.django_db
def test_a_holiday_is_told_beside_the_company(room: Room, buyer: Person, seller: Person) -> None:
    type(seller.company).objects.filter(pk=seller.company.pk).update(opens_at=time(0, 1), closes_at=time(23, 59))
    AutoReply._default_manager.create(company=seller.company, first_day=datetime(2020, 1, 1).date())
    row = next(one for one in people_rows(Room.objects.for_cards().get(), buyer.actor) if not one.is_own)
    assert not row.is_open and row.hours.startswith("closed now, opens")
    assert RoomParty.objects.here().count() == 2
